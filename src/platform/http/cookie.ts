// The session cookie: one short neutral name, gone when the browser closes, never readable by a script.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Session } from './session.ts'

// Two names: both apps may stand on one host, told apart by their ports, which cookies do not see.
const nameOf = (c: Context): string => ((c.get('app') as unknown) === 'staff' ? 'rs' : 'r')

const isSecure = (c: Context) =>
  new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https'

export const readSessionCookie = (c: Context): string | undefined => getCookie(c, nameOf(c))

// Hono drops headers set before a plain Response is returned, as seeOther() does, unless its own response stands already.
const keepHeaders = (c: Context) => void c.res

/** Sends the cookie of a session that has just begun. */
export function sendSessionCookie(c: Context, session: Session): void {
  keepHeaders(c)
  setCookie(c, nameOf(c), session.cookie, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
}

export function dropSessionCookie(c: Context): void {
  keepHeaders(c)
  setCookie(c, nameOf(c), '', { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), maxAge: 0 })
}
