// A photo, a recording and a paper beside a report, in a real browser: without scripts and with them, from choosing a file to the
// desk that opens it. While a file is checked nobody waits.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { jpegFile, mp3File, pdfFile, svgFile } from '#platform/files/tests/sample-files.ts'
import { openBrowser } from '#tests/harness/browser.ts'
import { placeOn } from './pages.ts'
import { eventually, press, type RunningRowan, signInStaff, startRowan, tick } from './running-rowan.ts'

suite('photos, recordings, papers', { concurrency: false }, () => {
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

  async function open(javaScriptEnabled: boolean): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'en-GB' })
    context.setDefaultTimeout(30_000)
    return { context, page: await context.newPage() }
  }
  const textOf = (page: Page) => page.locator('main').innerText()

  /** Presses and waits for the page that follows: with scripts a form may be sent a moment after its button was pressed. */
  const go = async (page: Page, value: string) => {
    const old = await page.locator('main').elementHandle()
    await press(page, value)
    await old?.waitForElementState('hidden').catch(() => {})
    await page.locator('main').waitFor()
  }

  async function toFiles(page: Page): Promise<void> {
    await page.goto(`${rowan.publicUrl}/report`)
    await go(page, 'begin')
    await tick(page, 'whoFor', 'me')
    await go(page, 'continue')
    await go(page, 'continue')
    for (let place = await placeOn(page); place !== 'files:0'; place = await placeOn(page)) await go(page, 'skip')
  }

  const choose = async (page: Page, name: string, mimeType: string, buffer: Buffer) => {
    await page.setInputFiles('#file', { name, mimeType, buffer })
    await page.locator('button[form="upload"]').click()
    await page.waitForLoadState()
  }

  async function send(page: Page): Promise<void> {
    for (let place = await placeOn(page); place !== 'check:0'; place = await placeOn(page)) await press(page, 'skip')
    assert.match(await textOf(page), /Files added: \d/)
    await press(page, 'send')
    assert.match(await textOf(page), /We have it/)
  }

  test('without scripts: added one by one, refused beside the field, taken out, sent, and opened by the desk when it asks', async () => {
    const { context, page } = await open(false)
    await toFiles(page)
    await choose(page, 'me.svg', 'image/png', svgFile)
    assert.match(await page.locator('#file-error').innerText(), /can’t take this kind of file/)
    await choose(page, 'IMG_2044.jpg', 'image/jpeg', await jpegFile())
    await choose(page, 'voice.mp3', 'audio/mpeg', mp3File())
    await choose(page, 'letter.pdf', 'application/pdf', pdfFile(2))
    const text = await textOf(page)
    for (const name of ['Photo 1', 'Recording 1', 'Paper 1']) assert.ok(text.includes(name), name)
    assert.ok(!text.includes('IMG_2044'))
    // Nothing waits: the address is the same one as ever, and the way on stands open while they are checked.
    assert.equal(new URL(page.url()).pathname, '/report')
    await eventually(
      'all are checked',
      async () => {
        await page.goto(`${rowan.publicUrl}/report`)
        return !(await textOf(page)).includes('We are checking it')
      },
      90,
    )
    await page.locator('.files li', { hasText: 'Recording 1' }).locator('button').click()
    assert.ok(!(await textOf(page)).includes('Recording 1'))
    await send(page)
    await context.close()

    const { context: office, page: desk } = await open(true)
    await signInStaff(rowan, desk, 'ines')
    await desk.waitForURL((url) => !url.pathname.includes('sign-in'))
    await desk.goto(`${rowan.staffUrl}/desk?show=new&sort=newest`)
    await desk.locator('main table a[href^="/desk/"]').first().click()
    await desk.waitForLoadState()
    await desk.getByRole('link', { name: 'Photo 1' }).click()
    assert.equal(await desk.locator('img.received').isVisible(), false)
    await desk.locator('summary', { hasText: 'Show the photo' }).click()
    const width = () => desk.locator('img.received').evaluate((img) => (img as HTMLImageElement).naturalWidth)
    await eventually('the photo shows', async () => (await width()) === 64, 60)
    await desk.goBack()
    await desk.getByRole('link', { name: /Paper 1, 2 pages/ }).click()
    await desk.locator('summary', { hasText: 'Show page 2' }).click()
    const drawn = () =>
      desk
        .locator('img.received')
        .nth(1)
        .evaluate((img) => (img as HTMLImageElement).naturalWidth)
    await eventually('the page shows', async () => (await drawn()) === 625, 60)
    await office.close()
  })

  test('with scripts: how much is sent is shown and said, and what came of it stands on the page', async () => {
    const { context, page } = await open(true)
    await toFiles(page)
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    // A slow connection: 400 KB/s up.
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 400_000,
    })
    const large = Buffer.concat([await jpegFile(), Buffer.alloc(1_500_000, 1)])
    await page.setInputFiles('#file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: large })
    await page.locator('button[form="upload"]').click()
    await page.locator('progress').waitFor({ state: 'visible' })
    const said = await page.locator('#sent-words').innerText()
    assert.match(said, /^Sending \d+%$/)
    assert.equal(await page.locator('#sent-words').getAttribute('role'), 'status')
    await page.locator('.files li').waitFor()
    assert.match(await textOf(page), /Photo 1/)
    await choose(page, 'me.svg', 'image/png', svgFile)
    await page.locator('#file-error').waitFor()
    // The one address stands in the history once, and the upload’s own nowhere.
    assert.equal(new URL(page.url()).pathname, '/report')
    assert.deepEqual(
      rowan.logged.filter((line) => line.includes('request-failed')),
      [],
    )
    await context.close()
  })
})
