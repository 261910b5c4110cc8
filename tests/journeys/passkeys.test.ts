// Passkeys in a real browser with an authenticator of its own: made, used to come in and to read what is sealed to the team,
// stopped, without their secret, on another site, and on pages that anybody can use.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { sampleMembers } from '#people/members/index.ts'
import { openBrowser } from '#tests/harness/browser.ts'
import { axeSource, judge } from './judge.ts'
import { type RunningRowan, signInMember, signInStaff, startRowan } from './running-rowan.ts'

let rowan: RunningRowan
let browser: Browser
/** Passkeys belong to a name, and this machine's is localhost. */
let staffUrl: string
let publicUrl: string

before(async () => {
  rowan = await startRowan()
  browser = await openBrowser()
  staffUrl = rowan.staffUrl.replace('127.0.0.1', 'localhost')
  publicUrl = rowan.publicUrl.replace('127.0.0.1', 'localhost')
})
after(async () => {
  await browser?.close()
  await rowan?.close()
})

const junipersPassphrase = sampleMembers.find((each) => each.pseudonym === 'Juniper')?.passphrase ?? ''

type Options = { hasPrf?: boolean; verifies?: boolean; locale?: string }
type Device = { context: BrowserContext; page: Page; cdp: CDPSession; authenticator: string; close(): Promise<void> }

/** A browser with an authenticator built in, as a phone or a laptop is. */
async function openDevice({ hasPrf = true, verifies = true, locale = 'en' }: Options = {}): Promise<Device> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
  await context.addInitScript({ content: axeSource })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  })
  return { context, page, cdp, authenticator: authenticatorId, close: () => context.close() }
}

/** Presses what leads to another page, and waits until it stands there. A ceremony takes its time. */
const pressTo = async (page: Page, button: string) => {
  const arrived = page.waitForEvent('load')
  await page.locator(button).first().click()
  await arrived
}
const press = (page: Page) => pressTo(page, 'form[data-passkey] button')
const giveTyped = (page: Page) => pressTo(page, 'form[action="/me/passkeys"] button:not([type="button"])')

const isAtTheDoor = (url: URL) => url.pathname === '/sign-in'
async function enterStaff(page: Page, username: string) {
  await signInStaff({ ...rowan, staffUrl }, page, username)
  await page.waitForURL((url) => !isAtTheDoor(url))
}
async function enterJuniper(page: Page) {
  await signInMember({ ...rowan, publicUrl }, page, 'Juniper')
  await page.waitForURL((url) => !isAtTheDoor(url))
}

async function enrolStaff({ page }: Device, username: string, name = 'laptop') {
  await enterStaff(page, username)
  await page.goto(`${staffUrl}/account/passkeys/make`)
  await page.fill('[name="name"]', name)
  await press(page)
}

const signOut = (page: Page) => pressTo(page, 'form[action="/sign-out"] button')
const said = (page: Page) =>
  page
    .locator('main')
    .textContent()
    .then((text) => text ?? '')

test('made, signed out, signed in with it alone, and a sealed report is read', async () => {
  const device = await openDevice()
  const { page } = device
  await enrolStaff(device, 'joan')
  await page.waitForURL(`${staffUrl}/account/passkeys`)
  assert.match(await said(page), /Your passkey is made/)
  await signOut(page)
  await page.waitForURL(`${staffUrl}/sign-in`)

  await pressTo(page, 'main a[href^="/sign-in/passkey"]')
  await press(page)
  await page.waitForURL(`${staffUrl}/desk`)
  await page.goto(`${staffUrl}/desk?show=all`)
  await pressTo(page, 'main table a[href^="/desk/"]')
  // The report's words are sealed to the team: shown at all, they were opened with the key that the passkey gave.
  assert.ok((await page.locator('main .fold').count()) > 0)
  assert.doesNotMatch(await said(page), /team’s key yet/)

  await page.goto(`${staffUrl}/account/passkeys`)
  const row = page.locator('main tbody tr').first()
  assert.match((await row.textContent()) ?? '', /laptop/)
  assert.doesNotMatch((await row.textContent()) ?? '', /Not yet/)
  await pressTo(page, 'main tbody tr a')
  await pressTo(page, 'form[action="/account/passkeys/remove"] button')
  assert.match(await said(page), /That passkey is removed/)
  await signOut(page)
  await page.goto(`${staffUrl}/sign-in/passkey`)
  await press(page)
  assert.match(await said(page), /That passkey opens nothing here/)
  await device.close()
})

test('what is posted never holds the passkey’s own secret, and the answer counts once', async () => {
  const device = await openDevice()
  const { page } = device
  // Kept aside in the page, before the script draws from it: what no form may hold.
  await page.addInitScript(() => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (...parts: unknown[]) => Promise<CryptoKey>
    crypto.subtle.importKey = ((...parts: unknown[]) => {
      sessionStorage.setItem('prf', btoa(String.fromCharCode(...new Uint8Array(parts[1] as ArrayBuffer))))
      return importKey(...parts)
    }) as typeof crypto.subtle.importKey
  })
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('passkey')) posts.push(request.postData() ?? '')
  })
  await enrolStaff(device, 'moira')
  await signOut(page)
  await page.goto(`${staffUrl}/sign-in/passkey`)
  await press(page)
  await page.waitForURL(/\/desk|\/support/)
  const prf = await page.evaluate(() => sessionStorage.getItem('prf') ?? '')
  assert.equal(Buffer.from(prf, 'base64').length, 32)
  const bytes = Buffer.from(prf, 'base64')
  assert.equal(posts.length, 2)
  for (const post of posts) {
    const fields = new URLSearchParams(post)
    assert.match(fields.get('secret') ?? '', /^[\w-]{43}$/)
    const { id, response } = JSON.parse(fields.get('credential') ?? '') as { id: string; response: object }
    assert.ok(id && Object.keys(response).length >= 3)
    for (const form of [bytes.toString('base64url'), bytes.toString('hex'), encodeURIComponent(prf), prf])
      assert.ok(!post.includes(form))
  }
  // The same post from a browser that has the cookie of before: nothing waits for it any more.
  const cookies = (await device.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const again = await fetch(`${staffUrl}/sign-in/passkey`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies, origin: staffUrl },
    body: posts[1] ?? '',
  })
  assert.equal(again.headers.get('location'), '/sign-in/passkey')
  await device.close()
})

test('one that gives no secret is refused when it is made, and nothing is kept', async () => {
  const device = await openDevice({ hasPrf: false })
  await enrolStaff(device, 'tess')
  assert.match(await said(device.page), /That passkey was not kept: it cannot hold what opens your key/)
  await device.page.goto(`${staffUrl}/account/passkeys`)
  assert.match(await said(device.page), /You have no passkey/)
  await device.close()
})

test('stopped by its holder, or with nothing on the device, it says so and the equal way stands beside it', async () => {
  const device = await openDevice({ verifies: false })
  const { page } = device
  await page.goto(`${staffUrl}/sign-in/passkey`)
  await press(page)
  assert.match(await said(page), /No passkey was used/)
  assert.equal(await page.getByRole('link', { name: 'Sign in with passphrase and code' }).count(), 1)
  await enrolStaff(device, 'bea')
  assert.match(await said(page), /No passkey was used/)
  await page.goto(`${staffUrl}/account/passkeys`)
  assert.match(await said(page), /You have no passkey/)
  await device.close()
})

test('twice on one device is said to be one; proving who one is takes it as well', async () => {
  const device = await openDevice()
  const { page } = device
  await enrolStaff(device, 'ruth')
  await page.goto(`${staffUrl}/account/passkeys/make`)
  await press(page)
  assert.match(await said(page), /stands here already/)
  await page.goto(`${staffUrl}/step-up/passkey?back=/account/passkeys`)
  await press(page)
  await page.waitForURL(`${staffUrl}/account/passkeys`)
  await device.close()
})

test('a passkey of one app opens nothing in the other, though both stand on one host', async () => {
  const device = await openDevice()
  const { page } = device
  await enrolStaff(device, 'idris')
  await page.goto(`${publicUrl}/sign-in/passkey`)
  await press(page)
  assert.match(await said(page), /That passkey opens nothing here/)
  await device.close()
})

test('another address gets no ceremony, and a browser refuses ours there', async () => {
  const device = await openDevice()
  const { page } = device
  await page.goto(`${rowan.staffUrl}/sign-in/passkey`)
  assert.match(await said(page), new RegExp(`Here it is ${staffUrl}`))
  assert.equal(await page.locator('form[data-passkey]').count(), 0)
  // Somebody copies our page to their own site: the browser knows where it stands.
  const refused = await page.evaluate(
    async (rpId) =>
      await navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), rpId } }).then(
        () => 'shown',
        (error: Error) => error.name,
      ),
    'localhost',
  )
  assert.equal(refused, 'SecurityError')
  await device.close()
})

test('without scripts the button says so, and passphrase and code let in', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${staffUrl}/sign-in/passkey`)
  await press(page)
  assert.match(await said(page), /runs no scripts. Passphrase and code are an equal way in/)
  await enterStaff(page, 'ines')
  await page.waitForURL(`${staffUrl}/desk`)
  await context.close()
})

test('a member makes one after their passphrase, comes in with it, and it needs no secret', async () => {
  const device = await openDevice({ hasPrf: false })
  const { page } = device
  await enterJuniper(page)
  await pressTo(page, 'main a[href="/me/passkeys"]')
  await page.fill('[name="passphrase"]', junipersPassphrase)
  await giveTyped(page)
  await page.waitForURL(`${publicUrl}/me/passkeys/make`)
  await page.fill('[name="name"]', `phone ${randomUUID().slice(0, 4)}`)
  await press(page)
  await page.waitForURL(`${publicUrl}/me/passkeys`)
  assert.match(await said(page), /Your passkey is made/)
  const { credentials } = await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.authenticator })
  assert.equal(credentials.length, 1)
  assert.doesNotMatch(JSON.stringify(credentials), /Juniper/, 'the device is told no pseudonym')
  await page.goto(`${publicUrl}/me`)
  await signOut(page)
  await page.goto(`${publicUrl}/sign-in?next=check`)
  await pressTo(page, 'main a[href^="/sign-in/passkey"]')
  await press(page)
  await page.waitForURL(`${publicUrl}/check`)
  await device.close()
})

for (const locale of ['en', 'ro', 'ar'])
  test(`members’ passkey pages can be used by anybody, ${locale}`, async () => {
    const device = await openDevice({ locale })
    const { page } = device
    const wrong: string[] = []
    const look = async (name: string) => wrong.push(...(await judge(page, name)))
    await page.goto(`${publicUrl}/sign-in/passkey`)
    await look('sign in')
    await press(page)
    await look('sign in, with what went wrong')
    await page.goto(`${rowan.publicUrl}/sign-in/passkey`)
    await look('sign in, at another address')
    await enterJuniper(page)
    await page.goto(`${publicUrl}/me/passkeys`)
    await look('list')
    await giveTyped(page)
    await look('list, nothing typed')
    await page.fill('[name="passphrase"]', junipersPassphrase)
    await giveTyped(page)
    await look('make')
    await press(page)
    await look('list, made')
    await device.close()
    assert.deepEqual(wrong, [])
  })

test('staff’s passkey pages can be used by anybody', async () => {
  const device = await openDevice()
  const { page } = device
  const wrong: string[] = []
  const look = async (name: string) => wrong.push(...(await judge(page, name)))
  await page.goto(`${staffUrl}/sign-in/passkey`)
  await look('sign in')
  await press(page)
  await look('sign in, with what went wrong')
  await page.goto(`${rowan.staffUrl}/sign-in/passkey`)
  await look('sign in, at another address')
  await enterStaff(page, 'noor')
  await page.goto(`${staffUrl}/account/passkeys`)
  await look('list, empty')
  await page.goto(`${staffUrl}/account/passkeys/make`)
  await look('make')
  await press(page)
  await look('list, made')
  await page.goto(`${staffUrl}/step-up/passkey`)
  await look('prove')
  await page.goto(`${staffUrl}/account/passkeys`)
  await pressTo(page, 'main tbody a')
  await look('remove')
  await device.close()
  assert.deepEqual(wrong, [])
})
