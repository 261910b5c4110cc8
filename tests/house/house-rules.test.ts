// Every rule of the house against a fault planted for it, and against the same thing done rightly.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkHouse, type Rule } from '../../tools/house-rules.ts'
import { readSources, type SourceText } from '../../tools/source-file.ts'

const aliases = {
  '#platform/*': './src/platform/*',
  '#safety/*': './src/capabilities/safety/*',
  '#people/*': './src/capabilities/people/*',
  '#src/*': './src/*',
}

const room = (name: string, uses: readonly string[] = []): Record<string, string> => ({
  [`src/capabilities/${name}/README.md`]: '# A room',
  [`src/capabilities/${name}/capability.ts`]: `// It.\nexport const it = { name: '${name}', uses: ${JSON.stringify(uses)} }\n`,
  [`src/capabilities/${name}/index.ts`]: '// Its door.\nexport const door = 1\n',
})

/** Two rooms in order, with these files laid over them. */
function rulesBroken(files: Record<string, string>): Rule[] {
  const all = { ...room('safety/first', ['people/staff']), ...room('people/staff'), ...files }
  const texts: SourceText[] = Object.entries(all).map(([path, text]) => ({ path, text }))
  return [...new Set(checkHouse(texts, aliases).map((fault) => fault.rule))]
}

const here = 'src/capabilities/safety/first'

const faults: { rule: Rule; promise: string; planted: Record<string, string>; rightly: Record<string, string> }[] = [
  {
    rule: 'floors',
    promise: 'platform imports nothing above it',
    planted: { 'src/platform/log.ts': "// x\nimport { door } from '#safety/first/index.ts'\n" },
    rightly: { 'src/platform/log.ts': "// x\nimport { now } from '#platform/clock.ts'\n" },
  },
  {
    rule: 'floors',
    promise: 'an engine imports nothing above it, not even a type',
    planted: { 'src/engines/odds/index.ts': "// x\nimport type { Log } from '#platform/log.ts'\n" },
    rightly: { 'src/engines/odds/index.ts': "// x\nimport type { Log } from './log.ts'\n" },
  },
  {
    rule: 'floors',
    promise: 'a capability never imports the composition, except what a house is',
    planted: { [`${here}/x.ts`]: "// x\nimport { capabilities } from '#src/apps.ts'\n" },
    rightly: { [`${here}/x.ts`]: "// x\nimport type { House } from '#src/capabilities/house.ts'\n" },
  },
  {
    rule: 'floors',
    promise: 'what ships imports no test',
    planted: { [`${here}/x.ts`]: "// x\nimport { world } from './tests/world.ts'\n" },
    rightly: { [`${here}/tests/x.test.ts`]: "// x\nimport { world } from './world.ts'\n" },
  },
  {
    rule: 'pure-engines',
    promise: 'an engine does no input or output',
    planted: { 'src/engines/odds/index.ts': "// x\nimport { readFile } from 'node:fs/promises'\n" },
    rightly: { 'src/engines/odds/index.ts': "// x\nimport { createHash } from 'node:crypto'\n" },
  },
  {
    rule: 'sql-in-stores',
    promise: 'a use case writes no SQL by tag',
    planted: { [`${here}/end-it.ts`]: '// x\nexport const end = (tx) => sql`delete from t`.execute(tx)\n' },
    rightly: { [`${here}/store.ts`]: '// x\nexport const end = (tx) => sql`delete from t`.execute(tx)\n' },
  },
  {
    rule: 'sql-in-stores',
    promise: 'a route writes no SQL by builder, also with a typed tag beside it',
    planted: { [`${here}/public.tsx`]: "// x\nexport const all = (tx) => tx.selectFrom('t').execute()\n" },
    rightly: { [`${here}/entry-store.ts`]: "// x\nexport const all = (tx) => tx.selectFrom('t').execute()\n" },
  },
  {
    rule: 'sql-in-stores',
    promise: 'the composition writes none either',
    planted: { 'src/main.ts': '// x\nawait sql<number>`select 1`.execute(db)\n' },
    rightly: { 'src/platform/db/health.ts': '// x\nawait sql<number>`select 1`.execute(db)\n' },
  },
  {
    rule: 'no-raw-html',
    promise: 'no import of raw',
    planted: { [`${here}/x.tsx`]: "// x\nimport { html, raw as r } from 'hono/html'\n" },
    rightly: { [`${here}/x.tsx`]: "// x\nimport { html } from 'hono/html'\n" },
  },
  {
    rule: 'no-raw-html',
    promise: 'no inner HTML, as attribute or in a spread object',
    planted: { [`${here}/x.tsx`]: "// x\nexport const p = { dangerouslySetInnerHTML: { __html: 'x' } }\n" },
    rightly: { [`${here}/x.tsx`]: '// dangerouslySetInnerHTML is not used\nexport const X = () => <p>x</p>\n' },
  },
  {
    rule: 'no-raw-html',
    promise: 'no text put unescaped into SQL',
    planted: { [`${here}/store.ts`]: '// x\nexport const all = (name) => sql`select ${sql.raw(name)}`\n' },
    rightly: { [`${here}/store.ts`]: '// x\nexport const all = (name) => sql`select ${sql.ref(name)}`\n' },
  },
  {
    rule: 'screens-import-no-store',
    promise: 'a screen never imports a store, not even a type',
    planted: { [`${here}/screens/list.tsx`]: "// x\nimport type { Row } from '../entry-store.ts'\n" },
    rightly: { [`${here}/screens/list.tsx`]: "// x\nimport type { Entry } from '../entry.ts'\n" },
  },
  {
    rule: 'public-reaches-no-staff',
    promise: 'the public app never reaches a staff screen, however long the way',
    planted: {
      [`${here}/public.tsx`]: "// x\nimport { a } from './a.ts'\n",
      [`${here}/a.ts`]: "// x\nimport { door } from '#people/staff/index.ts'\n",
      'src/capabilities/people/staff/index.ts': "// x\nexport { Page } from './screens/page.tsx'\n",
      'src/capabilities/people/staff/screens/page.tsx': '// x\n',
    },
    rightly: {
      [`${here}/public.tsx`]: "// x\nimport { a } from './a.ts'\n",
      [`${here}/a.ts`]: "// x\nimport type { Page } from '#people/staff/index.ts'\n",
      'src/capabilities/people/staff/index.ts': "// x\nexport { Page } from './screens/page.tsx'\n",
      'src/capabilities/people/staff/screens/page.tsx': '// x\n',
    },
  },
  {
    rule: 'public-reaches-no-staff',
    promise: 'nor its own staff routes',
    planted: { [`${here}/public.tsx`]: "// x\nimport { b } from './staff.tsx'\n", [`${here}/staff.tsx`]: '// x\n' },
    rightly: { [`${here}/public.tsx`]: "// x\nimport { b } from './b.ts'\n", [`${here}/staff.tsx`]: '// x\n' },
  },
  {
    rule: 'own-door',
    promise: 'another capability is entered through its index.ts alone',
    planted: { [`${here}/x.ts`]: "// x\nimport { find } from '#people/staff/person.ts'\n" },
    rightly: { [`${here}/x.ts`]: "// x\nimport { find } from '#people/staff/index.ts'\n" },
  },
  {
    rule: 'own-door',
    promise: 'a relative way round is one too',
    planted: { [`${here}/x.ts`]: "// x\nimport { find } from '../../people/staff/staff.tsx'\n" },
    rightly: { 'src/apps.ts': "// x\nimport { staff } from './capabilities/people/staff/staff.tsx'\n" },
  },
  {
    rule: 'named-uses',
    promise: 'a capability imports only what its uses name',
    planted: {
      ...room('safety/first', []),
      [`${here}/x.ts`]: "// x\nimport type { A } from '#people/staff/index.ts'\n",
    },
    rightly: { [`${here}/x.ts`]: "// x\nimport type { A } from '#people/staff/index.ts'\n" },
  },
  {
    rule: 'no-cycles',
    promise: 'capabilities form no cycle',
    planted: { ...room('people/staff', ['safety/second']), ...room('safety/second', ['safety/first']) },
    rightly: { ...room('people/staff', ['safety/second']), ...room('safety/second') },
  },
  {
    rule: 'file-names',
    promise: 'files are kebab-case',
    planted: { [`${here}/endIt.ts`]: '// x\n' },
    rightly: { [`${here}/end-it.ts`]: '// x\n' },
  },
  {
    rule: 'file-names',
    promise: 'no file is called by a word that says nothing',
    planted: { [`${here}/date-utils.ts`]: '// x\n' },
    rightly: { [`${here}/service-key.ts`]: '// x\n' },
  },
  {
    rule: 'file-length',
    promise: 'no file is longer than 400 lines',
    planted: { [`${here}/x.ts`]: '// x\n'.repeat(401) },
    rightly: { [`${here}/x.ts`]: '// x\n'.repeat(400) },
  },
  {
    rule: 'opening-comment',
    promise: 'a file opens by saying what lives in it',
    planted: { [`${here}/migrations/0100-x.sql`]: 'create schema x;\n' },
    rightly: { [`${here}/migrations/0100-x.sql`]: '-- X.\ncreate schema x;\n' },
  },
  {
    rule: 'room-complete',
    promise: 'every capability has its readme and its capability.ts',
    planted: { 'src/capabilities/support/new-room/index.ts': '// x\n' },
    rightly: room('support/new-room'),
  },
]

describe('the rules of the house', () => {
  for (const { rule, promise, planted, rightly } of faults) {
    test(`${rule}: ${promise}`, () => {
      assert.deepEqual(rulesBroken(planted), [rule])
      assert.deepEqual(rulesBroken(rightly), [])
    })
  }

  test('the sources are read: an empty reading would find no fault', async () => {
    const root = join(import.meta.dirname, '..', '..')
    const sources = await readSources(root)
    assert.ok(sources.filter(({ path }) => path.startsWith('src/')).length > 200)
    const settings = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      imports: Record<string, string>
    }
    const planted = {
      path: 'src/platform/planted.ts',
      text: "// x\nimport { door } from '#safety/reporting/index.ts'\n",
    }
    const broken = checkHouse([...sources, planted], settings.imports).filter(({ path }) => path === planted.path)
    assert.deepEqual(
      broken.map((fault) => fault.rule),
      ['floors'],
    )
  })
})
