// The oblivious function against the vectors of RFC 9497 (A.1.1 and A.1.2), and what two keys promise.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { HolderFailed, holderOfSeed, secretsOf } from '../tags.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const seed = hex('a3'.repeat(32))
const info = new TextEncoder().encode('test key')
const blind = hex('64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706')
const evaluatedOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the base mode gives the first vector of RFC 9497 A.1.1', () => {
  const { oprf } = ristretto255_oprf
  const { secretKey } = oprf.deriveKeyPair(seed, info)
  assert.equal(evaluatedOf(secretKey), '5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e')
  const blinded = hex('609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c')
  const evaluated = oprf.blindEvaluate(secretKey, blinded)
  assert.equal(evaluatedOf(evaluated), '7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e')
  assert.equal(
    evaluatedOf(oprf.finalize(hex('00'), blind, evaluated)),
    '527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6',
  )
})

test('the verifiable mode gives the first vector of RFC 9497 A.1.2', () => {
  const { voprf } = ristretto255_oprf
  const { secretKey, publicKey } = voprf.deriveKeyPair(seed, info)
  assert.equal(evaluatedOf(publicKey), 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e')
  const blinded = hex('863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945')
  const { evaluated, proof } = voprf.blindEvaluate(secretKey, publicKey, blinded)
  assert.equal(evaluatedOf(evaluated), 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e')
  assert.equal(
    evaluatedOf(voprf.finalize(hex('00'), blind, evaluated, blinded, publicKey, proof)),
    'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
  )
})

const named = { kind: 'phone', value: '+447700900417' }

test('the same identifier gives the same secret, and either key changed gives another', async () => {
  const [one, two, three] = [
    holderOfSeed(randomBytes(32)),
    holderOfSeed(randomBytes(32)),
    holderOfSeed(randomBytes(32)),
  ]
  const [secret] = await secretsOf([named], [one, two])
  const [again, other] = await secretsOf([named, { kind: 'name', value: named.value }], [one, two])
  assert.deepEqual(again, secret)
  assert.notDeepEqual(other, secret)
  assert.notDeepEqual((await secretsOf([named], [one, three]))[0], secret)
  assert.notDeepEqual((await secretsOf([named], [three, two]))[0], secret)
})

test('a holder that answers under another key, or too little, is refused', async () => {
  const [one, two, false_] = [
    holderOfSeed(randomBytes(32)),
    holderOfSeed(randomBytes(32)),
    holderOfSeed(randomBytes(32)),
  ]
  const lying = { publicKey: two.publicKey, evaluate: false_.evaluate }
  await assert.rejects(secretsOf([named], [one, lying]), HolderFailed)
  const short = { publicKey: two.publicKey, evaluate: async () => ({ evaluated: [], proof: new Uint8Array(64) }) }
  await assert.rejects(secretsOf([named], [one, short]), HolderFailed)
})

test('a holder sees something new each time: it cannot tell that the same identifier was asked twice', async () => {
  const one = holderOfSeed(randomBytes(32))
  const seen = new Set<string>()
  const watching = {
    publicKey: one.publicKey,
    evaluate: async (blinded: readonly Uint8Array[]) => {
      for (const each of blinded) seen.add(evaluatedOf(each))
      return one.evaluate(blinded)
    },
  }
  for (let i = 0; i < 5; i++) await secretsOf([named], [watching, watching])
  assert.equal(seen.size, 10)
})
