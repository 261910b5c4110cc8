// No trace on the device (P5, abuse 3): real browsers on profiles of their own tell a report, leave, or are killed in the
// middle of a word; then every file of the profile is searched for what was typed and shown.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import type { Page } from 'puppeteer-core'
import type { BrowserKind } from '../harness/browser.ts'
import { openOnProfile, searchProfile } from '../harness/profile.ts'
import { temporaryDir } from '../harness/temporary.ts'
import { type RunningRowan, startRowan } from './running-rowan.ts'

let rowan: RunningRowan
/** Somebody else's page, made to leave traces: what the search must find to be believed. */
let careless: { url: string; close(): void }
const word = () => `q${Array.from({ length: 13 }, () => 'bcdfghjklmnpqrstvwxz'[randomInt(20)]).join('')}`
const carelessWord = word()

before(async () => {
  rowan = await startRowan()
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('cache-control', 'max-age=3600')
    response.end(
      `<title>${carelessWord}</title><form><textarea name="t"></textarea></form><p>${`${carelessWord} `.repeat(200)}`,
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  careless = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
  Object.assign(rowan.house.config, { leaveUrl: careless.url })
})
after(async () => {
  careless?.close()
  await rowan?.close()
})

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function until(ask: () => boolean): Promise<void> {
  for (let tries = 0; !ask(); tries++) {
    if (tries > 80) throw new Error('waited in vain')
    await wait(250)
  }
}

/** With scripts a telling puts one page in another's place, and no page is loaded: what stood there is marked, and gone after. */
async function press(page: Page, selector: string): Promise<void> {
  await page.$eval('main', (main) => main.classList.add('pressed'))
  await page.$eval(selector, (e) => (e as HTMLElement).click())
  for (let tries = 0; tries < 200; tries++) {
    await wait(50)
    const stands = await page.$('main:not(.pressed)').catch(() => null)
    if (stands) return
  }
  throw new Error(`pressing ${selector} led nowhere`)
}
/** The same without scripts in the page: focus and Enter. */
async function pressByKey(page: Page, selector: string): Promise<void> {
  await page.focus(selector)
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')])
}

/** Tells the beginning of a report: one story saved, the receipt shown, a second text typed and not sent. */
async function tellSome(page: Page, scripts: boolean): Promise<string[]> {
  const push = scripts ? press : pressByKey
  const saved = word()
  const unsaved = word()
  await page.goto(`${rowan.publicUrl}/report`, { waitUntil: 'load' })
  await push(page, 'main button[value="begin"]')
  let receipt = ''
  for (let step = 0; step < 12; step++) {
    const shown = await page.$('p.receipt')
    if (shown) {
      receipt = ((await page.$eval('p.receipt', (e) => e.textContent)) ?? '').trim()
      await push(page, 'main button[value="continue"]')
      continue
    }
    const story = await page.$('textarea')
    if (story) {
      await story.type(saved, { delay: 5 })
      // People stop to think: long enough for a browser to write down what stands in the field.
      await wait(2_500)
      await push(page, 'main button[value="continue"]')
      if (receipt) break
    } else await push(page, 'main button[value="skip"]')
    if (receipt && !story) break
  }
  for (let step = 0; step < 6; step++) {
    const field = await page.$('main textarea, main input[type="text"]')
    if (field) {
      await field.type(unsaved, { delay: 20 })
      return [saved, unsaved, receipt]
    }
    await push(page, 'main button[value="skip"], main button[value="continue"]')
  }
  throw new Error('no second text was asked for')
}

/** The secrets of our cookies: after leaving, they too are gone. */
async function cookiesOf(page: Page): Promise<string[]> {
  const cookies = await page.browserContext().cookies()
  return cookies.filter((each) => each.name === 'r').map((each) => each.value)
}

/** Titles and addresses that the browser's history keeps of our pages. */
function historyOf(kind: BrowserKind, folder: string): { title: string; url: string }[] {
  const path = kind === 'firefox' ? join(folder, 'places.sqlite') : join(folder, 'Default', 'History')
  if (!existsSync(path)) return []
  const database = new DatabaseSync(path)
  try {
    const table = kind === 'firefox' ? 'moz_places' : 'urls'
    const rows = database.prepare(`select coalesce(title, '') as title, url from ${table}`).all()
    return rows.map((row) => ({ title: String(row.title), url: String(row.url) }))
  } finally {
    database.close()
  }
}

for (const kind of ['chromium', 'firefox'] as const)
  for (const scripts of [true, false])
    for (const ending of ['leaves and closes', 'is killed while typing'] as const)
      test(`${kind}, scripts ${scripts ? 'on' : 'off'}: whoever ${ending} finds nothing on the disk`, async (t) => {
        const place = await temporaryDir()
        t.after(() => place.remove())
        const own = await openOnProfile(kind, place.path, { scripts })
        try {
          const page = await own.browser.newPage()
          await page.goto(careless.url, { waitUntil: 'load' })
          await (await page.$('textarea'))?.type(carelessWord)
          await wait(1_500)
          const texts = await tellSome(page, scripts)
          assert.ok(texts.every((text) => text.length > 8))
          if (ending === 'leaves and closes') {
            const secrets = await cookiesOf(page)
            assert.notDeepEqual(secrets, [])
            texts.push(...secrets)
            // Not awaited as a navigation: leaving takes the page's place in the history.
            await page.focus('a.leave')
            await page.keyboard.press('Enter')
            await until(() => page.url().startsWith(careless.url))
            await wait(1_500)
            await own.close()
          } else {
            // Long enough for both browsers to write down what they remember of open pages.
            await wait(4_000)
            await own.kill()
          }
          assert.notDeepEqual(searchProfile(place.path, [carelessWord]), [], 'the search sees what browsers keep')
          assert.deepEqual(searchProfile(place.path, texts), [])
          const ours = historyOf(kind, place.path).filter(({ url }) => url.startsWith(rowan.publicUrl))
          const paths = new Set(ours.map(({ url }) => new URL(url).pathname))
          for (const path of paths) assert.ok(['/', '/report', '/leave'].includes(path), `history names ${path}`)
          for (const { title } of ours)
            assert.ok(['', 'Rowan', carelessWord].includes(title), `history says “${title}”`)
        } finally {
          await own.kill().catch(() => {})
        }
      })
