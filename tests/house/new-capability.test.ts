// A new room stands in order from its first minute, and a name that could not be kept is refused before anything is made.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { checkHouse } from '../../tools/house-rules.ts'
import { makeCapability, Refused } from '../../tools/new-capability.ts'
import { readSources } from '../../tools/source-file.ts'

const { imports } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  imports: Record<string, string>
}

describe('npm run new', () => {
  let root: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rowan-new-'))
    mkdirSync(join(root, 'src/capabilities/people/staff/migrations'), { recursive: true })
    writeFileSync(join(root, 'src/capabilities/people/staff/migrations/0024-staff.sql'), '-- Staff.\n')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test('makes a room that has what every room must have', () => {
    const made = makeCapability(root, 'safety/held-reports')
    assert.deepEqual(made.sort(), [
      'src/capabilities/safety/held-reports/README.md',
      'src/capabilities/safety/held-reports/capability.ts',
      'src/capabilities/safety/held-reports/index.ts',
      'src/capabilities/safety/held-reports/messages/en.ts',
      'src/capabilities/safety/held-reports/migrations/0030-held-reports.sql',
      'src/capabilities/safety/held-reports/store.ts',
      'src/capabilities/safety/held-reports/tests/access.test.ts',
    ])
    for (const path of made) assert.ok(existsSync(join(root, path)), path)
  })

  test('breaks no rule of the house', async () => {
    makeCapability(root, 'safety/held-reports')
    const sources = (await readSources(root)).filter(({ path }) => path.includes('/held-reports/'))
    assert.equal(sources.length, 7)
    assert.deepEqual(checkHouse(sources, imports), [])
  })

  test('its table is walled before anybody asks for it', () => {
    const [sql] = makeCapability(root, 'safety/held-reports').filter((path) => path.endsWith('.sql'))
    const text = readFileSync(join(root, sql!), 'utf8')
    assert.match(text, /create table held_reports\.item/)
    assert.match(text, /alter table held_reports\.item enable row level security;/)
    assert.match(text, /alter table held_reports\.item force row level security;/)
  })

  for (const [wanted, why] of [
    [undefined, 'no name'],
    ['held-reports', 'no wing'],
    ['attic/held-reports', 'a wing the house does not have'],
    ['safety/HeldReports', 'not kebab-case'],
    ['safety/held_reports', 'an underscore'],
    ['safety/-held', 'a dash in front'],
    ['safety/a/b', 'too deep'],
    ['safety/..', 'a way out of the house'],
    ['safety/alert-manager', 'a word that says nothing'],
    ['people/staff', 'it stands already'],
    ['safety/staff', 'its tables would meet those of another wing'],
  ] as const)
    test(`refuses ${wanted ?? 'nothing'}: ${why}`, () => {
      const before = readdirSync(root, { recursive: true })
      assert.throws(() => makeCapability(root, wanted), Refused)
      assert.deepEqual(readdirSync(root, { recursive: true }), before)
    })
})
