// The built styles and scripts: small, whole, right in both directions, and free of what must not be shipped.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { loadAssets } from '../../src/ui/assets.ts'
import { buildAssets, toBothDirections } from '../build-styles.ts'

const { directory } = await buildAssets()
const assets = loadAssets(directory)
const fileOf = (name: Parameters<typeof assets.href>[0]) => {
  const file = assets.files.get(assets.href(name).slice('/assets/'.length))
  assert.ok(file, name)
  return file
}
const textOf = (name: Parameters<typeof assets.href>[0]) => Buffer.from(fileOf(name).body).toString()

test('the public style sheet is at most 7 KB on the wire, the staff one 9 KB, each script 1 KB', () => {
  assert.ok(fileOf('public.css').br.length <= 7168, `${fileOf('public.css').br.length}`)
  assert.ok(fileOf('staff.css').br.length <= 9216, `${fileOf('staff.css').br.length}`)
  for (const name of ['leave.js', 'staff-keys.js'] as const) assert.ok(fileOf(name).body.length <= 1024, name)
  // Loaded only by the page on which a report is told, and weighed apart from it (tests/budgets).
  assert.ok(fileOf('seal.js').br.length <= 3072, `${fileOf('seal.js').br.length}`)
  // Loaded only by the pages that make or show a passkey.
  assert.ok(fileOf('passkey.js').br.length <= 1024, `${fileOf('passkey.js').br.length}`)
  assert.ok(fileOf('proof.js').gz.length <= 1024, `${fileOf('proof.js').gz.length}`)
})

test('the compressed forms hold the same bytes', () => {
  for (const [name, file] of assets.files) {
    assert.deepEqual(new Uint8Array(brotliDecompressSync(file.br)), file.body, name)
    assert.deepEqual(new Uint8Array(gunzipSync(file.gz)), file.body, name)
  }
})

test('building again when nothing changed does nothing, in under 20 ms', async () => {
  const start = performance.now()
  assert.equal((await buildAssets()).built, false)
  assert.ok(performance.now() - start < 20)
})

for (const sheet of ['public.css', 'staff.css'] as const) {
  test(`${sheet} uses no variable that it does not set`, () => {
    const css = textOf(sheet)
    const given = new Set([...css.matchAll(/(--[a-z0-9-]+):/g)].map((match) => match[1]))
    const used = new Set([...css.matchAll(/var\((--[a-z0-9-]+)\)/g)].map((match) => match[1]))
    assert.ok(used.size > 20)
    assert.deepEqual(
      [...used].filter((name) => !given.has(name)),
      [],
    )
  })

  test(`${sheet} fetches nothing and carries nothing of the state's look`, () => {
    const css = textOf(sheet)
    assert.doesNotMatch(css, /url\(|@import|@font-face/)
    assert.doesNotMatch(css, /GDS Transport|crown|#1d70b8|#00703c|#0f7a52|#ffdd00|#fd0\b/i)
  })

  test(`${sheet} has no margin, padding, border or alignment that holds in one direction only`, () => {
    assert.doesNotMatch(textOf(sheet), /[;{](?:margin|padding|border)-(?:left|right)|text-align:(?:left|right)/)
  })
}

test('left and right become start and end where they mean the line, and stay where they mean the box', () => {
  assert.equal(
    toBothDirections('a{margin-left:1px;padding-right:2px;border-left:1px solid;text-align:right;left:0}'),
    'a{margin-inline-start:1px;padding-inline-end:2px;border-inline-start:1px solid;text-align:end;left:0}',
  )
  assert.equal(toBothDirections('a{border-left-color:red}'), 'a{border-inline-start-color:red}')
  assert.equal(toBothDirections('a{color:var(--govuk-text-colour, #0b0c0c)}'), 'a{color:var(--govuk-text-colour)}')
})

test('the manifest names every built file by its content', () => {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Record<string, string>
  const present = new Set(readdirSync(directory))
  for (const [name, hashed] of Object.entries(manifest)) {
    assert.match(hashed, /-[0-9a-f]{10}\.(css|js|svg)$/)
    for (const file of [name, hashed, `${hashed}.br`, `${hashed}.gz`]) assert.ok(present.has(file), file)
  }
})
