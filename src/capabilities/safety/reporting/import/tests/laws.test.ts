// What holds for any file at all, and what one more word must never do.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describePlan, type RawRow, type RowReading, UnreadableLog } from '../index.ts'
import { splitCells } from '../split-cells.ts'
import { type Cells, csv, headings, readBytes, readOne, readText } from './log-text.ts'

const words = fc.constantFrom(
  ...[
    '',
    ' ',
    'Y',
    'no',
    '?',
    'alert only',
    'NUM + police',
    'Yes - anon only',
    'dont tell police',
    'log 0190',
    'withheld',
    'n/k',
  ],
  ...[
    'ends 4417',
    '07700 900417',
    '07700900414 / 07700900828',
    'O77OO9OO414',
    'LB07 SEO',
    'P516 ???',
    'starts YD1',
    'Tony from Leeds',
  ],
  ...[
    '31/02/2021',
    '13/9/21',
    '44088',
    'last week',
    'Mar 2024',
    '2 Jan 2020',
    'Levenshulme',
    'M1',
    'Threats',
    'Assault / robbery',
  ],
  ...[
    '=1+1',
    '-2 previous',
    '+44 called back',
    '@mention',
    'dup of R0126',
    '"',
    '""',
    'a"b',
    '“be careful”',
    'a\nb',
    'total',
    '--- 2023 ---',
  ],
  ...[
    '__proto__',
    'constructor',
    '\uFFFD',
    '\u202Etxt',
    'x'.repeat(500),
    'mike.k52@example.org',
    'a (at) example dot com',
    'see file',
  ],
)
const cell = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)
const row: fc.Arbitrary<Cells> = fc.record(
  Object.fromEntries(Object.keys(headings).map((key) => [key, cell])) as Record<keyof typeof headings, typeof cell>,
  { requiredKeys: [] },
)

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one)
  else if (value && typeof value === 'object')
    for (const key of Object.keys(value)) yield* textsIn((value as Record<string, unknown>)[key])
}

function assertNothingLost(raw: RawRow, reading: RowReading): void {
  const kept = [...textsIn(reading.record), ...textsIn(reading.leftover)]
  for (const text of raw.cells) {
    const trimmed = text.trim()
    if (trimmed !== '')
      assert.ok(
        kept.some((one) => one.includes(trimmed)),
        `lost: ${JSON.stringify(trimmed)}`,
      )
  }
}

function assertWhole({ log, plan, readings, totals }: ReturnType<typeof readBytes>): void {
  assert.equal(readings.length, log.rows.length)
  assert.equal(totals.rows, log.rows.length)
  assert.equal(totals.imported + totals.attention + totals.duplicates + totals.blank, totals.rows)
  for (const [i, reading] of readings.entries()) {
    const raw = log.rows[i] ?? assert.fail()
    assertNothingLost(raw, reading)
    assert.equal(reading.line, raw.line)
    const looks = reading.reasons.some((reason) => reason.level === 'attention')
    if (reading.fate === 'import' || reading.fate === 'attention') assert.equal(reading.fate === 'attention', looks)
  }
  assert.doesNotMatch(describePlan(plan), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
}

test('any bytes give a result in which every cell is kept and the totals add up, or a clear refusal', () => {
  let read = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), fc.nat(), (bytes, headed, where) => {
      const start = new TextEncoder().encode(
        headed ? 'Ref,Date,Phone,OK to share?,Notes\r\nR1,1/2/2021,07700900001,Y,x\r\n' : '',
      )
      const at = headed ? where % (start.length + 1) : 0
      const file = new Uint8Array([...start.subarray(0, at), ...bytes, ...start.subarray(at)])
      try {
        assertWhole(readBytes(file))
        read++
      } catch (error) {
        if (!(error instanceof UnreadableLog)) throw error
        assert.ok(error.message.length > 10)
      }
    }),
    { numRuns: 1500 },
  )
  assert.ok(read > 300, `only ${read} files were read at all`)
})

test('rows of a log, however odd their cells, lose nothing', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      assertWhole(readText(csv(...rows)))
    }),
    { numRuns: 400 },
  )
})

test('text cut anywhere, or with characters knocked out of it, is still read row by row', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat({ max: 3 }), (rows, where, length) => {
      const text = csv(...rows)
      const at = where % text.length
      try {
        assertWhole(readText(text.slice(0, at) + text.slice(at + length)))
      } catch (error) {
        if (!(error instanceof UnreadableLog)) throw error
      }
    }),
    { numRuns: 400 },
  )
})

test('an independent reader of CSV splits well-formed text into the same cells', () => {
  const rows = fc.array(fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(',' as const, ';' as const, '\t' as const),
      fc.constantFrom('\n', '\r\n'),
      (table, delimiter, end) => {
        const text = table
          .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
          .join(end)
        const theirs = parse(text, { delimiter, relax_column_count: true, record_delimiter: end }) as string[][]
        const ours = splitCells(text, delimiter)
        assert.deepEqual(
          ours.map((record) => record.cells),
          theirs,
        )
        assert.ok(ours.every((record) => !record.brokenQuotes))
        assert.equal(ours.map((record) => record.raw).join(end), text)
      },
    ),
    { numRuns: 500 },
  )
})

test('whatever else stands in a row, words that refuse the police leave no police purpose', () => {
  const refusal = fc.constantFrom(
    'dont tell police',
    "don't tell the police",
    'DO NOT tell police',
    'no police',
    'never police',
    'police not to know',
  )
  fc.assert(
    fc.property(
      row,
      refusal,
      fc.constantFrom('police', 'notes', 'narrative', 'takenBy', 'area', 'consent'),
      (cells, words, where) => {
        const reading = readOne({ reference: 'R1', consent: 'NUM + police', ...cells, [where]: words })
        assert.deepEqual(
          reading.record.consent.granted.filter((purpose) => purpose.startsWith('police')),
          [],
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('adding words to a phrase of consent never grants more than the phrase did, unless they are an answer themselves', () => {
  // “Y” beside “anonymous” makes “Y anonymous”, a phrase of its own that says yes.
  const answers = /^(?:y|yes|ok|yeah|police)$/
  const phrase = fc.constantFrom('alert only', 'Yes - anon only', 'NUM + police', 'Y', 'stats only', 'anonymous')
  fc.assert(
    fc.property(phrase, fc.string({ minLength: 1, maxLength: 12 }), fc.boolean(), (known, extra, before) => {
      fc.pre(!answers.test(extra.toLowerCase().replace(/[^a-z]/g, '')))
      const bare = readOne({ reference: 'R1', consent: known }).record.consent.granted
      const more = readOne({ reference: 'R1', consent: before ? `${extra} ${known}` : `${known} ${extra}` }).record
        .consent.granted
      assert.ok(
        more.every((purpose) => bare.includes(purpose)),
        `${known} + ${extra}: ${more}`,
      )
    }),
    { numRuns: 400 },
  )
})

test('client initials stand beside the record and nowhere else in it', () => {
  fc.assert(
    fc.property(row, (cells) => {
      const reading = readOne({ ...cells, reference: 'R1', clientInitials: 'Zqx (blue door)' })
      const { beside, ...rest } = reading.record
      assert.equal(beside.clientInitials, 'Zqx (blue door)')
      assert.ok(
        ![...textsIn(rest), ...textsIn(reading.leftover), ...textsIn(reading.reasons)].some((text) =>
          text.includes('Zqx'),
        ),
      )
    }),
    { numRuns: 100 },
  )
})

test('reasons name columns and lines, never what a cell says', () => {
  fc.assert(
    fc.property(row, (cells) => {
      const known = new Set<string>([...Object.values(headings)])
      for (const { column } of readOne({ ...cells, reference: 'R1' }).reasons) {
        assert.ok(column === undefined || known.has(column), column)
      }
    }),
    { numRuns: 200 },
  )
})

test('a second export of the same log, columns moved and spacing changed, has the same fingerprints', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const table = parse(csv(...rows.map((cells) => ({ ...cells, reference: cells.reference?.trim() || 'R9' }))), {
        relax_column_count: true,
      }) as string[][]
      const quoted = (one: string, space: string) => `"${space}${one.replaceAll('"', '""')}${space}"`
      const straight = table.map((cells) => cells.map((one) => quoted(one, '')).join(','))
      const moved = table.map((cells) =>
        [...cells]
          .reverse()
          .map((one) => quoted(one, ' '))
          .join(','),
      )
      const prints = (lines: string[]) =>
        readText(lines.join('\n')).readings.map((reading) => reading.fingerprintSource)
      assert.deepEqual(prints(moved), prints(straight))
    }),
    { numRuns: 150 },
  )
})
