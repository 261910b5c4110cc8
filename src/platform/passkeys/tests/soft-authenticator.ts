// An authenticator in a few lines, for tests: makes and shows passkeys as a browser would post them, honestly or bent out of shape.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** What may be bent. `flags` are WebAuthn's: 1 present, 4 verified, 8 may be copied, 16 was copied. */
export type Bend = {
  type?: string
  challenge?: string
  origin?: string
  rpId?: string
  flags?: number
  counter?: number
  userHandle?: Uint8Array | undefined
  crossOrigin?: boolean
  topOrigin?: string
  /** Signs with a key of its own. */
  foreignKey?: boolean
  /** A maker's statement: CBOR bytes of `fmt` and `attStmt`. */
  statement?: { fmt: string; attStmt: Buffer }
}

export type Site = { origin: string; id: string }

export type SoftPasskey = {
  id: string
  made: string
  /** What a browser posts when it shows this passkey. */
  show(challenge: string, bend?: Bend): string
}

// Just enough CBOR: small maps, texts, byte strings.
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
const cborBytes = (bytes: Uint8Array) =>
  bytes.length < 256
    ? Buffer.concat([Buffer.from([0x58, bytes.length]), bytes])
    : Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]), bytes])
export const emptyMap = Buffer.from([0xa0])

/** A map with one `x5c` that holds `certificate`: a statement nobody asked for. */
export const statementWithCertificate = (certificate: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from([0xa3]),
    cborText('alg'),
    Buffer.from([0x26]),
    cborText('sig'),
    cborBytes(randomBytes(70)),
    cborText('x5c'),
    Buffer.from([0x81]),
    cborBytes(certificate),
  ])

function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const part = (text: string) => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, 'base64url')])
  return Buffer.concat([
    Buffer.from('a50102032620', 'hex'),
    Buffer.from('01', 'hex'),
    Buffer.from('21', 'hex'),
    part(x),
    Buffer.from('22', 'hex'),
    part(y),
  ])
}

const clientData = (type: string, site: Site, challenge: string, bend: Bend) =>
  Buffer.from(
    JSON.stringify({
      type: bend.type ?? type,
      challenge: bend.challenge ?? challenge,
      origin: bend.origin ?? site.origin,
      crossOrigin: bend.crossOrigin ?? false,
      ...(bend.topOrigin === undefined ? {} : { topOrigin: bend.topOrigin }),
    }),
  )

function authenticatorData(site: Site, bend: Bend, flags: number, counter: number, attested?: Buffer): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(bend.counter ?? counter)
  const head = Buffer.concat([sha256(bend.rpId ?? site.id), Buffer.from([bend.flags ?? flags]), count])
  return attested ? Buffer.concat([head, attested]) : head
}

/** Makes a passkey for `site` in answer to `challenge`; what is bent is bent in the making only. */
export function makePasskey(site: Site, challenge: string, userHandle: Uint8Array, bend: Bend = {}): SoftPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawId = randomBytes(32)
  const id = b64(rawId)
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, coseOf(publicKey)])
  const synced = 8
  const data = authenticatorData(site, bend, 0x40 + 5 + synced, 0, attested)
  const { fmt, attStmt } = bend.statement ?? { fmt: 'none', attStmt: emptyMap }
  const object = Buffer.concat([
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText(fmt),
    cborText('attStmt'),
    attStmt,
    cborText('authData'),
    cborBytes(data),
  ])
  const made = JSON.stringify({
    id,
    response: {
      transports: ['internal'],
      clientDataJSON: b64(clientData('webauthn.create', site, challenge, bend)),
      attestationObject: b64(object),
    },
  })
  return {
    id,
    made,
    show(asked, bent = {}) {
      const json = clientData('webauthn.get', site, asked, bent)
      const shown = authenticatorData(site, bent, 5 + synced, 0)
      const key = bent.foreignKey ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : privateKey
      const handle = 'userHandle' in bent ? bent.userHandle : userHandle
      return JSON.stringify({
        id,
        response: {
          clientDataJSON: b64(json),
          authenticatorData: b64(shown),
          signature: b64(sign('sha256', Buffer.concat([shown, sha256(json)]), key)),
          ...(handle === undefined ? {} : { userHandle: b64(handle) }),
        },
      })
    },
  }
}
