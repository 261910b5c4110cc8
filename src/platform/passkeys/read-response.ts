// Reads what a browser posted of a ceremony: strict in shape and size, so that the library meets only what it expects.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

const longest = 16_384
const isBytes = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{1,12000}$/.test(value)

function parse(text: string): { id: string; response: Record<string, unknown> } | undefined {
  if (text.length > longest) return undefined
  try {
    const whole = JSON.parse(text) as Record<string, unknown> | null
    const { id, response } = whole ?? {}
    if (!isBytes(id) || typeof response !== 'object' || response === null) return undefined
    return { id, response: response as Record<string, unknown> }
  } catch {
    return undefined
  }
}

const common = (id: string) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} })

export function readAttestation(text: string): RegistrationResponseJSON | undefined {
  const { id, response } = parse(text) ?? {}
  if (!id || !response) return undefined
  const { clientDataJSON, attestationObject, transports } = response
  if (!isBytes(clientDataJSON) || !isBytes(attestationObject)) return undefined
  const named = (Array.isArray(transports) ? transports : []).filter(
    (each): each is string => typeof each === 'string' && /^[a-z-]{2,20}$/.test(each),
  )
  return { ...common(id), response: { clientDataJSON, attestationObject, transports: named.slice(0, 8) } }
}

export function readAssertion(text: string): AuthenticationResponseJSON | undefined {
  const { id, response } = parse(text) ?? {}
  if (!id || !response) return undefined
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  if (!isBytes(clientDataJSON) || !isBytes(authenticatorData) || !isBytes(signature)) return undefined
  if (userHandle !== undefined && !isBytes(userHandle)) return undefined
  const named = userHandle === undefined ? {} : { userHandle }
  return { ...common(id), response: { clientDataJSON, authenticatorData, signature, ...named } }
}

/** Whether the browser says the ceremony ran in a page of its own and not in a frame of another site's. */
export function isOfOurPage(clientDataJSON: string): boolean {
  try {
    const data = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as Record<string, unknown> | null
    return data !== null && data.crossOrigin !== true && data.topOrigin === undefined
  } catch {
    return false
  }
}
