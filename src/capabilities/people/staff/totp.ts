// Six-digit codes that change every thirty seconds (RFC 6238), as people's phones compute them.
import { Secret, TOTP } from 'otpauth'

const period = 30
const drift = 1

const of = (secret: string, label: string) =>
  new TOTP({ issuer: 'Rowan', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })

/** A new secret, 160 bits, in base32 as authenticator apps take it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** The address an authenticator app reads from a picture or a link. The issuer says nothing of what Rowan is for. */
export const otpauthUrl = (secret: string, username: string): string => of(secret, username).toString()

export const codeAt = (secret: string, now: Date): string => of(secret, '-').generate({ timestamp: now.getTime() })

/** A code that works now for somebody who last used `usedStep`: the next one where the present one is used up. */
export function freshCode(secret: string, now: Date, usedStep: number): string {
  const present = Math.floor(now.getTime() / 1000 / period)
  const step = usedStep === present ? present + 1 : present
  return codeAt(secret, new Date(step * period * 1000))
}

/** Only the digits of what was typed: apps show them in two groups. */
export const tidyCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '')
export const isCode = (text: string): boolean => /^[0-9]{6}$/.test(text)

/** The time-step whose code this is, now or one step to either side; undefined when it is none of theirs. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const delta = of(secret, '-').validate({ token: code, timestamp: now.getTime(), window: drift })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta
}
