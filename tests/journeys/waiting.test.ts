// The waiting page in a real browser: with scripts it goes on by itself, within the policy of the page; without, it waits and asks
// again; it is readable by everybody at 320 pixels in three languages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { newReceipt } from '#engines/sealing/index.ts'
import { allowances } from '#platform/limits/acts.ts'
import { openBrowser } from '#tests/harness/browser.ts'
import { axeSource, height, judge } from './judge.ts'
import { type RunningRowan, startRowan } from './running-rowan.ts'

let rowan: RunningRowan
let browser: Browser

before(async () => {
  rowan = await startRowan()
  browser = await openBrowser()
  // This machine's own network is crowded from now on.
  const here = {
    env: { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
    req: { header: () => undefined },
  } as unknown as Parameters<RunningRowan['house']['limits']['weigh']>[0]['c']
  for (let i = 0; i < allowances.receipt.network.free + 5; i++)
    await rowan.house.limits.weigh({ c: here, session: undefined }, 'receipt', '', true)
})
after(async () => {
  await browser?.close()
  await rowan?.close()
})

test('with scripts the waiting page goes on by itself, and the next page asks for nothing', async () => {
  const context = await browser.newContext({ locale: 'en' })
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.goto(`${rowan.publicUrl}/return`)
  await page.locator('#receipt').fill(newReceipt('words').shown)
  await page.locator('button[value="enter"]').first().press('Enter')
  // By way of /wait, and from there without a hand: back at the page that says the receipt fits nothing.
  await page.waitForSelector('.govuk-error-summary', { timeout: 30_000 })
  assert.equal(new URL(page.url()).pathname, '/return')
  // From now on the page itself brings the work along, and nobody sees the waiting page.
  await page.goto(`${rowan.publicUrl}/return`)
  await page.waitForFunction(() => (document.querySelector('[data-work]') as HTMLInputElement | null)?.value !== '')
  const visited: string[] = []
  page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname))
  await page.locator('#receipt').fill(newReceipt('words').shown)
  await page.locator('button[value="enter"]').first().press('Enter')
  await page.waitForSelector('.govuk-error-summary', { timeout: 30_000 })
  assert.ok(!visited.includes('/wait'), visited.join())
  assert.deepEqual(said, [])
  await context.close()
})

for (const locale of ['en', 'ro', 'ar'])
  test(`without scripts the page waits, asks again by itself, and can be used by anybody, ${locale}`, async () => {
    const context = await browser.newContext({ locale, javaScriptEnabled: false, viewport: { width: 320, height } })
    const page = await context.newPage()
    await page.goto(`${rowan.publicUrl}/return`)
    await page.locator('#receipt').fill(newReceipt('words').shown)
    const [answer] = await Promise.all([
      page.waitForResponse((each) => new URL(each.url()).pathname === '/wait'),
      page.locator('button[value="enter"]').first().press('Enter'),
    ])
    await page.waitForLoadState()
    assert.match((await answer.allHeaders()).refresh ?? '', /^\d+;url=\/wait$/)
    assert.equal(await page.locator('html').getAttribute('lang'), locale)
    assert.ok(((await page.locator('main').textContent()) ?? '').length > 100)
    const cookies = await context.cookies()
    await context.close()

    // The same page, looked at with scripts only to judge it; ours is kept from running, or it would be gone.
    const judging = await browser.newContext({ locale, reducedMotion: 'reduce', viewport: { width: 320, height } })
    await judging.addCookies(cookies)
    await judging.addInitScript({ content: axeSource })
    await judging.route(/proof-/, (route) => route.abort())
    const seen = await judging.newPage()
    await seen.goto(`${rowan.publicUrl}/wait`)
    assert.deepEqual(await judge(seen, 'wait'), [])
    await judging.close()
  })
