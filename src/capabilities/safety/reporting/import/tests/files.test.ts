// Files as organisations really send them: encodings, separators, broken quotes, the wrong kind of file, the huge one.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { planImport, readLog, UnreadableLog } from '../index.ts'
import { type Cells, csv, readBytes, readText } from './log-text.ts'

const one: Cells = { reference: 'R1', narrative: 'café – £20', phones: '07700900417', consent: 'alert only' }
const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
const latin = (text: string) => {
  const odd: Record<string, number> = { '–': 0x96, '—': 0x97, '“': 0x93, '”': 0x94, '€': 0x80, '’': 0x92 }
  return Uint8Array.from([...text], (c) => odd[c] ?? c.charCodeAt(0))
}
const refuses = (bytes: Uint8Array, code: string) =>
  assert.throws(
    () => readLog(bytes),
    (error) => error instanceof UnreadableLog && error.code === code,
  )

describe('encodings', () => {
  const text = csv(one)
  const files: Record<string, Uint8Array> = {
    'utf-8': Buffer.from(text),
    'utf-8 with a mark': Buffer.from(`\uFEFF${text}`),
    'utf-16le with a mark': utf16(`\uFEFF${text}`, false),
    'utf-16be with a mark': utf16(`\uFEFF${text}`, true),
    'utf-16le without a mark': utf16(text, false),
    'utf-16be without a mark': utf16(text, true),
    'windows-1252': latin(text),
  }
  for (const [name, bytes] of Object.entries(files)) {
    test(`${name} is read as meant`, () => {
      const { log, readings } = readBytes(bytes)
      assert.equal(log.encoding, name.split(' ')[0])
      assert.deepEqual(log.problems, [])
      assert.equal(readings[0]?.record.narrative, one.narrative)
      assert.equal(readings[0]?.record.reference, 'R1', 'the mark is no part of the first heading')
    })
  }

  test('two encodings pasted into one file are each read by their own', () => {
    const more = csv(one, { reference: 'R2', notes: 'señal' }).replace(/^.*\r\n/, '')
    const { log, readings } = readBytes(
      Buffer.concat([Buffer.from(text), Buffer.from(more), latin('R3,,,,,"café"\r\n')]),
    )
    assert.deepEqual(log.problems[0], { code: 'mixed-encoding', count: 1 })
    assert.deepEqual(
      readings.map((reading) => reading.record.narrative),
      ['café – £20', 'café – £20', undefined, 'café'],
    )
  })

  test('a NUL is shown and counted, and consent is not relied on in its row', () => {
    const { log, readings } = readText(csv({ ...one, notes: 'a\0b' }, { ...one, reference: 'R2' }))
    assert.deepEqual(log.problems, [{ code: 'damaged-characters', count: 1 }])
    assert.equal(readings[0]?.record.notes, 'a\uFFFDb')
    assert.deepEqual(readings[0]?.record.consent.granted, [])
    assert.deepEqual(readings[1]?.record.consent.granted, ['count', 'warn'])
  })
})

describe('the wrong file is refused with words that help', () => {
  const bytes = (...list: number[]) => Uint8Array.from([...list, ...new Array(60).fill(1)])
  test('nothing in it', () => {
    refuses(new Uint8Array(), 'empty')
    refuses(Buffer.from(' \r\n\r\n'), 'empty')
    refuses(Buffer.from('\uFEFF'), 'empty')
  })
  test('headings and no rows', () => refuses(Buffer.from('Ref,Date,Phone,Notes\r\n'), 'no-rows'))
  test('a spreadsheet', () => {
    refuses(bytes(0x50, 0x4b, 0x03, 0x04), 'spreadsheet')
    refuses(bytes(0xd0, 0xcf, 0x11, 0xe0), 'spreadsheet')
    assert.throws(() => readLog(bytes(0x50, 0x4b, 0x03, 0x04)), /Save as.*CSV/)
  })
  test('a picture, a document, a program, a web page', () => {
    refuses(bytes(0x89, 0x50, 0x4e, 0x47), 'not-text')
    refuses(Buffer.from('%PDF-1.7\n'), 'not-text')
    refuses(bytes(0x7f, 0x45, 0x4c, 0x46), 'not-text')
    refuses(Buffer.from('<!DOCTYPE html><table><tr><td>Ref'), 'web-page')
  })
})

describe('separators, headings and what stands around them', () => {
  for (const delimiter of [';', '\t', '|']) {
    test(`cells separated by ${JSON.stringify(delimiter)}`, () => {
      const text = `Ref,Date,Phone,Notes,OK to share?\nR1,1/2/2021,07700900417,"a, b",alert only\nR2,,,,\n`
        .split(',')
        .join(delimiter)
      const { log, readings } = readText(text)
      assert.equal(log.delimiter, delimiter)
      assert.deepEqual(readings[0]?.record.consent.granted, ['count', 'warn'])
    })
  }

  test('a first line that names the separator is obeyed', () => {
    const { log, readings } = readText('sep=;\nRef;Date;Notes\nR1;1/2/2021;a,b,c,d\n')
    assert.equal(log.delimiter, ';')
    assert.equal(readings[0]?.record.notes, 'a,b,c,d')
  })

  test('headings in other words and another order are found under title lines', () => {
    const { plan, log } = readText(
      'Drop-in log\n\nlast updated 3 May\nMobile,Consent,Date incident,Details,Location,Vehicle reg\n07700900417,Y,1/2/2021,x,Bury,R8\n',
    )
    assert.equal(log.headerLine, 4)
    assert.deepEqual(log.titleLines, ['Drop-in log', 'last updated 3 May'])
    assert.deepEqual(
      plan.columns.map((column) => column.field),
      ['phones', 'consent', 'incidentOn', 'narrative', 'area', 'plates'],
    )
  })

  test('a row above the headings is a row', () => {
    const { readings } = readText(
      'R1,1/2/2021,07700900417,robbed\nRef,Date,Phone,Notes\nR2,2/2/2021,07700900418,robbed\n',
    )
    assert.deepEqual(
      readings.map((reading) => reading.record.reference),
      ['R1', 'R2'],
    )
  })

  test('headings again in the middle, and totals at the end, are no reports', () => {
    const { readings, totals } = readText(
      'Ref,Date,Phone,Notes\nR1,1/2/2021,,a\nRef,Date,Phone,Notes\nR2,1/2/2021,,b\nTotal,2,,\n',
    )
    assert.deepEqual(
      readings.map((reading) => reading.fate),
      ['import', 'blank', 'import', 'blank'],
    )
    assert.deepEqual(totals, { rows: 4, imported: 2, attention: 0, duplicates: 0, blank: 2 })
  })

  test('a row whose only words are somebody saying something is never taken for a divider', () => {
    for (const words of ['2 more on paper, ask Sal', 'Total loss of trust after he hit me', 'Threats']) {
      const { readings } = readText(csv({ narrative: words }))
      assert.notEqual(readings[0]?.fate, 'blank', words)
    }
  })

  test('without headings every row is kept unread', () => {
    const { log, readings, totals } = readText('alpha,beta\ngamma,delta\n')
    assert.equal(log.headerLine, 0)
    assert.equal(totals.attention, 2)
    assert.deepEqual({ ...readings[1]?.leftover }, { '(column 1)': 'gamma', '(column 2)': 'delta' })
  })

  test('an unknown column is kept beside the record; phones and addresses are known by their look', () => {
    const rows = [1, 2, 3, 4].map((n) => `R${n},sunny,0770090041${n},kev${n}@example.org`)
    const { plan, readings } = readText(
      `Ref,Weather,Burner,Web,Notes,OK to share?\n${rows.map((r) => `${r},,no`).join('\n')}\n`,
    )
    assert.deepEqual(
      plan.columns.map((column) => column.field),
      ['reference', undefined, 'phones', 'emails', 'notes', 'consent'],
    )
    assert.equal(readings[0]?.leftover.Weather, 'sunny')
    assert.equal(readings[0]?.record.phones[0]?.e164, '+447700900411')
    assert.equal(readings[0]?.fate, 'import')
  })

  test('what the operator says of a column beats the heading', () => {
    const log = readLog(Buffer.from('Ref,Date,Where,Notes\nR1,1/2/2021,hit me,x\n'))
    const plan = planImport(log, { columns: { Where: 'narrative', Notes: 'keep', Nowhere: 'area' } })
    assert.deepEqual(
      plan.columns.map((column) => column.field),
      ['reference', 'incidentOn', 'narrative', undefined],
    )
    assert.ok(plan.warnings.some((warning) => warning.code === 'option-names-no-column'))
  })

  test('headings that an object already has are only headings', () => {
    const { readings } = readText('Ref,Date,Notes,__proto__,constructor\nR1,1/2/2021,a,polluted,x\n')
    assert.equal(Object.entries(readings[0]?.leftover ?? {})[0]?.[1], 'polluted')
    assert.equal('polluted' in {}, false)
  })
})

describe('quotes that do not pair up', () => {
  const head = 'Ref,Date,What happened,OK to share?,Notes\n'
  test('one that never closes spoils its own row and no other', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `R${i},1/2/2021,"he said, go",alert only,"n, ${i}"`)
    rows[10] = 'R10,1/2/2021,"he said go,alert only,n'
    const { readings, totals, log } = readText(`${head}${rows.join('\n')}\n`)
    assert.equal(totals.rows, 50)
    assert.deepEqual(
      log.problems.map((problem) => problem.code),
      ['broken-quotes'],
    )
    assert.deepEqual(readings[10]?.record.consent.granted, [], 'no consent from a row that came apart')
    assert.equal(readings[10]?.fate, 'attention')
    for (const [i, reading] of readings.entries()) {
      if (i !== 10) assert.equal(reading.record.notes, `n, ${i}`)
    }
  })

  test('one at the very end of the file', () => {
    const { readings } = readText(`${head}R1,1/2/2021,x,alert only,"never closed\nR2,1/2/2021,y,alert only,z\n`)
    assert.deepEqual(
      readings.map((reading) => reading.record.reference),
      ['R1', 'R2'],
    )
  })

  test('a quotation inside a quoted cell keeps its marks', () => {
    const { readings } = readText(`${head}R1,1/2/2021,"he said "go now" to me",alert only,x\n`)
    assert.equal(readings[0]?.record.narrative, 'he said "go now" to me')
    assert.deepEqual(readings[0]?.record.consent.granted, [])
  })
})

describe('rows compared with rows', () => {
  const full: Cells = { incidentOn: '1/2/2021', narrative: 'Follows the van', phones: '07700900417' }
  test('a row that only resembles another is imported, and a person looks', () => {
    const { readings } = readText(
      csv({ ...full, reference: 'R1' }, { ...full, reference: 'R2', phones: '+44 7700 900417', area: 'Bury' }),
    )
    assert.deepEqual(
      readings.map((reading) => reading.fate),
      ['import', 'attention'],
    )
    assert.deepEqual(readings[1]?.reasons.at(-1), { code: 'may-repeat-another-row', level: 'attention', otherLine: 2 })
  })

  test('a reference used for something else is imported, and a person looks', () => {
    const { readings } = readText(csv({ ...full, reference: 'R1' }, { reference: ' r1 ', narrative: 'another thing' }))
    assert.equal(readings[1]?.fate, 'attention')
    assert.ok(readings[1]?.reasons.some((reason) => reason.code === 'reference-used-before'))
  })

  test('two bare rows alike may be two events: both stay, told apart', () => {
    const bare: Cells = { kind: 'Threats', narrative: 'threats by text' }
    const { readings, totals } = readText(csv(bare, bare, bare))
    assert.deepEqual([totals.duplicates, totals.attention], [0, 2])
    assert.equal(new Set(readings.map((reading) => reading.fingerprintSource)).size, 3)
  })
})

describe('size', () => {
  const timed = (bytes: Uint8Array) => {
    const start = performance.now()
    readBytes(bytes)
    return performance.now() - start
  }

  test('a cell of a megabyte is kept whole', () => {
    const long = 'dog '.repeat(262_144)
    const { readings } = readText(
      csv({ reference: 'R1', narrative: `${long}dont tell police`, consent: 'NUM + police' }),
    )
    assert.equal(readings[0]?.record.narrative?.length, long.length + 16)
    assert.deepEqual(readings[0]?.record.consent.granted, ['count', 'warn'], 'a refusal is heard at the end of it')
  })

  test('the time grows with the size, whatever is in the cells or between the quotes', () => {
    const head = csv().trimEnd()
    for (const piece of ['"a"b,', '"x,""y,', '"x\n', '" ', ',', '--', '-- ', '0 ', 'dont ', '(at) ', '\n', 'a-at-']) {
      const file = (times: number) => Buffer.from(`${head}\n${piece.repeat(times)}z`)
      timed(file(1000))
      const small = Math.max(timed(file(10_000)), 25)
      const large = timed(file(80_000))
      assert.ok(large < small * 40, `${JSON.stringify(piece)}: ${small} ms, eight times as much ${large} ms`)
    }
  })

  test('ten thousand rows take seconds at most', () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, i): Cells => ({ ...one, reference: `R${i}`, narrative: `visit ${i}` }),
    )
    const { totals } = readText(csv(...rows))
    assert.equal(totals.imported, 10_000)
    assert.ok(timed(Buffer.from(csv(...rows))) < 10_000)
  })
})
