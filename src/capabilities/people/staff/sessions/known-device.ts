// Browsers that somebody has signed in from before: strangers who try their name elsewhere do not make them wait.
import { randomBytes } from 'node:crypto'
import { readKeptCookie, sendKeptCookie } from '#platform/http/cookie.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'

const cookieName = 'rk'
/** Days after the last sign-in for which a browser stays known. */
export const knownForDays = 90
/** People who share one computer, each known there. */
const mostPeople = 5

type Browser = Pick<Visit<unknown>, 'c'>

const today = (house: House) => Math.floor(house.clock.now().getTime() / 86_400_000)
const signed = (house: House, username: string, mark: string, day: string) => {
  const name = Buffer.from(house.keys.blindIndex('staff known device', username)).toString('base64url')
  return `${name}|${mark}|${day}`
}

function markIn(house: House, token: string, username: string): string | undefined {
  const [mark = '', day = '', signature = ''] = token.split('.')
  if (!/^[\w-]{22}$/.test(mark) || !/^[0-9a-z]{1,6}$/.test(day)) return undefined
  const age = today(house) - Number.parseInt(day, 36)
  if (!(age >= -1 && age <= knownForDays)) return undefined
  return house.keys.verify('known device', signed(house, username, mark, day), signature) ? mark : undefined
}

const tokensOf = (browser: Browser) => (readKeptCookie(browser.c, cookieName) ?? '').split('~').slice(0, mostPeople)

/**
 * What failed tries under this name are counted by: the browser's own mark where this person signed in from it before, else
 * the name alone, which is shared by everybody who does not. `username` is tidied. A mark tells nobody's name, and none by itself
 * opens anything: passphrase and code are asked all the same, and its own tries wait as others do.
 */
export function triedFrom(house: House, browser: Browser, username: string): string {
  for (const token of tokensOf(browser)) {
    const mark = markIn(house, token, username)
    if (mark) return `${username}\n${mark}`
  }
  return username
}

/** After signing in: this browser is this person's from now on. */
export function rememberDevice(house: House, browser: Browser, username: string): void {
  const others = tokensOf(browser).filter((token) => token !== '' && !markIn(house, token, username))
  const mark = randomBytes(16).toString('base64url')
  const day = today(house).toString(36)
  const token = `${mark}.${day}.${house.keys.sign('known device', signed(house, username, mark, day))}`
  const tokens = [token, ...others].slice(0, mostPeople).join('~')
  sendKeptCookie(browser.c, cookieName, tokens, knownForDays * 86_400)
}

/** Leaving for good: nothing on the device tells that somebody signed in here. */
export const forgetDevice = (browser: Browser): void => sendKeptCookie(browser.c, cookieName, '', 0)
