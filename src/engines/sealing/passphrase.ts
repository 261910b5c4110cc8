// A person's passphrase as a key: what is stored to recognise it, and what it opens. Apart from receipts because this one
// is chosen by a person, so it has rules, a salt of its own and a cost that can be raised later.
import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { ARGON2_COST, argon2id } from './argon2.ts'
import { SealError } from './failure.ts'
import { gcmOpen, gcmSeal, NONCE_BYTES } from './gcm.ts'
import { encodeFields, isBytes, joinBytes, textBytes } from './layout.ts'

/** The cost a passphrase was derived with, stored beside it as JSON so that it can be raised later. */
export type PassphraseParams = { version: 1; memoryKiB: number; passes: number; lanes: number }

/** What is stored: none of it opens anything. `salt` 16 bytes, `verifier` 32 bytes. */
export type StoredPassphrase = { salt: Uint8Array; params: PassphraseParams; verifier: Uint8Array }

export const PASSPHRASE_PARAMS: PassphraseParams = { version: 1, ...ARGON2_COST }

/** Shortest passphrase of a member of staff, in characters. */
export const PASSPHRASE_MIN = 12
/** Longest passphrase taken, in characters: more would only be work for the machine. */
export const PASSPHRASE_MAX = 256

export type PassphraseProblem = 'too-short' | 'too-long' | 'too-plain'

const SEALED_KEY_VERSION = 1
const FEWEST_DIFFERENT = 5

function normalised(passphrase: string): string {
  if (typeof passphrase !== 'string' || passphrase.length > PASSPHRASE_MAX * 4) throw new SealError('bad-input')
  return passphrase.normalize('NFKC')
}

/**
 * What is wrong with a new passphrase, or null. Length is counted in characters after NFKC; no rule asks for kinds of
 * characters (OWASP ASVS 5.0, 6.2). "Too plain" has fewer than five different characters or is one piece repeated.
 */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  if (passphrase.length > PASSPHRASE_MAX * 4) return 'too-long'
  const characters = [...normalised(passphrase)]
  if (characters.length < PASSPHRASE_MIN) return 'too-short'
  if (characters.length > PASSPHRASE_MAX) return 'too-long'
  if (new Set(characters).size < FEWEST_DIFFERENT) return 'too-plain'
  const text = characters.join('')
  return (text + text).indexOf(text, 1) < text.length ? 'too-plain' : null
}

/** Params as read back from storage. Throws SealError when they are unknown, too weak, or more work than is reasonable. */
export function checkParams(value: unknown): PassphraseParams {
  const { version, memoryKiB, passes, lanes } = (value ?? {}) as Record<string, unknown>
  const within = (number: unknown, low: number, high: number): number => {
    if (typeof number !== 'number' || !Number.isInteger(number) || number < low || number > high) {
      throw new SealError('malformed')
    }
    return number
  }
  if (version !== 1) throw new SealError('unknown-suite')
  return {
    version,
    memoryKiB: within(memoryKiB, 19 * 1024, 256 * 1024),
    passes: within(passes, 2, 10),
    lanes: within(lanes, 1, 4),
  }
}

// One Argon2id, two independent results: what is compared, and what opens. The first says nothing about the second.
async function derive(passphrase: string, salt: Uint8Array, params: PassphraseParams, pepper?: Uint8Array) {
  const cost = checkParams(params)
  const secret = await argon2id(textBytes(normalised(passphrase)), salt, cost, pepper)
  const draw = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, salt, encodeFields('rowan passphrase', purpose), 32))
  const verifier = Uint8Array.from(createHash('sha256').update(draw('verifier')).digest())
  return { verifier, key: draw('key') }
}

/** A new random salt, 16 bytes. */
export function newPassphraseSalt(): Uint8Array {
  return Uint8Array.from(randomBytes(16))
}

/**
 * The 32-byte key a passphrase opens with. `pepper`, a secret of the service kept outside the database, makes a stolen
 * database useless for guessing; give the same one always or never. Rejects with TooBusy.
 */
export async function derivePassphraseKey(
  passphrase: string,
  salt: Uint8Array,
  params: PassphraseParams,
  pepper?: Uint8Array,
): Promise<Uint8Array> {
  return (await derive(passphrase, salt, params, pepper)).key
}

/** For a new passphrase: what to store, and the key it gives (the same as `derivePassphraseKey`). */
export async function newVerifier(passphrase: string, pepper?: Uint8Array) {
  const salt = newPassphraseSalt()
  const { verifier, key } = await derive(passphrase, salt, PASSPHRASE_PARAMS, pepper)
  const stored: StoredPassphrase = { salt, params: PASSPHRASE_PARAMS, verifier }
  return { stored, key }
}

/** The key when the passphrase is the stored one, else null. Compared in constant time; rejects with TooBusy. */
export async function checkPassphrase(
  passphrase: string,
  stored: StoredPassphrase,
  pepper?: Uint8Array,
): Promise<Uint8Array | null> {
  const { verifier, key } = await derive(passphrase, stored.salt, stored.params, pepper)
  return isBytes(stored.verifier, 32) && timingSafeEqual(verifier, stored.verifier) ? key : null
}

const dummySalt = newPassphraseSalt()
const dummyVerifier = Uint8Array.from(randomBytes(32))

/** The same work as `checkPassphrase` for an account that does not exist, so that time does not tell which do. */
export async function deriveDummy(passphrase: string, pepper?: Uint8Array): Promise<null> {
  await checkPassphrase(passphrase, { salt: dummySalt, params: PASSPHRASE_PARAMS, verifier: dummyVerifier }, pepper)
  return null
}

const sealedKeyAad = encodeFields('rowan sealed private key', SEALED_KEY_VERSION)

/** A person's 32-byte private key under the 32-byte key of their passphrase: 61 bytes (version, nonce, sealed, tag). */
export function sealPrivateKey(privateKey: Uint8Array, key: Uint8Array): Uint8Array {
  if (!isBytes(privateKey, 32) || !isBytes(key, 32)) throw new SealError('bad-input')
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = gcmSeal('aes-256-gcm', key, nonce, privateKey, sealedKeyAad)
  return joinBytes(Uint8Array.of(SEALED_KEY_VERSION), nonce, sealed)
}

/** Opens what `sealPrivateKey` made. Throws SealError `not-opened` for another key. */
export function openPrivateKey(sealed: Uint8Array, key: Uint8Array): Uint8Array {
  if (!isBytes(key, 32)) throw new SealError('bad-input')
  if (!isBytes(sealed, 1 + NONCE_BYTES + 32 + 16)) throw new SealError('malformed')
  if (sealed[0] !== SEALED_KEY_VERSION) throw new SealError('unknown-suite')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  return gcmOpen('aes-256-gcm', key, nonce, sealed.subarray(1 + NONCE_BYTES), sealedKeyAad)
}
