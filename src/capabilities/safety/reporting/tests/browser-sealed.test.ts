// Words that a browser sealed, from the page's asking to the reader's opening, with the browser's own code: what arrives broken or
// for somebody else, what happens when keys turn, who can open what and when.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWith } from '#engines/sealing/index.ts'
import { parseForm } from '#platform/http/form.ts'
import { newId } from '#platform/ids.ts'
import { addStaff, addTeam, asOwner, type Worker } from '#safety/alerts/tests/alerts-world.ts'
import { type HeldWorld, newPhone, openHeldWorld, seek } from '#safety/held-reports/tests/held-world.ts'
import { listMatches, openParty } from '#safety/held-reports/work-match.ts'
import { sealBody, sealTo, toText, wrapKey } from '#src/browser/sealing/envelope.ts'
import { askToSeal, type SealAsk } from '../ask-to-seal.ts'
import { eraseReport } from '../change-consent.ts'
import { readDraft } from '../keep-draft.ts'
import { didNotOpen } from '../open-parts.ts'
import { openReport } from '../open-report.ts'
import { holderOf, newReportSession, type ReportSession } from '../report-session.ts'
import { findReport } from '../report-store.ts'
import { openDraft } from '../sealed-report.ts'
import { parsePlace, press } from '../tell.ts'

let world: HeldWorld
let reader: Worker

before(async () => {
  world = await openHeldWorld()
  reader = world.reader
})
after(() => world.close())

type Values = Readonly<Record<string, string>>
type Sealed = { part: string; filled: string[]; body: string; wraps: [string, number, string][]; identifiers?: string }

const placeOf = (at: string) => {
  const place = parsePlace(at)
  assert.ok(place)
  return place
}
const ask = async (state: ReportSession, at: string): Promise<SealAsk> => {
  const asked = await askToSeal(world.house, state, placeOf(at), await readDraft(world.house, state))
  assert.ok(asked)
  return asked
}

/** What the page's script makes of typed values. */
async function seal(asked: SealAsk, values: Values): Promise<Sealed> {
  const { record, fields } = asked
  const part = asked.fixedPart ?? `words ${toText(crypto.getRandomValues(new Uint8Array(16)))}`
  const { dataKey, body } = await sealBody(JSON.stringify(values), { record, part })
  const wraps = await Promise.all(
    asked.teams.map(
      async ({ organisationId: organisation, epoch, publicKey }): Promise<[string, number, string]> => [
        organisation,
        epoch,
        toText(await wrapKey(dataKey, publicKey, { organisation, epoch, record, part })),
      ],
    ),
  )
  const named = Object.fromEntries(Object.entries(values).filter(([name]) => fields[name]?.isIdentifier))
  const to = { organisation: 'service', epoch: 0, record, part: `identifiers ${part}` }
  return {
    part,
    filled: Object.keys(values),
    body: toText(body),
    wraps,
    ...(Object.keys(named).length > 0
      ? { identifiers: toText(await sealTo(JSON.stringify(named), asked.servicePublicKey, to)) }
      : {}),
  }
}

const send = (state: ReportSession, fields: Values) =>
  press(world.house, state, parseForm(new URLSearchParams(fields).toString()))
const answer = async (state: ReportSession, at: string, values: Values, others: Values = {}) =>
  await send(state, { at, do: 'continue', sealed: JSON.stringify(await seal(await ask(state, at), values)), ...others })

/** A telling that has begun: who it happened to is said, and the receipt was shown. */
async function begin(): Promise<ReportSession> {
  const state = newReportSession('web')
  await send(state, { at: 'who-for:0', do: 'continue', whoFor: 'me' })
  await send(state, { do: 'continue' })
  return state
}
const sendOff = (state: ReportSession) => send(state, { at: 'check:0', do: 'send' })
const open = (state: ReportSession) => openReport(world.house, reader, holderOf(state).reportId)
const wraps = async (state: ReportSession) =>
  await asOwner(world, ['reporting.sealed_part'], async (client) => {
    const { rows } = await client.query(
      'select part, organisation_id, body, given_at from reporting.sealed_part where report_id = $1 order by 1, 2',
      [holderOf(state).reportId],
    )
    return rows as { part: string; organisation_id: string; body: Buffer | null; given_at: Date | null }[]
  })

test('the first answer of all may be a sealed one', async () => {
  const state = newReportSession('web')
  await answer(state, 'story:0', { story: 'the first thing said' })
  assert.equal(state.phase, 'receipt')
  await send(state, { do: 'continue' })
  await sendOff(state)
  assert.equal((await open(state)).content.story, 'the first thing said')
})

test('the team opens the words in their places; identifiers are compared before, those within words after', async () => {
  const phone = newPhone()
  const inside = newPhone()
  const state = await begin()
  await answer(state, 'story:0', { story: `He also called from ${inside}.` })
  await answer(state, 'when:0', { when: 'about two' }, { month: '2026-03' })
  await answer(state, 'person:0', { names: 'Vexworthy', phones: phone, looks: 'tall' })
  await answer(state, 'vehicle:0', { description: 'a white van' })
  await sendOff(state)
  const found = () =>
    asOwner(world, ['reporting.identifier'], async (client) => {
      const { rows } = await client.query('select kind from reporting.identifier where report_id = $1', [
        holderOf(state).reportId,
      ])
      return rows.map((row) => String(row.kind)).sort()
    })
  assert.deepEqual(await found(), ['name', 'phone'])
  for (let twice = 0; twice < 2; twice++) {
    const { content, identifiers } = await open(state)
    assert.equal(content.story, `He also called from ${inside}.`)
    assert.deepEqual(content.when, { words: 'about two', month: '2026-03' })
    assert.deepEqual(content.people, [{ names: 'Vexworthy', phones: phone, emails: '', looks: 'tall', marks: '' }])
    assert.deepEqual(content.vehicles, [{ registration: '', description: 'a white van' }])
    assert.equal(identifiers.length, 3)
    assert.deepEqual(await found(), ['name', 'phone', 'phone'])
  }
})

test('neither the receipt nor a team opens a draft alone, and of the keys only the reader’s is left when it is sent', async () => {
  const state = await begin()
  await answer(state, 'story:0', { story: 'kestrel' })
  const { reportId, privateKey, actor } = holderOf(state)
  const row = await world.house.asActor(actor, (tx) => findReport(tx, reportId))
  assert.ok(row?.body && row.wrappedKey)
  const words = await openDraft({ body: row.body, wrapped: row.wrappedKey }, reportId, privateKey)
  assert.doesNotMatch(JSON.stringify(words), /kestrel/)
  const before = await wraps(state)
  assert.ok(before.length >= 2)
  assert.ok(before.every((each) => each.body === null && each.given_at === null))
  for (const worker of [world.reader, world.adviser, world.elsewhere]) {
    const seen = await world.house.asActor(worker.actor, (tx) =>
      tx.selectFrom('reporting.sealed_part').selectAll().execute(),
    )
    assert.ok(seen.every((each) => each.report_id !== reportId))
  }
  await sendOff(state)
  assert.deepEqual(
    (await wraps(state)).map((each) => each.organisation_id),
    [reader.actor.organisationId],
  )
  await eraseReport(world.house, state)
  assert.deepEqual(await wraps(state), [])
})

test('what arrives broken, for other teams, or beside words in the open is an error beside its field; nothing is changed', async () => {
  const state = await begin()
  await answer(state, 'story:0', { story: 'as it was' })
  const good = await seal(await ask(state, 'story:0'), { story: 'x' })
  const body = Buffer.from(good.body, 'base64url')
  const [first, ...others] = good.wraps
  assert.ok(first)
  const bad: [unknown, string][] = [
    ['{', 'sealedWrong'],
    ['{}', 'sealedWrong'],
    [{ ...good, part: 'report' }, 'sealedWrong'],
    [{ ...good, part: 'contact' }, 'sealedWrong'],
    [{ ...good, filled: [] }, 'sealedWrong'],
    [{ ...good, filled: ['harms'] }, 'sealedWrong'],
    [{ ...good, more: 1 }, 'sealedWrong'],
    [{ ...good, body: 'dGhlIHN0b3J5IGluIHRoZSBvcGVu' }, 'sealedWrong'],
    [{ ...good, body: toText(new Uint8Array([2, ...body.subarray(1)])) }, 'sealedWrong'],
    [{ ...good, body: toText(new Uint8Array(body.subarray(0, -1))) }, 'sealedWrong'],
    [{ ...good, body: toText(new Uint8Array([1, ...Buffer.alloc(16 + 16 * 16_384)])) }, 'sealedWrong'],
    [{ ...good, wraps: [[first[0], first[1], 'AQ'], ...others] }, 'sealedWrong'],
    [{ ...good, wraps: others }, 'sealedStale'],
    [{ ...good, wraps: [first, first, ...others] }, 'sealedStale'],
    [{ ...good, wraps: [[first[0], first[1] + 1, first[2]], ...others] }, 'sealedStale'],
    [{ ...good, wraps: [[newId(), first[1], first[2]], ...others] }, 'sealedStale'],
    ['long story', 'tooLong'],
  ]
  const stood = await wraps(state)
  for (const [each, why] of bad) {
    const sealed = typeof each === 'string' ? each : JSON.stringify(each)
    await send(state, { at: 'story:0', do: 'continue', sealed })
    assert.deepEqual(state.flash?.errors, { story: why }, sealed.slice(0, 200))
    assert.deepEqual(state.place, { step: 'story', index: 0 })
  }
  await send(state, { at: 'story:0', do: 'continue', sealed: JSON.stringify(good), story: 'in the open' })
  assert.deepEqual(state.flash?.errors, { story: 'sealedWrong' })
  assert.deepEqual(await wraps(state), stood)
  // A part of this very draft, sent again for another question, would take its keys away.
  const again = { ...good, part: stood[0]?.part }
  await send(state, { at: 'when:0', do: 'continue', sealed: JSON.stringify({ ...again, filled: ['when'] }) })
  assert.deepEqual(state.flash?.errors, { when: 'sealedWrong' })
  await sendOff(state)
  assert.equal((await open(state)).content.story, 'as it was')
})

test('identifiers that were sealed for another report, or are not those that are said to be there, are refused', async () => {
  const phone = newPhone()
  const state = await begin()
  const asked = await ask(state, 'person:0')
  const elsewhere = await seal({ ...asked, record: newId() }, { phones: phone })
  const mine = await seal(asked, { phones: phone })
  for (const sealed of [
    elsewhere,
    { ...mine, filled: ['looks'] },
    { ...mine, identifiers: undefined },
    { ...mine, identifiers: elsewhere.identifiers },
  ]) {
    await send(state, { at: 'person:0', do: 'continue', sealed: JSON.stringify(sealed) })
    assert.deepEqual(state.flash?.errors, { names: 'sealedWrong' })
  }
  await send(state, { at: 'person:0', do: 'continue', sealed: JSON.stringify(mine) })
  assert.equal(state.flash, undefined)
})

test('an envelope for another report does not open, says so in its place, and hides nothing else', async () => {
  const state = await begin()
  const other = await begin()
  const foreign = await seal(await ask(other, 'story:0'), { story: 'of somebody else' })
  await send(state, { at: 'story:0', do: 'continue', sealed: JSON.stringify(foreign) })
  await answer(state, 'where:0', { where: 'by the canal' }, { area: 'salford' })
  await sendOff(state)
  const { content } = await open(state)
  assert.equal(content.story, didNotOpen)
  assert.deepEqual(content.where, { area: 'salford', words: 'by the canal' })
})

test('what was sealed with care to break its reader is only text of known fields, cut to size', async () => {
  const state = await begin()
  const asked = await ask(state, 'story:0')
  const { record } = asked
  const hostile = JSON.stringify({
    story: `<b>${'x'.repeat(30_000)}\u0000`,
    __proto__: { admin: true },
    harms: ['x'],
    when: 3,
  })
  const good = await seal(asked, { story: 'x' })
  const { dataKey, body } = await sealBody(hostile, { record, part: good.part })
  const team = asked.teams.map(async (each): Promise<[string, number, string]> => {
    const to = { organisation: each.organisationId, epoch: each.epoch, record, part: good.part }
    return [each.organisationId, each.epoch, toText(await wrapKey(dataKey, each.publicKey, to))]
  })
  const sealed = JSON.stringify({ ...good, body: toText(body), wraps: await Promise.all(team) })
  await send(state, { at: 'story:0', do: 'continue', sealed })
  await sendOff(state)
  const { content } = await open(state)
  assert.equal(content.story?.length, 20_000)
  assert.equal(content.harms, undefined)
})

test('left blank it stays, typed without scripts it is replaced, emptied it is gone', async () => {
  const state = await begin()
  const story = async () => {
    const words = await readDraft(world.house, state)
    return words.content.sealed?.story ? 'sealed' : words.content.story
  }
  await answer(state, 'story:0', { story: 'sealed words' })
  await send(state, { at: 'story:0', do: 'continue', story: '' })
  assert.equal(await story(), 'sealed')
  await send(state, { at: 'story:0', do: 'continue', sealed: 'keep' })
  assert.equal(await story(), 'sealed')
  await send(state, { at: 'story:0', do: 'continue', story: 'typed in the open' })
  assert.equal(await story(), 'typed in the open')
  assert.deepEqual(await wraps(state), [])
  await answer(state, 'story:0', { story: 'sealed again' })
  assert.equal(await story(), 'sealed')
  await send(state, { at: 'story:0', do: 'continue', sealed: 'none' })
  assert.equal(await story(), '')
  assert.deepEqual(await wraps(state), [])
})

test('people keep their own words when one of them is taken away', async () => {
  const state = await begin()
  await answer(state, 'person:0', { looks: 'the first' })
  await answer(state, 'person:1', { looks: 'the second' })
  await send(state, { at: 'person:0', do: 'continue', sealed: 'none' })
  await answer(state, 'person:1', { looks: 'the third' })
  await sendOff(state)
  assert.deepEqual(
    (await open(state)).content.people?.map((each) => each.looks),
    ['the second', 'the third'],
  )
})

test('two who hold a report match by what their browsers sealed, and the adviser opens their words, then and not before', async () => {
  const phone = newPhone()
  const hold = async (story: string) => {
    const state = await begin()
    state.person = `visit:${newId()}`
    await answer(state, 'story:0', { story })
    await answer(state, 'person:0', { phones: phone })
    await send(state, { at: 'consents:0', do: 'continue', purposes: 'match' })
    await sendOff(state)
    assert.equal(state.phase, 'sent')
    return state
  }
  const one = await hold('the first story')
  const two = await hold('the second story')
  // The adviser's key is there, the words are not: they are under the lock of the held report.
  assert.ok((await wraps(one)).every((each) => each.body === null))
  assert.equal((await wraps(one)).filter((each) => each.given_at !== null).length, 2)
  await seek(world)
  const matches = await listMatches(world.house, world.adviser.actor)
  const match = matches.find((each) => each.parties.some((party) => party.reportId === one.reportId))
  assert.ok(match)
  const opened = await openParty(world.house, world.adviser, match.id, holderOf(two).reportId)
  assert.equal(opened.content.story, 'the second story')
  assert.equal(opened.content.people?.[0]?.phones, phone)
})

test('how to reach somebody is sealed to the team of the worker they chose, and to nobody else', async () => {
  const helpers = await addTeam(world)
  await asOwner(world, ['organisations.organisation'], (client) =>
    client.query(
      'update organisations.organisation set receives_reports = false, offers_support = true where id = $1',
      [helpers.id],
    ),
  )
  await addStaff(world, helpers, ['caseworker'])
  const state = await begin()
  await answer(state, 'story:0', { story: 'x' })
  await send(state, { at: 'consents:0', do: 'continue', purposes: 'support' })
  await answer(state, 'support:0', { callMe: 'Wren', how: 'text 07700 900872' }, { organisation: helpers.id })
  assert.equal(state.flash, undefined)
  await sendOff(state)
  const [request] = await asOwner(world, ['casework.support_request'], async (client) => {
    const { rows } = await client.query('select * from casework.support_request where report_id = $1', [state.reportId])
    return rows as { id: string; organisation_id: string; epoch: number; body: Buffer; wrapped_key: Buffer }[]
  })
  assert.equal(request?.organisation_id, helpers.id)
  const binding = { organisation: helpers.id, epoch: request.epoch, record: request.id, part: 'contact' }
  const whole = new Uint8Array(Buffer.concat([request.wrapped_key, request.body]))
  const contact = JSON.parse(Buffer.from(await openWith(whole, helpers.privateKey, binding)).toString())
  assert.deepEqual(contact, { callMe: 'Wren', how: 'text 07700 900872' })
  assert.ok((await wraps(state)).every((each) => each.part !== 'contact'))
})

test('a way to be reached is still asked for when the rest was sealed', async () => {
  const state = await begin()
  await send(state, { at: 'consents:0', do: 'continue', purposes: 'support' })
  await answer(state, 'support:0', { callMe: 'Wren' }, { organisation: reader.actor.organisationId })
  assert.deepEqual(state.flash?.errors, { how: 'needsContact' })
})

test('where a worker types, no browser is asked to seal', async () => {
  const state = { ...(await begin()), origin: 'assisted' as const }
  assert.equal(await askToSeal(world.house, state, placeOf('story:0'), await readDraft(world.house, state)), undefined)
})
