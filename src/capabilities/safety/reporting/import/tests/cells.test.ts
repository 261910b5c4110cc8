// Single cells: each line is one way that somebody wrote it, and what a careful reader makes of it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readArea } from '../areas.ts'
import { readConsentWords, readPoliceWords, refusalsIn } from '../consent-words.ts'
import { readKinds } from '../harm-kinds.ts'
import { readEmails, readNames, readPhones, readPlates } from '../identifiers.ts'
import { readDate } from '../rough-dates.ts'
import { type Cells, csv, readOne, readText } from './log-text.ts'

describe('dates', () => {
  const days: Record<string, string> = {
    '24/9/20': '2020-09-24',
    '03/04/2021': '2021-04-03',
    '19.10.2020': '2020-10-19',
    '1.1.20': '2020-01-01',
    '13-9-21': '2021-09-13',
    '2024-06-11': '2024-06-11',
    '17 July 2024': '2024-07-17',
    '17th July, 2024': '2024-07-17',
    'July 17 2024': '2024-07-17',
    '2 Sept 21': '2021-09-02',
    'Tues 2 Jan 2020': '2020-01-02',
    '29 Feb 2024': '2024-02-29',
    '44088': '2020-09-14',
    '45132': '2023-07-25',
    '43466': '2019-01-01',
    '1/5/85': '1985-05-01',
  }
  for (const [written, day] of Object.entries(days)) {
    test(`“${written}” is ${day}`, () => {
      const reading = readDate(written)
      assert.deepEqual(reading?.date, { written, precision: 'day', from: day, to: day })
      assert.equal(reading?.doubt, undefined)
    })
  }

  const spans: Record<string, [string, string, string]> = {
    'Mar 2024': ['month', '2024-03-01', '2024-03-31'],
    'February 2024': ['month', '2024-02-01', '2024-02-29'],
    '02/2023': ['month', '2023-02-01', '2023-02-28'],
    '2023-02': ['month', '2023-02-01', '2023-02-28'],
    "Sept '21": ['month', '2021-09-01', '2021-09-30'],
    '2021': ['year', '2021-01-01', '2021-12-31'],
    'summer 2021': ['range', '2021-06-01', '2021-08-31'],
    'winter 2023': ['range', '2023-12-01', '2024-02-29'],
    '12-14/03/2021': ['range', '2021-03-12', '2021-03-14'],
    '1/2/21 - 3/2/21': ['range', '2021-02-01', '2021-02-03'],
    'between 1 May 2021 and 3 June 2021': ['range', '2021-05-01', '2021-06-03'],
    'March to April 2021': ['range', '2021-03-01', '2021-04-30'],
  }
  for (const [written, [precision, from, to]] of Object.entries(spans)) {
    test(`“${written}” is ${from} to ${to}`, () =>
      assert.deepEqual(readDate(written), { date: { written, precision, from, to } }))
  }

  test('the hour stays in the words it was said in', () => {
    for (const time of ['approx 2am', 'at 02:30', 'around midnight', '2-3am', 'late evening', '11.15pm', '14:00:00']) {
      const reading = readDate(`6/12/2021 ${time}`)
      assert.equal(reading?.date.time, time)
      assert.equal(reading?.doubt, undefined, time)
    }
    assert.equal(readDate('2024-06-11T02:00')?.date.time, '02:00')
    assert.equal(readDate('44088.5')?.date.time, '12:00')
  })

  test('about is kept, and words that are no time are put before a person', () => {
    assert.equal(readDate('approx 3/4/2021')?.date.about, true)
    assert.equal(readDate('March 2021?')?.date.about, true)
    assert.deepEqual(readDate('3/4/2021 or the week after'), {
      date: {
        written: '3/4/2021 or the week after',
        precision: 'day',
        from: '2021-04-03',
        to: '2021-04-03',
        time: 'or the week after',
      },
      doubt: 'partly',
    })
  })

  test('what cannot be is kept as words, never bent into a day', () => {
    for (const written of [
      '31/02/2021',
      '29/2/2023',
      '03/25/2021',
      '0/1/2020',
      'Smarch 2021',
      '1/2/3/2021',
      '12',
      '99999',
      '07700900417',
      '=NOW()',
      '14/04/20211',
      'x'.repeat(500),
    ]) {
      assert.deepEqual(readDate(written), { date: { written, precision: 'unknown' }, doubt: 'unreadable' })
    }
    for (const written of ['last week', 'Yesterday', '3 days ago', 'a couple of weeks ago', 'last tues'])
      assert.equal(readDate(written)?.doubt, 'relative', written)
    for (const written of ['n/k', '?', 'unknown', '-'])
      assert.deepEqual(readDate(written), { date: { written, precision: 'unknown' } })
    assert.equal(readDate('  '), undefined)
  })

  test('a report dated before what it reports is put before a person, and so is the future', () => {
    const cells: Cells = { reference: 'R1', narrative: 'x', incidentOn: '2/3/2021', reportedOn: 'Feb 2021' }
    assert.deepEqual(readOne(cells).codes, ['reported-before-incident'])
    assert.deepEqual(readOne({ ...cells, reportedOn: 'March 2021' }).codes, [])
    assert.deepEqual(readOne({ ...cells, reportedOn: '' }, { today: '2021-03-01' }).codes, ['date-in-the-future'])
  })
})

describe('consent', () => {
  const table: Record<string, string> = {
    'alert only': 'count warn',
    'Alerts only.': 'count warn',
    'Yes - anon only': 'count warn',
    'yes, anonymously': 'count warn',
    'NUM only': 'count warn',
    'NUM + police': 'count warn police-anonymous',
    'Anonymous to police': 'police-anonymous',
    'stats only': 'count',
    Y: '',
    yes: '',
    OK: '',
    anonymous: '',
    'full report done ref CRI/0': '',
    N: '',
    'N (scared)': '',
    no: '',
    '?': '',
    'ask first': '',
    'didnt get it': '',
    'yes but ring me before': '',
    'alert only?? check': '',
    'not alert only': '',
    'no alert': '',
    'NUM + police no': '',
    'alert only unless he finds out': '',
    ja: '',
    '✓': '',
  }
  for (const [words, granted] of Object.entries(table)) {
    test(`“${words}” grants ${granted || 'nothing'}`, () =>
      assert.equal(readConsentWords(words).granted.join(' '), granted))
  }

  test('what agrees without saying to what is put before a person', () => {
    for (const words of ['Y', 'yes', 'OK', 'anonymous', 'full report done ref CRI/0', 'ja'])
      assert.equal(readConsentWords(words).sure, 'doubtful', words)
    for (const words of ['N', 'N (scared)', '?', 'alert only', 'didnt get it'])
      assert.equal(readConsentWords(words).sure, 'plain', words)
  })

  test('the police are told nothing unless both columns allow it', () => {
    const granted = (police: string) =>
      readOne({ reference: 'R1', consent: 'NUM + police', police }).record.consent.granted.includes('police-anonymous')
    for (const police of ['', 'Y', 'log 0190', 'n/k']) assert.equal(granted(police), true, police)
    for (const police of [
      'dont tell police',
      'N',
      'no',
      'DO NOT TELL',
      'never',
      'maybe later',
      'not yet',
      'she is not sure about police',
    ])
      assert.equal(granted(police), false, police)
  })

  test('a contradiction between the columns is put before a person', () => {
    for (const police of ['dont tell police', 'N']) {
      assert.ok(readOne({ reference: 'R1', consent: 'NUM + police', police }).codes.includes('consent-contradicted'))
    }
    assert.ok(
      !readOne({ reference: 'R1', consent: 'alert only', police: 'dont tell police' }).codes.includes(
        'consent-contradicted',
      ),
    )
  })

  test('a refusal is heard in a column that is not about consent', () => {
    const police = readOne({
      reference: 'R1',
      consent: 'NUM + police',
      notes: 'rang back, please don’t tell the police',
    })
    assert.deepEqual(police.record.consent.granted, ['count', 'warn'])
    const all = readOne({ reference: 'R1', consent: 'alert only', notes: 'DO NOT SHARE, he would know' })
    assert.deepEqual(all.record.consent.granted, [])
    assert.ok(all.codes.includes('refusal-found-elsewhere') && all.codes.includes('consent-contradicted'))
    assert.deepEqual(refusalsIn('dont want to say more, just want others to know to be careful'), {
      police: false,
      all: false,
    })
    assert.deepEqual(refusalsIn('police did not come'), { police: false, all: false })
  })

  test('two consent columns grant only what both do', () => {
    const read = (a: string, b: string) =>
      readText(`Ref,Notes,Consent to alert,OK to share?\nR1,x,${a},${b}\n`).readings[0]?.record.consent.granted.join(
        ' ',
      )
    assert.equal(read('alert only', 'NUM + police'), 'count warn')
    assert.equal(read('alert only', 'N'), '')
    assert.equal(read('alert only', 'Y'), '')
    assert.equal(read('alert only', ''), 'count warn')
  })

  test('an organisation may say what its own word meant, and a refusal still beats it', () => {
    const options = { consentMeans: { Y: ['count', 'warn', 'police-report'] as const } }
    assert.deepEqual(readOne({ reference: 'R1', consent: 'y' }, options).record.consent.granted, [
      'count',
      'warn',
      'police-report',
    ])
    assert.deepEqual(
      readOne({ reference: 'R1', consent: 'Y', police: 'dont tell police' }, options).record.consent.granted,
      ['count', 'warn'],
    )
    assert.equal(readOne({ reference: 'R1', narrative: 'x', consent: 'Y' }, options).fate, 'import')
  })

  test('no consent column, no consent', () => {
    const { readings, plan } = readText('Ref,Date,Notes\nR1,1/2/2021,alert only\n')
    assert.deepEqual(readings[0]?.record.consent.granted, [])
    assert.ok(plan.warnings.some((warning) => warning.code === 'no-consent-column'))
  })

  test('police words: facts, wishes, references', () => {
    assert.deepEqual(readPoliceWords('log 0190'), { informed: true, refused: false, reference: '0190', unread: false })
    assert.equal(readPoliceWords('N').informed, false)
    assert.equal(readPoliceWords('dont tell').refused, true)
    assert.equal(readPoliceWords('PC came round').unread, true)
    assert.ok(readOne({ reference: 'R1', narrative: 'x', police: 'ask Sal' }).codes.includes('police-words-unread'))
  })
})

describe('identifiers', () => {
  test('a number written in any way is one number', () => {
    const ways = [
      '07700900417',
      '07700 900417',
      '07700-900-417',
      '+44 7700 900417',
      '+44 (0)7700 900417',
      '0044 7700900417',
      '447700900417',
      '7700900417',
    ]
    const odd = [
      'O77OO9OO417',
      '0 7 7 oh oh 9 oh 0 4 1 7',
      '"07700900417"',
      '(07700) 900417',
      '０７７００９００４１７',
      '07700900417 (whatsapp)',
      '+44 0 7700 900417',
    ]
    for (const way of [...ways, ...odd]) {
      const { found, unread } = readPhones(way)
      assert.deepEqual([found[0]?.e164, found.length, unread], ['+447700900417', 1, []], way)
      assert.equal(found[0]?.written, way.replaceAll('"', ''))
    }
    assert.equal(readPhones('+40 712 345 678').found[0]?.e164, '+40712345678')
    assert.deepEqual(
      readPhones('07700900414 or 01614960828; ends 4417').found.map((f) => f.e164 ?? f.digits),
      ['+447700900414', '+441614960828', '4417'],
    )
  })

  test('some of the digits are kept as some of the digits', () => {
    for (const way of ['ends 4417', 'ending 4417', 'last 4 digits 4417', '...4417', 'xxxx4417', 'Ends in 44 17']) {
      assert.deepEqual([readPhones(way).found[0]?.kind, readPhones(way).found[0]?.digits], ['ends', '4417'], way)
    }
    assert.deepEqual(readPhones('starts 0770').found[0]?.kind, 'starts')
  })

  test('no number is no number, and half a number is put before a person', () => {
    for (const way of ['withheld', 'n/k', 'No caller ID', 'didnt get it', 'unknown'])
      assert.deepEqual(readPhones(way), { found: [], absent: way, unread: [] })
    for (const way of ['0770090', '077009004170', 'ask Sal', '07700 9oo4l7 x', '12345']) {
      assert.deepEqual(readPhones(way).found, [], way)
      const reading = readOne({ reference: 'R1', narrative: 'x', phones: way })
      assert.deepEqual([reading.fate, reading.leftover['Phone no(s)']], ['attention', way])
    }
    const half = readOne({ reference: 'R1', phones: '07700900417 / ask Sal' })
    assert.equal(half.record.phones[0]?.e164, '+447700900417')
    assert.ok(half.codes.includes('phone-unreadable'))
  })

  test('addresses', () => {
    for (const way of [
      'kev.k52@EXAMPLE.org',
      'kev.k52 (at) example dot org',
      'kev.k52 [at] example [dot] org',
      'kev.k52 at example.org',
      '<kev.k52@example.org>',
    ]) {
      assert.equal(readEmails(way).found[0]?.address, 'kev.k52@example.org', way)
    }
    assert.equal(readEmails('a@example.org / b@example.org').found.length, 2)
    assert.deepEqual(readEmails('kev at work').unread, ['kev at work'])
  })

  test('registrations, whole and in part', () => {
    const ways: Record<string, string> = {
      'LB07 SEO': 'whole LB07SEO',
      lb07seo: 'whole LB07SEO',
      R8: 'whole R8',
      'TZE  8594': 'whole TZE8594',
      'P516 ???': 'pattern P516???',
      'YJ?8DJP': 'pattern YJ?8DJP',
      'starts YD1': 'starts YD1',
      'ends 136': 'ends 136',
      'ends DJP': 'ends DJP',
    }
    for (const [way, read] of Object.entries(ways)) {
      const plate = readPlates(way).found[0]
      assert.equal(`${plate?.kind} ${plate?.text}`, read)
    }
    assert.deepEqual(
      readPlates('YJ18 DJP / P516 LND').found.map((plate) => plate.text),
      ['YJ18DJP', 'P516LND'],
    )
    for (const way of ['white van', 'Polish plates', '????', 'B']) assert.deepEqual(readPlates(way).found, [], way)
  })

  test('a name said and a name typed are told apart', () => {
    const kinds = (cell: string) => readNames(cell).map((name) => `${name.kind} ${name.written}`)
    assert.deepEqual(kinds('Tony from Leeds'), ['name Tony from Leeds'])
    assert.deepEqual(kinds('Dave aka gentle_giant50; @kev_331'), [
      'name Dave',
      'handle gentle_giant50',
      'handle @kev_331',
    ])
    assert.deepEqual(kinds('KevNorthMCR'), ['handle KevNorthMCR'])
    assert.deepEqual(kinds('Smith, John'), ['name Smith, John'])
  })
})

describe('places and kinds', () => {
  test('words for a place become a borough only without doubt', () => {
    const table: Record<string, string | undefined> = {
      salford: 'salford',
      'Manchester ': 'manchester',
      Levenshulme: 'manchester',
      'nr Levenshulme station': 'manchester',
      M1: 'manchester',
      'M14 5AB': 'manchester',
      'Tameside (Ashton)': 'tameside',
      'Ashton-in-Makerfield': 'wigan',
      SK14: 'tameside',
      'Bury / Bolton': undefined,
      M3: undefined,
      Leeds: 'elsewhere',
      'his house': undefined,
    }
    for (const [words, borough] of Object.entries(table)) assert.equal(readArea(words).area?.borough, borough, words)
    assert.equal(readArea('online').area?.online, true)
    assert.equal(readArea('his house').unread, true)
    assert.equal(readOne({ reference: 'R1', narrative: 'x', area: 'Bury / Bolton' }).leftover.Where, 'Bury / Bolton')
  })

  test('words for harm become kinds, and an unknown word is put before a person', () => {
    const table: Record<string, string> = {
      'ASSAULT ': 'violence',
      'Sexual assault': 'sexual-violence',
      'Online blackmail': 'blackmail',
      'TIME WASTER / FAKE BOOKING': 'time-wasting',
      'Non payment': 'non-payment',
      'Assault & robbery': 'robbery violence',
      Stealthing: 'condom-removal',
      Stalking: 'stalking',
      ' ': '',
    }
    for (const [words, kinds] of Object.entries(table))
      assert.deepEqual([readKinds(words).kinds.join(' '), readKinds(words).unread], [kinds, false], words)
    assert.deepEqual(readKinds('Assault and arson'), { kinds: ['violence'], unread: true })
    assert.deepEqual(readKinds('weird'), { kinds: ['other'], unread: true })
  })

  test('a row that may be about an officer or a worker is put before a person', () => {
    for (const narrative of [
      'said he was an off-duty officer',
      'PC 123 took my phone',
      'the outreach worker hit me',
      'ex police officer',
    ]) {
      assert.ok(readOne({ reference: 'R1', narrative }).codes.includes('may-concern-officer-or-worker'), narrative)
    }
    assert.ok(
      !readOne({ reference: 'R1', narrative: 'Follows the van, seen by outreach on two dates' }).codes.includes(
        'may-concern-officer-or-worker',
      ),
    )
  })

  test('a row of nothing but a reference is kept and asked about', () => {
    assert.deepEqual(readText(csv({ reference: 'R50' })).readings[0]?.reasons, [
      { code: 'says-nothing', level: 'attention' },
    ])
  })
})
