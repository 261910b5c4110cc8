// Laws about roles, codes and waits; no database.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Secret } from 'otpauth'
import { passphraseProblem } from '#engines/sealing/index.ts'
import { type StaffRole, staffRoles } from '#permissions/matrix.ts'
import { isUsername, readsSealed, rolesFit, tidyUsername } from '../person.ts'
import { samplePassphrase, samplePeople, sampleTotpSecret } from '../sample-people.ts'
import { codeAt, freshCode, newTotpSecret, otpauthUrl, stepOf, tidyCode } from '../totp.ts'
import { waits } from '../waits.ts'

const kinds = ['support', 'police', 'council', 'health', 'adviser', 'other'] as const

describe('roles', () => {
  it('no set of roles that fits lets who runs the machine read, or mixes police with anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.subarray([...staffRoles]), (kind, roles: StaffRole[]) => {
        if (!rolesFit(kind, roles)) return
        assert.ok(roles.length > 0)
        if (roles.includes('operator')) assert.ok(!readsSealed(roles))
        if (kind === 'police' || roles.includes('police')) assert.deepEqual([kind, roles], ['police', ['police']])
        if (kind === 'adviser' || roles.includes('adviser')) assert.deepEqual([kind, roles], ['adviser', ['adviser']])
      }),
      { numRuns: 2000 },
    )
  })

  it('what the desk needs still fits', () => {
    assert.ok(rolesFit('support', ['desk', 'membership', 'caseworker', 'outreach']))
    assert.ok(rolesFit('council', ['coordinator', 'operator']))
    assert.ok(!rolesFit('support', []))
    assert.ok(!rolesFit('support', ['desk', 'desk']))
  })
})

it('the sample people could be entered as they are, and none shares a secret', () => {
  for (const { username, displayName, roles } of samplePeople) {
    assert.ok(isUsername(username) && displayName.length <= 80, username)
    assert.ok(
      kinds.some((kind) => rolesFit(kind, roles)),
      username,
    )
  }
  assert.equal(new Set(samplePeople.map((person) => sampleTotpSecret(person.username))).size, samplePeople.length)
  assert.equal(passphraseProblem(samplePassphrase), null)
})

describe('codes', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  const rfc = new Secret({ buffer: Uint8Array.from(Buffer.from('12345678901234567890')).buffer }).base32
  it('are those of RFC 6238', () => {
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1234567890, '005924'],
      [2000000000, '279037'],
    ] as const)
      assert.equal(codeAt(rfc, new Date(seconds * 1000)), code)
  })

  it('are taken one step early or late and no further, and tell which step they are of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 60_000_000 }), fc.integer({ min: -4, max: 4 }), (step, away) => {
        const at = (of: number) => new Date(of * 30_000 + 11_000)
        const code = codeAt(rfc, at(step + away))
        const found = stepOf(rfc, code, at(step))
        if (Math.abs(away) <= 1) assert.ok(found !== undefined && codeAt(rfc, at(found)) === code)
        // One in a million codes meets another of the neighbouring steps: then it is that step's.
        else if (found !== undefined) assert.equal(codeAt(rfc, at(found)), code)
      }),
    )
    assert.equal(stepOf(rfc, codeAt(rfc, new Date(0)), new Date(65_000)), undefined)
  })

  it('a fresh code is never one that is used up', () => {
    const now = new Date(1_800_000_000_000)
    const step = Math.floor(now.getTime() / 30_000)
    for (const used of [0, step - 1, step]) assert.ok((stepOf(rfc, freshCode(rfc, now, used), now) ?? 0) > used)
  })

  it('may be typed as apps show them, and the address names nothing but Rowan', () => {
    assert.equal(tidyCode(' 123 456 '), '123456')
    assert.equal(tidyCode('１２３４５６'), '123456')
    const url = new URL(otpauthUrl(newTotpSecret(), 'lea'))
    assert.deepEqual([url.protocol, url.searchParams.get('issuer')], ['otpauth:', 'Rowan'])
  })
})

it('waits grow and stay bearable', () => {
  assert.deepEqual(
    [...waits].sort((a, b) => a - b),
    waits,
  )
  assert.deepEqual(waits.slice(0, 5), [0, 0, 0, 0, 30])
  assert.ok((waits.at(-1) ?? Infinity) <= 900)
})

it('any typed username becomes one that is stored, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
      const tidy = tidyUsername(typed)
      assert.equal(tidyUsername(tidy), tidy)
      if (isUsername(tidy)) assert.match(tidy, /^[a-z0-9._-]{3,40}$/)
    }),
  )
})
