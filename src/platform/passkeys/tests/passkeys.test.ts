// A passkey opens nothing unless everything about it fits: each part is bent in turn, and all that is left is "wrong".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { SessionStore } from '../../http/session.ts'
import { authentication, finishAuthentication, finishRegistration, registration, type Shown } from '../ceremony.ts'
import { issueChallenge, takeChallenge } from '../challenge.ts'
import { relyingPartyOf, standsAt } from '../relying-party.ts'
import { type Bend, makePasskey, statementWithCertificate } from './soft-authenticator.ts'

const party = relyingPartyOf('https://staff.example.org')!
const challengeOf = () => randomBytes(32).toString('base64url')
const userHandle = randomBytes(32)

async function enrolled() {
  const challenge = challengeOf()
  const soft = makePasskey(party, challenge, userHandle)
  const passkey = await finishRegistration(party, challenge, soft.made)
  assert.ok(passkey)
  return { soft, passkey }
}

describe('the site a passkey belongs to', () => {
  it('is the name an app was configured with; this machine is localhost; a bare number or plain http is none', () => {
    assert.deepEqual(party, { id: 'staff.example.org', origin: 'https://staff.example.org', name: 'Rowan' })
    assert.equal(relyingPartyOf('http://127.0.0.1:8081')?.origin, 'http://localhost:8081')
    assert.equal(relyingPartyOf('http://[::1]:8081')?.id, 'localhost')
    for (const url of [
      'http://staff.example.org',
      'https://192.0.2.7',
      'http://192.0.2.7:8081',
      'https://[2001:db8::1]',
    ])
      assert.equal(relyingPartyOf(url), undefined, url)
  })

  it('stands only at its own host and port', () => {
    const local = relyingPartyOf('http://127.0.0.1:8081')!
    assert.ok(standsAt(local, 'http://localhost:8081/sign-in/passkey'))
    assert.ok(standsAt(party, 'http://staff.example.org/sign-in/passkey'), 'a proxy speaks TLS for us')
    for (const url of ['http://127.0.0.1:8081/', 'http://localhost:8080/', 'http://example.org/'])
      assert.ok(!standsAt(local, url) && !standsAt(party, url), url)
  })
})

describe('making a passkey', () => {
  const known = { credentialId: 'AAAA', publicKey: 'AAAA', counter: 0, isSynced: false, transports: ['usb'] }

  it('asks for one that is found without a name, asks its holder each time, says nothing of its maker, and tells a secret', async () => {
    const ceremony = await registration({
      party,
      challenge: challengeOf(),
      known: [known],
      prf: 'staff',
      userHandle,
      userName: 'lea',
    })
    const options = ceremony.options as Record<string, Record<string, unknown>>
    assert.deepEqual(options.rp, { name: 'Rowan', id: 'staff.example.org' })
    assert.equal(options.attestation as unknown, 'none')
    const { residentKey, userVerification } = options.authenticatorSelection ?? {}
    assert.deepEqual([residentKey, userVerification], ['required', 'required'])
    assert.match(JSON.stringify(options.extensions), /"prf":\{"eval":\{"first":"bytes:[\w-]{43}"\}\}/)
    assert.match(JSON.stringify(options.excludeCredentials), /"id":"bytes:AAAA"/)
    assert.match(String(options.user?.id), /^bytes:/)
  })

  it('asks the same secret each time for one purpose, another for another, and none where nobody needs it', async () => {
    const salt = async (prf: string | undefined) =>
      JSON.stringify((await authentication({ party, challenge: challengeOf(), known: [], prf })).options).match(
        /"first":"([^"]+)"/,
      )?.[1]
    assert.equal(await salt('staff'), await salt('staff'))
    assert.notEqual(await salt('staff'), await salt('else'))
    assert.equal(await salt(undefined), undefined)
  })

  const bends: Record<string, Bend> = {
    'another challenge': { challenge: challengeOf() },
    'another origin': { origin: 'https://staff.example.org.evil.example' },
    'the public app’s origin': { origin: 'https://example.org' },
    'another port': { origin: 'https://staff.example.org:8443' },
    'another site’s id': { rpId: 'example.org' },
    'an answer of the other ceremony': { type: 'webauthn.get' },
    'no user verification': { flags: 0x40 + 1 + 8 },
    'nobody present': { flags: 0x40 + 4 + 8 },
    'a frame of another site': { crossOrigin: true },
    'a frame that names its top': { topOrigin: 'https://evil.example' },
    'a maker’s certificate': { statement: { fmt: 'packed', attStmt: statementWithCertificate(randomBytes(200)) } },
  }
  for (const [what, bend] of Object.entries(bends))
    it(`refuses ${what}`, async () => {
      const challenge = challengeOf()
      assert.ok(await finishRegistration(party, challenge, makePasskey(party, challenge, userHandle).made))
      const soft = makePasskey(party, challenge, userHandle, bend)
      assert.equal(await finishRegistration(party, challenge, soft.made), undefined)
    })

  it('never asks another site about a maker’s certificate', async () => {
    const { fetch } = globalThis
    let asked = 0
    globalThis.fetch = async () => {
      asked++
      throw new Error('asked another site')
    }
    try {
      const challenge = challengeOf()
      const statement = { fmt: 'packed', attStmt: statementWithCertificate(randomBytes(300)) }
      assert.equal(
        await finishRegistration(party, challenge, makePasskey(party, challenge, userHandle, { statement }).made),
        undefined,
      )
    } finally {
      globalThis.fetch = fetch
    }
    assert.equal(asked, 0)
  })
})

describe('showing a passkey', () => {
  const bends: Record<string, Bend> = {
    'a signature for another challenge': { challenge: challengeOf() },
    'another origin': { origin: 'https://example.org' },
    'another site’s id': { rpId: 'example.org' },
    'an answer of the other ceremony': { type: 'webauthn.create' },
    'no user verification': { flags: 1 + 8 },
    'a key of somebody else’s': { foreignKey: true },
    'the name of somebody else': { userHandle: randomBytes(32) },
    'a passkey that has become one that may be copied': { flags: 5 },
    'a frame of another site': { crossOrigin: true },
  }
  for (const [what, bend] of Object.entries(bends))
    it(`refuses ${what}`, async () => {
      const { soft, passkey } = await enrolled()
      const challenge = challengeOf()
      const kept = { passkey, userHandle }
      assert.deepEqual(await finishAuthentication(party, challenge, soft.show(challenge), kept), {
        ...passkey,
        answered: challenge,
      })
      assert.equal(await finishAuthentication(party, challenge, soft.show(challenge, bend), kept), 'wrong')
    })

  it('the same answer a second time is wrong, whatever became of its session', async () => {
    const { soft, passkey } = await enrolled()
    const challenge = challengeOf()
    const answer = soft.show(challenge)
    const shown = await finishAuthentication(party, challenge, answer, { passkey, userHandle })
    assert.ok(typeof shown !== 'string')
    assert.equal(await finishAuthentication(party, challenge, answer, { passkey: shown, userHandle }), 'wrong')
  })

  it('an unknown passkey is as wrong as another one’s', async () => {
    const [one, other] = [await enrolled(), await enrolled()]
    const challenge = challengeOf()
    assert.equal(await finishAuthentication(party, challenge, one.soft.show(challenge), undefined), 'wrong')
    const kept = { passkey: other.passkey, userHandle }
    assert.equal(await finishAuthentication(party, challenge, one.soft.show(challenge), kept), 'wrong')
  })

  it('a counter that has not moved on is a copy’s, but only beside a signature that holds', async () => {
    const { soft, passkey } = await enrolled()
    const challenge = challengeOf()
    const judge = (counter: number, before: number, foreignKey = false) =>
      finishAuthentication(party, challenge, soft.show(challenge, { counter, foreignKey }), {
        passkey: { ...passkey, counter: before },
        userHandle,
      })
    const counterOf = (shown: Shown) => (typeof shown === 'string' ? shown : shown.counter)
    assert.equal(counterOf(await judge(0, 0)), 0)
    assert.equal(counterOf(await judge(8, 7)), 8)
    for (const [now, before] of [
      [7, 7],
      [6, 7],
      [0, 7],
    ] as const)
      assert.equal(await judge(now, before), 'copied')
    assert.equal(await judge(6, 7, true), 'wrong', 'whoever only knows the id casts no doubt')
  })

  it('whatever is posted in place of an answer is wrong, and nothing throws', async () => {
    const { soft, passkey } = await enrolled()
    const challenge = challengeOf()
    const honest = JSON.parse(soft.show(challenge)) as { id: string; response: Record<string, string> }
    const kept = { passkey, userHandle }
    const field = fc.constantFrom('clientDataJSON', 'authenticatorData', 'signature', 'userHandle')
    const junk = fc.oneof(fc.string(), fc.base64String(), fc.integer(), fc.constant(null), fc.object())
    await fc.assert(
      fc.asyncProperty(field, junk, async (name, value) => {
        const bent = JSON.stringify({ ...honest, response: { ...honest.response, [name]: value } })
        assert.equal(await finishAuthentication(party, challenge, bent, kept), 'wrong')
      }),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        assert.equal(await finishAuthentication(party, challenge, text, kept), 'wrong')
        assert.equal(await finishRegistration(party, challenge, text), undefined)
      }),
      { numRuns: 60 },
    )
    assert.equal(await finishAuthentication(party, challenge, `${' '.repeat(20_000)}{}`, kept), 'wrong')
  })
})

describe('a challenge', () => {
  const sessions = { save: async () => {} } as unknown as SessionStore
  const visitOf = () =>
    ({ session: { id: 's', state: {}, subject: undefined, cookie: '', isNew: false } }) as unknown as Parameters<
      typeof takeChallenge
    >[2]
  const now = new Date('2026-01-01T10:00:00Z')
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

  it('is for one purpose, one answer, some minutes, and the latest alone', async () => {
    const visit = visitOf()
    const ask = (purpose = 'sign-in') => issueChallenge(sessions, 'staff', visit, purpose, now)
    const take = (purpose = 'sign-in', at = now) => takeChallenge(sessions, 'staff', visit, purpose, at)
    const challenge = await ask()
    assert.equal(await take(), challenge)
    assert.equal(await take(), undefined, 'used up')
    await ask()
    assert.equal(await take('enrol'), undefined, 'another purpose')
    assert.equal(await take(), undefined, 'and used up by it')
    await ask()
    assert.equal(await take('sign-in', later(7)), undefined, 'too late')
    const first = await ask()
    const second = await ask()
    assert.notEqual(first, second)
    assert.equal(await take(), second)
  })
})
