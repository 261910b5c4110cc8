// Every component in a real browser: axe finds nothing, nothing breaks the content policy, no page is wider than its screen.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Locale } from '#platform/i18n/locales.ts'
import { buildAssets } from '../../../tools/build-styles.ts'
import { loadAssets } from '../assets.ts'
import { galleryNames } from './gallery.tsx'
import { serveGallery } from './gallery-server.ts'

const executablePath = process.env.ROWAN_CHROMIUM ?? '/usr/bin/chromium'
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const looks: ReadonlyArray<{ locale: Locale; width: number; colorScheme: 'light' | 'dark' }> = [
  { locale: 'en', width: 320, colorScheme: 'light' },
  { locale: 'ro', width: 1280, colorScheme: 'dark' },
  { locale: 'ar', width: 320, colorScheme: 'dark' },
  { locale: 'ar', width: 1280, colorScheme: 'light' },
]

let browser: Browser
let gallery: { origin: string; close(): void }

before(async () => {
  assert.ok(existsSync(executablePath), `these tests need Chromium at ${executablePath} (or ROWAN_CHROMIUM)`)
  const { directory } = await buildAssets()
  gallery = await serveGallery(loadAssets(directory))
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(async () => {
  await browser?.close()
  gallery?.close()
})

/** What axe finds, shortly: rule and where. The test's own script is put in past the content policy. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // A single figure is judged too. The options replace axe's own whole, so all stand here.
    const options = {
      ignoreUnicode: true,
      ignoreLength: true,
      ignorePseudo: false,
      boldValue: 700,
      boldTextPt: 14,
      largeTextPt: 18,
      contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
      pseudoSizeThreshold: 0.25,
      shadowOutlineEmMax: 0.2,
      textStrokeEmMin: 0.03,
    }
    axe.configure({ checks: [{ id: 'color-contrast', options }] })
    const { violations: found } = await axe.run(document, { runOnly: tags })
    return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary ?? ''}`))
  })
}

for (const { locale, width, colorScheme } of looks) {
  test(`the gallery is clean for axe: ${locale}, ${width} px, ${colorScheme}`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Failed to load/.test(message.text())) refused.push(message.text())
    })
    for (const name of galleryNames) {
      await page.goto(`${gallery.origin}/${locale}/${name}`)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`)
      assert.deepEqual(await violations(page), [], name)
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      assert.deepEqual(await violations(page), [], `${name}, folds open`)
    }
    assert.deepEqual(refused, [])
    await context.close()
  })
}

test('a finger finds every way on of a public page: 44 px high, unless it is a link in a sentence', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 700 } })
  for (const name of ['home', 'question', 'mistaken', 'check', 'said']) {
    await page.goto(`${gallery.origin}/en/${name}`)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button, summary, input:not([type=hidden]), select, textarea')]
        .filter((element) => element.offsetParent && !element.closest('.govuk-skip-link'))
        .map((element) => {
          const isChoice = element.matches('input[type=radio], input[type=checkbox]')
          const reached = isChoice ? element.parentElement! : (element.closest('li.card') ?? element)
          return {
            html: element.outerHTML.slice(0, 90),
            height: reached.getBoundingClientRect().height,
            isInText: Boolean(element.closest('p, .govuk-hint')) && !element.closest('.foot'),
          }
        })
        .filter(({ height, isInText }) => !isInText && height < 44),
    )
    assert.deepEqual(small, [], name)
  }
  await page.close()
})

test('without a script everything is there: what belongs to a choice is shown', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${gallery.origin}/en/mistaken`)
  assert.ok(await page.locator('#other').isVisible())
  await context.close()
})

test('Esc pressed three times leaves, and leaves no way back to the page', async () => {
  const page = await browser.newPage()
  await page.route('**/leave', (route) => route.fulfill({ contentType: 'text/html', body: 'gone' }))
  await page.goto(`${gallery.origin}/en/home`)
  await page.goto(`${gallery.origin}/en/question`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  assert.match(page.url(), /question$/)
  await page.keyboard.press('Escape')
  await page.waitForURL('**/leave')
  await page.goBack()
  assert.match(page.url(), /home$/, 'the page that was left is not in the history')
  await page.close()
})

test('the keys: / goes to search, j and k walk the rows, Enter opens, ? shows the list; typing is left alone', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.route('**/r/1', (route) => route.fulfill({ contentType: 'text/html', body: 'opened' }))
  await page.goto(`${gallery.origin}/en/list`)
  const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id)
  await page.keyboard.press('j')
  assert.equal(await focused(), 'Quiet Otter')
  await page.keyboard.press('j')
  assert.equal(await focused(), 'Late Heron')
  await page.keyboard.press('k')
  assert.equal(await focused(), 'Quiet Otter')
  await page.keyboard.press('/')
  assert.equal(await focused(), 'filter-q')
  await page.keyboard.type('jk?/')
  assert.equal(await page.locator('#filter-q').inputValue(), 'jk?/otter')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  assert.ok(await page.locator('[data-keys=help] dl').isVisible())
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/r/1')
  await page.close()
})

test('on paper everything is dark on white, whatever the screen wore', async () => {
  const page = await browser.newPage({ colorScheme: 'dark' })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const name of ['desk', 'check']) {
    await page.goto(`${gallery.origin}/en/${name}`)
    const grounds = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body, body :not(svg, svg *)')]
        .filter((element) => element.offsetParent)
        .map((element) => getComputedStyle(element).backgroundColor),
    )
    const onPaper = new Set(grounds)
    assert.ok(grounds.length > 20)
    assert.deepEqual(
      [...onPaper].filter((colour) => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(colour)),
      [],
      name,
    )
  }
  await page.close()
})
