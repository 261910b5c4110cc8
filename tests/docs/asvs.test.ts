// The table of ASVS requirements: complete in its columns, honest in its sums, and what is said to be met names something that is there.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
type Row = { id: string; level: string; state: string; why: string }

function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([123]) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, id = '', , level = '', state = '', why = '']) => ({ id, level, state, why }),
  )
}

/** What is wrong with a table, in words. */
function faultsIn(text: string): string[] {
  const rows = rowsOf(text)
  const faults: string[] = []
  const seen = new Set<string>()
  for (const { id, state, why } of rows) {
    if (seen.has(id)) faults.push(`${id} twice`)
    seen.add(id)
    if (!['met', 'partly', 'not met', 'does not apply'].includes(state)) faults.push(`${id}: ${state}`)
    for (const [, path = ''] of why.matchAll(/`((?:src|docs|tests|tools)\/[\w./-]+)`/g))
      if (!existsSync(join(root, path))) faults.push(`${id}: ${path} is not there`)
  }
  for (const state of ['met', 'partly', 'not met', 'does not apply']) {
    const low = rows.filter((row) => row.state === state && row.level !== '3').length
    const high = rows.filter((row) => row.state === state && row.level === '3').length
    if (!text.includes(`| ${state} | ${low} | ${high} |`)) faults.push(`sum of “${state}”: ${low}, ${high}`)
  }
  return faults
}

const table = readFileSync(join(root, 'docs/ASVS.md'), 'utf8')

test('every requirement stands once, with a state and a reason, and every test it names is there', () => {
  const rows = rowsOf(table)
  const chapters = new Set(rows.map((row) => row.id.split('.')[0]))
  assert.deepEqual([...chapters].map(Number), [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16])
  assert.ok(rows.filter((row) => row.level !== '3').length > 190, `${rows.length} rows`)
  assert.deepEqual(faultsIn(table), [])
})

test('a test that is not there, a state nobody knows and a wrong sum are found', () => {
  const planted = table
    .replace('`tests/access/routes.test.ts`', '`tests/access/nowhere.test.ts`')
    .replace('| 1 | met |', '| 1 | surely |')
  const faults = faultsIn(planted).join('\n')
  for (const part of ['nowhere.test.ts is not there', 'surely', 'sum of “met”'])
    assert.ok(faults.includes(part), faults)
})
