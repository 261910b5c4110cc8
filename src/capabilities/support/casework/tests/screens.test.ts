// Casework and typing in on the staff app as it ships, in a real browser: axe finds nothing, nothing is wider than a small phone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Browser, BrowserContext } from 'playwright-core'
import { addReport, addStaff, addTeam, openWorld, type Team, type World } from '#safety/alerts/tests/alerts-world.ts'
import { staffCookie } from '#safety/alerts/tests/browse.ts'
import { changeConsent } from '#safety/reporting/change-consent.ts'
import { createStaffApp } from '#src/staff-app.tsx'
import { openBrowser } from '#tests/harness/browser.ts'
import { loadAssets } from '#ui/assets.ts'
import { buildAssets } from '../../../../../tools/build-styles.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [320, 1280]

let world: World
let team: Team
let browser: Browser
let context: BrowserContext
let server: ServerType
let origin: string

before(async () => {
  world = await openWorld()
  Object.assign(world.house, { assets: loadAssets((await buildAssets()).directory) })
  team = await addTeam(world)
  server = serve({ fetch: createStaffApp(world.house).app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((listening) => server.once('listening', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
  context = await browser.newContext({ javaScriptEnabled: false, bypassCSP: true })
  context.setDefaultTimeout(8_000)
  const worker = await addStaff(world, team, ['caseworker'])
  await context.addCookies([{ name: 'rs', value: await staffCookie(world, worker), url: origin }])
  const report = await addReport(world, team, undefined, 'none')
  const choice = { purpose: 'support' as const, withheld: [], timing: { kind: 'now' as const } }
  const wish = { callMe: 'Robin', how: '07700 900456', when: 'after ten', never: 'no voicemail' }
  await changeConsent(world.house, report.session, choice, { ...wish, organisationId: team.id })
})
after(async () => {
  await browser?.close()
  server?.close()
  await world?.close()
})

/** A page with scripts beside the one without: only axe needs them. */
async function judge(path: string): Promise<void> {
  const judging = await browser.newContext({ bypassCSP: true })
  await judging.addCookies(await context.cookies())
  try {
    for (const width of widths) {
      const page = await judging.newPage()
      await page.setViewportSize({ width, height: 900 })
      const answer = await page.goto(`${origin}${path}`)
      assert.equal(answer?.status(), 200, path)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      assert.ok(wide <= 0, `${path} is ${wide} px wider than ${width}`)
      await page.evaluate(axeSource)
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        return (await axe.run()).violations.map(
          (each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`,
        )
      })
      assert.deepEqual(found, [], `${path} at ${width}`)
      await page.close()
    }
  } finally {
    await judging.close()
  }
}

test('taking a request on, contact and closing work without a script, on every width', async () => {
  const page = await context.newPage()
  for (const path of ['/support', '/support?show=mine', '/support?show=closed']) await judge(path)
  await page.goto(`${origin}/support`)
  await page.click('tbody a')
  const path = new URL(page.url()).pathname
  await judge(path)
  await page.getByRole('button', { name: 'Take this on' }).click()
  assert.ok(await page.getByText('no voicemail').isVisible())
  await judge(path)
  await page.getByRole('button', { name: 'I have contacted them' }).click()
  await page.getByText('Close', { exact: true }).click()
  await page.locator('label', { hasText: 'They got what they asked for' }).click()
  await page.getByRole('button', { name: 'Close this' }).click()
  assert.ok(await page.getByText('Closed. How to reach them is removed.').isVisible())
  await judge(path)
  await judge('/support?show=closed')
  await page.close()
})

test('typing in for somebody works without a script, on every width', async () => {
  const page = await context.newPage()
  await judge('/assist')
  await page.goto(`${origin}/assist`)
  await page.getByRole('button', { name: 'Start' }).click()
  await judge('/assist')
  await page.locator('label', { hasText: /^Me$/ }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await judge('/assist')
  await judge('/assist/paper')
  await page.getByRole('button', { name: 'Go on' }).click()
  for (let asked = 0; asked < 20; asked++) {
    const send = page.getByRole('button', { name: 'Send it' })
    if (await send.count()) {
      await judge('/assist')
      await send.click()
      break
    }
    const story = page.locator('#story')
    if (await story.count()) await story.fill('He would not pay')
    await page.locator(`button[value="${(await story.count()) ? 'continue' : 'skip'}"]`).click()
  }
  await judge('/assist')
  assert.ok(await page.getByRole('button', { name: 'Type in another' }).isVisible())
  await page.close()
  await judge('/assist/return')
})
