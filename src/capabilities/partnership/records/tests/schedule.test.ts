// The schedule names every table of the database, and no table that is not there: whoever adds one says how long it is kept.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { backupDays, lines, printSchedule, unnamed } from '#engines/retention/index.ts'
import { reportingWords } from '#safety/reporting/messages/words.ts'
import { queueNames } from '#src/apps.ts'
import { withDatabase } from '#tests/harness/database.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')

test('every table there is has its line, and a new one without a line is found', async () => {
  await withDatabase(async ({ ownerUrl }) => {
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    try {
      const tables = async () =>
        (
          await owner.query<{ name: string }>(
            `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
          )
        ).rows.map(({ name }) => name)
      const all = await tables()
      assert.ok(all.length > 40)
      assert.deepEqual(unnamed(all), [])
      const named = lines.flatMap((each) => [...each.tables]).filter((name) => !name.endsWith('.*'))
      assert.deepEqual(
        [...new Set(named)].filter((name) => !all.includes(name)),
        [],
        'the schedule names a table that is gone',
      )
      await owner.query('create table reporting.planted ()')
      assert.deepEqual(unnamed(await tables()), ['reporting.planted'])
    } finally {
      await owner.end()
    }
  })
})

test('the tasks it names exist, its kinds are named once, and the printed page says the same', () => {
  const tasks = lines.map((each) => each.by).filter((by) => /^[a-z]+\.[a-z-]+$/.test(by))
  assert.deepEqual(
    [...new Set(tasks)].filter((name) => !queueNames.includes(name)),
    [],
  )
  assert.equal(new Set(lines.map((each) => each.kind)).size, lines.length)
  assert.equal(readFileSync(join(root, 'docs', 'RETENTION.md'), 'utf8'), printSchedule())
})

test('what the pages say of backups is what the schedule says, in every language', () => {
  for (const locale of ['en', 'ro', 'ar'] as const) {
    const said = reportingWords[locale].return.eraseWhat.join(' ')
    assert.deepEqual(said.match(/\d+/g), [String(backupDays)], locale)
  }
})
