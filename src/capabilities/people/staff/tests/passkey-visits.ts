// Passkeys in tests of staff: what a page asks of the browser, and the browser's answer, honest or bent.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type Bend, makePasskey as make, type SoftPasskey } from '#platform/passkeys/tests/soft-authenticator.ts'
import type { Browser } from './staff-world.ts'

export type Held = { soft: SoftPasskey; secret: string }

/** The test apps stand here. */
export const site = { origin: 'http://localhost', id: 'localhost' }

/** What the page asks of the browser: its fields and its challenge. */
export async function asked(browser: Browser, path: string) {
  const { text } = await browser.get(path)
  const plain = (value = '') => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const form = text.split('<form').find((part) => part.includes('data-passkey'))
  assert.ok(form, `${path} asks for no passkey`)
  const ceremony = JSON.parse(plain(/data-passkey="([^"]*)"/.exec(form)?.[1])) as {
    options: { challenge: string; user?: { id: string }; allowCredentials?: { id: string }[] }
  }
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return {
    fields: Object.fromEntries(hidden.map(([, name, value]) => [name, plain(value)])) as Record<string, string>,
    challenge: ceremony.options.challenge.slice('bytes:'.length),
    holder: Buffer.from(ceremony.options.user?.id.slice('bytes:'.length) ?? '', 'base64url'),
    allowed: ceremony.options.allowCredentials?.map((each) => each.id.slice('bytes:'.length)),
  }
}

export async function enrol(browser: Browser, name = 'key ring', bend: Bend & { secret?: string } = {}): Promise<Held> {
  const { fields, challenge, holder } = await asked(browser, '/account/passkeys/make')
  const soft = make(site, challenge, holder, bend)
  const secret = bend.secret ?? randomBytes(32).toString('base64url')
  await browser.post('/account/passkeys/make', { ...fields, name, credential: soft.made, secret })
  return { soft, secret }
}

export async function show(browser: Browser, held: Held, bend: Bend = {}, secret = held.secret) {
  const { fields, challenge } = await asked(browser, '/sign-in/passkey')
  const posted = { ...fields, credential: held.soft.show(challenge, bend), secret }
  const answer = await browser.post('/sign-in/passkey', posted)
  return { ...answer, posted }
}
