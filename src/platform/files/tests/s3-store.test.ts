// The S3 store against a server that speaks S3, over HTTP on a port of its own: what is put comes back whole, and what is not
// there is not there.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
// @ts-expect-error it comes without types
import S3rver from 's3rver'
import { newBlobName } from '../blob-store.ts'
import { type S3Place, s3Store } from '../s3-store.ts'

let folder: string
let server: { run(): Promise<unknown>; close(): Promise<void> }
let place: S3Place

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowan-s3-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'rowan', configs: [] }],
  })
  const { port } = (await server.run()) as { port: number }
  place = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'rowan',
    region: 'us-east-1',
    accessKey: 'S3RVER',
    secretKey: 'S3RVER',
  }
})
after(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('puts, gets whole, replaces, removes; removing twice and getting nothing are no failures', async () => {
  const store = s3Store(place, 'one')
  const name = newBlobName()
  assert.equal(await store.get(name), undefined)
  for (const size of [1, 5 * 1024 * 1024]) {
    const bytes = randomBytes(size)
    await store.put(name, bytes)
    assert.ok(Buffer.from((await store.get(name)) ?? []).equals(bytes))
  }
  await store.remove(name)
  await store.remove(name)
  assert.equal(await store.get(name), undefined)
})

test('finds what is old under its own folder, past one page of the list, and nothing of another’s', async () => {
  const [store, other] = [s3Store(place, 'two'), s3Store(place, 'three')]
  const names = Array.from({ length: 1_020 }, newBlobName)
  for (let from = 0; from < names.length; from += 60)
    await Promise.all(names.slice(from, from + 60).map((name) => store.put(name, Buffer.from('sealed'))))
  await other.put(newBlobName(), Buffer.from('sealed'))
  assert.deepEqual(await store.olderThan(60_000, new Date()), [])
  const later = new Date(Date.now() + 3_600_000)
  assert.deepEqual((await store.olderThan(60_000, later)).sort(), names.sort())
  assert.equal((await other.olderThan(60_000, later)).length, 1)
})

test('a wrong key, a bucket that is not there and a server that is down are failures that name no key', async () => {
  for (const wrong of [
    { ...place, accessKey: 'another' },
    { ...place, bucket: 'nowhere' },
    { ...place, endpoint: 'http://127.0.0.1:9' },
  ])
    await assert.rejects(s3Store(wrong, 'one').put(newBlobName(), Buffer.from('x')), (error: Error) => {
      assert.doesNotMatch(error.message, /another|S3RVER/)
      return true
    })
  await assert.rejects(s3Store(place, 'one').put('../x', Buffer.from('x')), /not a name/)
})
