// Every page of both apps in a real browser, narrow and wide, in each language: axe finds nothing, nothing is wider than the screen.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { publicPages, staffPages } from './pages.ts'
import { type RunningRowan, startRowan } from './running-rowan.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [320, 1280]
const height = 900

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

/** What axe finds on the page with its folds open, shortly. The menu of languages stays shut: open, it lies over the page. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) fold.open = true
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations: found } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return found.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
    )
  })
}

/** What is wrong with the page where it stands, at each width. */
async function judge(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wider > 0) wrong.push(`${name}, ${width} px: ${wider} px wider than the screen`)
    for (const each of await violations(page)) wrong.push(`${name}, ${width} px: ${each}`)
  }
  return wrong
}

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
