// A key turns while somebody is still telling: what their browser sealed to the old one is carried along, and nothing is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseForm } from '#platform/http/form.ts'
import { askToSeal } from '#safety/reporting/ask-to-seal.ts'
import { readDraft } from '#safety/reporting/keep-draft.ts'
import { openReport } from '#safety/reporting/open-report.ts'
import { holderOf, newReportSession, type ReportSession } from '#safety/reporting/report-session.ts'
import { press } from '#safety/reporting/tell.ts'
import { sealBody, toText, wrapKey } from '#src/browser/sealing/envelope.ts'
import { startRewrap } from '../rewrap.ts'
import { turnEpoch } from '../turn-epoch.ts'
import { type KeysWorld, openKeysWorld } from './keys-world.ts'

let world: KeysWorld
before(async () => {
  world = await openKeysWorld()
})
after(() => world.close())

const send = (state: ReportSession, fields: Record<string, string>) =>
  press(world.house, state, parseForm(new URLSearchParams(fields).toString()))

/** What the page's script sends for a story, sealed for the keys the page named. */
async function sealedStory(state: ReportSession, story: string): Promise<string> {
  const place = { step: 'story', index: 0 } as const
  const asked = await askToSeal(world.house, state, place, await readDraft(world.house, state))
  assert.ok(asked)
  const { record } = asked
  const part = `words ${toText(crypto.getRandomValues(new Uint8Array(16)))}`
  const { dataKey, body } = await sealBody(JSON.stringify({ story }), { record, part })
  const wraps = await Promise.all(
    asked.teams.map(async ({ organisationId: organisation, epoch, publicKey }) => [
      organisation,
      epoch,
      toText(await wrapKey(dataKey, publicKey, { organisation, epoch, record, part })),
    ]),
  )
  return JSON.stringify({ part, filled: ['story'], body: toText(body), wraps })
}

const liveEpochs = async () =>
  (
    await world.asOwner(
      'select epoch::int as e from organisations.team_key where organisation_id = $1 and retired_at is null',
      [world.organisationId],
    )
  ).map((row) => Number(row.e))

async function turn(): Promise<void> {
  await turnEpoch(world.house, await world.fresh('ines'))
  const { finished } = await startRewrap(world.house, await world.fresh('ines'))
  await finished
}

test('words sealed to an epoch that is retired before they are sent are read by the team all the same', async () => {
  const state = newReportSession('web')
  await send(state, { at: 'story:0', do: 'continue', sealed: await sealedStory(state, 'said before the key turned') })
  await send(state, { do: 'continue' })
  const [old] = await liveEpochs()
  await turn()
  const live = await liveEpochs()
  assert.equal(live.length, 1)
  assert.ok(old !== undefined && !live.includes(old), 'the epoch that the words were sealed to was not retired')
  await send(state, { at: 'check:0', do: 'send' })
  const { content } = await openReport(world.house, await world.fresh('joan'), holderOf(state).reportId)
  assert.equal(content.story, 'said before the key turned')
  // And again, now that it is with the team.
  await turn()
  const again = await openReport(world.house, await world.fresh('joan'), holderOf(state).reportId)
  assert.equal(again.content.story, 'said before the key turned')
})

test('a page that is older than the key is told so beside its field, and what stood before stays', async () => {
  const state = newReportSession('web')
  await send(state, { at: 'story:0', do: 'continue', sealed: await sealedStory(state, 'as it was') })
  await send(state, { do: 'continue' })
  const late = await sealedStory(state, 'sealed too late')
  await turn()
  await send(state, { at: 'story:0', do: 'continue', sealed: late })
  assert.deepEqual(state.flash?.errors, { story: 'sealedStale' })
  await send(state, { at: 'check:0', do: 'send' })
  const { content } = await openReport(world.house, await world.fresh('joan'), holderOf(state).reportId)
  assert.equal(content.story, 'as it was')
})
