// What a page may cost and what it may hold, counted on the apps as they ship: phones are old, and nothing foreign is ever asked for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page, Response } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { publicPages, staffPages } from '#tests/journeys/pages.ts'
import { type RunningRowan, startRowan } from '#tests/journeys/running-rowan.ts'

const publicBudget = 15 * 1024
const staffBudget = 60 * 1024
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

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

type Read = { html: string; headers: Record<string, string>; url: string }

/** Answers the page that `page` stands on, exactly as it was sent. */
function reader(page: Page): () => Promise<Read> {
  let sent: Response | undefined
  page.on('response', (answer) => {
    const isRedirect = answer.status() >= 300 && answer.status() < 400
    if (answer.request().isNavigationRequest() && !isRedirect) sent = answer
  })
  return async () => {
    assert.ok(sent, 'no page was sent')
    assert.equal(sent.url(), page.url())
    return { html: await sent.text(), headers: await sent.allHeaders(), url: sent.url() }
  }
}

/** Bytes on the wire: the page as it is sent, and its style sheet and script as a browser that takes brotli is sent them. */
function weigh({ html }: Read): number {
  const wire = Buffer.byteLength(html)
  // The script that seals is loaded by one page only, after it: its own budget is in tools/tests/build-styles.test.ts.
  const files = [...html.matchAll(/(?:href|src)="\/assets\/([^"]+\.(?:css|js))"/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !name.startsWith('seal-'))
  assert.ok(
    files.some((name) => name.endsWith('.css')),
    'the page has no style sheet to weigh',
  )
  return (
    wire + [...new Set(files)].reduce((sum, name) => sum + (rowan.house.assets.files.get(name)?.br.length ?? NaN), 0)
  )
}

const foreign = /(?:href|src|action|srcset|poster|data)\s*=\s*"(?:[a-z][a-z0-9+.-]*:)?\/\/(?!127\.0\.0\.1)[^"]*"/gi
/** Links that lead out are for people to follow, and only help that DOMAIN names. They load nothing by themselves. */
const linked = /<a\b[^>]*>/gi

function assertOwn({ html, headers, url }: Read) {
  assert.equal(headers['content-security-policy'], policy, url)
  assert.equal(headers['cache-control'], 'no-store', url)
  assert.equal(headers['referrer-policy'], 'same-origin', url)
  assert.deepEqual(html.replace(linked, '').match(foreign) ?? [], [], `${url} asks another site for something`)
  assert.doesNotMatch(html, /<style\b/i, `${url} has styles of its own`)
  assert.doesNotMatch(html, /\sstyle\s*=/i, `${url} has a style attribute`)
  assert.doesNotMatch(html, /<script\b(?![^>]*\bsrc="\/assets\/)/i, `${url} has a script of its own`)
  assert.doesNotMatch(html, /\son[a-z]+\s*=\s*"/i, `${url} has a handler of its own`)
}

// Pages go out uncompressed, and an Arabic letter is two bytes where an English one is one: it is the heaviest.
for (const locale of ['en', 'ar'] as const)
  test(`every public page weighs at most 15 KB with its styles, and asks nobody else for anything, ${locale}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale })
    const page = await context.newPage()
    const read = reader(page)
    const heavy: string[] = []
    for await (const name of publicPages(rowan, page)) {
      const got = await read()
      assertOwn(got)
      const bytes = weigh(got)
      if (bytes > publicBudget) heavy.push(`${name}: ${bytes} bytes`)
    }
    assert.deepEqual(heavy, [])
    await context.close()
  })

test('every staff page weighs at most 60 KB with its styles, and asks nobody else for anything', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const read = reader(page)
  const heavy: string[] = []
  for await (const name of staffPages(rowan, page)) {
    const got = await read()
    assertOwn(got)
    const bytes = weigh(got)
    if (bytes > staffBudget) heavy.push(`${name}: ${bytes} bytes`)
  }
  assert.deepEqual(heavy, [])
  await context.close()
})
