// Languages: the right one is picked, every one has every word, numbers and days read as people say them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayNumber, formatAgo, formatDay, formatList, formatMonth, formatWhen } from '../dates.ts'
import { isolate } from '../isolate.ts'
import { directionOf, locales, pickLocale } from '../locales.ts'
import { formatNumber, type Messages, messagePaths, plural } from '../messages.ts'

test('the reader’s own choice wins, then the browser’s best wish, then English', () => {
  assert.equal(pickLocale('ro', 'ar'), 'ro')
  assert.equal(pickLocale(undefined, 'fr;q=0.9, ar-EG;q=0.5, ro;q=0.7'), 'ro')
  assert.equal(pickLocale('xx', 'ar'), 'ar')
  assert.equal(pickLocale(undefined, 'en;q=0, ro;q=0.1'), 'ro')
  assert.equal(pickLocale(undefined, 'ro;q=0'), 'en')
  assert.equal(pickLocale(undefined, undefined), 'en')
  assert.equal(pickLocale('', 'de, fr'), 'en')
})

test('whatever a browser sends, a language comes back', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 2000 }), (cookie, header) => {
      assert.ok(locales.includes(pickLocale(cookie, header)))
    }),
  )
})

test('only Arabic runs from right to left', () => {
  assert.deepEqual(locales.map(directionOf), ['ltr', 'ltr', 'rtl'])
})

test('a phrase agrees with its number in each language', () => {
  const forms = { zero: 'z', one: 'o', two: 't', few: '# f', many: '# m', other: '# x' }
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((count) => plural('ar', count, forms)),
    ['z', 'o', 't', '3 f', '11 m', '100 x'],
  )
  assert.equal(plural('en', 1, { one: '# report', other: '# reports' }), '1 report')
  assert.equal(plural('en', 2316, { one: '# report', other: '# reports' }), '2,316 reports')
  assert.deepEqual(
    [1, 2, 20].map((count) => plural('ro', count, { one: 'un raport', few: '# rapoarte', other: '# de rapoarte' })),
    ['un raport', '2 rapoarte', '20 de rapoarte'],
  )
})

test('Arabic keeps western digits, since numbers are read aloud and typed', () => {
  assert.equal(formatNumber('ar', 1234), '1,234')
  assert.match(formatDay('ar', new Date('2026-10-17T12:00:00Z')), /17.*2026/)
})

test('a missing, surplus or misshapen message does not compile', () => {
  const en = { greet: (p: { name: string }) => p.name, bye: 'Bye', deep: { word: 'w' } }
  const whole: Messages<typeof en> = { greet: (p) => p.name, bye: 'Pa', deep: { word: 'c' } }
  // @ts-expect-error a message is missing
  const missing: Messages<typeof en> = { greet: (p) => p.name, deep: { word: 'c' } }
  // @ts-expect-error a deep message is missing
  const missingDeep: Messages<typeof en> = { greet: (p) => p.name, bye: 'Pa', deep: {} }
  // @ts-expect-error a message nobody asked for
  const surplus: Messages<typeof en> = { greet: (p) => p.name, bye: 'Pa', deep: { word: 'c' }, more: 'x' }
  // @ts-expect-error a parameter that is not given
  const wrong: Messages<typeof en> = { greet: (p: { age: number }) => `${p.age}`, bye: 'Pa', deep: { word: 'c' } }
  assert.deepEqual(messagePaths(whole), ['bye', 'deep.word', 'greet'])
  assert.notDeepEqual(messagePaths(missing), messagePaths(whole))
  assert.notDeepEqual(messagePaths(missingDeep), messagePaths(whole))
  assert.notDeepEqual(messagePaths(surplus), messagePaths(whole))
  assert.deepEqual(messagePaths(wrong), messagePaths(whole))
})

const now = new Date('2026-10-17T15:00:00Z')

test('a moment is told as people tell it, in Manchester’s time', () => {
  const said = (at: string) => formatWhen('en', new Date(at), now)
  assert.equal(said('2026-10-17T16:42:00Z'), 'today, 17:42')
  assert.equal(said('2026-10-16T23:30:00Z'), 'today, 00:30')
  assert.equal(said('2026-10-16T22:30:00Z'), 'yesterday, 23:30')
  assert.equal(said('2026-10-18T13:00:00Z'), 'tomorrow, 14:00')
  assert.equal(said('2026-10-13T08:00:00Z'), 'Tuesday, 09:00')
  assert.equal(said('2026-03-03T14:00:00Z'), '3 March, 14:00')
  assert.equal(said('2024-03-03T14:00:00Z'), '3 March 2024')
  assert.equal(formatMonth('ro', now), 'octombrie 2026')
})

test('how long ago is told in the largest whole unit', () => {
  const ago = (at: string) => formatAgo('en', new Date(at), now)
  assert.equal(ago('2026-10-17T14:56:00Z'), '4 minutes ago')
  assert.equal(ago('2026-10-17T17:00:00Z'), 'in 2 hours')
  assert.equal(ago('2026-10-10T15:00:00Z'), '7 days ago')
  assert.equal(ago('2026-08-10T15:00:00Z'), '2 months ago')
  assert.equal(ago('2024-08-10T15:00:00Z'), '2 years ago')
})

test('days follow one another across every change of the clock', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
      const next = dayNumber(new Date(at.getTime() + 86_400_000)) - dayNumber(at)
      assert.ok(next >= 0 && next <= 2)
      // Noon is noon: twenty-four hours later is always the next day.
      const noon = new Date(`${at.toISOString().slice(0, 10)}T12:00:00Z`)
      assert.equal(dayNumber(new Date(noon.getTime() + 86_400_000)) - dayNumber(noon), 1)
    }),
  )
})

test('lists are joined as the language joins them', () => {
  assert.equal(formatList('en', ['a', 'b', 'c']), 'a, b and c')
  assert.equal(formatList('ro', ['a', 'b'], 'or'), 'a sau b')
})

test('an isolated identifier is the same text between two invisible marks', () => {
  assert.equal(isolate('07700 900417'), '\u206607700 900417\u2069')
})
