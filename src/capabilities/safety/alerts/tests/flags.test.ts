// What could point to the writer is found; codes and other people's words are not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withholdable } from '#safety/reporting/index.ts'
import { type AlertBody, alertStates, emptyBody, fieldsUsed, heldBackIn, nextState } from '../alert.ts'
import { findFlags, quoteLength, sharedRuns, textOfField } from '../find-flags.ts'
import { findPointers } from '../find-pointers.ts'
import { sampleContent } from './alerts-world.ts'

const withWords = (text: string): AlertBody => ({ ...emptyBody(), freeText: { text, reason: 'x' } })
/** Files have no words that a warning could draw on: none goes into one by itself. */
const withWordsOfTheirOwn = withholdable.filter((field) => field !== 'attachments')
const kinds = (text: string) => findPointers(text).map((pointer) => pointer.kind)

test('addresses, places, days, times, names and contacts are found', () => {
  const cases: [string, string][] = [
    ['meet at 14 Milton Grove tonight', 'address'],
    ['M13 9PL', 'address'],
    ['flat 3, ring twice', 'address'],
    ['room 12', 'address'],
    ['off Store Street', 'place'],
    ['behind the Travelodge', 'place'],
    ['by the canal', 'place'],
    ['every Tuesday', 'day'],
    ['on Fridays', 'day'],
    ['around 2am', 'time'],
    ['at 23:15', 'time'],
    ['on 12 March', 'date'],
    ['12/03/2026', 'date'],
    ['I work as Lexi', 'name'],
    ['my friend Ana', 'name'],
    ['write to lexi@example.org', 'contact'],
    ['www.example.org/lexi', 'contact'],
  ]
  for (const [text, kind] of cases) assert.ok(kinds(text).includes(kind as never), `${text}: ${kinds(text)}`)
  assert.deepEqual(kinds('tall man, shaved head, grey tracksuit, silver Ford Focus'), [])
})

test('pointers lie in the text, in order, without overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      let end = 0
      for (const pointer of findPointers(text)) {
        assert.ok(pointer.start >= end && pointer.end > pointer.start)
        assert.equal(text.slice(pointer.start, pointer.end), pointer.text)
        end = pointer.end
      }
    }),
  )
})

test(`any ${quoteLength} words in a row of the story are flagged, however they are spelt; fewer are not`, () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/)
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 12, maxLength: 30 }), fc.nat(), (words, seed) => {
      const at = seed % (words.length - quoteLength)
      const quoted = words.slice(at, at + quoteLength)
      const text = `so ${quoted.map((each) => each.toUpperCase()).join(', ')}!`
      assert.deepEqual(sharedRuns(text, words.join(' ')), [quoted.join(' ')])
      const short = `so ${quoted.slice(1).join(' ')} zzzzzzzzzz`
      assert.deepEqual(sharedRuns(short, words.join(' ')), [])
    }),
  )
})

test('a telling word of any held-back field is flagged in own words, and only when it is held back', () => {
  const content = { ...sampleContent(), where: { words: 'Piccadilly basin' }, when: { words: 'carnival weekend' } }
  for (const field of withWordsOfTheirOwn) {
    const telling = (textOfField(content, field).match(/[\p{L}\d]{4,}/gu) ?? []).find((word) =>
      findFlags(withWords(word), content, [field]).some((flag) => flag.kind === 'held-back'),
    )
    if (field === 'work') continue
    assert.ok(telling, field)
    assert.ok(!findFlags(withWords(telling), content, []).some((flag) => flag.kind === 'held-back'), field)
  }
})

test('a held-back name is flagged however short it is', () => {
  const content = { ...sampleContent(), people: [{ names: 'Al, Jo', phones: '', emails: '', looks: '', marks: '' }] }
  const flags = findFlags(withWords('said he was jo'), content, ['names'])
  assert.deepEqual(
    flags.filter((flag) => flag.kind === 'held-back').map((flag) => flag.text),
    ['jo'],
  )
})

test('codes alone raise no flag; own words always raise one', () => {
  const body: AlertBody = {
    ...emptyBody(),
    harms: ['violence'],
    manner: ['weapon'],
    areas: ['manchester'],
    severity: 'severe',
  }
  assert.deepEqual(findFlags(body, sampleContent(), [...withholdable]), [])
  assert.ok(findFlags(withWords('careful'), sampleContent(), []).some((flag) => flag.kind === 'own-words'))
})

test('a body draws on exactly the fields of its parts', () => {
  const whole: AlertBody = {
    ...emptyBody(),
    month: '2026-03',
    areas: ['bury'],
    work: ['street'],
    manner: ['weapon'],
    facts: [
      { key: 'looks-0', kind: 'looks', text: 'x' },
      { key: 'marks-0', kind: 'marks', text: 'x' },
      { key: 'vehicle-0', kind: 'vehicle', text: 'x' },
    ],
    identifiers: [
      { kind: 'phone', value: '1', isPartial: false },
      { kind: 'name', value: 'x', isPartial: false },
    ],
  }
  assert.deepEqual(fieldsUsed(whole).sort(), [...withWordsOfTheirOwn].sort())
  assert.deepEqual(fieldsUsed({ ...emptyBody(), freeText: { text: 'x', reason: 'y' } }), ['story'])
  assert.deepEqual(fieldsUsed(emptyBody()), [])
  for (const field of fieldsUsed(whole)) assert.deepEqual(heldBackIn(whole, [field]), [field])
})

test('only two ways lead to published, and what has ended stays ended', () => {
  const actions = ['save', 'ask', 'approve', 'return', 'retract', 'expire', 'drop'] as const
  const into = alertStates.flatMap((state) =>
    actions
      .filter((action) => state !== 'published' && nextState(state, action) === 'published')
      .map((action) => `${state} ${action}`),
  )
  assert.deepEqual(into, ['awaiting-second approve'])
  for (const state of ['retracted', 'expired', 'dropped'] as const)
    for (const action of actions) assert.equal(nextState(state, action), undefined)
})
