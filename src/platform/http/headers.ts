// Security headers of every answer of both apps, pinned by a test.
import type { Context, Next } from 'hono'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cache-Control': 'no-store',
}

const headerList = Object.entries(securityHeaders)
/** Only where the configured address is https: a browser that came by http would ignore it anyway. */
const onlyEncrypted = 'max-age=63072000; includeSubDomains'

export async function setSecurityHeaders(c: Context, next: Next): Promise<void> {
  await next()
  const headers = c.res.headers
  for (const [name, value] of headerList) if (!headers.has(name)) headers.set(name, value)
  if (c.get('isSecure')) headers.set('Strict-Transport-Security', onlyEncrypted)
}
