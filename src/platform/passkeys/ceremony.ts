// The two ceremonies of a passkey, making one and showing one, over the library that checks them. Knows no person and no table.
import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { ceremonyMilliseconds } from './challenge.ts'
import { isOfOurPage, readAssertion, readAttestation } from './read-response.ts'
import type { RelyingParty } from './relying-party.ts'

/** What is kept of a passkey. `isSynced`: its maker may copy it between devices (backup eligible). Bytes are base64url. */
export type StoredPasskey = {
  credentialId: string
  /** COSE key. */
  publicKey: string
  /** The last signature counter; 0 for passkeys that do not count. */
  counter: number
  isSynced: boolean
  transports: string[]
  /** The challenge it last answered, so that the same answer sent twice at one moment counts once. */
  answered?: string
}

/** What the page hands to the script in src/browser/passkey.ts. Byte strings are marked, see `marked`. */
export type Ceremony = {
  create: boolean
  options: unknown
  /** With it the script asks for the passkey's own secret and draws from it (HKDF) what it posts. */
  label?: string
}

/** EdDSA, ES256, RS256: what every maker of passkeys has at least one of (WebAuthn Level 3, §5.4, pubKeyCredParams). */
const algorithms = [-8, -7, -257]

/** The one salt of a purpose: the same passkey gives the same secret each time, and another one for another purpose. */
const prfOf = (purpose: string | undefined) =>
  purpose === undefined
    ? {}
    : { prf: { eval: { first: createHash('sha256').update(`rowan passkey ${purpose}`).digest('base64url') } } }

type Options = { party: RelyingParty; challenge: string; known: readonly StoredPasskey[]; prf?: string | undefined }

const described = (known: readonly StoredPasskey[]) =>
  known.map(({ credentialId, transports }) => ({ id: credentialId, transports }))

const bytesOf = (text: string) => isoBase64URL.toBuffer(text)
const withLabel = (prf: string | undefined) => (prf === undefined ? {} : { label: `rowan passkey ${prf} key` })

/** Makes a passkey: it must be found without a name being typed, and ask its holder for a finger, face or PIN each time. */
export async function registration(wish: Options & { userHandle: Uint8Array; userName: string }): Promise<Ceremony> {
  const { party, challenge, known, prf } = wish
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: wish.userName,
    userDisplayName: '',
    userID: Uint8Array.from(wish.userHandle),
    challenge: bytesOf(challenge),
    timeout: ceremonyMilliseconds,
    attestationType: 'none',
    excludeCredentials: described(known),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })
  const { credProps: _, ...extensions } = options.extensions as Record<string, unknown>
  const marks = { ...options, extensions: { ...extensions, ...prfOf(prf) } }
  return { create: true, options: marked(marks), ...withLabel(prf) }
}

/** Shows a passkey: any of this site, or one of `known` where that is not empty. */
export async function authentication(wish: Options): Promise<Ceremony> {
  const { party, challenge, known, prf } = wish
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: bytesOf(challenge),
    timeout: ceremonyMilliseconds,
    userVerification: 'required',
    ...(known.length > 0 ? { allowCredentials: described(known) } : {}),
  })
  return { create: false, options: marked({ ...options, extensions: prfOf(prf) }), ...withLabel(prf) }
}

const byteFields = new Set(['challenge', 'first'])

/** JSON knows no bytes: those that stand for bytes are led by `bytes:`. An `id` stands for bytes except the party's own. */
function marked(value: unknown, name = '', parent = ''): unknown {
  if (typeof value === 'string')
    return byteFields.has(name) || (name === 'id' && parent !== 'rp') ? `bytes:${value}` : value
  if (Array.isArray(value)) return value.map((each) => marked(each, '', name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, key, name || parent)]))
}

/**
 * Judges the answer to `registration`. Undefined for whatever does not fit: challenge, origin, site, user verification, an
 * algorithm nobody asked for, or a maker's certificate, which nobody asked for either and whose checking would ask other sites.
 */
export async function finishRegistration(
  party: RelyingParty,
  challenge: string,
  text: string,
): Promise<StoredPasskey | undefined> {
  const response = readAttestation(text)
  if (!response || !isOfOurPage(response.response.clientDataJSON)) return undefined
  try {
    const object = decodeAttestationObject(bytesOf(response.response.attestationObject))
    const format = object.get('fmt')
    if (format !== 'none' && !(format === 'packed' && object.get('attStmt').get('x5c') === undefined)) return undefined
    const { verified, registrationInfo: info } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified || info.credential.id !== response.id) return undefined
    return {
      credentialId: info.credential.id,
      publicKey: isoBase64URL.fromBuffer(info.credential.publicKey),
      counter: info.credential.counter,
      isSynced: info.credentialDeviceType === 'multiDevice',
      transports: response.response.transports ?? [],
    }
  } catch {
    // The library says what is wrong by throwing, in words that hold what was sent.
    return undefined
  }
}

/**
 * What to keep of the passkey from now on. `copied`: all fits but the counter, which has not moved on: somebody else may have
 * used a copy (WebAuthn Level 3, §6.1.1).
 */
export type Shown = StoredPasskey | 'wrong' | 'copied'

/**
 * Judges the answer to `authentication` by what is kept of that passkey; undefined for one that nobody has, which takes the
 * same work and is `wrong`. `userHandle` is whom the passkey must name, if it names anybody. Call it with the passkey's row
 * locked, and keep what it answers: of two answers to one challenge the second is then wrong.
 */
export async function finishAuthentication(
  party: RelyingParty,
  challenge: string,
  text: string,
  kept: { passkey: StoredPasskey; userHandle: Uint8Array } | undefined,
): Promise<Shown> {
  const response = readAssertion(text)
  if (!response || !isOfOurPage(response.response.clientDataJSON)) return 'wrong'
  const passkey = kept?.passkey ?? { ...decoy(), credentialId: response.id }
  try {
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // The counter is judged below, once the signature holds: else anybody who knows an id could cast doubt on a passkey.
      credential: { id: passkey.credentialId, publicKey: bytesOf(passkey.publicKey), counter: 0 },
    })
    if (!verified || !kept || response.id !== passkey.credentialId) return 'wrong'
    if ((info.credentialDeviceType === 'multiDevice') !== passkey.isSynced) return 'wrong'
    const { userHandle } = response.response
    if (userHandle !== undefined && userHandle !== isoBase64URL.fromBuffer(Uint8Array.from(kept.userHandle)))
      return 'wrong'
    const { newCounter } = info
    if (kept.passkey.answered === challenge) return 'wrong'
    if ((newCounter > 0 || passkey.counter > 0) && newCounter <= passkey.counter) return 'copied'
    return { ...kept.passkey, counter: newCounter, answered: challenge }
  } catch {
    return 'wrong'
  }
}

/** The credential an answer speaks of, or undefined when it is no answer at all. */
export const credentialIdOf = (text: string): string | undefined => readAssertion(text)?.id

let decoyKey: string | undefined

/** A key nobody holds, so that an unknown passkey costs the same work as a wrong one. */
function decoy(): Omit<StoredPasskey, 'credentialId'> {
  decoyKey ??= coseOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }))
  return { publicKey: decoyKey, counter: 0, isSynced: false, transports: [] }
}

/** A P-256 public key as COSE (RFC 9053 §7.1.1): {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseOf({ x = '', y = '' }: { x?: string; y?: string }): string {
  const parts = ['a5010203262001215820', Buffer.from(x, 'base64url').toString('hex'), '225820']
  return Buffer.from(parts.join('') + Buffer.from(y, 'base64url').toString('hex'), 'hex').toString('base64url')
}
