// Which site a passkey belongs to: each app is a relying party of its own, known by the address it was configured with.
import { isIP } from 'node:net'

/** `id` is the host's name and `origin` the one address from which a ceremony is believed (WebAuthn Level 3, §5.1.2 and §13.4.9). */
export type RelyingParty = { readonly id: string; readonly origin: string; readonly name: string }

const loopback: readonly string[] = ['127.0.0.1', '[::1]']

/**
 * The relying party of an app at `appUrl`, or undefined where browsers offer no passkeys: a bare number for a host, or plain
 * http anywhere but on this machine, which is then called `localhost`.
 */
export function relyingPartyOf(appUrl: string): RelyingParty | undefined {
  const url = new URL(appUrl)
  const id = loopback.includes(url.hostname) ? 'localhost' : url.hostname
  if (isIP(id.replace(/[[\]]/g, '')) !== 0) return undefined
  const isThisMachine = id === 'localhost' || id.endsWith('.localhost')
  if (url.protocol !== 'https:' && !(isThisMachine && url.protocol === 'http:')) return undefined
  return { id, origin: `${url.protocol}//${id}${url.port === '' ? '' : `:${url.port}`}`, name: 'Rowan' }
}

/** Whether a page at `pageUrl` is the one passkeys of this party belong to. A proxy may speak TLS for us, so the host decides. */
export const standsAt = (party: RelyingParty, pageUrl: string): boolean =>
  new URL(pageUrl).host === new URL(party.origin).host
