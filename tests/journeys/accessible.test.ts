// Every page of both apps in a real browser, narrow and wide, in each language: axe finds nothing, nothing is wider than the screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { axeSource, height, judge } from './judge.ts'
import { publicPages, staffPages } from './pages.ts'
import { type RunningRowan, startRowan } from './running-rowan.ts'

let rowan: RunningRowan
let browser: Browser

before(async () => {
  rowan = await startRowan()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await rowan?.close()
})

async function contextFor(locale: string): Promise<{ context: BrowserContext; page: Page; refused: string[] }> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', viewport: { width: 320, height } })
  await context.addInitScript({ content: axeSource })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
  return { context, page, refused }
}

for (const locale of ['en', 'ro', 'ar']) {
  test(`every public page can be used by anybody, ${locale}`, async () => {
    const { context, page, refused } = await contextFor(locale)
    const wrong: string[] = []
    for await (const name of publicPages(rowan, page)) {
      const spoken = await page.locator('html').getAttribute('lang')
      if (spoken !== locale) wrong.push(`${name} speaks ${spoken}`)
      wrong.push(...(await judge(page, name)))
    }
    await context.close()
    assert.deepEqual(wrong, [])
    assert.deepEqual(refused, [])
  })
}

test('every staff page can be used by anybody', async () => {
  const { context, page, refused } = await contextFor('en')
  const wrong: string[] = []
  for await (const name of staffPages(rowan, page)) wrong.push(...(await judge(page, name)))
  await context.close()
  assert.deepEqual(wrong, [])
  assert.deepEqual(refused, [])
})
