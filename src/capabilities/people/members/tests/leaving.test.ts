// Leaving: afterwards no table of the whole database holds a trace of the member.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { sql } from 'kysely'
import { task } from '#permissions/actor.ts'
import { newId } from '#platform/ids.ts'
import {
  addMember,
  addReport,
  Browser,
  openWorld,
  passphrase,
  publicApp,
  type World,
} from '#safety/checker/tests/check-world.ts'
import { readAccount } from '../change-account.ts'
import { memberByFeedToken } from '../index.ts'
import { handleOf } from '../joining/standing.ts'
import { ownerTag, tallyTag } from '../joining/vouch-store.ts'
import { renewWords } from '../recovery/recover.ts'
import { codeOf, makeAccount, oldMembers, tablesWith, typeCodes } from './ways-in-world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** An alert that went to these members, as delivery would have written it. */
async function deliver(memberIds: readonly string[]): Promise<void> {
  const reportId = await addReport(world)
  const alertId = newId()
  await world.house.asActor(world.desk, (tx) =>
    tx
      .insertInto('alerts.alert')
      .values({
        id: alertId,
        organisation_id: world.organisationId,
        report_id: reportId,
        state: 'draft',
        version: 1,
        sealed_body: Buffer.from('x'),
        author_id: world.desk.personId,
      })
      .execute(),
  )
  const row = (member_id: string, channel: string) => ({
    alert_id: alertId,
    version: 1,
    kind: 'alert',
    member_id,
    channel,
    state: 'handed-over',
  })
  await world.house.asActor(task('task-delivery'), (tx) =>
    tx
      .insertInto('alerts.delivery')
      .values(memberIds.flatMap((id) => [row(id, 'in-app'), row(id, 'email')]))
      .execute(),
  )
}

it('everything of a leaver goes at once: no table holds the id, the handle, or what they gave', async () => {
  const [lea, other] = await oldMembers(world, ['Leaving Lea', 'Staying Sam'])
  assert.ok(lea && other)
  const browser = new Browser(publicApp(world.house))
  await browser.signIn('Leaving Lea')
  await browser.check('07700 900123')
  await deliver([lea.memberId, other.memberId])
  assert.ok((await renewWords(world.house, lea, passphrase)).ok)
  const { browser: newcomer } = await typeCodes(world, await codeOf(world, lea), await codeOf(world, other))
  assert.ok((await makeAccount(newcomer, 'Their Newcomer')).isMade)
  await codeOf(world, lea)
  await world.house.asActor(lea, (tx) =>
    sql`insert into members.passkey (id, member_id, lookup, sealed)
      values (gen_random_uuid(), ${lea.memberId}, ${Buffer.alloc(32, 3)}, 'sealed')`.execute(tx),
  )
  const { feedToken } = await readAccount(world.house, lea)

  const before = await tablesWith(world, lea.memberId)
  for (const table of [
    'members.member',
    'members.standing',
    'members.recovery',
    'members.passkey',
    'alerts.delivery',
    'checker.asked',
    'platform.web_session',
  ])
    assert.ok(before.includes(table), `${table} held nothing to lose`)
  const keys = world.house.keys
  const handle = handleOf(keys, lea.memberId)
  const year = String(world.house.clock.now().getUTCFullYear())
  const tags = [ownerTag(keys, handle), tallyTag(keys, handle, year)].map((tag) => tag.toString('hex'))
  for (const tag of tags) assert.notDeepEqual(await tablesWith(world, tag), [])

  const left = await browser.submit('/me/leave', '/me/leave', { confirm: 'yes' })
  assert.equal(left.location, '/left')
  for (const needle of [lea.memberId, handle, ...tags]) assert.deepEqual(await tablesWith(world, needle), [], needle)
  assert.equal(await memberByFeedToken(world.house, feedToken), undefined)
  assert.equal((await browser.get('/me')).status, 303)
  // Nobody else lost anything.
  const staying = await tablesWith(world, other.memberId)
  for (const table of ['members.member', 'alerts.delivery']) assert.ok(staying.includes(table))
  assert.equal((await newcomer.get('/me')).status, 200)
})

it('a warning on its way to somebody who leaves writes no row for them', async () => {
  const actor = await addMember(world.house, 'Gone Gannet')
  await world.house.asActor(actor, (tx) => tx.deleteFrom('members.member').where('id', '=', actor.memberId).execute())
  await assert.rejects(deliver([actor.memberId]), { code: '23503' })
})
