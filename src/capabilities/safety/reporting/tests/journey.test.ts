// Laws of the order of questions and of who may receive a report.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applies, isAnswered, nextPlace, type Place, previousPlace, progress, steps } from '../journey.ts'
import { noWords } from '../keep-draft.ts'
import { aboutKinds, allowedPurposes, nextState, offeredPurposes, type ReportState, transitions } from '../report.ts'
import { concernedOrganisation, independentRoutes, type Receiver, routeReport } from '../route-report.ts'
import type { DraftWords } from '../sealed-report.ts'

const words: fc.Arbitrary<DraftWords> = fc
  .record({
    about: fc.option(fc.constantFrom(...aboutKinds), { nil: undefined }),
    purposes: fc.subarray([...offeredPurposes]),
    whoFor: fc.option(fc.constantFrom('me' as const, 'someone-else' as const), { nil: undefined }),
  })
  .map(({ about, purposes, whoFor }) => ({
    ...noWords(),
    content: { ...(about ? { about: { kind: about } } : {}), ...(whoFor ? { whoFor } : {}) },
    consents: purposes.map((purpose) => ({ purpose, withheld: [] })),
  }))

test('going on from any question always ends at the check page, and never asks what does not apply', () => {
  fc.assert(
    fc.property(words, (draft) => {
      let place: Place = { step: 'who-for', index: 0 }
      const seen = new Set<string>()
      while (place.step !== 'check') {
        assert.ok(!seen.has(place.step), 'asked twice')
        assert.ok(applies(place.step, draft))
        seen.add(place.step)
        const at = progress(place, draft)
        assert.ok(at.step >= 1 && at.step <= at.of)
        place = nextPlace(place, draft)
      }
    }),
  )
})

test('back undoes on, wherever one stands', () => {
  fc.assert(
    fc.property(words, fc.constantFrom(...steps), (draft, step) => {
      if (!applies(step, draft)) return
      const before = previousPlace({ step, index: 0 }, draft)
      if (before) assert.equal(nextPlace(before, draft).step, step)
      else assert.equal(step, 'who-for')
    }),
  )
})

test('in a draft come back to, where one stands and how much is left never tells an answer given before', () => {
  fc.assert(
    fc.property(words, words, fc.constantFrom(...steps), (one, other, step) => {
      const seen = { isResumed: true, here: [] }
      const place = { step, index: 0 }
      assert.deepEqual(progress(place, one, seen), progress(place, other, seen))
      assert.equal(applies('route', one, seen), false)
      const after = nextPlace({ step: 'about', index: 0 }, one, seen)
      assert.deepEqual(after, nextPlace({ step: 'about', index: 0 }, other, seen))
    }),
  )
})

test('an empty draft has answered nothing', () => {
  for (const step of steps) assert.equal(isAnswered(step, noWords()), false)
})

test('a third party may carry only count and warn until the person concerned confirms', () => {
  assert.deepEqual(allowedPurposes(true, false), ['count', 'warn'])
  assert.deepEqual(allowedPurposes(true, true), [...offeredPurposes])
})

test('an erased report never becomes anything else', () => {
  for (const state of Object.keys(transitions) as ReportState[])
    for (const action of ['send', 'claim', 'release', 'close', 'reopen', 'erase'] as const)
      if (state === 'erased') assert.equal(nextState(state, action), undefined)
})

const receiver = fc.record({
  id: fc.uuid(),
  slug: fc.stringMatching(/^[a-z]{3,9}$/),
  name: fc.stringMatching(/^[A-Z][a-z]{2,9}$/),
  kind: fc.constantFrom('support' as const, 'police' as const, 'adviser' as const, 'other' as const),
  receivesReports: fc.boolean(),
})

test('a report about a worker is never routed to their own organisation, nor any report to police', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(receiver, { selector: (each) => each.id, minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.constantFrom(...aboutKinds),
      fc.nat(),
      (all: Receiver[], concernedAt, kind, routeAt) => {
        const concerned = all[concernedAt % all.length] as Receiver
        const chosen = all[routeAt % all.length] as Receiver
        const content = { about: { kind, organisationId: concerned.id, route: chosen.id } }
        const to = routeReport(content, all)
        assert.notEqual(to?.kind, 'police')
        if (kind === 'worker') {
          assert.equal(concernedOrganisation(content), concerned.id)
          assert.notEqual(to?.id, concerned.id)
          assert.ok(independentRoutes(content, all).every((each) => each.id !== concerned.id && each.kind !== 'police'))
        }
      },
    ),
  )
})
