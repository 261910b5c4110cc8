// The sample log, read by eye first: every row accounted for, and some rows exactly as a careful person would read them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { partialOf, readings as readIdentifier } from '#engines/matching/index.ts'
import { describePlan, type RowReading } from '../index.ts'
import { readBytes } from './log-text.ts'

const file = new URL('../../../../../../samples/legacy/reports-log-2019-2024.csv', import.meta.url)
const { log, plan, readings, totals } = readBytes(readFileSync(file))
const by = (reference: string): RowReading => {
  const found = readings.find((reading) => reading.record.reference === reference)
  assert.ok(found, reference)
  return found
}
const codes = (reference: string) => by(reference).reasons.map((reason) => reason.code)

describe('the sample log as a whole', () => {
  test('the file is understood: encoding, title, headings, every row', () => {
    assert.equal(log.encoding, 'windows-1252')
    assert.deepEqual(log.titleLines, ['Manchester reports log — CONFIDENTIAL do not forward'])
    assert.equal(log.headerLine, 3)
    assert.equal(log.header.length, 17)
    assert.equal(log.rows.length, 425)
    assert.ok(plan.columns.every((column) => column.field && column.sure === 'heading'))
    assert.deepEqual(plan.warnings, [])
  })

  test('every row has one fate and the totals add up', () => {
    assert.equal(totals.rows, 425)
    assert.equal(totals.duplicates, 5)
    assert.equal(totals.blank, 12, 'nine empty rows and three dividers')
    assert.equal(totals.imported + totals.attention + totals.duplicates + totals.blank, totals.rows)
    assert.ok(totals.imported > 80, 'attention that is asked for everything is asked for nothing')
  })

  test('only exact repeats are duplicates', () => {
    const repeats = readings.filter((reading) => reading.fate === 'duplicate')
    assert.deepEqual(
      repeats.map((reading) => reading.record.reference),
      ['R0032', 'R0135', 'R0203', 'R0328', 'R0380'],
    )
    for (const repeat of repeats) assert.equal(repeat.repeats, by(repeat.record.reference ?? '').line)
  })

  test('every filled cell of a phone, registration or e-mail column was read or said to be absent', () => {
    const unread = readings
      .flatMap((reading) => reading.reasons)
      .filter((reason) => reason.code.endsWith('-unreadable'))
    assert.ok(unread.every((reason) => reason.code === 'date-unreadable'))
    assert.equal(readings.flatMap((reading) => reading.record.phones).length, 268)
  })

  test('what was read here, the matching engine reads too, from the words as written', () => {
    for (const { record } of readings) {
      for (const phone of record.phones) {
        if (phone.kind === 'whole') assert.equal(readIdentifier('phone', phone.written)[0]?.canonical, phone.e164)
        else assert.equal(partialOf('phone', phone.written)?.pattern, phone.digits, phone.written)
      }
      for (const { written } of record.emails) assert.equal(readIdentifier('email', written).length > 0, true, written)
      for (const { plate } of record.vehicles) {
        if (plate?.kind === 'whole') assert.ok(readIdentifier('plate', plate.written).length > 0, plate.written)
        else if (plate) assert.ok(partialOf('plate', plate.written), plate.written)
      }
    }
  })

  test('"dont tell police" never leaves a police purpose, and plain agreement grants nothing', () => {
    for (const { record } of readings) {
      const { consent } = record
      const police = consent.granted.filter((purpose) => purpose.startsWith('police'))
      if (consent.police === 'dont tell police') assert.deepEqual(police, [], record.reference)
      if (police.length > 0) assert.equal(consent.written, 'NUM + police', record.reference)
      const silent = [
        'Y',
        'yes',
        'N',
        'no',
        'N (scared)',
        '?',
        'ask first',
        'anonymous',
        'full report done ref CRI/0',
        '',
      ]
      if (silent.includes(consent.written)) assert.deepEqual(consent.granted, [], record.reference)
    }
  })

  test('the plan can be read aloud, and names nobody', () => {
    const text = describePlan(plan)
    assert.match(text, /425 rows/)
    assert.match(text, /“alert only” → count it \+ warn others/)
    assert.match(text, /“Y” → NOTHING/)
    for (const secret of ['0770', 'example.org', 'Kowalczyk', 'Maria', 'P516', 'green door'])
      assert.ok(!text.includes(secret), secret)
  })
})

describe('rows of the sample read by eye', () => {
  test('R0001: a number with its app, half a registration, a "Y" that says too little', () => {
    const { record, fate } = by('R0001')
    assert.equal(fate, 'attention')
    assert.equal(record.incidentOn?.from, '2020-10-19')
    assert.equal(record.reportedOn?.time, 'approx 2am')
    assert.deepEqual(record.kinds, ['blackmail'])
    assert.equal(record.narrative, 'Wants £200 or will send pictures to family')
    assert.deepEqual(record.area, { written: 'Bury', borough: 'bury' })
    assert.deepEqual(record.phones[0]?.e164, '+441614960291')
    assert.deepEqual(record.phones[0]?.apps, ['whatsapp'])
    assert.deepEqual(record.vehicles, [
      {
        plate: { written: 'P516 ???', kind: 'pattern', text: 'P516???' },
        look: 'Nissan Qashqai',
        make: 'Nissan Qashqai',
      },
    ])
    assert.deepEqual(record.consent.granted, [])
    assert.deepEqual(record.beside, { clientInitials: 'see file' })
  })

  test('R0002: 31 February stays words; a police log number is no consent', () => {
    const { record, leftover } = by('R0002')
    assert.deepEqual(record.incidentOn, { written: '31/02/2021', precision: 'unknown' })
    assert.equal(leftover['Date of incident'], '31/02/2021')
    assert.deepEqual([record.reportedOn?.from, record.reportedOn?.to], ['2022-07-01', '2022-07-31'])
    assert.equal(record.narrative, 'said he would "sort me out" next time he sees me')
    assert.equal(record.consent.policeReference, '0609')
    assert.deepEqual(record.consent.granted, [])
  })

  test('R0003: quotes inside quotes, "last week" left as it is', () => {
    const { record } = by('R0003')
    assert.equal(record.phones[0]?.e164, '+441614960320')
    assert.deepEqual(record.names, [{ written: 'Mr.Discreet76', kind: 'handle' }])
    assert.deepEqual(record.reportedOn, { written: 'last week', precision: 'unknown' })
    assert.ok(codes('R0003').includes('date-relative'))
  })

  test('R0004: read wholly', () => {
    const { record, fate, leftover } = by('R0004')
    assert.equal(fate, 'import')
    assert.deepEqual({ ...leftover }, {})
    assert.deepEqual(record.consent.granted, ['count', 'warn'])
    assert.deepEqual(record.area, { written: 'Tameside (Ashton)', borough: 'tameside', place: 'Ashton' })
  })

  test('R0005: a serial before the day it reports; asked first, and not the police', () => {
    const { record } = by('R0005')
    assert.equal(record.reportedOn?.from, '2020-09-14')
    assert.equal(record.incidentOn?.from, '2020-09-24')
    assert.deepEqual(codes('R0005'), ['date-from-serial', 'reported-before-incident', 'consent-to-be-asked'])
    assert.equal(record.consent.policeRefused, true)
    assert.deepEqual(record.vehicles[0]?.colour, 'black')
  })

  test('R0006: an address spelled out, "didnt get it", a crime reference', () => {
    const { record } = by('R0006')
    assert.equal(record.emails[0]?.address, 'dave.jones98@example.com')
    assert.deepEqual(record.absent, ['phones', 'plates'])
    assert.deepEqual(record.vehicles, [{ look: 'white white van (Transit)', colour: 'white', make: 'van (Transit)' }])
    assert.equal(record.consent.policeReference, 'CRI/0')
    assert.deepEqual(record.consent.granted, [])
  })

  test('R0007: a number whose zero a spreadsheet took; alert only', () => {
    assert.equal(by('R0007').record.phones[0]?.e164, '+447700900885')
    assert.deepEqual(by('R0007').record.consent.granted, ['count', 'warn'])
  })

  test('R0008: last digits; police in one column, not in the next', () => {
    const { record, fate } = by('R0008')
    assert.deepEqual(record.phones, [{ written: 'ends 0739', kind: 'ends', digits: '0739', apps: [] }])
    assert.equal(record.vehicles[0]?.plate?.text, 'Y486VHA')
    assert.deepEqual(record.consent.granted, ['count', 'warn'])
    assert.ok(codes('R0008').includes('consent-contradicted'))
    assert.equal(fate, 'attention')
  })

  test('the row after R0008 has no reference, and is kept', () => {
    const { record } = readings[8] ?? assert.fail()
    assert.equal(record.reference, undefined)
    assert.deepEqual([record.incidentOn?.precision, record.incidentOn?.from], ['month', '2024-03-01'])
    assert.deepEqual(record.consent.granted, ['count', 'warn', 'police-anonymous'])
    assert.deepEqual(record.names, [{ written: 'Tony Smith', kind: 'name' }])
  })

  test('R0010: an international number with its zero in brackets, a postcode district', () => {
    assert.equal(by('R0010').record.phones[0]?.e164, '+447700900096')
    assert.deepEqual(by('R0010').record.area, { written: 'M1', borough: 'manchester', place: 'M1' })
  })

  test('R0014: "dup of R0126" is shown to a person, not merged', () => {
    assert.equal(by('R0014').record.saidToRepeat, 'R0126')
    assert.equal(by('R0014').fate, 'attention')
    assert.equal(by('R0014').record.emails[0]?.address, 'mike.jones89@example.com')
  })

  test('R0018: two numbers in a cell', () => {
    assert.deepEqual(
      by('R0018').record.phones.map((phone) => phone.e164),
      ['+441614960320', '+441614960786'],
    )
  })

  test('R0021: a registration of which only the beginning was seen', () => {
    assert.deepEqual(by('R0021').record.vehicles[0], {
      plate: { written: 'starts YD1', kind: 'starts', text: 'YD1' },
      look: 'Ford Focus / silver',
      colour: 'silver',
      make: 'Ford Focus',
    })
  })

  test('R0022: a line break within a cell; figures spelled out', () => {
    assert.equal(by('R0022').record.narrative, 'Snatched bag through car window,\ndrove off towards Oldham Road')
    assert.equal(by('R0022').record.phones[0]?.e164, '+447700900168')
    assert.equal(by('R0022').line, 25)
    assert.equal(by('R0023').line, 27)
  })

  test('R0025: letters O for zeros; "?" is no answer; an accent kept', () => {
    assert.equal(by('R0025').record.phones[0]?.e164, '+447700900102')
    assert.deepEqual(by('R0025').record.consent.granted, [])
    assert.equal(by('R0025').record.notes, 'café on corner')
  })

  test('R0035: a landline spelled out', () => {
    assert.equal(by('R0035').record.phones[0]?.e164, '+441614960865')
  })

  test('R0064: a formula is words', () => {
    assert.equal(by('R0064').record.notes, '=HYPERLINK("http://example.test","see")')
    assert.ok(codes('R0064').includes('formula-kept-as-text'))
  })

  test('R0110: a cell too many: kept, and no consent is relied on', () => {
    assert.equal(by('R0110').leftover['(column 18)'], 'extra cell')
    assert.deepEqual(by('R0110').record.consent.granted, [])
    assert.ok(codes('R0110').includes('too-many-cells'))
  })

  test('R0158: a cell too few: "alert only" may stand in the wrong column', () => {
    assert.equal(by('R0158').record.consent.written, 'alert only')
    assert.deepEqual(by('R0158').record.consent.granted, [])
    assert.ok(codes('R0158').includes('too-few-cells'))
  })

  test('R0382: curly quotes and a dash of Windows-1252', () => {
    assert.equal(by('R0382').record.notes, '“be careful” – from Ria')
  })

  test('a divider between years holds no report, and its words are not lost', () => {
    const divider = readings.find((reading) => reading.leftover.Ref === '--- 2023 ---')
    assert.equal(divider?.fate, 'blank')
    assert.deepEqual(
      divider?.reasons.map((reason) => reason.code),
      ['divider'],
    )
  })
})
