// The session cookie: one short neutral name, gone when the browser closes, never readable by a script.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Session } from './session.ts'

const name = 'r'

const isSecure = (c: Context) =>
  new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https'

export const readSessionCookie = (c: Context): string | undefined => getCookie(c, name)

// Hono drops headers set before a plain Response is returned, as seeOther() does, unless its own response stands already.
const keepHeaders = (c: Context) => void c.res

/** Sends the cookie of a session that has just begun. */
export function sendSessionCookie(c: Context, session: Session): void {
  keepHeaders(c)
  setCookie(c, name, session.cookie, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
}

export function dropSessionCookie(c: Context): void {
  keepHeaders(c)
  setCookie(c, name, '', { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), maxAge: 0 })
}
