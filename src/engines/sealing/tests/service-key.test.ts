// Keys of the running service: each purpose its own, nothing readable without them, no size that tells.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { SealError, serviceKeys } from '../index.ts'
import { bytes, flipped, text } from './arbitraries.ts'

const root = Uint8Array.from(randomBytes(32))
const keys = serviceKeys(root)

test('any text or bytes come back under the same context, also after a restart', () => {
  fc.assert(
    fc.property(text, bytes(500), text, (words, raw, context) => {
      assert.equal(serviceKeys(root).openField(keys.sealField(words, context), context), words)
      assert.deepEqual(serviceKeys(root).openBytes(keys.sealField(raw, context), context), raw)
    }),
  )
})

test('a field moved to another context, changed by a bit, or under another root does not open', () => {
  const sealed = keys.sealField('07700 900123', 'member.contact:1')
  assert.throws(() => keys.openField(sealed, 'member.contact:2'), { code: 'not-opened' })
  assert.throws(() => serviceKeys(Uint8Array.from(randomBytes(32))).openField(sealed, 'member.contact:1'), {
    code: 'not-opened',
  })
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    assert.throws(() => keys.openField(flipped(sealed, bit), 'member.contact:1'), SealError)
  }
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => keys.openField(sealed.subarray(0, length), 'member.contact:1'), SealError)
  }
})

test('a field names its key and version, so that a later one is told from damage', () => {
  const sealed = keys.sealField('x', 'c')
  assert.throws(() => serviceKeys(root, 2).openField(sealed, 'c'), { code: 'unknown-key' })
  assert.throws(() => keys.openField(Uint8Array.from([9, ...sealed.subarray(1)]), 'c'), { code: 'unknown-suite' })
  assert.equal(serviceKeys(root, 2).openField(serviceKeys(root, 2).sealField('x', 'c'), 'c'), 'x')
})

test('short fields are padded to steps of 64 bytes', () => {
  const overhead = 2 + 12 + 16
  fc.assert(
    fc.property(bytes(300), (raw) => {
      const size = keys.sealField(raw, 'c').length - overhead
      assert.equal(size % 64, 0)
      assert.equal(size, Math.ceil((raw.length + 4) / 64) * 64)
    }),
  )
  assert.equal(keys.sealField('', 'c').length, keys.sealField('x'.repeat(60), 'c').length)
})

test('the same field sealed twice shares nothing but its header', () => {
  const one = keys.sealField('same', 'c')
  const two = keys.sealField('same', 'c')
  assert.notDeepEqual(one.subarray(2, 14), two.subarray(2, 14))
  assert.notDeepEqual(one.subarray(14), two.subarray(14))
})

test('a blind index is the same for the same value and differs by label, value and root', () => {
  fc.assert(
    fc.property(text, text, (one, two) => {
      assert.deepEqual(keys.blindIndex('phone', one), serviceKeys(root).blindIndex('phone', one))
      assert.equal(keys.blindIndex('phone', one).length, 32)
      assert.notDeepEqual(keys.blindIndex('phone', one), keys.blindIndex('plate', one))
      if (one !== two) assert.notDeepEqual(keys.blindIndex('phone', one), keys.blindIndex('phone', two))
    }),
  )
  const other = serviceKeys(Uint8Array.from(randomBytes(32)))
  assert.notDeepEqual(keys.blindIndex('phone', 'a'), other.blindIndex('phone', 'a'))
})

test('no purpose shares a key with another purpose of the same label', () => {
  const index = Buffer.from(keys.blindIndex('a', 'text')).toString('base64url')
  assert.notEqual(index, keys.sign('a', 'text'))
  assert.notDeepEqual(keys.secret('a'), keys.secret('b'))
  assert.notDeepEqual(keys.secret('a'), keys.blindIndex('a', ''))
})

test('a signature holds for its own text and label only', () => {
  fc.assert(
    fc.property(text, text, (one, two) => {
      const signature = keys.sign('step', one)
      assert.ok(serviceKeys(root).verify('step', one, signature))
      assert.equal(keys.verify('other', one, signature), false)
      assert.equal(keys.verify('step', two, signature), one === two)
    }),
  )
  for (const bad of ['', 'x', '\u{1f600}'.repeat(11), `${keys.sign('step', 'a')}=`, keys.sign('step', 'a').slice(1)]) {
    assert.equal(keys.verify('step', 'a', bad), false)
  }
})

test('a secret handed out cannot be used to change the one kept', () => {
  keys.secret('pepper').fill(0)
  assert.notDeepEqual(keys.secret('pepper'), new Uint8Array(32))
})
