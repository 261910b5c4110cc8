// The pages of staff in a real browser: signing in works without JavaScript, axe finds nothing, nothing is wider than a small phone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { task } from '#permissions/actor.ts'
import { openBrowser } from '#tests/harness/browser.ts'
import { loadAssets } from '#ui/assets.ts'
import { buildAssets } from '../../../../../tools/build-styles.ts'
import { createStaffMember } from '../create-staff-member.ts'
import { createTeam } from '../create-team.ts'
import { confirm, invitationsFor, makeCode, propose } from '../joining/invite.ts'
import { actorFor } from '../person.ts'
import { samplePassphrase, samplePeople, sampleTotpSecret } from '../sample-people.ts'
import { staffVisit } from '../visit.ts'
import { addOrganisation, addPerson, openWorld, passphrase, type World } from './staff-world.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the pages of staff', () => {
  let world: World
  let browser: Browser
  let server: Server
  let origin: string
  let lea: Awaited<ReturnType<typeof addPerson>>
  let una: Awaited<ReturnType<typeof addPerson>>

  before(async () => {
    const assets = loadAssets((await buildAssets()).directory)
    world = await openWorld({ demonstration: true }, assets)
    const organisation = await addOrganisation(world.house)
    for (const sample of samplePeople.slice(0, 3))
      await createStaffMember(world.house, task('task-demonstration'), {
        organisationId: organisation,
        username: sample.username,
        displayName: sample.displayName,
        roles: sample.roles,
        passphrase: samplePassphrase,
        totpSecret: sampleTotpSecret(sample.username),
      })
    lea = await addPerson(world.house, organisation, 'lea', ['desk', 'membership'])
    una = await addPerson(world.house, organisation, 'a-rather-long.username', ['outreach', 'caseworker'])
    await addPerson(world.house, organisation, 'machine', ['operator'])
    await createTeam(world.house, organisation, [lea.person.id])
    const serve = async (request: IncomingMessage, response: ServerResponse) => {
      const name = request.url?.startsWith('/assets/') ? request.url.slice('/assets/'.length) : undefined
      const file = name === undefined ? undefined : assets.files.get(name)
      if (file) return void response.setHeader('Content-Type', file.type).end(file.body)
      const body = request.method === 'POST' ? await readAll(request) : undefined
      const headers = new Headers(Object.entries(request.headers).map(([key, value]) => [key, String(value)]))
      const answer = await world.app.request(`http://${request.headers.host}${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(body === undefined ? {} : { body }),
      })
      response.statusCode = answer.status
      response.setHeaders(answer.headers)
      const text = await answer.text()
      response.end(text.startsWith('<html') ? `<!doctype html>${text}` : text)
    }
    server = createServer((request, response) => void serve(request, response))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
    await world?.close()
  })

  /** Two people agree on a third; the two halves of the code. */
  async function inviteOne(username: string): Promise<{ one: string; other: string }> {
    const [first, second] = [lea, una].map(({ person }) =>
      staffVisit(world.house, actorFor(person), person, new Uint8Array(32)),
    )
    await propose(world.house, first!, { displayName: 'Third Person', username, roles: ['desk'] })
    const found = (await invitationsFor(world.house, first!)).find((each) => each.username === username)!
    const { half: other } = await confirm(world.house, second!, found.id)
    const { half: one } = await makeCode(world.house, first!, found.id)
    return { one, other }
  }

  /** Signs in with what the page itself shows of the sample people, as somebody trying Rowan does. */
  async function signInAsSample(page: Page): Promise<void> {
    await page.goto(`${origin}/sign-in`)
    await page.locator('#sample-people summary').click()
    const row = page.locator('#sample-people tbody tr').first()
    const [username = '', code = ''] = await row.locator('code').allTextContents()
    await page.fill('#username', username)
    await page.fill('#passphrase', samplePassphrase)
    await page.fill('#code', code)
    await page.locator('main button[type=submit]').first().click()
  }

  it('without JavaScript somebody signs in, gives nothing away by mistake, and signs out', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/sign-in`)
    await page.fill('#username', 'lea')
    await page.fill('#passphrase', passphrase)
    await page.locator('main button[type=submit]').first().click()
    assert.match((await page.locator('#code-error').textContent()) ?? '', /six digits/)
    assert.equal(await page.inputValue('#username'), 'lea')
    assert.equal(await page.inputValue('#passphrase'), '')
    await signInAsSample(page)
    await page.goto(`${origin}/account`)
    assert.match((await page.locator('.side__person').textContent()) ?? '', new RegExp(samplePeople[0]!.displayName))
    await page.locator('.side__person form[action="/sign-out"] button').click()
    assert.match(page.url(), /\/sign-in$/)
    assert.equal((await page.goto(`${origin}/account`))?.status(), 404)
    await context.close()
  })

  for (const [width, colorScheme] of [
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
  ] as const)
    it(`axe finds nothing, and nothing is cut off: ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const tryPage = async (name: string) => {
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true
        })
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`)
        assert.deepEqual(await violations(page), [], name)
        if (process.env.ROWAN_PICTURES)
          await page.screenshot({
            path: `${process.env.ROWAN_PICTURES}/${name}-${width}-${colorScheme}.png`,
            fullPage: true,
          })
      }
      await page.goto(`${origin}/sign-in`)
      await page.locator('main button[type=submit]').first().click()
      await tryPage('sign-in')
      world.advance(90)
      await signInAsSample(page)
      const go = async (path: string, name: string) => {
        await page.goto(`${origin}${path}`)
        await tryPage(name)
      }
      for (const name of ['people', 'account', 'account/passphrase', 'account/codes'])
        await go(`/${name}`, name.replace('/', '-'))
      await page.goto(`${origin}/account/codes`)
      await page.locator('main button[type=submit]').first().click()
      await tryPage('account-codes-wrong')
      await page.goto(`${origin}/people/invitations`)
      await page.fill('#name', 'Somebody with a rather long name')
      await page.fill('#username', `new-${width}-${colorScheme}`)
      await page.locator('main form[action="/people/invitations"] button').click()
      await tryPage('invitations-wrong')
      await page.locator('main input[name=roles]').first().check({ force: true })
      await page.locator('main form[action="/people/invitations"] button').click()
      await tryPage('invitations')
      await page.goto(`${origin}/people`)
      await page.locator('main a[href$="/end"]').last().click()
      await tryPage('leaver')
      world.advance(5 * 60 + 1)
      await go('/account/passphrase', 'step-up')
      await page.locator('main button[type=submit]').first().click()
      await tryPage('step-up-wrong')

      // A second person confirms, and the third comes in.
      const halves = await inviteOne(`third-${width}-${colorScheme}`)
      await context.clearCookies()
      await go('/join', 'join')
      await page.locator('main button[type=submit]').first().click()
      await tryPage('join-wrong')
      await page.fill('#one', halves.one)
      await page.fill('#other', halves.other)
      await page.locator('main button[type=submit]').first().click()
      await tryPage('join-yourself')
      await page.fill('#passphrase', 'short')
      await page.locator('main button[type=submit]').last().click()
      await tryPage('join-yourself-wrong')
      await context.close()
    })
})

async function readAll(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations: found } = await axe.run(document, { runOnly: tags })
    return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary ?? ''}`))
  })
}
