// Any text at all gets an answer within a few milliseconds: nothing throws, nothing hangs.
import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  createMatchIndex,
  findIdentifiers,
  guessKind,
  type IdentifierKind,
  MOST_MATCHES,
  partialOf,
  readings,
} from '../index.ts'

const KINDS: IdentifierKind[] = ['phone', 'plate', 'email', 'name']
const registry = createMatchIndex()
for (let i = 0; i < 2000; i++) {
  registry.add({ id: `p${i}`, kind: 'phone', value: `+447700${String(900000 + i)}` })
  registry.add({ id: `n${i}`, kind: 'name', value: `kev_${i}` })
}
registry.add({ id: 'v', kind: 'plate', value: 'MV19 ???' })

function useAll(text: string): void {
  guessKind(text)
  for (const kind of KINDS) {
    for (const one of readings(kind, text)) assert.ok(one.canonical.length > 0 && one.penalty >= 0)
    partialOf(kind, text)
    const found = registry.find({ kind, text })
    assert.ok(found.length <= MOST_MATCHES)
    for (const match of found) assert.ok(match.score > 0 && match.score <= 1 && match.why.length > 0)
  }
  registry.find({ text })
  for (const one of findIdentifiers(text)) assert.equal(one.text, text.slice(one.start, one.end))
}

test('law: no text makes any door throw, and offsets stay inside it', () => {
  const near = fc.array(
    fc.constantFrom(
      '0',
      '7',
      'O',
      'l',
      '+44',
      ' ',
      '/',
      'double ',
      'oh ',
      '?',
      '@',
      '.',
      'MV19',
      '(at)',
      ' dot ',
      'é',
      '\u0301',
      '\u202e',
      '\0',
      '\ud800',
      '１',
      'к',
      '🅰',
      'ends ',
      '-',
      '_',
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        near.map((parts) => parts.join('')),
      ),
      useAll,
    ),
    { numRuns: 1500 },
  )
})

test('law: entries of any text can be added and removed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      (kind, value, text) => {
        const index = createMatchIndex()
        index.add({ id: 'x', kind, value })
        index.find({ kind, text: value })
        index.find({ kind, text })
        index.remove('x')
        assert.deepEqual(index.find({ kind, text: value }), [])
      },
    ),
    { numRuns: 500 },
  )
})

const awkward: [string, string][] = [
  ['empty', ''],
  ['NUL', '\0'.repeat(4096)],
  ['lone surrogates', '\ud83d'.repeat(4096)],
  ['10,000 combining marks', `a${'\u0301'.repeat(10_000)}`],
  ['mixed combining marks', `0${'\u0301\u0323\u0327'.repeat(3300)}`],
  ['right-to-left overrides', '\u202e07700 900417\u202c'.repeat(200)],
  ['one long number', '0770090041'.repeat(400)],
  ['spaced digits', '0 7 '.repeat(1024)],
  ['spaced plus signs', '+ 0'.repeat(1300)],
  ['slashes', '07700/'.repeat(680)],
  ['words', 'double oh '.repeat(400)],
  ['unknowns', '?'.repeat(4096)],
  ['stars', 'A*1'.repeat(1365)],
  ['at signs', '@a.'.repeat(1365)],
  ['dots', 'a.'.repeat(2048)],
  ['dotted address', `${'a.'.repeat(1000)}@${'b.'.repeat(1000)}`],
  ['spelled dots', ' dot '.repeat(800)],
  ['spaces', ' '.repeat(4096)],
  ['open brackets', '('.repeat(4096)],
  ['at words', ' at '.repeat(1024)],
  ['letters', 'a'.repeat(4096)],
  ['glyphs', 'O0I1'.repeat(1024)],
  ['ligatures', 'ﷺ'.repeat(4096)],
  ['emoji', '🅰️👩‍👩‍👧'.repeat(300)],
  ['plates', 'MV19 KTG '.repeat(450)],
  ['parts', 'starts with '.repeat(340)],
  ['one megabyte', '07700 900417 '.repeat(80_000)],
]
for (const [name, text] of awkward) {
  test(`${name}: an answer within a few milliseconds`, () => {
    useAll(text)
    let slowest = 0
    let culprit = ''
    const time = (what: string, run: () => unknown) => {
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 3; i++) {
        const from = performance.now()
        run()
        best = Math.min(best, performance.now() - from)
      }
      if (best > slowest) {
        slowest = best
        culprit = what
      }
    }
    for (const kind of KINDS) {
      time(`readings ${kind}`, () => readings(kind, text))
      time(`find ${kind}`, () => registry.find({ kind, text }))
    }
    time('guess and find', () => registry.find({ text }))
    if (text.length <= 4096) time('findIdentifiers', () => findIdentifiers(text))
    // 5 ms is the promise; the margin is for a busy machine.
    assert.ok(slowest < 25, `${culprit} took ${slowest.toFixed(1)} ms`)
    if (process.env.ROWAN_TIMES) console.log(name, culprit, slowest.toFixed(2))
  })
}
