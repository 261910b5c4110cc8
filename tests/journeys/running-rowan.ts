// Rowan as it ships, both apps on ports of their own over a database of its own: what the journeys and budgets visit.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Locator, Page } from 'playwright-core'
import { sampleMembers } from '#people/members/index.ts'
import { samplePassphrase, sampleTotpSecret } from '#people/staff/sample-people.ts'
import { freshCode } from '#people/staff/totp.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { type BuiltHouse, buildHouse } from '#src/build-house.ts'
import { loadDemonstration } from '#src/demonstration.ts'
import { createPublicApp } from '#src/public-app.tsx'
import { createStaffApp } from '#src/staff-app.tsx'
import { loadAssets } from '#ui/assets.ts'
import { buildAssets } from '../../tools/build-styles.ts'
import { createTestDatabase } from '../harness/database.ts'

export type RunningRowan = {
  house: BuiltHouse
  publicUrl: string
  staffUrl: string
  /** What was logged, one line each. */
  logged: string[]
  /** The time-step of the last code each person of staff typed: a code works once. */
  usedSteps: Map<string, number>
  close(): Promise<void>
}

/** Starts both apps with the tasks inside and the demonstration loaded. The caller closes it. */
export async function startRowan(): Promise<RunningRowan> {
  const { directory } = await buildAssets()
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'rowan-data-'))
  const config = { ...readConfig({ ROWAN_DEMO: 'on' }), dataDir, publicPort: 0, staffPort: 0 }
  const logged: string[] = []
  const log = createLog((line) => void logged.push(line))
  const house = await buildHouse({
    config,
    log,
    appUrl: database.appUrl,
    rootKey: randomBytes(32),
    working: true,
    assets: loadAssets(directory),
  })
  await loadDemonstration(house, () => {})
  const listen = (fetch: Parameters<typeof serve>[0]['fetch']) =>
    new Promise<{ server: ReturnType<typeof serve>; url: string }>((resolve) => {
      const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
        resolve({ server, url: `http://127.0.0.1:${info.port}` }),
      )
    })
  const open = await listen(createPublicApp(house).app.fetch)
  const staff = await listen(createStaffApp(house).app.fetch)
  config.publicUrl = open.url
  config.staffUrl = staff.url
  return {
    house,
    publicUrl: open.url,
    staffUrl: staff.url,
    logged,
    usedSteps: new Map(),
    async close() {
      for (const { server } of [open, staff])
        await new Promise<void>((done) => {
          server.close(() => done())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      await house.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The button of a page's form that says `do=value`. */
export const button = (page: Page, value: string): Locator =>
  page.locator(`main button[name="do"][value="${value}"]`).first()

/** Presses it and waits for what follows: a page that is loaded, or, where a report is told with scripts, put in place of this one. */
export async function press(page: Page, value: string): Promise<void> {
  const before = await page.locator('main').elementHandle()
  await button(page, value).click()
  // Its document may be gone already, and the handle with it.
  await before?.waitForElementState('hidden').catch(() => {})
}

/** Opens an address; where a form's answer is still arriving and takes the page along, after it. */
export async function open(page: Page, url: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await page.goto(url)
      return
    } catch (error) {
      if (tries === 6 || !/interrupted by another navigation|ERR_ABORTED/.test(String(error))) throw error
      await page.waitForTimeout(300)
    }
}

/** Ticks a choice where people press it: its label lies over it. */
export const tick = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`main [name="${name}"][value="${value}"]`).check({ force: true })

/** Signs a demonstration's member of staff in, with the passphrase and the code their phone would show. */
export async function signInStaff(rowan: RunningRowan, page: Page, username: string): Promise<void> {
  await page.goto(`${rowan.staffUrl}/sign-in`)
  await page.fill('[name="username"]', username)
  await page.fill('[name="passphrase"]', samplePassphrase)
  const now = new Date()
  const step = Math.floor(now.getTime() / 30_000)
  const used = rowan.usedSteps.get(username) ?? 0
  rowan.usedSteps.set(username, used === step ? step + 1 : step)
  await page.fill('[name="code"]', freshCode(sampleTotpSecret(username), now, used))
  await page.locator('form[action="/sign-in"] button:not([type="button"])').first().click()
}

export async function signInMember(rowan: RunningRowan, page: Page, pseudonym: string): Promise<void> {
  const member = sampleMembers.find((each) => each.pseudonym === pseudonym)
  await page.goto(`${rowan.publicUrl}/sign-in`)
  await page.fill('[name="pseudonym"]', pseudonym)
  await page.fill('[name="passphrase"]', member?.passphrase ?? '')
  await page.locator('form[action="/sign-in"] button:not([type="button"])').first().click()
}

/** Asks again until it answers yes: queued tasks take a moment. */
export async function eventually(what: string, ask: () => Promise<boolean>, seconds = 20): Promise<void> {
  const until = Date.now() + seconds * 1000
  while (!(await ask())) {
    if (Date.now() > until) throw new Error(`waited ${seconds} s for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
