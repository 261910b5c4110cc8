// Evidence of work: sealed to the team, recorded before it is seen, seen once by one, destroyed with the answer, with proof.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { Browser, openWorld, publicApp, signedInStaff, type World } from '#safety/checker/tests/check-world.ts'
import { EVIDENCE_DAYS } from '../joining/apply.ts'
import { sweepJoining } from '../joining/sweep-joining.ts'
import { signIn } from '../sign-in.ts'
import { beginTeam, day, keyHolder, makeAccount, tablesWith, wordsOn } from './ways-in-world.ts'

const canary = 'qzxcanary profile at https://example.org/qzxcanary'
const queue = '/members/applications'

type Holder = Awaited<ReturnType<typeof keyHolder>>

describe('joining by evidence', () => {
  let world: World
  let worker: Holder
  let colleague: Holder

  before(async () => {
    world = await openWorld()
    worker = await keyHolder(world)
    colleague = await keyHolder(world)
    await beginTeam(world, [worker.actor, colleague.actor])
    await worker.browser.submit(queue, queue, { do: 'begin' })
  })
  after(() => world.close())

  /** Applies as a newcomer; answers the six words and where the queue has it. */
  async function applied(words = canary): Promise<{ code: string; path: string }> {
    const browser = new Browser(publicApp(world.house))
    const { location } = await browser.submit('/join/evidence', '/join/evidence', { words })
    assert.equal(location, '/join/receipt')
    const code = wordsOn((await browser.get('/join/receipt')).text)
    assert.equal(code.split(' ').length, 6)
    assert.equal(wordsOn((await browser.get('/join/receipt')).text), '', 'the words were shown twice')
    const page = (await worker.browser.get(queue)).text
    const id = [...page.matchAll(/\/members\/applications\/([0-9a-f-]{36})\/open/g)].at(-1)?.[1]
    assert.ok(id)
    return { code, path: `${queue}/${id}` }
  }

  async function answerOf(code: string) {
    const browser = new Browser(publicApp(world.house))
    const { location } = await browser.submit('/join/answer', '/join/answer', { words: code })
    return { browser, location, page: (await browser.get(location ?? '')).text }
  }

  async function audit(kind: string): Promise<{ record_id: string; detail: string; actor: string }[]> {
    const client = new pg.Client({ connectionString: world.database.ownerUrl })
    await client.connect()
    await client.query('begin')
    await client.query('alter table audit.entry no force row level security')
    const { rows } = await client.query(
      'select e.*, e::text as actor from audit.entry e where kind = $1 order by position',
      [kind],
    )
    await client.query('rollback')
    await client.end()
    return rows
  }

  it('is seen once, answered, destroyed with proof, and the code makes the account', async () => {
    const { code, path } = await applied()
    const id = path.split('/').at(-1) ?? ''
    assert.match((await answerOf(code)).page, /Nobody has looked yet/)
    assert.equal((await worker.browser.get(path)).status, 404, 'shown without being opened')
    assert.equal((await audit('application.opened')).filter((each) => each.record_id === id).length, 0)
    const opened = await worker.browser.submit(queue, `${path}/open`)
    assert.equal(opened.location, path)
    // Recorded before a word of it is shown.
    const entry = (await audit('application.opened')).find((each) => each.record_id === id)
    assert.ok(entry?.actor.includes(worker.actor.personId))
    assert.ok((await worker.browser.get(path)).text.includes('qzxcanary'))
    const second = (await worker.browser.get(path)).text
    assert.ok(!second.includes('qzxcanary') && second.includes('cannot be shown again'))
    assert.equal((await colleague.browser.get(path)).status, 404)
    assert.match((await answerOf(code)).page, /A worker has it now/)
    await worker.browser.submit(path, path, { decision: 'accepted' })
    const [received] = (await audit('application.received')).filter((each) => each.record_id === id)
    const [destroyed] = (await audit('evidence.destroyed')).filter((each) => each.record_id === id)
    const digest = (each: { detail: string } | undefined) =>
      (JSON.parse(each?.detail ?? '{}') as { digest?: string }).digest
    assert.match(digest(destroyed) ?? '', /^[0-9a-f]{64}$/)
    assert.equal(digest(destroyed), digest(received), 'what was destroyed is what came in')
    assert.ok(destroyed?.actor.includes(worker.actor.personId))
    const { browser, location } = await answerOf(code)
    assert.equal(location, '/join/account')
    assert.ok((await makeAccount(browser, 'Shown Shrike')).isMade)
    assert.equal((await signIn(world.house, 'Shown Shrike', 'lamp window river nine')).ok, true)
    const after = await answerOf(code)
    assert.match(after.page, /Nothing is known under these words/)
  })

  it('opened by two workers and looked at by many tabs at the same moment, it is shown to one person one time', async () => {
    for (let round = 0; round < 4; round++) {
      const { path } = await applied()
      const tabs = [worker.browser, await worker.again(), colleague.browser, await colleague.again()]
      await Promise.all(tabs.map((tab) => tab.submit(queue, `${path}/open`).catch(() => undefined)))
      const views = await Promise.all(tabs.flatMap((tab) => [tab.get(path), tab.get(path)]))
      const shown = views.filter((view) => view.text.includes('qzxcanary'))
      assert.equal(shown.length, 1)
      assert.equal((await audit('application.opened')).filter((each) => path.endsWith(each.record_id)).length, 1)
    }
  })

  it('once shown, no key to it is left: neither the database nor the team’s own key opens it again', async () => {
    const { path } = await applied()
    const id = path.split('/').at(-1) ?? ''
    await worker.browser.submit(queue, `${path}/open`)
    await worker.browser.get(path)
    const rows = await world.house.asActor(worker.actor, (tx) =>
      tx.selectFrom('members.application').select(['wrapped_key', 'body']).where('id', '=', id).execute(),
    )
    assert.equal(rows[0]?.wrapped_key, null)
    await worker.browser.submit(path, path, { decision: 'declined' })
    const gone = await world.house.asActor(worker.actor, (tx) =>
      tx.selectFrom('members.application').select(['wrapped_key', 'body']).where('id', '=', id).execute(),
    )
    assert.deepEqual(gone, [{ wrapped_key: null, body: null }])
  })

  it('nothing of it stands in the database or the log: before, while and after it is looked at', async () => {
    const { path } = await applied('qzxanother words, then answered')
    const nowhere = async () => {
      for (const needle of ['qzxcanary', 'qzxanother']) assert.deepEqual(await tablesWith(world, needle), [])
      assert.ok(!world.lines.some((line) => /qzx/.test(line)))
    }
    await nowhere()
    await worker.browser.submit(queue, `${path}/open`)
    assert.ok((await worker.browser.get(path)).text.includes('qzxanother'))
    await nowhere()
    await worker.browser.submit(path, path, { decision: 'again' })
    await nowhere()
  })

  it('unread for two weeks it is destroyed unread, with the same proof; an answer goes after thirty days', async () => {
    const { code, path } = await applied()
    const id = path.split('/').at(-1) ?? ''
    world.clock.ahead += (EVIDENCE_DAYS + 1) * day
    await sweepJoining(world.house)
    await sweepJoining(world.house)
    const destroyed = (await audit('evidence.destroyed')).filter((each) => each.record_id === id)
    assert.equal(destroyed.length, 1)
    assert.match(destroyed[0]?.detail ?? '', /"decision":"expired"/)
    assert.match((await answerOf(code)).page, /destroyed unread/)
    assert.equal((await (await worker.again()).get(path)).status, 404)
    world.clock.ahead += 31 * day
    await sweepJoining(world.house)
    assert.match((await answerOf(code)).page, /Nothing is known/)
  })

  it('is nobody else’s: another role, another team, a colleague’s decision, a forged token', async () => {
    const fresh = { worker: await worker.again(), colleague: await colleague.again() }
    const browser = new Browser(publicApp(world.house))
    await browser.submit('/join/evidence', '/join/evidence', { words: canary })
    const page = (await fresh.worker.get(queue)).text
    const path = `${queue}/${/applications\/([0-9a-f-]{36})\/open/.exec(page)?.[1]}`
    const desk = await signedInStaff(world.house, world.desk)
    for (const each of [queue, path]) assert.equal((await desk.get(each)).status, 404)
    await fresh.worker.post(`${path}/open`, { token: 'forged' })
    assert.equal((await fresh.worker.get(path)).status, 404)
    await fresh.worker.submit(queue, `${path}/open`)
    const form = (await fresh.colleague.get(queue)).text.split('action="/members/applications"')[1] ?? ''
    const token = /name="token" value="([^"]+)"/.exec(form)?.[1] ?? ''
    assert.equal((await fresh.colleague.post(path, { token, decision: 'accepted' })).status, 404)
    assert.ok((await fresh.worker.get(path)).text.includes('qzxcanary'))
  })

  it('a worker without the team’s key opens nothing and uses nothing up', async () => {
    const keyless = await keyHolder(world)
    const browser = new Browser(publicApp(world.house))
    await browser.submit('/join/evidence', '/join/evidence', { words: canary })
    const fresh = await worker.again()
    const path = `${queue}/${/applications\/([0-9a-f-]{36})\/open/.exec((await fresh.get(queue)).text)?.[1]}`
    await assert.rejects(keyless.browser.submit(queue, `${path}/open`), { name: 'NoTeamKey' })
    assert.match((await fresh.get(queue)).text, new RegExp(`${path}/open`))
  })

  it('what was typed wrongly is kept for the next page alone; nobody applies where no team looks', async () => {
    const browser = new Browser(publicApp(world.house))
    await browser.submit('/join/evidence', '/join/evidence', { words: 'qzx'.repeat(2000) })
    const page = (await browser.get('/join/evidence')).text
    assert.match(page, /at most 4,000/)
    assert.match(page, /qzxqzx/)
    assert.doesNotMatch((await browser.get('/join/evidence')).text, /qzxqzx/)
    const fresh = await worker.again()
    await fresh.submit(queue, queue, { do: 'cease' })
    const none = (await new Browser(publicApp(world.house)).get('/join/evidence')).text
    assert.match(none, /No team takes applications/)
    assert.doesNotMatch(none, /<textarea/)
  })
})
