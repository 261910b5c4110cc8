// The cookies: short neutral names, never readable by a script; the session's is gone when the browser closes.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Session } from './session.ts'

// Two names: both apps may stand on one host, told apart by their ports, which cookies do not see.
const isStaff = (c: Context): boolean => (c.get('app') as unknown) === 'staff'

/** Whether the app's own configured address is https. What a request claims of itself is not asked. */
const isSecure = (c: Context): boolean => (c.get('isSecure') as unknown) === true

/** With https the name also binds the cookie to this host, its whole path and encryption (the `__Host-` prefix). */
const fullName = (c: Context, name: string): string => (isSecure(c) ? `__Host-${name}` : name)
const sessionName = (c: Context): string => fullName(c, isStaff(c) ? 'rs' : 'r')

/** Staff's cookies do not travel with a link from elsewhere; the public's do, so that one arrives with one's own session. */
export const cookieOptions = (c: Context) =>
  ({ path: '/', httpOnly: true, sameSite: isStaff(c) ? 'Strict' : 'Lax', secure: isSecure(c) }) as const

// Hono drops headers set before a plain Response is returned, as seeOther() does, unless its own response stands already.
const keepHeaders = (c: Context) => void c.res

export const readSessionCookie = (c: Context): string | undefined => getCookie(c, sessionName(c))

/** Sends the cookie of a session that has just begun. */
export function sendSessionCookie(c: Context, session: Session): void {
  keepHeaders(c)
  setCookie(c, sessionName(c), session.cookie, cookieOptions(c))
}

export function dropSessionCookie(c: Context): void {
  keepHeaders(c)
  setCookie(c, sessionName(c), '', { ...cookieOptions(c), maxAge: 0 })
}

export const readKeptCookie = (c: Context, name: string): string | undefined => getCookie(c, fullName(c, name))

/** A cookie that outlives the browser's window. `seconds` 0 removes it. */
export function sendKeptCookie(c: Context, name: string, value: string, seconds: number): void {
  keepHeaders(c)
  setCookie(c, fullName(c, name), value, { ...cookieOptions(c), maxAge: seconds })
}
