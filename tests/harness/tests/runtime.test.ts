// What every command promises: Node 24 whatever it was typed with, its exit code, and nothing left running.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

const runtime = pathToFileURL(resolve(import.meta.dirname, '../../../bin/runtime.mjs')).href
const entry = 'tests/harness/tests/handed-over.ts'

function handOver(task: string): { child: ChildProcess; output: () => string } {
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
  const script = `const { run } = await import('${runtime}'); await run('${entry}', ['${task}'])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      output += part.toString('utf8')
    })
  }
  return { child, output: () => output }
}

test('a command ends with the exit code of what it ran, under Node 24', async () => {
  const { child, output } = handOver('exit')
  const [code] = await once(child, 'close')
  assert.equal(code, 7, output())
  assert.match(output(), /^node 24 /)
})

test('a command told to end passes that on and ends itself', async () => {
  const { child, output } = handOver('stay')
  await once(child.stdout ?? child, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  assert.deepEqual([code, output().includes('asked to end')], [0, true])
})

test('a command killed outright leaves nothing running', async () => {
  const { child, output } = handOver('stay')
  await once(child.stdout ?? child, 'data')
  child.kill('SIGKILL')
  // The app holds the same output open: it closes when the app, too, has ended.
  await once(child, 'close')
  assert.match(output(), /asked to end/)
})
