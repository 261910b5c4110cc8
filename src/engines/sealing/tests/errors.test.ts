// Whatever goes wrong, no error carries what was sealed, typed or kept secret.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import {
  bytesJson,
  checkPassphrase,
  deriveReceipt,
  generateKeyPair,
  openBody,
  openJson,
  openPrivateKey,
  openWith,
  PASSPHRASE_PARAMS,
  parseReceipt,
  SealError,
  sealBody,
  sealJson,
  sealText,
  serviceKeys,
  unwrapKey,
  wrapKey,
} from '../index.ts'

const canary = 'canary-7391'
const canaryBytes = new TextEncoder().encode(canary.padEnd(32, '.'))
const place = { organisation: canary, epoch: 1, record: canary, part: canary }

test('no error says a word of what it was given', async () => {
  const pair = await generateKeyPair()
  const keys = serviceKeys(canaryBytes)
  const { body, dataKey } = sealBody(canaryBytes, place)
  const notJson = await sealText(`{"${canary}`, pair.publicKey, place)
  const cyclic: Record<string, unknown> = { [canary]: 1 }
  cyclic.self = cyclic
  const attempts: (() => unknown)[] = [
    () => openBody(body, canaryBytes, place),
    () => openBody(body, dataKey, { ...place, part: 'other' }),
    () => openBody(canaryBytes, dataKey, place),
    () => sealBody(canaryBytes, { record: `${canary}\ud800`, part: canary }),
    () => wrapKey(canaryBytes.subarray(1), pair.publicKey, place),
    () => wrapKey(canaryBytes, canaryBytes.subarray(1), place),
    () => unwrapKey(canaryBytes, pair.privateKey, place),
    () => openWith(notJson, canaryBytes, place),
    () => openJson(notJson, pair.privateKey, place),
    () => bytesJson(canaryBytes),
    () => sealJson(cyclic, pair.publicKey, place),
    () => sealJson({ [canary]: 1n }, pair.publicKey, place),
    () => keys.openField(canaryBytes, canary),
    () => keys.openField(keys.sealField(canary, canary), 'other'),
    () => keys.openField(keys.sealField(Uint8Array.of(0xff, ...canaryBytes), canary), canary),
    () => serviceKeys(canaryBytes.subarray(1)),
    () => keys.sealField(`${canary}\ud800`, canary),
    () => deriveReceipt(canary, canaryBytes),
    () => openPrivateKey(canaryBytes, canaryBytes),
    () =>
      checkPassphrase(canary.repeat(200), {
        salt: canaryBytes,
        params: PASSPHRASE_PARAMS,
        verifier: canaryBytes,
      }),
  ]
  for (const attempt of attempts) {
    const error = await Promise.resolve()
      .then(attempt)
      .then(
        () => assert.fail(`did not fail: ${attempt}`),
        (thrown: unknown) => thrown,
      )
    assert.ok(error instanceof SealError, `${attempt} threw ${error}`)
    const all = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.message
    assert.ok(!all.replaceAll(import.meta.filename, '').includes(canary), 'an error repeats what it was given')
    assert.equal(error.cause, undefined)
  }
  assert.ok(!JSON.stringify(parseReceipt(`${canary} a b c d e`)).includes('canary'))
})
