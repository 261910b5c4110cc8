// HPKE is held against the RFC's own vector and, both ways, against an implementation by others.
import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import fc from 'fast-check'
import { hmacSha256 } from '../hmac.ts'
import { hpkeOpen, hpkeSeal } from '../hpke.ts'
import { SealError } from '../index.ts'
import { importPrivateKey, importPublicKey, newKeyPair } from '../x25519.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

// RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  ephemeralPublic: hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'),
  ephemeralPrivate: hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'),
  recipientPublic: hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
  recipientPrivate: hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
  plaintext: hex('4265617574792069732074727574682c20747275746820626561757479'),
  aad: hex('436f756e742d30'),
  sealed: hex('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'),
}
const vectorOptions = { info: vector.info, aad: vector.aad, aead: 'aes-128-gcm' } as const

test('sealing gives the bytes RFC 9180 prints', () => {
  const ephemeral = {
    publicKey: importPublicKey(vector.ephemeralPublic),
    privateKey: importPrivateKey(vector.ephemeralPrivate),
  }
  const { enc, sealed } = hpkeSeal(vector.recipientPublic, vector.plaintext, { ...vectorOptions, ephemeral })
  assert.deepEqual(enc, vector.ephemeralPublic)
  assert.deepEqual(sealed, vector.sealed)
})

test('the bytes RFC 9180 prints open', () => {
  const opened = hpkeOpen(vector.recipientPrivate, vector.ephemeralPublic, vector.sealed, vectorOptions)
  assert.deepEqual(Uint8Array.from(opened), vector.plaintext)
})

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

test('what we seal another implementation opens, and the other way round', async () => {
  for (let round = 0; round < 20; round++) {
    const { publicKey, privateKey } = newKeyPair()
    const message = Uint8Array.from(randomBytes(round * 7))
    const info = Uint8Array.from(randomBytes(round * 11))
    const aad = Uint8Array.from(randomBytes(round * 3))
    const theirPublic = await suite.kem.deserializePublicKey(publicKey.buffer as ArrayBuffer)
    const theirPrivate = await suite.kem.deserializePrivateKey(privateKey.buffer as ArrayBuffer)

    const ours = hpkeSeal(publicKey, message, { info, aad })
    const opened = await suite.open({ recipientKey: theirPrivate, enc: ours.enc, info }, ours.sealed, aad)
    assert.deepEqual(new Uint8Array(opened), message)

    const theirs = await suite.seal({ recipientPublicKey: theirPublic, info }, message, aad)
    const back = hpkeOpen(privateKey, new Uint8Array(theirs.enc), new Uint8Array(theirs.ct), { info, aad })
    assert.deepEqual(Uint8Array.from(back), message)
  }
})

test('a public key of low order is refused, to seal to and to open from', () => {
  const { privateKey } = newKeyPair()
  const options = { info: new Uint8Array(), aad: new Uint8Array() }
  // Points of small order on Curve25519: 0, 1 and the two of order eight.
  const points = [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  ]
  for (const point of points.map(hex)) {
    assert.throws(() => hpkeSeal(point, new Uint8Array(4), options), SealError)
    assert.throws(() => hpkeOpen(privateKey, point, new Uint8Array(32), options), SealError)
  }
})

test('HMAC is the one node:crypto computes, for any key and text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 300 }), fc.nat(), (key, message, cut) => {
      const at = message.length === 0 ? 0 : cut % message.length
      const ours = hmacSha256(key, message.subarray(0, at), message.subarray(at))
      assert.deepEqual(ours, Uint8Array.from(createHmac('sha256', key).update(message).digest()))
    }),
  )
  assert.throws(() => hmacSha256(new Uint8Array(65), new Uint8Array()), RangeError)
})
