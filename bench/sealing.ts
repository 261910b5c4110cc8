// How fast the engine alone seals, opens, wraps and derives on this machine, printed as JSON with the ratio to a floor measured in the same run:
// the X25519 and AES-256-GCM calls that no sealing of this kind can do without.
//
// node --import tsx bench/sealing.ts [seconds for each figure, default 1]
import { createCipheriv, createDecipheriv, diffieHellman, generateKeyPairSync, randomBytes } from 'node:crypto'
import { argon2AtOnce, argon2Doorway } from '#engines/sealing/argon2.ts'
import { generateKeyPair, newReceipt, openWith, sealTo, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { deriveReceipt } from '#engines/sealing/receipt.ts'

const seconds = Number(process.argv[2] ?? 1)
if (!(seconds > 0 && seconds <= 60)) throw new Error('Give the seconds for each figure, 60 at most')

const coreSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
/** Of the last `perSecond`: how many for each second of a processor's time, which neighbours on the machine do not change. */
let perCoreSecond = 0

async function perSecond(work: () => unknown): Promise<number> {
  for (let warm = 0; warm < 500; warm++) await work()
  let done = 0
  const cpu = coreSeconds()
  const start = performance.now()
  const end = start + seconds * 1000
  while (performance.now() < end) {
    await work()
    done++
  }
  perCoreSecond = Math.round(done / (coreSeconds() - cpu))
  return Math.round((done * 1000) / (performance.now() - start))
}

const pair = await generateKeyPair()
const binding = { organisation: 'organisation', epoch: 1, record: 'record', part: 'answers' }
const plaintext = Uint8Array.from(randomBytes(2_000))
const padded = Buffer.alloc(4096)
const sealed = await sealTo(plaintext, pair.publicKey, binding)
const dataKey = Uint8Array.from(randomBytes(32))
const wrapped = await wrapKey(dataKey, pair.publicKey, binding)

const floorPair = generateKeyPairSync('x25519')
const nonce = Buffer.alloc(12)
const gcm = (key: Uint8Array, bytes: Uint8Array) => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const out = Buffer.concat([cipher.update(bytes), cipher.final()])
  return { out, tag: cipher.getAuthTag() }
}
const floorSealed = gcm(dataKey, padded)
const floorSeal = await perSecond(() => {
  const ephemeral = generateKeyPairSync('x25519')
  gcm(diffieHellman({ privateKey: ephemeral.privateKey, publicKey: floorPair.publicKey }), dataKey)
  gcm(randomBytes(32), padded)
})
const floorOpen = await perSecond(() => {
  diffieHellman(floorPair)
  const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce).setAuthTag(floorSealed.tag)
  decipher.update(floorSealed.out)
  decipher.final()
})

const seals = await perSecond(() => sealTo(plaintext, pair.publicKey, binding))
const opens = await perSecond(() => openWith(sealed, pair.privateKey, binding))
const opensPerCoreSecond = perCoreSecond
const wraps = await perSecond(() => wrapKey(dataKey, pair.publicKey, binding))
const unwraps = await perSecond(() => unwrapKey(wrapped, pair.privateKey, binding))

// As many at a time as the doorway lets in, since that is how they arrive.
const pepper = Uint8Array.from(randomBytes(32))
let derived = 0
const derivingFrom = performance.now()
const derivingUntil = derivingFrom + seconds * 1000
await Promise.all(
  Array.from({ length: 4 }, async () => {
    while (performance.now() < derivingUntil) {
      await deriveReceipt(newReceipt('words').canonical, pepper)
      derived++
    }
  }),
)
const argon2 = (derived * 1000) / (performance.now() - derivingFrom)

const ratio = (one: number, floor: number) => Number((one / floor).toFixed(2))
const figures = {
  bench: 'sealing',
  bodyBytes: sealed.length,
  sealsPerSecond: seals,
  opensPerSecond: opens,
  opensPerCoreSecond,
  wrapsPerSecond: wraps,
  unwrapsPerSecond: unwraps,
  floorSealsPerSecond: floorSeal,
  floorOpensPerSecond: floorOpen,
  sealsToFloor: ratio(seals, floorSeal),
  opensToFloor: ratio(opens, floorOpen),
  argon2PerSecond: Number(argon2.toFixed(1)),
  argon2AtOnce,
  argon2StillRunning: argon2Doorway.load().running,
  peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
