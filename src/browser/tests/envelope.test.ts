// What a browser seals is what the service's own engine opens: on the RFC's vector, on any words, in Node's WebCrypto and in the
// browsers that people have.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { build } from 'esbuild'
import fc from 'fast-check'
import type { Page } from 'puppeteer-core'
import { openBody, openText, SealError, unwrapKey } from '#engines/sealing/index.ts'
import { bytesText } from '#engines/sealing/layout.ts'
import { newKeyPair } from '#engines/sealing/x25519.ts'
import { type OwnBrowser, openOnProfile } from '#tests/harness/profile.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { aes128, type Binding, fromText, hpkeSeal, sealBody, sealTo, toText, wrapKey } from '../sealing/envelope.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

// RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ephemeralPublic: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  ephemeralPrivate: '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
  recipientPublic: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  sealed: 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
}

const binding: Binding = { organisation: 'a team', epoch: 7, record: 'a record', part: 'words' }
const isNotOpened = (error: unknown) => error instanceof SealError && error.code === 'not-opened'

test('sealing gives the bytes that RFC 9180 prints', async () => {
  const x25519 = { name: 'X25519' }
  const url = (text: string) => Buffer.from(text, 'hex').toString('base64url')
  const jwk = { kty: 'OKP', crv: 'X25519', x: url(vector.ephemeralPublic) }
  const ephemeral = {
    publicKey: await crypto.subtle.importKey('jwk', jwk, x25519, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: url(vector.ephemeralPrivate) }, x25519, false, [
      'deriveBits',
    ]),
  }
  const how = { info: hex(vector.info), aad: hex(vector.aad), aead: aes128, ephemeral }
  const sealed = await hpkeSeal(hex(vector.recipientPublic), hex(vector.plaintext), how)
  assert.equal(Buffer.from(sealed).toString('hex'), vector.ephemeralPublic + vector.sealed)
})

test('any words open with the engine, bound to everything they were sealed for, and to nothing else', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 9_000 })
  const others = { organisation: 'another', epoch: 8, record: 'another', part: 'another' }
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      const { publicKey, privateKey } = newKeyPair()
      assert.equal(await openText(await sealTo(words, publicKey, binding), privateKey, binding), words)
      const { dataKey, body } = await sealBody(words, binding)
      assert.equal(bytesText(openBody(body, dataKey, binding)), words)
      assert.ok([4096, 8192].includes(body.length - 17) || (body.length - 17) % 16_384 === 0)
      const wrapped = await wrapKey(dataKey, publicKey, binding)
      assert.equal(wrapped.length, 81)
      assert.deepEqual(await unwrapKey(wrapped, privateKey, binding), new Uint8Array(dataKey))
      for (const [name, value] of Object.entries(others))
        await assert.rejects(unwrapKey(wrapped, privateKey, { ...binding, [name]: value }), isNotOpened)
    }),
    { numRuns: 40 },
  )
})

test('bytes stand as text in an address, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(toText(bytes), Buffer.from(bytes).toString('base64url'))
      assert.deepEqual(new Uint8Array(fromText(toText(bytes))), new Uint8Array(bytes))
    }),
  )
})

suite('in real browsers', { concurrency: false }, () => {
  let page: string
  let close: () => void
  before(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "import * as seal from './envelope.ts'; globalThis.seal = seal",
        resolveDir: join(import.meta.dirname, '../sealing'),
      },
      bundle: true,
      format: 'iife',
      target: ['chrome80', 'firefox78', 'safari13'],
      supported: { destructuring: true },
      write: false,
    })
    const server = createServer((request, response) => {
      const isScript = request.url === '/seal.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      response.end(isScript ? outputFiles[0]?.contents : '<!DOCTYPE html><script src="/seal.js"></script>')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    close = () => server.close()
  })
  after(() => close())

  /** Runs one line against the envelope module in the page; answers what it says. */
  const run = <T>(own: Page, line: string) => own.evaluate(line) as Promise<T>

  for (const kind of ['chromium', 'firefox'] as const)
    test(`${kind} can seal, and the engine opens what it sealed`, async (t) => {
      const place = await temporaryDir()
      let own: OwnBrowser | undefined
      t.after(async () => {
        await own?.kill().catch(() => {})
        await place.remove()
      })
      own = await openOnProfile(kind, place.path)
      const tab = await own.browser.newPage()
      await tab.goto(page, { waitUntil: 'load' })
      assert.equal(await run(tab, 'seal.canSeal()'), true)
      const { publicKey, privateKey } = newKeyPair()
      const key = Buffer.from(publicKey).toString('base64url')
      for (const words of ['', 'سيارة فضية 🚗', 'a'.repeat(4092), 'é'.repeat(5_000), 'x'.repeat(20_000)]) {
        const line = `seal.sealTo(${JSON.stringify(words)}, seal.fromText('${key}'), ${JSON.stringify(binding)}).then(seal.toText)`
        const sealed = new Uint8Array(Buffer.from(await run<string>(tab, line), 'base64url'))
        assert.equal(await openText(sealed, privateKey, binding), words)
        await assert.rejects(openText(sealed, privateKey, { ...binding, record: 'another' }), isNotOpened)
      }
      const speed = await run<number>(
        tab,
        `(async () => { const from = performance.now(); for (let i = 0; i < 100; i++) await seal.sealTo('words', seal.fromText('${key}'), ${JSON.stringify(binding)}); return 100_000 / (performance.now() - from) })()`,
      )
      t.diagnostic(`${kind}: ${Math.round(speed)} seals a second`)
    })
})
