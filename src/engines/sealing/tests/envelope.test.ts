// An envelope opens for the one it was meant for, in the place it was meant for, unchanged; and shows nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Binding,
  generateKeyPair,
  openBody,
  openJson,
  openText,
  openWith,
  paddedSize,
  SealError,
  sealBody,
  sealJson,
  sealText,
  sealTo,
  unwrapKey,
  wrapKey,
} from '../index.ts'
import { binding, bytes, flipped, text } from './arbitraries.ts'

const place: Binding = { organisation: 'org-1', epoch: 3, record: 'report-1', part: 'answers' }
const team = await generateKeyPair()
const someone = new TextEncoder().encode('a person in a grey van, about 2am')
const notOpened = (error: unknown) => error instanceof SealError && error.code === 'not-opened'

test('any bytes, bound to any place, come back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(bytes(), binding, async (plaintext, where) => {
      const { dataKey, body } = sealBody(plaintext, where)
      const wrapped = await wrapKey(dataKey, team.publicKey, where)
      const key = await unwrapKey(wrapped, team.privateKey, where)
      assert.deepEqual(openBody(body, key, where), plaintext)
      const sealed = await sealTo(plaintext, team.publicKey, where)
      assert.deepEqual(await openWith(sealed, team.privateKey, where), plaintext)
    }),
    { numRuns: 60 },
  )
})

test('any bit turned over, in body or wrapped key, and nothing opens', async () => {
  const { dataKey, body } = sealBody(someone, place)
  const wrapped = await wrapKey(dataKey, team.publicKey, place)
  const sealed = await sealTo(someone, team.publicKey, place)
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (bit) => {
      assert.throws(() => openBody(flipped(body, bit), dataKey, place), SealError)
      assert.throws(() => openBody(body, flipped(dataKey, bit), place), notOpened)
      await assert.rejects(openWith(flipped(sealed, bit), team.privateKey, place), SealError)
    }),
    { numRuns: 200 },
  )
  // The top bit of an X25519 key is ignored by the curve (RFC 7748 §5); here it must count, as it is bound into the key.
  for (let bit = 0; bit < wrapped.length * 8; bit++) {
    await assert.rejects(unwrapKey(flipped(wrapped, bit), team.privateKey, place), SealError)
  }
})

test('an envelope moved to another organisation, epoch, record or part does not open', async () => {
  await fc.assert(
    fc.asyncProperty(binding, binding, async (here, there) => {
      const sealed = await sealTo(someone, team.publicKey, here)
      const wrapped = sealed.subarray(0, 81)
      for (const field of ['organisation', 'epoch', 'record', 'part'] as const) {
        if (here[field] === there[field]) continue
        const elsewhere = { ...here, [field]: there[field] }
        await assert.rejects(openWith(sealed, team.privateKey, elsewhere), notOpened)
        await assert.rejects(unwrapKey(wrapped, team.privateKey, elsewhere), notOpened)
      }
      const { dataKey, body } = sealBody(someone, here)
      for (const field of ['record', 'part'] as const) {
        if (here[field] === there[field]) continue
        assert.throws(() => openBody(body, dataKey, { ...here, [field]: there[field] }), notOpened)
      }
    }),
    { numRuns: 100 },
  )
})

test('moving letters from one field of the binding to the next is noticed, whatever the letters', async () => {
  for (const between of ['', '\0', '\u0002', '\u0002\0\0\0\0', '\u0002\0\0\0\u0001', '","']) {
    const one = { ...place, record: `a${between}b`, part: 'c' }
    const two = { ...place, record: 'a', part: `b${between}c` }
    const sealed = await sealTo(someone, team.publicKey, one)
    await assert.rejects(openWith(sealed, team.privateKey, two), notOpened)
    await assert.rejects(unwrapKey(sealed.subarray(0, 81), team.privateKey, two), notOpened)
  }
})

test('an envelope does not open for another team', async () => {
  const other = await generateKeyPair()
  const sealed = await sealTo(someone, team.publicKey, place)
  await assert.rejects(openWith(sealed, other.privateKey, place), notOpened)
})

test('a body swapped under another wrapped key of the same record does not open', async () => {
  const one = await sealTo(someone, team.publicKey, place)
  const two = await sealTo(new Uint8Array(9), team.publicKey, place)
  const mixed = Uint8Array.from(one)
  mixed.set(two.subarray(81), 81)
  await assert.rejects(openWith(mixed, team.privateKey, place), notOpened)
})

test('the length of a body tells only its step: 4, 8, 16 KiB, then multiples of 16 KiB', () => {
  const KIB = 1024
  const overhead = 17
  fc.assert(
    fc.property(bytes(70_000), (plaintext) => {
      const size = sealBody(plaintext, place).body.length - overhead
      const isAllowed = size === 4 * KIB || size === 8 * KIB || (size > 0 && size % (16 * KIB) === 0)
      assert.ok(isAllowed, `a body of ${size}`)
      assert.ok(size >= plaintext.length + 4)
      assert.equal(size, paddedSize(plaintext.length + 4))
    }),
    { numRuns: 60 },
  )
  const lengths = new Set(
    Array.from({ length: 4093 }, (_, length) => sealBody(new Uint8Array(length), place).body.length),
  )
  assert.deepEqual([...lengths], [4 * KIB + overhead])
  assert.equal(sealBody(new Uint8Array(4093), place).body.length, 8 * KIB + overhead)
})

test('the same text sealed twice looks different all over', async () => {
  const [one, two] = [await sealTo(someone, team.publicKey, place), await sealTo(someone, team.publicKey, place)]
  const same = one.filter((byte, at) => byte === two[at]).length
  // Two suite bytes, and one byte in 256 by chance.
  assert.ok(same < 60, `${same} of ${one.length} bytes are the same`)
})

test('text and JSON come back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.jsonValue(), async (words, value) => {
      assert.equal(await openText(await sealText(words, team.publicKey, place), team.privateKey, place), words)
      const json = await openJson(await sealJson(value, team.publicKey, place), team.privateKey, place)
      assert.deepEqual(json, JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 60 },
  )
})

test('a suite of a later version is told from damage', async () => {
  const sealed = await sealTo(someone, team.publicKey, place)
  for (const suite of [0, 2, 255]) {
    const later = Uint8Array.from(sealed)
    later[0] = suite
    await assert.rejects(openWith(later, team.privateKey, place), { code: 'unknown-suite' })
  }
})

test('cut or empty input is refused as an error of this engine', async () => {
  const sealed = await sealTo(someone, team.publicKey, place)
  for (const length of [0, 1, 2, 33, 80, 81, 82, 98, sealed.length - 1]) {
    await assert.rejects(openWith(sealed.subarray(0, length), team.privateKey, place), SealError)
    await assert.rejects(unwrapKey(sealed.subarray(0, length === 81 ? 79 : length), team.privateKey, place), SealError)
  }
})

test('a binding that could be taken for another is refused before anything is sealed', async () => {
  assert.throws(() => sealBody(someone, { record: 'a\ud800', part: 'b' }), { code: 'bad-input' })
  await assert.rejects(sealTo(someone, team.publicKey, { ...place, epoch: 1.5 }), { code: 'bad-input' })
  await assert.rejects(sealTo(someone, team.publicKey, { ...place, epoch: -1 }), { code: 'bad-input' })
  await assert.rejects(sealTo(someone, new Uint8Array(31), place), { code: 'bad-input' })
})
