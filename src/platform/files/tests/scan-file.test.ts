// The scanner's client against a stand-in that speaks clamd's protocol over a real Unix socket, and against clamd itself where it
// is installed, with one signature written by hand.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { scanFile } from '../scan-file.ts'
import { eicar, jpegFile } from './sample-files.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowan-clamd-'))
})
after(() => rm(folder, { recursive: true, force: true }))

/** Reads an INSTREAM to its end and answers; `misbehave` is given the connection instead. */
async function standIn(answer: string, misbehave?: (socket: Socket) => void) {
  const path = join(folder, `${randomBytes(4).toString('hex')}.sock`)
  const received: Buffer[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    if (misbehave) return misbehave(socket)
    let unread = Buffer.alloc(0)
    let isGreeted = false
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk])
      if (!isGreeted) {
        if (unread.length < 10) return
        assert.equal(unread.toString('latin1', 0, 10), 'zINSTREAM\0')
        unread = unread.subarray(10)
        isGreeted = true
      }
      while (unread.length >= 4) {
        const size = unread.readUInt32BE()
        if (size === 0) return void socket.end(`${answer}\0`)
        if (unread.length < 4 + size) return
        received.push(unread.subarray(4, 4 + size))
        unread = unread.subarray(4 + size)
      }
    })
  })
  await new Promise<void>((done) => server.listen(path, done))
  return {
    path,
    received: () => Buffer.concat(received),
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((done) => server.close(done))
    },
  }
}

test('every byte reaches the scanner, in order, and its answer is read', async () => {
  const bytes = randomBytes(900_001)
  for (const [answer, result] of [
    ['stream: OK', 'clean'],
    ['stream: Eicar-Signature FOUND', 'found'],
    ['INSTREAM size limit exceeded. ERROR', 'not-scanned'],
    ['stream: OK or perhaps not', 'not-scanned'],
    ['', 'not-scanned'],
  ] as const) {
    const clamd = await standIn(answer)
    assert.equal(await scanFile(clamd.path, bytes), result, answer)
    assert.ok(clamd.received().equals(bytes))
    await clamd.close()
  }
})

test('a scanner that is down, hangs up, never answers or never stops is “not scanned”, never “clean”', async () => {
  assert.equal(await scanFile(join(folder, 'none.sock'), eicar), 'not-scanned')
  assert.equal(await scanFile(undefined, eicar), 'off')
  const bytes = randomBytes(3_000_000)
  const cases: ((socket: Socket) => void)[] = [
    (socket) => socket.destroy(),
    (socket) => void socket.on('data', () => socket.destroy()),
    () => {},
    (socket) => socket.resume(),
    (socket) => void socket.write('a'.repeat(100_000)),
  ]
  for (const misbehave of cases) {
    const clamd = await standIn('', misbehave)
    assert.equal(await scanFile(clamd.path, bytes, { seconds: 0.3 }), 'not-scanned')
    await clamd.close()
  }
})

const binary = '/usr/sbin/clamd'
test('clamd itself finds EICAR and lets a photo pass', {
  skip: existsSync(binary) ? false : 'clamd is not installed',
}, async () => {
  const base = join(folder, 'real')
  const socket = `${base}.sock`
  const database = await mkdtemp(`${base}-`)
  const digest = createHash('md5').update(eicar).digest('hex')
  await writeFile(join(database, 'rowan.hdb'), `${digest}:${eicar.length}:Rowan.Test.Eicar\n`)
  const settings = `${base}.conf`
  await writeFile(
    settings,
    `LocalSocket ${socket}\nDatabaseDirectory ${database}\nForeground yes\nTemporaryDirectory ${database}\n`,
  )
  await chmod(database, 0o755)
  const clamd = spawn(binary, ['--config-file', settings], { stdio: 'ignore' })
  const ended = new Promise((done) => clamd.on('close', done))
  try {
    const until = Date.now() + 20_000
    while (!existsSync(socket) && clamd.exitCode === null && Date.now() < until)
      await new Promise((next) => setTimeout(next, 50))
    assert.ok(existsSync(socket), 'clamd listens')
    assert.equal(await scanFile(socket, eicar), 'found')
    assert.equal(await scanFile(socket, await jpegFile()), 'clean')
    assert.equal(await scanFile(socket, randomBytes(5_000_000)), 'clean')
  } finally {
    clamd.kill('SIGKILL')
    await ended
  }
})
