// A disk that fills while people tell (P4, abuse 20): whoever is told “sent” is sent, whoever is not is told so in plain words,
// and once there is room again all goes on by itself. A small disk of its own is mounted for it, which only root may do.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Embedded, startEmbedded } from '#platform/db/embedded/embedded.ts'
import { appPassword, appUrlOf } from '#src/build-house.ts'
import { migrate } from '#src/prepare.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { openRowan, Person, type Rowan, tell } from './whole-rowan.ts'

const rootKey = new Uint8Array(32).fill(7)
const diskMiB = 260

test('nothing acknowledged is lost when the disk is full, and it goes on once there is room', {
  timeout: 170_000,
}, async (t) => {
  const place = await temporaryDir('database')
  const disk = join(place.path, 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMiB}m`, 'rowan', disk], { stdio: 'ignore' })
  if (mounted.status !== 0) {
    await place.remove()
    t.skip('no disk of its own can be mounted by this account')
    return
  }
  chmodSync(disk, 0o711)
  let server: Embedded | undefined
  let rowan: Rowan | undefined
  const filler = join(disk, 'filler')
  try {
    server = await startEmbedded({ dataDir: join(disk, 'data') })
    const password = appPassword(rootKey)
    await migrate({ ownerUrl: server.ownerUrl, appPassword: password })
    rowan = await openRowan({ ownerUrl: server.ownerUrl, appUrl: appUrlOf(server.ownerUrl, password) }, { rootKey })
    const { apps } = rowan
    const sendOne = async (story: string) => {
      const person = new Person(apps, 'public')
      const receipt = await tell(person, { story: { story } })
      const after = await person.submit('/report', '/report', { do: 'send' })
      assert.equal(after.status, 200, 'the page after sending')
      return receipt
    }
    const sent = [await sendOne('Before it was full')]

    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 300 * 1024), 1))
    let refused = 0
    for (let i = 0; i < 400 && refused < 3; i++)
      try {
        sent.push(await sendOne(`While it filled ${i} ${'x'.repeat(3000)}`))
      } catch {
        refused++
        const page = await new Person(apps, 'public').get('/report').catch(() => undefined)
        assert.ok(page && page.status < 600 && !/at \w+ \(|ENOSPC|no space/i.test(page.text), 'said in plain words')
      }
    assert.ok(refused > 0, 'the disk was full')

    rmSync(filler)
    const again = Date.now() + 90_000
    for (;;) {
      try {
        sent.push(await sendOne('After there was room again'))
        break
      } catch (error) {
        assert.ok(Date.now() < again, `it does not go on: ${error}`)
        await new Promise((done) => setTimeout(done, 1_000))
      }
    }
    for (const receipt of sent) {
      const back = new Person(apps, 'public')
      const page = await back.submit('/return', '/return', { do: 'enter', receipt })
      assert.match(page.text, /What happened with it/, 'an acknowledged report is gone')
    }
    t.diagnostic(`${sent.length} acknowledged, ${refused} refused`)
  } finally {
    rmSync(filler, { force: true })
    await rowan?.close()
    await server?.stop()
    spawnSync('umount', ['-l', disk], { stdio: 'ignore' })
    await place.remove()
  }
})
