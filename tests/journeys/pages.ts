// Walks through every page of both apps in turn, standing on each: what is judged for access and for weight.
import type { Page } from 'playwright-core'
import { open, press, type RunningRowan, signInMember, signInStaff, tick } from './running-rowan.ts'

/** What is answered on each question's page; a question that is not named is skipped. */
const answers: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'who-for': async (page) => tick(page, 'whoFor', 'me'),
  about: async (page) => tick(page, 'about', 'police'),
  story: async (page) => page.fill('[name="story"]', 'He took the money back. سيارة فضية.'),
  harms: async (page) => tick(page, 'harms', 'robbery'),
  person: async (page) => page.fill('[name="phones"]', '07700 900862'),
  vehicle: async (page) => page.fill('[name="registration"]', 'M?19'),
  consents: async (page) => {
    for (const purpose of ['count', 'warn', 'support']) await tick(page, 'purposes', purpose)
  },
  'held-back': async (page) => tick(page, 'withheld', 'marks'),
  timing: async (page) => tick(page, 'timing', 'now'),
}

/** The question a page asks, as `step:index`; empty on other pages. */
export const placeOn = async (page: Page): Promise<string> => {
  const at = page.locator('main input[name="at"]')
  return (await at.count()) > 0 ? ((await at.first().getAttribute('value')) ?? '') : ''
}

/** Stands on each public page in turn and answers its name. The language is the browser's own. */
export async function* publicPages(rowan: RunningRowan, page: Page): AsyncGenerator<string> {
  const go = (path: string) => open(page, rowan.publicUrl + path)
  for (const path of [
    '/',
    '/help',
    '/exceptions',
    '/traces',
    '/held-reports',
    '/check',
    '/check/safer',
    '/sign-in',
    '/recover',
    '/join',
    '/join/codes',
    '/join/evidence',
    '/join/receipt',
    '/join/answer',
    '/return',
    '/proof',
    '/none',
  ]) {
    await go(path)
    yield path
  }
  await send(await at(page, `${rowan.publicUrl}/join/codes`))
  yield 'two codes, nothing typed'
  await send(await at(page, `${rowan.publicUrl}/recover`))
  yield 'recover, nothing typed'
  await at(page, `${rowan.publicUrl}/join/evidence`)
  await page.fill('[name="words"]', 'https://example.org/a-profile')
  await send(page)
  yield 'evidence sent'
  const words = await page.locator('main .receipt').innerText()
  await at(page, `${rowan.publicUrl}/join/answer`)
  await page.fill('[name="words"]', words)
  await send(page)
  yield 'an answer that waits'
  await press(await at(page, `${rowan.publicUrl}/proof`), 'check')
  yield 'a proof, nothing typed'
  await press(await at(page, `${rowan.publicUrl}/return`), 'enter')
  yield 'return, nothing typed'
  await go('/report')
  yield 'start'
  await press(page, 'begin')
  await press(page, 'stop')
  yield 'stopped, nothing told'
  await press(page, 'finish')
  await go('/report')
  await press(page, 'begin')
  await tick(page, 'whoFor', 'me')
  await press(page, 'stop')
  yield 'stopped, kept'
  await press(page, 'finish')
  yield 'finished'
  await go('/report')
  await press(page, 'begin')
  for (let count = 0; count < 40; count++) {
    const place = await placeOn(page)
    if (place === 'check:0') break
    const step = place.split(':')[0] ?? ''
    yield `question ${place || 'receipt'}`
    if (place === '') {
      await page.fill('[name="receipt"]', 'not these words')
      await press(page, 'check')
      yield 'receipt, typed wrong'
      await page.fill('[name="receipt"]', '')
      await press(page, 'continue')
      continue
    }
    if (step === 'support') {
      await press(page, 'continue')
      yield 'support, with errors'
      await page.fill('[name="how"]', '07700 900862')
      await page.locator('main [name="organisation"]').first().check({ force: true })
    } else await answers[step]?.(page)
    await press(page, answers[step] || step === 'support' ? 'continue' : 'skip')
  }
  yield 'check your answers'
  await press(page, 'send')
  yield 'sent'
  await go('/return')
  yield 'came back'
  for (const part of ['stop:warn', 'allow:warn', 'allow:support', 'erase', 'receipt']) {
    await press(page, `open:${part}`)
    yield part
    await press(page, 'close')
  }
  await press(page, 'open:receipt')
  await press(page, 'open:access')
  yield 'access'
  await press(page, 'close')
  await press(page, 'open:receipt')
  await press(page, 'receipt:new')
  yield 'a new receipt'
  await press(page, 'close')
  await press(page, 'open:stop:warn')
  await press(page, 'stop:warn')
  yield 'stopped'
  await press(page, 'open:erase')
  await press(page, 'erase')
  yield 'erased'
  yield* heldPages(rowan, page)
  await signInMember(rowan, page, 'Juniper')
  for (const path of ['/me', '/me/account', '/me/words', '/me/vouch', '/me/leave', '/alerts']) {
    await go(path)
    yield path
  }
  await page.locator('main a[href^="/alerts/"]').first().click()
  yield 'one alert'
  for (const asked of ['07700 900417', 'o7700 9oo4', '07700 900205', '']) {
    await go('/check')
    await page.fill('[name="asked"]', asked)
    await page.locator('form[action="/check"] button').first().click()
    yield `check “${asked}”`
  }
}

/** What somebody sees who holds a report until another names the same person. */
async function* heldPages(rowan: RunningRowan, page: Page): AsyncGenerator<string> {
  await open(page, `${rowan.publicUrl}/report`)
  await press(page, 'begin')
  for (let place = await placeOn(page); place !== 'check:0'; place = await placeOn(page)) {
    if (place === 'person:0') await page.fill('[name="phones"]', '07700 900888')
    if (place === 'consents:0') await tick(page, 'purposes', 'match')
    if (place === 'holding:0') yield 'how many to wait for'
    await press(page, place === '' || ['person:0', 'consents:0', 'holding:0'].includes(place) ? 'continue' : 'skip')
  }
  yield 'check before it is held'
  await press(page, 'send')
  yield 'held'
  await open(page, `${rowan.publicUrl}/return`)
  yield 'came back to what is held'
}

/** The adviser's pages, on the demonstration's two held reports. */
async function* adviserPages(rowan: RunningRowan, page: Page): AsyncGenerator<string> {
  await page.context().clearCookies()
  await signInStaff(rowan, page, 'ruth')
  const match = 'main a[href^="/held/"]'
  for (let tries = 0; tries < 40 && (await page.locator(match).count()) === 0; tries++) {
    await open(page, `${rowan.staffUrl}/held`)
    await page.waitForTimeout(250)
  }
  yield '/held'
  await page.locator(match).first().click()
  yield 'one group'
  await page.locator(match).first().click()
  yield 'one held report'
}

/** Presses the button of the page's only form. */
const send = (page: Page): Promise<void> => page.locator('main form button:visible').first().click()

const at = async (page: Page, url: string): Promise<Page> => {
  await open(page, url)
  return page
}

/** Stands on each staff page in turn, as the people who use it, and answers its name. */
export async function* staffPages(rowan: RunningRowan, page: Page): AsyncGenerator<string> {
  const go = (path: string) => page.goto(rowan.staffUrl + path)
  await go('/sign-in')
  yield 'sign-in'
  await go('/join')
  yield 'join'
  await signInStaff(rowan, page, 'joan')
  for (const path of ['/', '/desk', '/desk?show=all', '/desk/second', '/alerts', '/alerts?show=everybody', '/check']) {
    await go(path)
    yield path
  }
  await page.fill('[name="asked"]', '07700900417')
  await page.locator('form[action="/check"] button').first().click()
  yield 'check, answered'
  await go('/desk/second')
  await page.locator('main a[href^="/desk/"]:not([href="/desk/second"])').last().click()
  yield 'second person'
  await go('/desk?show=all')
  for (const row of await links(page, 'main table a[href^="/desk/"]')) {
    await go(row)
    yield `report ${row}`
  }
  for (const path of [
    '/people',
    '/people/invitations',
    '/team-keys',
    '/team-keys/turn',
    '/team-keys/new-set',
    '/account',
    '/account/passphrase',
    '/account/codes',
    '/outbox',
    '/assist',
    '/assist/return',
    '/none',
  ]) {
    await go(path)
    yield path
  }
  await go('/people')
  await page.locator('main a[href$="/end"]').first().click()
  yield 'somebody leaves'
  yield* oversightPages(rowan, page)
  yield* adviserPages(rowan, page)
  await page.context().clearCookies()
  await signInStaff(rowan, page, 'ines')
  for (const path of ['/desk?show=mine', '/members', '/members/applications', '/members/stop']) {
    await go(path)
    yield path
  }
  for (const row of (await go('/desk?show=mine')) ? await links(page, 'main table a[href^="/desk/"]') : []) {
    await go(row)
    yield `mine ${row}`
  }
  await page.context().clearCookies()
  await signInStaff(rowan, page, 'tess')
  await go('/support')
  yield '/support'
  for (const row of await links(page, 'main table a[href^="/support/"]')) {
    await go(row)
    yield `request ${row}`
  }
}

/** Checkpoints, and a request from its letter to an answer that waits for its second person. */
async function* oversightPages(rowan: RunningRowan, page: Page): AsyncGenerator<string> {
  for (const path of [
    '/alarms',
    '/openings',
    '/openings/stopped',
    '/oversight/checkpoints',
    '/oversight/requests',
    '/records',
    '/records/people',
    // Last, since its form is sent from here.
    '/oversight/enter',
  ]) {
    await open(page, rowan.staffUrl + path)
    yield path
  }
  await send(page)
  yield 'a legal request, with errors'
  await page.selectOption('[name="asker"]', 'court')
  await page.selectOption('[name="power"]', 'court-order')
  await page.fill('[name="askedOn"]', '2026-01-05')
  await tick(page, 'asked', 'one-report')
  await page.fill('[name="words"]', 'Order 4417: everything about one evening.')
  await send(page)
  yield 'a legal request'
  await send(page)
  yield 'an answer to it, with errors'
  await tick(page, 'decision', 'narrow')
  await tick(page, 'basis', 'legal-order')
  await tick(page, 'parts', 'words')
  await page.fill('[name="reason"]', 'Our lawyer read it.')
  await send(page)
  yield 'an answer that waits'
  await open(page, `${rowan.staffUrl}/oversight/requests`)
  yield 'legal requests'
}

const links = (page: Page, where: string): Promise<string[]> =>
  page.locator(where).evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
