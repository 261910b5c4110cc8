// Leaving works at once from our own pages, and nobody else's page can make somebody leave.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Hono } from 'hono'
import { openWorld, type World } from '#safety/alerts/tests/alerts-world.ts'
import { appOf } from '#safety/alerts/tests/browse.ts'
import { registerPublic } from '../public.tsx'

let world: World
let app: Hono

before(async () => {
  world = await openWorld()
  app = appOf(world, 'public', [registerPublic])
})
after(() => world.close())

/** Leaves as a browser that says where the link stood; answers whether the session was ended, and everything said. */
async function leave(site: string | undefined) {
  const session = world.house.sessions.begin({ check: { typed: 'half a number' } })
  await world.house.sessions.save('public', session)
  const headers = new Headers({ cookie: `r=${session.cookie}` })
  if (site) headers.set('sec-fetch-site', site)
  const answer = await app.request('http://localhost/leave', { headers })
  const isEnded = (await world.house.sessions.load('public', session.cookie)) === undefined
  return { isEnded, answer }
}

test('the link on our pages, a typed address and a browser that says nothing end the session at once', async () => {
  for (const site of ['same-origin', 'none', undefined]) {
    const { isEnded, answer } = await leave(site)
    assert.ok(isEnded, site)
    assert.equal(answer.headers.get('location'), world.house.config.leaveUrl)
    assert.match(answer.headers.get('clear-site-data') ?? '', /cookies/)
  }
})

test('a link or a picture on another site leads away and takes nothing', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const { isEnded, answer } = await leave(site)
    assert.ok(!isEnded, site)
    assert.equal(answer.headers.get('location'), world.house.config.leaveUrl)
    assert.equal(answer.headers.get('clear-site-data'), null)
    assert.equal(answer.headers.get('set-cookie'), null)
  }
})
