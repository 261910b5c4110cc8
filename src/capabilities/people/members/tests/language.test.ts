// Choosing another language in the middle of a form of the ways in: what was typed stands there again, and nothing was done with it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Browser, openWorld, publicApp, type World } from '#safety/checker/tests/check-world.ts'
import { beginTeam, keyHolder } from './ways-in-world.ts'

let world: World
before(async () => {
  world = await openWorld()
  const [worker, colleague] = [await keyHolder(world), await keyHolder(world)]
  await beginTeam(world, [worker.actor, colleague.actor])
  await worker.browser.submit('/members/applications', '/members/applications', { do: 'begin' })
})
after(() => world.close())

for (const [path, kept, dropped] of [
  ['/join/codes', { one: '12345 67890', two: '09876' }, {}],
  ['/join/evidence', { words: 'I advertise under this number.' }, {}],
  ['/recover', { pseudonym: 'Juniper' }, { words: 'six words that open it', next: 'a new passphrase' }],
] as const)
  test(`${path} in another language keeps what was typed, save what opens an account`, async () => {
    const browser = new Browser(publicApp(world.house))
    assert.match((await browser.get(path)).text, /form="typed" name="language" value="ro"/)
    const { location } = await browser.submit(path, path, { ...kept, ...dropped, language: 'ro' })
    assert.equal(location, path)
    const { text } = await browser.get(path)
    for (const typed of Object.values(kept)) assert.ok(text.includes(typed), typed)
    for (const typed of Object.values(dropped)) assert.ok(!text.includes(typed), typed)
    assert.ok(!text.includes('govuk-error'), 'nothing was judged')
  })
