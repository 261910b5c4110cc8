// Words are sealed in the browser before they leave it: real requests, recorded in the browser and as bytes on the wire to the
// server, hold nothing that was typed; the same telling without scripts shows that the search would have found it.
import assert from 'node:assert/strict'
import { type AddressInfo, connect, createServer } from 'node:net'
import { after, before, suite, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { placeOn } from './pages.ts'
import { button, eventually, press, type RunningRowan, signInStaff, startRowan, tick } from './running-rowan.ts'

/** What is typed, field by field: each a word of its own, so that a find says where it came from. */
const typed = {
  story: 'Zwieback kestrel behind the mill سيارة. His other number is 07700 900873.',
  when: 'quagmire, about two',
  where: 'by the ottershed',
  names: 'Vexworthy',
  phones: '07700 900871',
  emails: 'vexworthy@example.org',
  looks: 'a swallowtail moustache',
  marks: 'gargoyle on the wrist',
  registration: 'ZX19 QQV',
  description: 'a marzipan van',
  callMe: 'Wrenfield',
  how: 'text 07700 900872',
  never: 'not the dentistry word',
}
const words = [
  'Zwieback',
  'سيارة',
  '900873',
  'quagmire',
  'ottershed',
  'Vexworthy',
  '900871',
  'swallowtail',
  'gargoyle',
  'ZX19 QQV',
  'marzipan',
  'Wrenfield',
  '900872',
  'dentistry',
] // prettier-ignore

/** The ways in which a word may stand in what is sent. Base64 in its three positions, without the letters its neighbours touch. */
function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word)
  const escaped = [...word]
    .map((c) => (c > '\u007f' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c))
    .join('')
  const texts = [
    word,
    word.replace(' ', '+'),
    encodeURIComponent(word),
    escaped,
    bytes.toString('hex'),
    word.toLowerCase(),
  ]
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=/g, '')
    const inner = text.slice(before === 0 ? 0 : before + 1, text.length - 1)
    texts.push(inner, inner.replace(/\+/g, '-').replace(/\//g, '_'))
  }
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(word, 'utf16le')]
}
const found = (bytes: Buffer): string[] => words.filter((word) => formsOf(word).some((form) => bytes.includes(form)))

let rowan: RunningRowan
let browser: Browser
/** A wire of our own before the public app: every byte that comes to the server is kept. */
let wire: { url: string; bytes(): Buffer; forget(): void; close(): void }

before(async () => {
  rowan = await startRowan()
  browser = await openBrowser()
  const kept: Buffer[] = []
  const server = createServer((socket) => {
    const onward = connect(Number(new URL(rowan.publicUrl).port), '127.0.0.1')
    socket.on('data', (part) => kept.push(Buffer.from(part)))
    socket.pipe(onward).pipe(socket)
    for (const each of [socket, onward]) each.on('error', () => {})
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => Buffer.concat(kept),
    forget: () => kept.splice(0),
    close: () => server.close(),
  }
})
after(async () => {
  wire?.close()
  await browser?.close()
  await rowan?.close()
})

/** Everything a page asked for, as the browser says it: addresses, headers, bodies. */
function record(context: BrowserContext): () => Buffer {
  const parts: Buffer[] = []
  context.on('request', (request) => {
    parts.push(Buffer.from(`${request.url()}\n${JSON.stringify(request.headers())}\n`))
    const body = request.postDataBuffer()
    if (body) parts.push(body)
  })
  return () => Buffer.concat(parts)
}

/** Waits until another question stands there: with scripts no page is loaded that could be waited for. */
const moved = (page: Page, from: string) =>
  eventually(`another page than ${from}`, async () => (await placeOn(page).catch(() => from)) !== from)

/** Answers each question until the check page, as somebody would who types everything. */
async function tell(page: Page): Promise<void> {
  const text = async (...names: (keyof typeof typed)[]) => {
    for (const name of names) await page.fill(`main [name="${name}"]`, typed[name])
  }
  const answers: Record<string, () => Promise<void>> = {
    'who-for:0': () => tick(page, 'whoFor', 'me'),
    'about:0': () => tick(page, 'about', 'client'),
    'story:0': () => text('story'),
    'harms:0': () => tick(page, 'harms', 'robbery'),
    'when:0': () => text('when'),
    'where:0': () => text('where'),
    'person:0': () => text('names', 'phones', 'emails', 'looks', 'marks'),
    'vehicle:0': () => text('registration', 'description'),
    'consents:0': async () => {
      for (const purpose of ['count', 'warn', 'support']) await tick(page, 'purposes', purpose)
    },
    'timing:0': () => tick(page, 'timing', 'now'),
    'support:0': async () => {
      await text('callMe', 'how', 'never')
      await page.locator('main [name="organisation"]').first().check({ force: true })
    },
  }
  await page.goto(`${wire.url}/report`)
  await press(page, 'begin')
  await page.waitForSelector('main input[name="at"]', { state: 'attached' })
  for (let step = 0; step < 25; step++) {
    const at = await placeOn(page)
    if (at === 'check:0') return
    if (await page.locator('main .receipt').count()) await press(page, 'continue')
    else {
      await answers[at]?.()
      await press(page, answers[at] ? 'continue' : 'skip')
    }
    await moved(page, at)
  }
  throw new Error('the check page never came')
}

suite('scripts on', { concurrency: false }, () => {
  let page: Page
  let requests: () => Buffer

  test('nothing that was typed is in any request of a telling, in any usual encoding', async () => {
    wire.forget()
    const context = await browser.newContext({ locale: 'en-GB' })
    context.setDefaultTimeout(15_000)
    requests = record(context)
    page = await context.newPage()
    await tell(page)
    assert.ok(wire.bytes().length > 50_000, 'the wire was not the one that was used')
    assert.deepEqual(found(requests()), [])
    assert.deepEqual(found(wire.bytes()), [])
  })

  test('what was typed can be read again before it is sent, and changed', async () => {
    const shown = (await page.locator('main').textContent()) ?? ''
    for (const text of Object.values(typed)) assert.ok(shown.includes(text), `“${text}” is not shown`)
    // In another language as well, by the page that is put in this one's place.
    await page.locator('details.languages summary').click()
    await page.locator('details.languages button[value="ro"]').click()
    await page.locator('html[lang="ro"] main').waitFor()
    assert.ok((await page.locator('main').textContent())?.includes(typed.looks))
    await page.locator('details.languages summary').click()
    await page.locator('details.languages button[value="en"]').click()
    await page.locator('html[lang="en"] main').waitFor()
    await button(page, 'go:story:0').click()
    await moved(page, 'check:0')
    assert.equal(await page.inputValue('[name="story"]'), typed.story)
    await press(page, 'continue')
    await moved(page, 'story:0')
    assert.ok((await page.locator('main').textContent())?.includes(typed.story))
    assert.equal(page.url(), `${wire.url}/report`)
    assert.equal(await page.title(), 'Rowan')
    assert.equal(await page.evaluate(() => history.length), 2)
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0])
    assert.deepEqual(await page.evaluate(async () => [await caches.keys(), await indexedDB.databases()]), [[], []])
  })

  test('after a reload the answers are known and not shown; left alone they stay', async () => {
    await page.reload()
    const shown = (await page.locator('main').textContent()) ?? ''
    assert.match(shown, /Locked in your browser/)
    for (const text of Object.values(typed)) assert.ok(!shown.includes(text), `“${text}” is still shown`)
    await button(page, 'go:person:0').click()
    await moved(page, 'check:0')
    assert.match((await page.locator('main').textContent()) ?? '', /You have answered this/)
    await press(page, 'continue')
    await moved(page, 'person:0')
    await press(page, 'send')
    await page.getByText('We have it').first().waitFor()
    assert.deepEqual(found(requests()), [])
    assert.deepEqual(found(wire.bytes()), [])
  })

  test('the team opens every word, and what stands inside them is found then', async () => {
    const desk = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    desk.setDefaultTimeout(15_000)
    await signInStaff(rowan, desk, 'ines')
    await desk.goto(`${rowan.staffUrl}/desk?show=new&sort=newest`)
    const reportPath = (await desk.locator('main table a[href^="/desk/"]').first().getAttribute('href')) ?? ''
    await desk.goto(rowan.staffUrl + reportPath)
    const shown = (await desk.locator('main').textContent()) ?? ''
    const { callMe: _, how: __, never: ___, ...forTheTeam } = typed
    for (const text of Object.values(forTheTeam)) assert.ok(shown.includes(text), `the desk lacks “${text}”\n${shown}`)
    assert.ok(!shown.includes(typed.callMe), 'how to reach somebody is for the worker alone')
  })
})

test('scripts off: every word is on the wire, so the search above would have found it; what the disk holds then is abuse 1', async () => {
  wire.forget()
  const context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(`${wire.url}/report`)
  assert.match((await page.locator('main').textContent()) ?? '', /locked as soon as it reaches our computer/)
  await tell(page)
  const missed = words.filter((word) => !found(wire.bytes()).includes(word))
  assert.deepEqual(missed, [])
  await press(page, 'send')
  await page.getByText('We have it').first().waitFor()
  await context.close()
})
