// Whatever exports, acts in bulk or touches keys and accounts asks for a fresh proof: read from the route table of the staff app,
// so that a route which somebody adds is judged too.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RouteEntry } from '#platform/http/routes.ts'
import { openRowan, type Rowan } from '#tests/faults/whole-rowan.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'

/** Words of a path or an action behind which something heavy stands. */
const heavy =
  /export|download|bulk|keys?\b|rotat|recover|shares?\b|wrap|invit|confirm-person|leaver|leave-for|passphrase|factor|codes?-app|passkey|legal|order|checkpoint|erase|staff\.(invite|confirm|end)/

/** Routes that only sound heavy, and why they need no fresh proof. */
const light: Readonly<Record<string, string>> = {
  'GET /step-up/passkey': 'is the proof itself',
  'POST /step-up/passkey': 'is the proof itself',
  'GET /account/passkeys': 'lists one’s own by the names one gave them',
  'GET /team-keys': 'says how the team’s key stands; every act from there asks for the proof',
  'GET /oversight/checkpoints': 'signed sums of the audit, and nothing of anybody’s',
  'GET /oversight/checkpoints/:sequence': 'the same, for partners to keep',
  'GET /oversight/requests': 'a list of dates and states; each request asks for the proof',
  'GET /oversight/enter': 'an empty form',
  'POST /oversight/requests': 'writes down that a request came; discloses nothing',
  'POST /oversight/requests/:id/propose': 'the second person’s judgement asks for the proof',
}

let database: TestDatabase
let rowan: Rowan
before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database)
})
after(async () => {
  await rowan?.close()
  await database?.drop()
})

const isHeavy = (route: RouteEntry) =>
  !route.guard.startsWith('open:') &&
  !(`${route.method} ${route.path}` in light) &&
  heavy.test(`${route.path} ${route.guard}`)
const unproved = (list: readonly RouteEntry[]) =>
  list.filter((route) => isHeavy(route) && !route.stepUp).map((route) => `${route.method} ${route.path}`)

test('every heavy route of the staff app asks for a fresh proof', () => {
  const { list } = rowan.apps.staff.routes
  assert.ok(
    list.some((route) => route.stepUp),
    'a rule that meets nothing proves nothing',
  )
  assert.deepEqual(unproved(list), [])
  const planted: RouteEntry = { method: 'GET', path: '/desk/export', guard: 'may report.read' }
  assert.deepEqual(unproved([...list, planted]), ['GET /desk/export'])
})

test('a route cannot ask for a proof in an app that has no way to prove', () => {
  const { list } = rowan.apps.public.routes
  assert.deepEqual(
    list.filter((route) => route.stepUp),
    [],
  )
})

test('what stands in the list of light routes is still there', () => {
  const known = new Set(rowan.apps.staff.routes.list.map((route) => `${route.method} ${route.path}`))
  assert.deepEqual(
    Object.keys(light).filter((route) => !known.has(route)),
    [],
  )
})
