// A passkey's key is its own: another secret, another pepper, another person or another row gives another.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { generateKeyPair, openPrivateKey, passkeyKey, sealPrivateKey } from '../index.ts'

test('opens with exactly the secret, pepper, person and row it was made with', async () => {
  const { privateKey } = await generateKeyPair()
  const right = [randomBytes(32), randomBytes(32), randomUUID(), randomUUID()] as const
  const bytes = (at: Uint8Array) => Uint8Array.from(at)
  const key = (args: readonly [Uint8Array, Uint8Array, string, string]) =>
    passkeyKey(bytes(args[0]), bytes(args[1]), args[2], args[3])
  const sealed = sealPrivateKey(privateKey, key(right))
  assert.deepEqual(openPrivateKey(sealed, key(right)), privateKey)
  const [secret, pepper, person, row] = right
  for (const wrong of [
    [randomBytes(32), pepper, person, row],
    [secret, randomBytes(32), person, row],
    [secret, pepper, randomUUID(), row],
    [secret, pepper, person, randomUUID()],
    [pepper, secret, person, row],
    [secret, pepper, row, person],
  ] as const)
    assert.throws(() => openPrivateKey(sealed, key(wrong)), { name: 'SealError' })
  for (const length of [0, 31, 33])
    assert.throws(() => passkeyKey(new Uint8Array(length), bytes(pepper), person, row), { name: 'SealError' })
})
