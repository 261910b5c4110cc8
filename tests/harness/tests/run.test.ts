// A runner that could lose a failure would make every other test worthless: each way to fail is planted and counted.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { testServer } from '../database.ts'
import { temporaryDir } from '../temporary.ts'

const command = resolve(import.meta.dirname, '../../../bin/test.mjs')

async function runTests(text: string): Promise<{ code: number; lines: string[]; text: string }> {
  const dir = await temporaryDir()
  try {
    const file = join(dir.path, 'planted.test.mts')
    await writeFile(file, `import test, { after, before, describe } from 'node:test'\n${text}`)
    const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
    const child = spawn(process.execPath, [command, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...env, ROWAN_TEST_DATABASE_URL: await testServer() },
    })
    let output = ''
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString('utf8')
    })
    const [code] = (await once(child, 'close')) as [number]
    return { code, lines: output.trimEnd().split('\n'), text: output }
  } finally {
    await dir.remove()
  }
}

const cases: [what: string, file: string, last: string][] = [
  ['tests that pass', `test('a', () => {}); describe('s', () => { test('b', () => {}) })`, '2 passed, 0 failed'],
  ['a test that throws', `test('a', () => {}); test('b', () => { throw new Error('planted') })`, '1 passed, 1 failed'],
  [
    'a subtest',
    `test('a', async (t) => { await t.test('b', () => { throw new Error('planted') }) })`,
    '0 passed, 1 failed',
  ],
  [
    'a hook before',
    `describe('s', () => { before(() => { throw new Error('planted') }); test('b', () => {}) })`,
    '0 passed, 2 failed',
  ],
  [
    'a hook after',
    `describe('s', () => { after(() => { throw new Error('planted') }); test('b', () => {}) })`,
    '1 passed, 1 failed',
  ],
  ['a file that does not load', `throw new Error('planted')`, '0 passed, 1 failed'],
  ['a process that dies', `test('a', () => {}); test('b', () => { process.exit(3) })`, '0 passed, 1 failed'],
  [
    'a process that ends early as if all was well',
    `test('a', () => {}); test('b', async () => { await new Promise((r) => setTimeout(r, 300)); process.exit(0) })`,
    '1 passed, 1 failed',
  ],
  ['a process that ends before its first test', `process.exit(0)`, '0 passed, 1 failed'],
  ['a promise nobody awaited', `test('a', () => { void Promise.reject(new Error('planted')) })`, '1 passed, 1 failed'],
  ['a test left out', `test('a', () => {}); test('b', { skip: true }, () => {})`, '1 passed, 0 failed, 1 skipped'],
]

for (const [what, file, last] of cases) {
  test(`the last line counts ${what}`, async () => {
    const ran = await runTests(file)
    assert.equal(ran.lines.at(-1), last, ran.text)
    assert.equal(ran.code, last.includes(' 0 failed') ? 0 : 1)
    if (file.includes('planted')) assert.match(ran.text, /planted/)
  })
}

test('a path without tests is a failure, not a pass', async () => {
  const child = spawn(process.execPath, [command, '/nowhere'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString('utf8')
  })
  const [code] = await once(child, 'close')
  assert.deepEqual([code, output.trimEnd().split('\n').at(-1)], [1, '0 passed, 1 failed'])
})
