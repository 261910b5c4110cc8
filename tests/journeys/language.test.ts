// Changing the language in the middle of typing: what was typed goes along and comes back. Scripts off.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '#tests/harness/browser.ts'
import { placeOn } from './pages.ts'
import { press, type RunningRowan, signInMember, startRowan } from './running-rowan.ts'

let rowan: RunningRowan
let browser: Browser
let page: Page

before(async () => {
  rowan = await startRowan()
  browser = await openBrowser()
  page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en' })).newPage()
})
after(async () => {
  await browser?.close()
  await rowan?.close()
})

const go = (path: string) => page.goto(rowan.publicUrl + path)
const read = async (): Promise<string> => (await page.locator('html').getAttribute('lang')) ?? ''

/** Opens the menu and chooses a language, as a person does. */
async function choose(locale: string): Promise<void> {
  await page.locator('.languages summary').click()
  await page.locator(`.languages button[value="${locale}"]`).click()
  assert.equal(await read(), locale)
}

/** Types into a field, reads the page in two other languages, and finds what was typed where it was. */
async function stays(field: string, text: string): Promise<void> {
  const where = `main [name="${field}"]`
  await page.fill(where, text)
  for (const locale of ['ar', 'en']) {
    const path = new URL(page.url()).pathname
    await choose(locale)
    assert.equal(new URL(page.url()).pathname, path)
    assert.equal(await page.inputValue(where), text, `${field}, ${locale}`)
    assert.equal(await page.locator('.govuk-error-summary').count(), 0, 'nothing is wrong, so nothing is called wrong')
  }
}

async function untilPlace(step: string): Promise<void> {
  for (let asked = 0; asked < 20 && !(await placeOn(page)).startsWith(`${step}:`); asked++)
    await press(page, (await placeOn(page)) === '' ? 'continue' : 'skip')
}

test('while telling: before anything is stored, on every kind of question, and beside the receipt', async () => {
  await go('/report')
  await press(page, 'begin')
  await untilPlace('story')
  await stays('story', 'It was late. كان الوقت متأخرا. “Ce să fac?”')
  await press(page, 'continue')
  await stays('receipt', 'lamp window')
  await press(page, 'continue')
  await untilPlace('when')
  await page.selectOption('main [name="month"]', { index: 2 })
  const month = await page.inputValue('main [name="month"]')
  await stays('when', 'around 2am')
  assert.equal(await page.inputValue('main [name="month"]'), month)
  await untilPlace('person')
  await stays('looks', 'grey coat\nlimp')
  await untilPlace('consents')
  await page.check('main [name="purposes"][value="support"]', { force: true })
  await choose('ro')
  assert.ok(await page.isChecked('main [name="purposes"][value="support"]'))
  await choose('en')
  await press(page, 'continue')
  await stays('how', 'Text 07700 900123')
})

test('pressing Enter goes on as before: it never means a language', async () => {
  assert.equal(await placeOn(page), 'support:0')
  await page.locator('main [name="organisation"]').first().check({ force: true })
  await page.locator('main [name="how"]').press('Enter')
  assert.equal(await placeOn(page), 'check:0')
  assert.equal(await read(), 'en')
})

test('after sending and when coming back', async () => {
  const text = await page.locator('main').innerText()
  assert.ok(text.includes('around 2am') === false, 'a question passed over was not answered by looking at it')
  await press(page, 'send')
  const receipt = ((await page.locator('.receipt').textContent()) ?? '').trim()
  await stays('receipt', 'six words or so')
  await press(page, 'finish')
  await go('/return')
  await stays('receipt', receipt)
  await press(page, 'enter')
  await stays('text', 'Something I want to add')
  await press(page, 'open:allow:warn')
  await stays('weeks', '7')
  await press(page, 'close')
  await press(page, 'finish')
})

test('a member’s pages; a passphrase is never kept', async () => {
  await go('/sign-in')
  await page.fill('[name="passphrase"]', 'something secret')
  await stays('pseudonym', 'Juniper')
  assert.equal(await page.inputValue('[name="passphrase"]'), '')
  await signInMember(rowan, page, 'Juniper')
  await go('/me/account')
  await stays('email', 'half an addr')
  await go('/check')
  await stays('asked', '07700 9004')
  assert.equal(await page.locator('.answer').count(), 0, 'typing is not asking')
})
