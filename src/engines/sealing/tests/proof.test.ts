// What a proof of submission promises: signed by this service alone, silent about the words, forgiving of how it is copied.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import test from 'node:test'
import fc from 'fast-check'
import { commitmentSecret, commitTo, isCommitmentTo, proofSigner, readProof } from '../proof.ts'

const signer = proofSigner(Uint8Array.from(randomBytes(32)))
const words = Buffer.from('He drove off with my bag')
const receivedAt = new Date('2026-03-01T02:14:37Z')
const secret = commitmentSecret(randomBytes(32))
const text = signer.issue({ receivedAt, commitment: commitTo(words, secret) })

test('a proof tells the minute, and whose words it was for only to who has the words and their secret', () => {
  const proof = readProof(text, signer.publicKey)
  assert.ok(proof)
  assert.equal(proof.receivedAt.toISOString(), '2026-03-01T02:14:00.000Z')
  assert.ok(isCommitmentTo(proof, words, secret))
  assert.ok(!isCommitmentTo(proof, Buffer.from('He drove off with my coat'), secret))
  assert.ok(!isCommitmentTo(proof, words, commitmentSecret(randomBytes(32))))
})

test('the same words twice give proofs that have nothing in common but the minute', () => {
  const again = signer.issue({ receivedAt, commitment: commitTo(words, commitmentSecret(randomBytes(32))) })
  const [one, other] = [text, again].map((each) => readProof(each, signer.publicKey)?.commitment)
  assert.notDeepEqual(one, other)
})

test('copied by hand, in small letters, without spaces, with O for 0 and l for 1, it is the same proof', () => {
  const copied = text.toLowerCase().replaceAll(' ', '').replaceAll('0', 'o').replaceAll('1', 'l')
  assert.deepEqual(readProof(copied, signer.publicKey), readProof(text, signer.publicKey))
  assert.ok(readProof(text.replaceAll(' ', '\r\n  '), signer.publicKey))
})

test('one letter changed, added, left out, or another service’s key: it is no proof', () => {
  const letters = [...text.replaceAll(' ', '')]
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(fc.nat(letters.length - 1), fc.nat(31), fc.constantFrom('change', 'add', 'drop'), (at, to, how) => {
      const letter = alphabet[to] ?? '0'
      if (how === 'change' && letters[at] === letter) return
      const changed = letters.toSpliced(at, how === 'add' ? 0 : 1, ...(how === 'drop' ? [] : [letter]))
      assert.equal(readProof(changed.join(''), signer.publicKey), undefined)
    }),
  )
  assert.equal(readProof(text, proofSigner(Uint8Array.from(randomBytes(32))).publicKey), undefined)
})

test('whatever is typed instead of a proof is no proof, and breaks nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 1200 }), fc.base64String({ maxLength: 400 })),
      (typed) => assert.equal(readProof(typed, signer.publicKey), undefined),
    ),
  )
})
