// Promises about what a check answers, and about what it never gives away.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { createMatchIndex, type Entry, type IdentifierKind, type Match, type MatchIndex } from '../index.ts'

function indexOf(kind: IdentifierKind, ...values: string[]): MatchIndex {
  const index = createMatchIndex()
  for (const value of values) index.add({ id: value, kind, value })
  return index
}
/** "band: kinds" of the answer for one registered value, or undefined. */
const answer = (index: MatchIndex, kind: IdentifierKind | undefined, text: string, id: string) => {
  const match = index.find({ kind, text }).find((one) => one.id === id)
  return match && `${match.band}: ${match.why.map((one) => one.kind).join(' ')}`
}

type Case = [registered: string, asked: string, answer: string | undefined]
const cases: Record<IdentifierKind, Case[]> = {
  phone: [
    ['+447700900417', '07700 900417', 'certain: identical'],
    ['+447700900417', '+44 7700 900417', 'certain: written-differently'],
    ['+447700900417', 'o7700 9oo 4I7', 'certain: written-differently letters-for-digits'],
    ['07700 900417', 'oh double seven double oh nine hundred four one seven', 'certain: written-differently'],
    ['+447700900517', '07700 9oo S17', 'likely: written-differently letters-for-digits look-alike'],
    ['+447700900417', '07700 900471', 'likely: digits-swapped'],
    ['+447700900417', '07700 900418', 'possible: one-digit-differs'],
    ['+447700900417', '07700 90041', 'possible: digit-missing'],
    ['+447700900417', '07700 9004177', 'possible: digit-extra'],
    ['+447700900417', '7700900417', 'certain: written-differently'],
    ['+447700900417', '4417', undefined],
    ['+447700900417', '0417', 'possible: last-digits'],
    ['+447700900417', 'ends 417', 'possible: last-digits'],
    ['+447700900417', '900417', 'possible: last-digits'],
    ['+447700900417', '07700 9004?7', 'possible: part-of-number'],
    ['ends 0417', '07700 900417', 'possible: part-given'],
    ['ends 0417', '0417', 'possible: last-digits'],
    ['ends 0417', '07700 900418', undefined],
    ['+447700900417', '07700 900528', undefined],
    ['07700900414 / 07700900828', '07700 900828', 'certain: identical'],
  ],
  plate: [
    ['LB07SEO', 'LBO7 SE0', 'certain: written-differently letters-for-digits'],
    ['MV19KTG', 'mv19 ktg', 'certain: identical'],
    ['TZE6030', 'TZE 6O3O', 'certain: written-differently letters-for-digits'],
    ['IO10', '1O1O', 'likely: written-differently letters-for-digits'],
    ['MB58KSG', 'M858K5G', 'possible: look-alike'],
    ['MV19KTG', 'MV19 KTC', 'possible: one-character-differs'],
    ['MV19KTG', 'MV19 TKG', 'possible: characters-swapped'],
    ['MV19KTG', 'MV19 KT', 'possible: character-missing'],
    ['MV19KTG', 'MV19 ???', 'possible: part-of-plate'],
    ['MV19KTG', 'M?19', 'possible: part-of-plate'],
    ['MV19KTG', 'M?19KTG', 'possible: part-of-plate'],
    ['MV19KTG', 'ends KTG', 'possible: part-of-plate'],
    ['MV19KTG', 'contains 9KT', 'possible: part-of-plate'],
    ['MV19KTG', 'starts MV2', undefined],
    ['MV19 ???', 'MV19 KTG', 'possible: part-given'],
    ['D3?2HJP', 'D312 HJP', 'possible: part-given'],
    ['starts YD1', 'YD12 ABC', 'possible: part-given'],
    ['starts YD1', 'YD1? ???', 'possible: part-of-plate'],
    ['starts YD1', 'YE12 ABC', undefined],
    ['ABO4 ???', 'AB04 BSC', 'possible: part-given'],
    ['MV19KTG', 'BD51 SMR', undefined],
  ],
  email: [
    ['mike.pop76@example.com', 'mike.pop76 (at) example dot com', 'certain: written-differently'],
    ['mike.pop76@example.com', 'Mike.Pop76@EXAMPLE.com', 'certain: identical'],
    ['dave.jones@gmail.com', 'davejones+x@googlemail.com', 'likely: mailbox-alias'],
    ['dave.jones98@example.com', 'dave.j0nes98@example.com', 'likely: look-alike'],
    ['dave.jones98@example.com', 'dаve.jones98@example.com', 'likely: written-differently look-alike'],
    ['dave.jones98@gmail.com', 'dave.jones98@gmial.com', 'likely: spelling'],
    ['dave.jones98@example.com', 'dave.jnoes98@example.com', 'possible: characters-swapped'],
    ['dave.jones98@example.com', 'dave.jone98@example.com', 'possible: character-missing'],
    ['dave.jones98@example.com', 'dave.jones98@mail.example', 'possible: part-of-address'],
    ['dave.jones98@example.com', 'paul.smith@example.com', undefined],
  ],
  name: [
    ['gentle_giant50', '@Gentle_Giant50', 'certain: identical'],
    ['gentle_giant50', 'gentle giant 50', 'likely: written-differently'],
    ['gentle_giant50', 'g3ntle_giant50', 'likely: written-differently'],
    ['gentle_giant50', 'gentle_gaint50', 'possible: spelling'],
    ['gentle_giant50', 'gentle_giant51', 'possible: spelling'],
    ['gary_181', 'gаry_181', 'likely: written-differently'],
    ['Tony', 'tony', 'possible: identical'],
    ['Tony from Leeds', 'Tony from Leeds', 'possible: identical'],
    ['Mike T', 'mike t', 'possible: identical'],
    ['Kev Kowalczyk', 'Kev Kowalczyk', 'likely: identical'],
    ['Kev Kowalczyk', 'Kowalczyk, Kev', 'likely: word-order'],
    ['Kev Kowalczyk', 'Kevin Kowalczyk', 'possible: nickname'],
    ['Kev Kowalczyk', 'Kev Kovalchyk', 'possible: name-alike'],
    ['Mike', 'Michael', 'possible: nickname'],
    ['José Popescu', 'Jose Popescu', 'likely: written-differently'],
    ['DaveNorthMCR', 'dave north mcr', 'likely: written-differently'],
    ['gentle_giant50', 'Kev Kowalczyk', undefined],
  ],
}
for (const [kind, list] of Object.entries(cases) as [IdentifierKind, Case[]][]) {
  describe(`a check of a ${kind}`, () => {
    for (const [registered, asked, expected] of list) {
      test(`${JSON.stringify(asked)} against ${JSON.stringify(registered)}: ${expected ?? 'nothing'}`, () => {
        assert.equal(answer(indexOf(kind, registered), kind, asked, registered), expected)
      })
    }
  })
}

describe('every check', () => {
  test('the kind may be left out', () => {
    const index = createMatchIndex()
    index.add({ id: 'p', kind: 'phone', value: '+447700900417' })
    index.add({ id: 'v', kind: 'plate', value: 'MV19KTG' })
    index.add({ id: 'e', kind: 'email', value: 'dave@example.org' })
    index.add({ id: 'n', kind: 'name', value: 'gentle_giant50' })
    for (const [text, id] of [
      ['07700900417', 'p'],
      ['MV19 KTG', 'v'],
      ['dave (at) example dot org', 'e'],
      ['gentle_giant50', 'n'],
    ]) {
      assert.deepEqual(index.find({ text: text as string }).map((one) => [one.id, one.band])[0], [id, 'certain'])
    }
  })

  test('two swapped digits are only likely when no other registered number is as near', () => {
    const index = indexOf('phone', '+447700900417', '+447700900472')
    assert.equal(answer(index, 'phone', '07700 900471', '+447700900417'), 'possible: digits-swapped')
  })

  test('make, colour and area order partial matches and never lift their band', () => {
    const index = createMatchIndex()
    index.add({ id: 'a', kind: 'plate', value: 'MV19KTG', attributes: { make: 'Ford Focus', colour: 'black' } })
    index.add({ id: 'b', kind: 'plate', value: 'MV19ABC', attributes: { make: 'Toyota Prius', colour: 'silver' } })
    const found = index.find({ kind: 'plate', text: 'MV19 ???', hints: { make: 'prius', colour: 'Silver' } })
    assert.deepEqual(
      found.map((one) => [one.id, one.band]),
      [
        ['b', 'possible'],
        ['a', 'possible'],
      ],
    )
  })

  test('at most twenty, best first, the exact one always among them', () => {
    const index = createMatchIndex()
    for (let i = 0; i < 1000; i++)
      index.add({ id: `n${i}`, kind: 'phone', value: `+447700900${String(i).padStart(3, '0')}` })
    const found = index.find({ kind: 'phone', text: '07700 900417' })
    assert.equal(found.length, 20)
    assert.deepEqual([found[0]?.id, found[0]?.band], ['n417', 'certain'])
    assert.equal(found.filter((one) => one.band === 'certain').length, 1)
    assert.equal(index.find({ kind: 'phone', text: '417' }).at(0)?.id, 'n417')
  })

  test('an answer holds no character of the registered value, only the kind of difference', () => {
    const index = indexOf('phone', '+447700900417')
    const [match] = index.find({ kind: 'phone', text: '07700 900471' })
    const { id: _, ...rest } = match as Match
    assert.deepEqual(Object.keys(rest).sort(), ['band', 'kind', 'score', 'why'])
    assert.ok(!JSON.stringify(rest).includes('417'))
    // The same answer wherever the swap or the differing digit is: its place cannot be read off.
    const shown = (text: string) => JSON.stringify(index.find({ kind: 'phone', text }).map(({ id, ...one }) => one))
    assert.equal(shown('07700 900471'), shown('07070 900417'))
    assert.equal(shown('07700 900517'), shown('07700 900418'))
  })

  test('law: certain only for the same number, whatever digits are asked', () => {
    const index = createMatchIndex()
    for (let i = 0; i < 1000; i += 7)
      index.add({
        id: `+447700900${String(i).padStart(3, '0')}`,
        kind: 'phone',
        value: `07700900${String(i).padStart(3, '0')}`,
      })
    fc.assert(
      fc.property(fc.stringMatching(/^07700 ?9[0-9]{3,6}$/), (text) => {
        for (const match of index.find({ kind: 'phone', text })) {
          if (match.band === 'certain') assert.equal(match.id, `+44${text.replaceAll(' ', '').slice(1)}`)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('law: any single slip in a registered number or plate still finds it', () => {
    const phone = '7700900417'
    const plate = 'MV19KTG'
    const index = createMatchIndex()
    index.add({ id: 'phone', kind: 'phone', value: `+44${phone}` })
    index.add({ id: 'plate', kind: 'plate', value: plate })
    const slip = (text: string, at: number, how: number, ch: string) =>
      how === 0
        ? text.slice(0, at) + ch + text.slice(at + 1)
        : how === 1
          ? text.slice(0, at) + text.slice(at + 1)
          : how === 2
            ? text.slice(0, at) + ch + text.slice(at)
            : text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2)
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.nat(3),
        fc.nat(9),
        fc.nat(6),
        fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'),
        (at, how, digit, place, ch) => {
          assert.equal(index.find({ kind: 'phone', text: `0${slip(phone, at, how, String(digit))}` })[0]?.id, 'phone')
          assert.equal(index.find({ kind: 'plate', text: slip(plate, place, how, ch) })[0]?.id, 'plate')
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('the registry', () => {
  const values: [IdentifierKind, string][] = [
    ['phone', '+447700900417'],
    ['phone', '07700900414 / 07700900828'],
    ['phone', 'ends 0417'],
    ['plate', 'MV19KTG'],
    ['plate', 'MV19 ???'],
    ['plate', 'LBO7 SE0'],
    ['email', 'dave.k@example.org'],
    ['name', 'gentle_giant50'],
    ['name', 'Kev Kowalczyk'],
    ['name', ''],
    ['email', 'n/k'],
  ]
  const questions = [
    '07700 900417',
    '07700900828',
    '0417',
    'MV19 KTG',
    'MV19',
    'LB07SEO',
    'dave.k@example.org',
    'gentle giant 50',
    'Kevin Kowalczyk',
    'MV19 ???',
  ]
  const everything = (index: MatchIndex) =>
    questions.flatMap((text) =>
      (['phone', 'plate', 'email', 'name'] as const).map((kind) => index.find({ kind, text })),
    )

  test('law: after any adding, replacing and removing it answers like one freshly built from what is left', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      value: fc.option(fc.constantFrom(...values)),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const index = createMatchIndex()
        const left = new Map<string, Entry>()
        for (const { id, value } of steps) {
          if (value) {
            const entry: Entry = { id, kind: value[0], value: value[1] }
            index.add(entry)
            left.set(id, entry)
          } else {
            index.remove(id)
            left.delete(id)
          }
        }
        const fresh = createMatchIndex()
        for (const entry of left.values()) fresh.add(entry)
        assert.equal(index.size, left.size)
        assert.deepEqual(everything(index), everything(fresh))
      }),
      { numRuns: 150 },
    )
  })

  test('a removed entry is not found in any way', () => {
    const index = createMatchIndex()
    for (const [i, [kind, value]] of values.entries()) index.add({ id: String(i), kind, value })
    assert.ok(everything(index).flat().length >= 15)
    for (const i of values.keys()) index.remove(String(i))
    assert.equal(index.size, 0)
    assert.deepEqual(everything(index).flat(), [])
  })

  test('it grows past its first tables and still finds each', () => {
    const index = createMatchIndex()
    for (let i = 0; i < 5000; i++) index.add({ id: String(i), kind: 'name', value: `user_${i}_${i % 7}` })
    for (let i = 0; i < 5000; i += 3) index.remove(String(i))
    for (let i = 0; i < 5000; i += 97) {
      const found = index.find({ kind: 'name', text: `user_${i}_${i % 7}` })
      assert.equal(
        found.some((one) => one.id === String(i) && one.band === 'certain'),
        i % 3 !== 0,
      )
    }
  })
})
