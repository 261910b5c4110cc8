// A passphrase opens what it closed, a stolen verifier opens nothing, and an unknown account takes the same work.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkParams,
  checkPassphrase,
  deriveDummy,
  derivePassphraseKey,
  generateKeyPair,
  newVerifier,
  openPrivateKey,
  PASSPHRASE_PARAMS,
  passphraseProblem,
  SealError,
  sealPrivateKey,
} from '../index.ts'
import { flipped } from './arbitraries.ts'

const pepper = new Uint8Array(32).fill(5)
const phrase = 'seven green kettles'
const { stored, key } = await newVerifier(phrase, pepper)
const pair = await generateKeyPair()

test('the right passphrase gives the key back, typed in any Unicode form; a wrong one or another pepper gives none', async () => {
  assert.deepEqual(await checkPassphrase(phrase, stored, pepper), key)
  assert.deepEqual(await derivePassphraseKey(phrase, stored.salt, stored.params, pepper), key)
  assert.equal(await checkPassphrase(`${phrase}.`, stored, pepper), null)
  assert.equal(await checkPassphrase(phrase, stored), null)
  const accented = await newVerifier('caf\u00e9 at nine sharp')
  assert.deepEqual(await checkPassphrase('cafe\u0301 at nine sharp', accented.stored), accented.key)
})

test('nothing stored opens the private key', () => {
  const sealed = sealPrivateKey(pair.privateKey, key)
  assert.deepEqual(openPrivateKey(sealed, key), pair.privateKey)
  assert.notDeepEqual(stored.verifier, key)
  assert.throws(() => openPrivateKey(sealed, stored.verifier), { code: 'not-opened' })
})

test('any bit of a sealed private key turned over and it does not open', () => {
  const sealed = sealPrivateKey(pair.privateKey, key)
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    assert.throws(() => openPrivateKey(flipped(sealed, bit), key), SealError)
  }
  assert.notDeepEqual(sealPrivateKey(pair.privateKey, key), sealed)
})

test('the same passphrase twice is stored differently', async () => {
  const again = await newVerifier(phrase, pepper)
  assert.notDeepEqual(again.stored.verifier, stored.verifier)
  assert.notDeepEqual(again.key, key)
})

test('an unknown account takes the work of a known one', async () => {
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    assert.equal(await work(), null)
    return performance.now() - start
  }
  // The least of many is the work itself; neighbours on the machine only add. A busy hour wants more rounds, other work never agrees.
  let [least, leastUnknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const agree = () => leastUnknown > least / 2 && leastUnknown < least * 2
  for (let round = 0; round < 5 || (round < 60 && !agree()); round++) {
    least = Math.min(least, await timed(() => checkPassphrase('not the one at all', stored, pepper)))
    leastUnknown = Math.min(leastUnknown, await timed(() => deriveDummy('not the one at all', pepper)))
  }
  assert.ok(agree(), `${least} ms and ${leastUnknown} ms`)
})

test('a new passphrase has twelve characters or more, and is not one piece repeated', () => {
  const cases: [string, ReturnType<typeof passphraseProblem>][] = [
    ['elevenchars', 'too-short'],
    ['\u{1f600}'.repeat(11), 'too-short'],
    ['twelve chars', null],
    ['aaaaaaaaaaaaaaa', 'too-plain'],
    ['abcabcabcabcabc', 'too-plain'],
    ['passwordpassword', 'too-plain'],
    ['un câine și trei pere', null],
    ['خمسة كتب على المائدة', null],
    ['a b'.repeat(100), 'too-long'],
    ['x'.repeat(1_000_000), 'too-long'],
  ]
  for (const [candidate, problem] of cases) assert.equal(passphraseProblem(candidate), problem)
})

test('stored costs are read only within reason', () => {
  assert.deepEqual(checkParams(JSON.parse(JSON.stringify(PASSPHRASE_PARAMS))), PASSPHRASE_PARAMS)
  const wrong = fc.oneof(
    fc.constant(null),
    fc.constant({ ...PASSPHRASE_PARAMS, version: 2 }),
    fc.constant({ ...PASSPHRASE_PARAMS, memoryKiB: 8 }),
    fc.constant({ ...PASSPHRASE_PARAMS, memoryKiB: 2 ** 31 }),
    fc.constant({ ...PASSPHRASE_PARAMS, passes: 0 }),
    fc.constant({ ...PASSPHRASE_PARAMS, lanes: '1' }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(wrong, (value) => {
      assert.throws(() => checkParams(value), SealError)
    }),
  )
})
