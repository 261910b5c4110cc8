// Two people hold a report about the same man, in a browser without scripts: nothing is told until the adviser has spoken with
// each; then one sends theirs on and the other leaves it held.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { placeOn } from './pages.ts'
import { button, eventually, press, type RunningRowan, signInStaff, startRowan, tick } from './running-rowan.ts'

suite('held reports, scripts off', { concurrency: false }, () => {
  let rowan: RunningRowan
  let browser: Browser
  const pages = new Map<string, Page>()
  const receipts = new Map<string, string>()

  const pageOf = async (name: string): Promise<Page> => {
    const known = pages.get(name)
    if (known) return known
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    pages.set(name, page)
    return page
  }
  const textOf = (page: Page) => page.locator('main').innerText()
  const shows = async (page: Page, ...parts: string[]) => {
    const text = await textOf(page)
    for (const part of parts) assert.ok(text.includes(part), `${page.url()} lacks “${part}”:\n${text}`)
  }

  before(async () => {
    rowan = await startRowan()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await rowan?.close()
  })

  /** From the first page to “Hold it”. */
  const hold = async (name: string, phone: string) => {
    const page = await pageOf(name)
    await page.goto(`${rowan.publicUrl}/report`)
    await press(page, 'begin')
    await tick(page, 'whoFor', 'me')
    await press(page, 'continue')
    receipts.set(name, await page.locator('.receipt').innerText())
    await press(page, 'continue')
    for (let place = await placeOn(page); place !== 'check:0'; place = await placeOn(page)) {
      if (place === 'story:0') await page.fill('[name="story"]', `${name} was not let out`)
      if (place === 'person:0') await page.fill('[name="phones"]', phone)
      if (place === 'consents:0') {
        await tick(page, 'purposes', 'match')
        await tick(page, 'purposes', 'count')
      }
      if (place === 'holding:0') {
        await shows(page, 'Independent advisers', 'How many people must have named them?')
        await tick(page, 'people', '2')
      }
      await press(page, 'continue')
    }
    await shows(page, 'It is held. Independent advisers may open it once 2 different people')
    await button(page, 'send').click()
    await shows(page, 'We are holding it')
    await press(page, 'finish')
  }
  const comeBack = async (name: string) => {
    const page = await pageOf(name)
    await page.goto(`${rowan.publicUrl}/return`)
    await page.fill('[name="receipt"]', receipts.get(name) ?? '')
    await press(page, 'enter')
    return page
  }
  const bare = async (page: Page) => (await page.content()).replace(/name="token" value="[^"]*"/g, '')

  let seenAlone = ''
  let address = ''

  test('one holds, comes back, and is shown that it is held', async () => {
    await hold('Wren', '07700 900731')
    const page = await comeBack('Wren')
    await shows(page, 'It is held until 2 different people name the same person.')
    seenAlone = await bare(page)
    await press(page, 'finish')
  })

  test('another, in other writing: the adviser’s list has them, and both holders’ pages are the same as before, byte for byte', async () => {
    await hold('Linnet', '+44 7700-900 731')
    const adviser = await pageOf('adviser')
    await signInStaff(rowan, adviser, 'ruth')
    await eventually('a group on the adviser’s list', async () => {
      await adviser.goto(`${rowan.staffUrl}/held`)
      return (await adviser.locator('main a[href^="/held/"]').count()) >= 2
    })
    address = (await adviser.locator('main a[href^="/held/"]').first().getAttribute('href')) ?? ''
    for (const name of ['Wren', 'Linnet']) {
      const page = await comeBack(name)
      assert.equal(await bare(page), seenAlone)
      await press(page, 'finish')
    }
  })

  test('the desk has no trace of them', async () => {
    const desk = await pageOf('desk')
    await signInStaff(rowan, desk, 'ines')
    assert.equal((await desk.goto(`${rowan.staffUrl}${address}`))?.status(), 404)
    await desk.goto(`${rowan.staffUrl}/desk?show=all`)
    assert.ok(!(await desk.content()).includes('/held'))
  })

  test('the adviser opens each, writes, speaks, judges and asks; until then nobody is told', async () => {
    const adviser = await pageOf('adviser')
    for (const index of [0, 1]) {
      await adviser.goto(`${rowan.staffUrl}${address}`)
      assert.equal(await adviser.locator('form[action$="/ask"]').count(), 0)
      await adviser.locator(`main a[href^="${address}/"]`).nth(index).click()
      await shows(adviser, 'was not let out')
      await adviser.locator('form[action$="/write"] button').click()
      await shows(adviser, 'Written.')
      await adviser.locator('form[action$="/spoken"] button').click()
    }
    const page = await comeBack('Wren')
    await shows(page, 'An adviser would like to talk with you')
    assert.ok(!(await textOf(page)).includes('somebody else holds'))
    await press(page, 'finish')
    await adviser.goto(`${rowan.staffUrl}${address}`)
    await tick(adviser, 'verdict', 'different')
    await adviser.locator('form[action$="/judge"] button').click()
    await adviser.locator('form[action$="/ask"] button').click()
    await shows(adviser, 'Each is told and asked.')
  })

  test('one leaves it held, the other sends it on with choices of her own, and only then it reaches a desk', async () => {
    const wren = await comeBack('Wren')
    await shows(wren, 'somebody else holds a report about the same person')
    await press(wren, 'held:stay')
    await shows(wren, 'You chose to leave it held.')
    const linnet = await comeBack('Linnet')
    await press(linnet, 'held:send')
    assert.equal(await placeOn(linnet), 'consents:0')
    await tick(linnet, 'purposes', 'count')
    for (let place = await placeOn(linnet); place !== 'check:0'; place = await placeOn(linnet))
      await press(linnet, 'continue')
    await button(linnet, 'send').click()
    await shows(linnet, 'We have it. Thank you for telling us')
    const desk = await pageOf('desk')
    await desk.goto(`${rowan.staffUrl}/desk?show=new&sort=newest`)
    await desk.locator('main table a[href^="/desk/"]').first().click()
    const read = await desk.content()
    assert.ok(read.includes('Linnet was not let out'))
    assert.doesNotMatch(read, /held|match:/i)
    const adviser = await pageOf('adviser')
    await adviser.goto(`${rowan.staffUrl}${address}`)
    await shows(adviser, 'Wants it left as it is')
  })
})
