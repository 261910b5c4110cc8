// A receipt is hard to guess and easy to type back, and only the very same receipt finds and opens anything.
import assert from 'node:assert/strict'
import { argon2Sync, randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import fc from 'fast-check'
import { ARGON2_COST, argon2Doorway, argon2id } from '../argon2.ts'
import { deriveReceipt, isCanonicalReceipt, newReceipt, openWith, parseReceipt, SealError, sealTo } from '../index.ts'
import { isOneSlip, nearestWord } from '../nearest-word.ts'
import { receiptWords } from '../words.ts'

const pepper = Uint8Array.from(randomBytes(32))
const kind = fc.constantFrom('words' as const, 'digits' as const)
const words = () => newReceipt('words').canonical.split(' ')
const readAs = (typed: string, canonical: string) => {
  const parsed = parseReceipt(typed)
  assert.ok(parsed.ok, 'was not read')
  assert.equal(parsed.canonical, canonical)
}

test('there are 7,776 words: plain letters, three to nine, sorted, none twice', () => {
  assert.equal(receiptWords.length, 7776)
  assert.deepEqual(receiptWords, [...new Set(receiptWords)].sort())
  assert.ok(receiptWords.every((word) => /^[a-z]{3,9}$/.test(word)))
})

test('no word is one slip from another', () => {
  const marks = new Map<string, string>()
  for (const word of receiptWords) {
    const own = new Set([word])
    for (let at = 0; at < word.length; at++) {
      own.add(word.slice(0, at) + word.slice(at + 1))
      own.add(`${word.slice(0, at)}?${word.slice(at + 1)}`)
      if (at > 0) own.add(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1))
    }
    for (const mark of own) {
      const other = marks.get(mark)
      assert.ok(other === undefined || !isOneSlip(other, word), `${other} and ${word}`)
      marks.set(mark, word)
    }
  }
})

test('each kind holds the strength claimed, and the draw is even', () => {
  assert.ok(6 * Math.log2(receiptWords.length) > 77.5)
  assert.ok(20 * Math.log2(10) > 66.4)
  const digits = Array.from({ length: 3000 }, () => newReceipt('digits').canonical)
  assert.ok(digits.every((canonical) => /^\d{20}$/.test(canonical)))
  for (let at = 0; at < 20; at++)
    assert.ok(
      unevenness(
        digits.map((canonical) => Number(canonical[at])),
        10,
      ) < 45,
    )
  const place = new Map(receiptWords.map((word, at) => [word, at]))
  const drawn = Array.from({ length: 3000 }, words)
  for (let at = 0; at < 6; at++) {
    const places = drawn.map((receipt) => Math.floor(((place.get(receipt[at] ?? '') ?? Number.NaN) * 16) / 7776))
    assert.ok(unevenness(places, 16) < 60)
  }
})

// Chi-squared; the bounds above are passed by chance less often than once in a hundred thousand runs.
function unevenness(values: number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    assert.ok(value >= 0 && value < bins)
    counts[value] = (counts[value] ?? 0) + 1
  }
  const expected = values.length / bins
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

test('what is shown and what is canonical read back as themselves', () => {
  fc.assert(
    fc.property(kind, (which) => {
      const receipt = newReceipt(which)
      assert.ok(isCanonicalReceipt(receipt.canonical))
      assert.deepEqual(parseReceipt(receipt.shown), { ok: true, corrected: [], ...receipt })
    }),
  )
})

const separator = fc.constantFrom(
  ' ',
  '  ',
  '-',
  ' - ',
  ', ',
  '\n',
  '\t',
  '. ',
  '_',
  '\u00a0',
  '\u2013',
  ' \u200b',
  ';',
)
const around = fc.constantFrom('', ' ', '\n', '"', '(', '\u200e', '\ufeff')
const accents = ['\u0301', '\u0308', '\u0327']

test('words are read in any case, spacing, punctuation, accents and widths, numbered or not', () => {
  const dress = fc.constantFrom(
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word.charAt(0).toUpperCase() + word.slice(1),
    (word: string) => word.replaceAll('i', 'İ'),
    (word: string) => word.replaceAll('i', 'ı'),
    (word: string) => [...word].map((letter, at) => letter + (accents[at % 4] ?? '')).join(''),
    (word: string) => [...word].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join(''),
  )
  fc.assert(
    fc.property(dress, separator, around, fc.boolean(), (wear, between, edge, isNumbered) => {
      const drawn = words()
      const typed = drawn.map((word, at) => (isNumbered ? `${at + 1}. ${wear(word)}` : wear(word))).join(between)
      readAs(edge + typed + edge, drawn.join(' '))
    }),
    { numRuns: 400 },
  )
})

test('digits are read in any grouping, script and width, with O for 0 and l for 1', () => {
  const script = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10)
  fc.assert(
    fc.property(script, separator, around, fc.nat({ max: 7 }), (zero, between, edge, group) => {
      const { canonical } = newReceipt('digits')
      const typed = [...canonical]
        .map(
          (digit, at) =>
            (at > 0 && group > 0 && at % group === 0 ? between : '') + String.fromCodePoint(zero + Number(digit)),
        )
        .join('')
      readAs(edge + typed + edge, canonical)
    }),
    { numRuns: 400 },
  )
  readAs('1O2O3-4567O 89012 l456I', '10203456708901214561')
})

test('one slip in every word is put right, and says which words were', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('drop', 'add', 'change', 'swap'),
      fc.nat(),
      fc.nat({ max: 25 }),
      (slip, where, letter) => {
        const drawn = words()
        const at = where % 6
        const slipped = slipIn(drawn[at] ?? '', slip, where, String.fromCharCode(97 + letter))
        const typed = drawn.map((word, number) => (number === at ? slipped : word)).join(' ')
        const parsed = parseReceipt(typed)
        if (slipped === drawn[at]) return
        // A slip may stand between two words of the list: then neither is guessed.
        const near = receiptWords.filter((word) => isOneSlip(slipped, word))
        if (near.length > 1) {
          assert.deepEqual(parsed, { ok: false, why: 'unknown-words', wordNumbers: [at + 1] })
        } else {
          assert.deepEqual(parsed.ok && [parsed.canonical, parsed.corrected], [drawn.join(' '), [at + 1]])
        }
      },
    ),
    { numRuns: 300 },
  )
})

function slipIn(word: string, slip: string, where: number, letter: string): string {
  const at = where % word.length
  if (slip === 'drop') return word.slice(0, at) + word.slice(at + 1)
  if (slip === 'add') return word.slice(0, at) + letter + word.slice(at)
  if (slip === 'change') return word.slice(0, at) + letter + word.slice(at + 1)
  return at === 0 ? word : word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1)
}

test('more than nine in ten single slips can be put right', () => {
  let right = 0
  const tries = 1500
  for (let count = 0; count < tries; count++) {
    const word = receiptWords[(count * 5) % receiptWords.length] ?? ''
    const slipped = slipIn(word, ['drop', 'add', 'change', 'swap'][count % 4] ?? '', count, 'e')
    if (slipped === word || nearestWord(slipped, receiptWords) === word) right++
  }
  assert.ok(right / tries > 0.93, `${right} of ${tries}`)
})

test('the beginning of a word is enough when only one word begins so', () => {
  assert.equal(nearestWord('umbr', receiptWords), 'umbrella')
  assert.equal(nearestWord('umb', receiptWords), null)
  assert.equal(nearestWord('inte', receiptWords), null)
})

test('what cannot be read says why and which word, and never repeats what was typed', () => {
  const drawn = words()
  const wrong = ['qqqqzz', ...drawn.slice(1, 3), 'xxjjqq', ...drawn.slice(4)].join(' ')
  assert.deepEqual(parseReceipt(wrong), { ok: false, why: 'unknown-words', wordNumbers: [1, 4] })
  assert.deepEqual(parseReceipt(''), { ok: false, why: 'empty' })
  assert.deepEqual(parseReceipt(' \u200f--'), { ok: false, why: 'empty' })
  assert.deepEqual(parseReceipt('x'.repeat(301)), { ok: false, why: 'too-long' })
  assert.deepEqual(parseReceipt('12345 67890'), { ok: false, why: 'digit-count', found: 10, needed: 20 })
  assert.deepEqual(parseReceipt(drawn.slice(1).join(' ')), { ok: false, why: 'word-count', found: 5, needed: 6 })
})

test('nothing typed makes reading throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 320 }), (typed) => {
      const parsed = parseReceipt(typed)
      if (parsed.ok) assert.ok(isCanonicalReceipt(parsed.canonical))
    }),
    { numRuns: 500 },
  )
})

test('the same receipt finds and opens; another receipt or another pepper does neither', async () => {
  const { canonical } = newReceipt('words')
  const [one, same, other, peppered] = await Promise.all([
    deriveReceipt(canonical, pepper),
    deriveReceipt(canonical, pepper),
    deriveReceipt(newReceipt('digits').canonical, pepper),
    deriveReceipt(canonical, Uint8Array.from(randomBytes(32))),
  ])
  assert.deepEqual(one, same)
  const place = { organisation: 'o', epoch: 0, record: 'r', part: 'reply' }
  const sealed = await sealTo(Uint8Array.of(1, 2, 3), one.publicKey, place)
  assert.deepEqual(await openWith(sealed, same.privateKey, place), Uint8Array.of(1, 2, 3))
  for (const wrong of [other, peppered]) {
    assert.notDeepEqual(wrong.lookupId, one.lookupId)
    await assert.rejects(openWith(sealed, wrong.privateKey, place), SealError)
  }
  assert.notDeepEqual(one.lookupId, one.privateKey)
  assert.deepEqual([one.lookupId.length, one.privateKey.length, one.publicKey.length], [32, 32, 32])
})

test('text that is not canonical is never derived from', async () => {
  for (const text of ['', 'abc', ` ${newReceipt('digits').canonical}`, words().join('-')]) {
    await assert.rejects(deriveReceipt(text, pepper), { code: 'bad-input' })
  }
  await assert.rejects(deriveReceipt(newReceipt('digits').canonical, new Uint8Array(8)), { code: 'bad-input' })
})

test('the cost is Argon2id with 64 MiB and three passes, as another implementation computes it', async () => {
  assert.deepEqual(ARGON2_COST, { memoryKiB: 65536, passes: 3, lanes: 1 })
  const message = new TextEncoder().encode('six plain words')
  const nonce = new Uint8Array(16).fill(7)
  const expected = argon2Sync('argon2id', {
    message,
    nonce,
    secret: pepper,
    parallelism: 1,
    tagLength: 32,
    memory: 65536,
    passes: 3,
  })
  assert.deepEqual(await argon2id(message, nonce, ARGON2_COST, pepper), Uint8Array.from(expected))
})

test('derivations leave one core to everybody else, and no more than four run at a time', async () => {
  const loads: number[] = []
  const all = Array.from({ length: 7 }, () => deriveReceipt(newReceipt('digits').canonical, pepper))
  const watch = setInterval(() => loads.push(argon2Doorway.load().running), 5)
  await Promise.all(all)
  clearInterval(watch)
  assert.equal(Math.max(...loads), Math.max(1, Math.min(4, availableParallelism() - 1)))
})
