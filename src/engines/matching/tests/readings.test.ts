// Promises about reading one identifier in any writing, over the writings found in a real service's log (all fictional).
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { findIdentifiers, guessKind, type IdentifierKind, partialOf, readings } from '../index.ts'

const best = (kind: IdentifierKind, text: string) => readings(kind, text)[0]?.canonical

describe('phones', () => {
  const same: [string, string][] = [
    ['07700 900417', '+447700900417'],
    ['o7700 9oo 4I7', '+447700900417'],
    ['O77OO9OO1O2', '+447700900102'],
    ['0 7 7 oh 0 9 0 oh 1 6 8', '+447700900168'],
    ['0 1 6 one 4 9 6 oh 8 6 5', '+441614960865'],
    ['O161496O89O', '+441614960890'],
    ['+44 (0)7700 900096', '+447700900096'],
    ['+44 (0)1614 960741', '+441614960741'],
    ['0044 7700900720', '+447700900720'],
    ['+441614960842', '+441614960842'],
    ['447700900417', '+447700900417'],
    ['7700900885', '+447700900885'],
    ['1614960817', '+441614960817'],
    ['01614960291 (whatsapp)', '+441614960291'],
    ['"01614960320"', '+441614960320'],
    ['01614-960-892', '+441614960892'],
    ['07700/900/417', '+447700900417'],
    ['07700.900.417', '+447700900417'],
    ['oh double seven double oh nine hundred four one seven', '+447700900417'],
    ['zero seven seven zero zero nine double zero four one seven', '+447700900417'],
    ['٠٧٧٠٠٩٠٠٤١٧', '+447700900417'],
    ['０７７００９００４１７', '+447700900417'],
    ['0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣4️⃣1️⃣7️⃣', '+447700900417'],
    ['0\u200b7700\u2060 900\u00ad417', '+447700900417'],
    ['07700 9OO S17', '+447700900517'],
    ['2021 07700 900417', '+447700900417'],
    ['+40 712 345 678', '+40712345678'],
  ]
  for (const [text, canonical] of same) {
    test(`${JSON.stringify(text)} is ${canonical}`, () => assert.equal(best('phone', text), canonical))
  }

  test('several numbers in one cell are all read', () => {
    for (const text of [
      '07700900414 / 07700900828',
      '07700 900414 07700 900828',
      '07700900414 or 07700900828',
      '0770090041407700900828',
    ]) {
      assert.deepEqual(
        readings('phone', text).map((one) => one.canonical),
        ['+447700900414', '+447700900828'],
        text,
      )
      assert.ok(readings('phone', text).every((one) => one.notes.includes('one-of-several')))
    }
  })

  test('what is not a number has no reading', () => {
    for (const text of ['', 'withheld', 'n/k', 'No caller ID', 'hello there', '31/02/2021'])
      assert.deepEqual(readings('phone', text), [], text)
  })

  test('last digits, holes and beginnings are read as parts', () => {
    assert.deepEqual(partialOf('phone', 'ends 0739'), {
      kind: 'phone',
      anchor: 'end',
      pattern: '0739',
      display: 'ends 0739',
    })
    assert.equal(partialOf('phone', 'last 4 digits 4417')?.pattern, '4417')
    assert.equal(partialOf('phone', '…4417')?.pattern, '4417')
    assert.equal(partialOf('phone', '07700 9004??')?.pattern, '4477009004??')
    assert.equal(partialOf('phone', 'starts 0770')?.pattern, '44770')
    assert.equal(partialOf('phone', '07700 900417'), undefined)
    assert.equal(partialOf('phone', 'withheld'), undefined)
  })

  test('law: every way of spacing, prefixing and lettering a drama number reads as that number', () => {
    const writing = fc.record({
      last: fc.integer({ min: 0, max: 999 }),
      prefix: fc.constantFrom('0', '+44 ', '+44 (0)', '0044 ', '44', ''),
      gaps: fc.array(fc.constantFrom('', ' ', '-', '.', '  '), { minLength: 10, maxLength: 10 }),
      letters: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
    })
    fc.assert(
      fc.property(writing, ({ last, prefix, gaps, letters }) => {
        const national = `7700900${String(last).padStart(3, '0')}`
        const written = [...national]
          .map(
            (digit, i) =>
              (letters[i] && i > 0 ? (digit === '0' ? 'o' : digit === '1' ? 'l' : digit) : digit) +
              (i < 9 ? gaps[i] : ''),
          )
          .join('')
        assert.equal(best('phone', prefix + written), `+44${national}`)
      }),
      { numRuns: 400 },
    )
  })
})

describe('plates', () => {
  const same: [string, string][] = [
    ['LBO7 SE0', 'LB07SEO'],
    ['E016UHF', 'EO16UHF'],
    ['R8', 'R8'],
    ['y486vha', 'Y486VHA'],
    ['TZE 8594', 'TZE8594'],
    ['TZE 6O3O', 'TZE6030'],
    ['WZJ  1668', 'WZJ1668'],
    ['J572R0W', 'J572ROW'],
    ['EV67YJ0', 'EV67YJO'],
    ['ABO4BSC', 'AB04BSC'],
    ['NR06FFL', 'NR06FFL'],
    ['Q123 ABC', 'Q123ABC'],
    ['ABC 123D', 'ABC123D'],
    ['101 D 101', '101D101'],
    ['202X202', '202X202'],
    ['12 AB 34', '12AB34'],
    ['AB 12 CD', 'AB12CD'],
    ['1234 AB', '1234AB'],
    ['AB50 CDE', 'AB50CDE'],
    ['191-D-12345', '191D12345'],
    ['reg: MV19 KTG silver Prius', 'MV19KTG'],
    ['К518LJY', 'K518LJY'],
  ]
  for (const [text, canonical] of same) {
    test(`${JSON.stringify(text)} is ${canonical}`, () => assert.equal(best('plate', text), canonical))
  }

  test('every reading is shown when glyphs leave a choice', () => {
    const all = readings('plate', 'TZE 6O3O').map((one) => one.canonical)
    assert.deepEqual(all, ['TZE6030', 'TZE603O'])
    assert.ok(readings('plate', 'LBO7 SE0')[0]?.notes.includes('letters-for-digits'))
  })

  test('an age number never issued is noted, an unknown format is read as it stands', () => {
    assert.ok(readings('plate', 'AB50 CDE')[0]?.notes.includes('unusual-age'))
    assert.deepEqual(readings('plate', 'B-MW 12345')[0]?.canonical, 'BMW12345')
    assert.ok(readings('plate', 'B-MW 12345')[0]?.notes.includes('format-not-recognised'))
  })

  test('law: every current, prefix, suffix and Northern Ireland plate is its own best reading, O and I written as 0 and 1', () => {
    const letter = (from: string) => fc.constantFrom(...from)
    const three = fc
      .tuple(letter('ABCDEFGHJKLMNOPRSTUVWXYZ'), letter('ABCDEFGHJKLMNOPRSTUVWXYZ'), letter('ABCDEFGHJKLMNOPRSTUVWXYZ'))
      .map((l) => l.join(''))
    const age = fc
      .oneof(fc.integer({ min: 2, max: 49 }), fc.integer({ min: 51, max: 99 }))
      .map((n) => String(n).padStart(2, '0'))
    const tag = letter('ABCDEFGHJKLMNOPRSTUVWXY')
    const number = fc.integer({ min: 1, max: 999 }).map(String)
    const plate = fc.oneof(
      fc.tuple(tag, tag, age, three).map((p) => p.join('')),
      fc.tuple(letter('ABCDEFGHJKLMNPRSTVWXY'), number, three).map((p) => p.join('')),
      fc.tuple(three, number, letter('ABCDEFGHJKLMNPRSTVWXY')).map((p) => p.join('')),
      fc
        .tuple(
          letter('ABCDEFGHJKLMNPRSTUVWXY'),
          letter('ABCDEFGHJKLMNPRSTUVWXY'),
          fc.constant('Z'),
          fc.integer({ min: 1000, max: 9999 }),
        )
        .map((p) => p.join('')),
    )
    fc.assert(
      fc.property(plate, (it) => {
        assert.equal(best('plate', it), it)
        const swapped = it.replace(/O/g, '0').replace(/I/g, '1')
        assert.ok(
          readings('plate', swapped).some((one) => one.canonical === it),
          `${swapped} lost ${it}`,
        )
      }),
      { numRuns: 500 },
    )
  })

  test('parts are read, labels and refusals are not plates', () => {
    assert.deepEqual(partialOf('plate', 'starts YD1'), {
      kind: 'plate',
      anchor: 'start',
      pattern: 'YD1',
      display: 'starts YD1',
    })
    assert.equal(partialOf('plate', 'ends 406')?.pattern, '406')
    assert.equal(partialOf('plate', 'MV19 ???')?.anchor, 'start')
    assert.equal(partialOf('plate', 'M?19')?.pattern, 'M?19')
    assert.deepEqual(
      [partialOf('plate', 'D3?2HJP')?.anchor, partialOf('plate', 'UZ? 2972')?.pattern],
      ['whole', 'UZ?2972'],
    )
    assert.equal(partialOf('plate', 'contains 9AB')?.anchor, 'inside')
    for (const text of ['starts YD1', 'MV19 ???', 'didnt get it', 'n/k', ''])
      assert.deepEqual(readings('plate', text), [], text)
    assert.equal(partialOf('plate', 'MV19 KTG'), undefined)
  })
})

describe('e-mails and names', () => {
  test('e-mail addresses keep one canonical form in any writing', () => {
    for (const text of [
      'mike.pop76 (at) example dot com',
      'mike.pop76@EXAMPLE.com',
      ' <Mike.Pop76@example.com>, ',
      'mailto:mike.pop76@example.com',
      'mike.pop76 [at] example [dot] com',
      'mike.pop76＠example.com',
    ]) {
      assert.equal(best('email', text), 'mike.pop76@example.com', text)
    }
    assert.deepEqual(
      readings('email', 'd.a.ve+x@googlemail.com').map((one) => one.canonical),
      ['d.a.ve+x@googlemail.com', 'dave@gmail.com'],
    )
    assert.deepEqual(readings('email', 'n/k'), [])
  })

  test('a handle keeps what makes it another account; a second reading folds it away', () => {
    const both = (text: string) => readings('name', text).map((one) => one.canonical)
    assert.deepEqual(both('@chris_975'), ['chris_975', 'chris975'])
    assert.deepEqual(both('Mr.Discreet76'), ['mr.discreet76', 'mrdiscreet76'])
    assert.deepEqual(both('D4v3_98'), ['d4v3_98', 'dave98'])
    assert.deepEqual(both('gаry_181'), ['gаry_181', 'gary181'])
    assert.deepEqual(both('José Popescu'), ['josé popescu', 'josepopescu'])
    assert.deepEqual(both('Кевин'), ['кевин', 'kevin'])
    assert.deepEqual(both('n/k'), [])
  })
})

test('the kind is guessed from the writing', () => {
  const guesses: [string, IdentifierKind | undefined][] = [
    ['07700 900417', 'phone'],
    ['O77OO9OO1O2', 'phone'],
    ['ends 4417', 'phone'],
    ['4417', 'phone'],
    ['MV19 KTG', 'plate'],
    ['ends WDB', 'plate'],
    ['MV19 ???', 'plate'],
    ['a@example.org', 'email'],
    ['dave (at) example dot com', 'email'],
    ['@dave98', 'name'],
    ['gentle_giant50', 'name'],
    ['dave98', 'name'],
    ['D4v3_98', 'name'],
    ['Kev Kowalczyk', 'name'],
    ['M14 5RT', 'name'],
    ['Mike T', 'name'],
    ['Chris ', 'name'],
    ['Tony from Leeds', 'name'],
    ['Mr.Discreet76', 'name'],
    ['starts L44', 'plate'],
    ['TZE 6O3O', 'plate'],
    ['O161496O89O', 'phone'],
    ['', undefined],
    ['…', undefined],
  ]
  for (const [text, kind] of guesses) assert.equal(guessKind(text), kind, text)
})

test('running text gives up its identifiers where they stand, and nothing else', () => {
  const text =
    'He drove a silver Prius MV19 KTG, or reg ab12cde, called from 07700 900417 / O77OO9OO1O2 on 20/3/22 at 10:30. E-mail ' +
    'dave.k (at) example dot com, profile @gentle_giant50. M14 5RT. BMW 320. Number ends 0739, van P516 ???. Then zero double seven ' +
    'double oh nine hundred four one eight. 2021-02-20 07700 900999 and 6ft 2 at 10 pm, paid 200 for 30 min. ０７７００ ９００４２０'
  const found = findIdentifiers(text)
  assert.deepEqual(
    found.map((one) => [one.kind, one.readings[0]?.canonical ?? one.partial?.pattern]),
    [
      ['plate', 'MV19KTG'],
      ['plate', 'AB12CDE'],
      ['phone', '+447700900417'],
      ['phone', '+447700900102'],
      ['email', 'dave.k@example.com'],
      ['name', 'gentle_giant50'],
      ['phone', '0739'],
      ['plate', 'P516'],
      ['phone', '+447700900418'],
      ['phone', '+447700900999'],
      ['phone', '+447700900420'],
    ],
  )
  for (const one of found) assert.equal(one.text, text.slice(one.start, one.end))
  assert.equal(found[10]?.text, '０７７００ ９００４２０')
  assert.deepEqual(
    findIdentifiers('I was at a 12 man flat in the m60 by 10 Main St, paid 200 and 150 for an hour on 23 June 2021'),
    [],
  )
})
