// From an address to the network it stands in: /24 or /48. Pure; nothing else of an address is kept or counted.
import { BlockList, isIP } from 'node:net'

export type TrustedProxies = { includes(address: string): boolean }

/** Whose word about an address is taken. `text`: addresses or ranges, `10.0.0.0/8, ::1`. Throws RangeError for anything else. */
export function trustedProxies(text: string): TrustedProxies {
  const list = new BlockList()
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  for (const part of parts) {
    const [address = '', bits] = part.split('/')
    const family = familyOf(address)
    const length = bits === undefined ? undefined : Number(bits)
    const isLength = length === undefined || (Number.isInteger(length) && length >= 0)
    if (!family || !isLength || (length ?? 0) > (family === 'ipv4' ? 32 : 128)) throw new RangeError(part)
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, length, family)
  }
  return {
    includes(address) {
      const family = familyOf(address)
      return parts.length > 0 && family !== undefined && list.check(address, family)
    },
  }
}

const familyOf = (address: string) => (({ 4: 'ipv4', 6: 'ipv6' }) as const)[isIP(address)]

/**
 * The visitor's address: the socket's, unless that is a trusted proxy; then the last of X-Forwarded-For that is none. What
 * stands further left was written by whoever asks, and counts for nothing.
 */
export function visitorAddress(
  socket: string | undefined,
  forwarded: string | undefined,
  trusted: TrustedProxies,
): string | undefined {
  let address = plain(socket)
  const hops = (forwarded ?? '').split(',')
  while (address !== undefined && trusted.includes(address) && hops.length > 0) {
    const before = plain(hops.pop()?.trim())
    if (before === undefined) break
    address = before
  }
  return address
}

/** Without a zone, a mapped IPv4 address as IPv4; undefined for what is no address. */
function plain(address: string | undefined): string | undefined {
  const bare = address?.replace(/%.*$/, '').replace(/^\[(.*)\]$/, '$1')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare ?? '')?.[1]
  const found = mapped ?? bare
  return found !== undefined && isIP(found) !== 0 ? found : undefined
}

/** `198.51.100.0/24`, `2001:db8:1::/48`; undefined for what is no address. */
export function networkOf(address: string | undefined): string | undefined {
  const found = plain(address)
  if (found === undefined) return undefined
  if (isIP(found) === 4) return `${found.split('.').slice(0, 3).join('.')}.0/24`
  return `${groupsOf(found).slice(0, 3).join(':')}::/48`
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const groups = (text: string) =>
    text === ''
      ? []
      : text.split(':').map((group) => (group.includes('.') ? '0' : Number.parseInt(group, 16).toString(16)))
  const [left = '', right] = address.split('::')
  const head = groups(left)
  const tail = right === undefined ? [] : groups(right)
  return [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
}
