// Addresses: only a trusted proxy's word counts, and what is kept of an address is its network.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, trustedProxies, visitorAddress } from '../network.ts'

const nobody = trustedProxies('')
const ours = trustedProxies('127.0.0.1, 10.0.0.0/8 ::1')

test('by default the socket decides, whatever the request claims', () => {
  assert.equal(visitorAddress('203.0.113.9', '198.51.100.1', nobody), '203.0.113.9')
  assert.equal(visitorAddress('127.0.0.1', '198.51.100.1', nobody), '127.0.0.1')
})

test('behind a trusted proxy the last address it did not write itself counts, and nothing left of it', () => {
  assert.equal(visitorAddress('10.1.2.3', '192.0.2.66, 198.51.100.1', ours), '198.51.100.1')
  assert.equal(visitorAddress('::ffff:10.1.2.3', '192.0.2.66, 198.51.100.1, 127.0.0.1', ours), '198.51.100.1')
  assert.equal(visitorAddress('203.0.113.9', '198.51.100.1', ours), '203.0.113.9')
  assert.equal(visitorAddress('10.1.2.3', undefined, ours), '10.1.2.3')
  assert.equal(visitorAddress('10.1.2.3', 'unknown', ours), '10.1.2.3')
  assert.equal(visitorAddress(undefined, '198.51.100.1', ours), undefined)
})

test('whatever a visitor writes into the header, the address their proxy saw is the one', () => {
  const words = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 5 })
  fc.assert(
    fc.property(words, (written) => {
      assert.equal(visitorAddress('10.0.0.1', [...written, '203.0.113.9'].join(', '), ours), '203.0.113.9')
    }),
  )
})

test('neighbours share a network: /24 and /48', () => {
  assert.equal(networkOf('198.51.100.7'), '198.51.100.0/24')
  assert.equal(networkOf('::ffff:198.51.100.7'), '198.51.100.0/24')
  assert.equal(networkOf('2001:db8:1:2::9'), '2001:db8:1::/48')
  assert.equal(networkOf('2001:0DB8:0001:ffff::1%eth0'), '2001:db8:1::/48')
  assert.equal(networkOf('::1'), '0:0:0::/48')
  assert.equal(networkOf('not an address'), undefined)
  assert.equal(networkOf(undefined), undefined)
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      assert.match(networkOf(address) ?? '', /^([0-9a-f]{1,4}:){3}:\/48$/)
    }),
  )
})

test('a setting that is no address or range is refused', () => {
  for (const text of ['proxy.example.org', '10.0.0.0/33', '::1/129', '10.0.0.0/x'])
    assert.throws(() => trustedProxies(text))
})
