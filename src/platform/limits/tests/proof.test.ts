// Proofs: bound to act, visit and time; the script in the browser finds what the server accepts.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Script } from 'node:vm'
import { transformSync } from 'esbuild'
import { serviceKeys } from '#engines/sealing/index.ts'
import { type Act, allowances, bitsFor, leastBits, mostBits, mostShared, mostWait, waitFor } from '../acts.ts'
import { challengeMinutes, isSolved, issueChallenge, readProof, solve } from '../proof.ts'

const keys = serviceKeys(randomBytes(32))
const now = new Date('2026-03-01T12:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('a proof counts for its act, its visit and half an hour, and only when it was worked for', () => {
  const challenge = issueChallenge(keys, 'receipt', 'visit-1', leastBits, now)
  const proof = solve(challenge)
  assert.equal(readProof(keys, 'receipt', 'visit-1', proof, now)?.bits, leastBits)
  assert.equal(readProof(keys, 'sign-in', 'visit-1', proof, now), undefined)
  assert.equal(readProof(keys, 'receipt', 'visit-2', proof, now), undefined)
  assert.equal(readProof(keys, 'receipt', 'visit-1', proof, later(challengeMinutes)), undefined)
  assert.equal(readProof(serviceKeys(randomBytes(32)), 'receipt', 'visit-1', proof, now), undefined)
  const unsolved = Array.from({ length: 50 }, (_, number) => `${challenge.text}:${number}`).find(
    (each) => !isSolved(challenge.text, each.split(':')[1] ?? '', leastBits),
  )
  assert.equal(readProof(keys, 'receipt', 'visit-1', unsolved ?? '', now), undefined)
  for (const odd of ['', ':', `${challenge.text}:`, `${challenge.text}:-1`, 'a.b.c.d.e:1', '9'.repeat(400)])
    assert.equal(readProof(keys, 'receipt', 'visit-1', odd, now), undefined)
  // A cheaper one cannot be written by hand.
  const cheaper = challenge.text.replace(`.${leastBits}.`, '.1.')
  assert.equal(readProof(keys, 'receipt', 'visit-1', `${cheaper}:0`, now), undefined)
})

test('the script in the browser finds a number that the server accepts, for challenges of every length', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../browser/proof.ts'), 'utf8')
  const { code } = transformSync(source, { loader: 'ts' })
  let listener: (event: { data: [string, number] }) => void = () => assert.fail('the worker does not listen')
  let found = -1
  const context = {
    addEventListener: (_: string, heard: typeof listener) => {
      listener = heard
    },
    postMessage: (number: number) => {
      found = number
    },
  }
  new Script(code).runInNewContext(context)
  for (let length = 1; length < 140; length += 3) {
    const challenge = 'x'.repeat(length)
    listener({ data: [challenge, 6] })
    assert.ok(isSolved(challenge, String(found), 6), `${length} characters`)
  }
  const challenge = issueChallenge(keys, 'first-save', 'visit-1', leastBits, now)
  listener({ data: [challenge.text, challenge.bits] })
  assert.ok(readProof(keys, 'first-save', 'visit-1', `${challenge.text}:${found}`, now))
})

test('the price rises with the level and stays within reach; one’s own level raises it further', () => {
  assert.equal(bitsFor({ network: 1 }), leastBits)
  let before = 0
  for (const times of [1, 2, 4, 8, 16, 1000]) {
    const bits = bitsFor({ network: times })
    assert.ok(bits >= before && bits <= mostShared)
    before = bits
  }
  assert.equal(bitsFor({ network: 1e9, system: 1e9 }), mostShared)
  assert.ok(bitsFor({ visit: 2 }) > bitsFor({ network: 2 }))
  assert.equal(bitsFor({ visit: 1e9 }), mostBits)
  for (let bits = 0; bits <= mostBits; bits++) assert.ok(waitFor(bits) <= mostWait)
})

test('what one person does stands far below what is free', () => {
  // A busy evening of one person: three reports begun, two come back to, four slips of the passphrase.
  const evening: Record<Act, number> = { 'first-save': 3, receipt: 4, 'sign-in': 6, code: 4, upload: 12 }
  for (const [act, amount] of Object.entries(evening) as [Act, number][]) {
    assert.ok(amount <= allowances[act].visit.free, act)
    assert.ok(amount * 5 <= allowances[act].network.free, act)
  }
})
