// Takes the pictures of the documents from a running demonstration: phones at 520 × 1000, the desk at 1280 × 720, by daylight.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../tests/harness/browser.ts'
import {
  press,
  type RunningRowan,
  signInMember,
  signInStaff,
  startRowan,
  tick,
} from '../tests/journeys/running-rowan.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')
const most = 200 * 1024
const say = (words: string) => process.stdout.write(`${words}\n`)

async function pageFor(browser: Browser, width: number, height: number, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  })
  return context.newPage()
}

async function keep(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size } = statSync(path)
  say(`${name}.png, ${Math.round(size / 1024)} KB`)
  if (size > most) throw new Error(`${name}.png is larger than ${most / 1024} KB`)
}

const phone = (browser: Browser, locale?: string) => pageFor(browser, 520, 1000, locale)

async function takePublic(rowan: RunningRowan, browser: Browser): Promise<void> {
  const page = await phone(browser)
  await page.goto(rowan.publicUrl)
  await keep(page, 'home')
  await tellUntilConsents(rowan, page)
  await keep(page, 'question')
  await tick(page, 'purposes', 'count')
  await tick(page, 'purposes', 'warn')
  await press(page, 'continue')
  while (!(await page.locator('main button[name="do"][value="send"]').count())) await press(page, 'skip')
  await press(page, 'send')
  await page.goto(`${rowan.publicUrl}/return`)
  await keep(page, 'return')

  const arabic = await phone(browser, 'ar')
  await arabic.goto(rowan.publicUrl)
  await keep(arabic, 'home-ar')
}

/** Tells a short report and stops at the question of who may use it. */
async function tellUntilConsents(rowan: RunningRowan, page: Page): Promise<void> {
  await page.goto(`${rowan.publicUrl}/report`)
  await press(page, 'begin')
  for (let steps = 0; steps < 20; steps++) {
    const at = page.locator('main input[name="at"]')
    const place = (await at.count()) > 0 ? await at.first().getAttribute('value') : 'receipt'
    if (place === 'consents:0') return
    if (place === 'story:0') await page.fill('[name="story"]', 'He booked by text and took the money back by force.')
    const answered = place === 'story:0' || place === 'receipt'
    await press(page, answered ? 'continue' : 'skip')
  }
  throw new Error('the question of consents did not come')
}

async function takeMembers(rowan: RunningRowan, browser: Browser): Promise<void> {
  const page = await phone(browser)
  await signInMember(rowan, page, 'Juniper')
  await page.goto(`${rowan.publicUrl}/alerts`)
  await keep(page, 'alerts')
  await page.goto(`${rowan.publicUrl}/check`)
  await page.fill('[name="asked"]', '07700 900417')
  await page.locator('form[action="/check"] button').first().click()
  await keep(page, 'check')
}

async function takeDesk(rowan: RunningRowan, browser: Browser): Promise<void> {
  const page = await pageFor(browser, 1280, 720)
  await signInStaff(rowan, page, 'ines')
  await page.goto(`${rowan.staffUrl}/desk?show=mine`)
  await page.locator('main table a[href^="/desk/"]').first().click()
  await keep(page, 'desk')
}

mkdirSync(folder, { recursive: true })
say('Starting the demonstration')
const rowan = await startRowan()
try {
  const browser = await openBrowser()
  try {
    await takePublic(rowan, browser)
    await takeMembers(rowan, browser)
    await takeDesk(rowan, browser)
  } finally {
    await browser.close()
  }
} finally {
  await rowan.close()
}
