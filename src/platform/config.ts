// Everything the environment may decide, read once and checked; nothing else in Rowan reads process.env.
import { resolve } from 'node:path'
import { type TrustedProxies, trustedProxies } from './limits/network.ts'

export type Config = {
  publicPort: number
  staffPort: number
  host: string
  /** Folder for the embedded database, keys and files. `undefined`: the launcher's default. */
  dataDir: string | undefined
  /** Owner connection of an external PostgreSQL 18; `undefined` means the embedded one. */
  databaseUrl: string | undefined
  /** Connection of the `rowan_app` role when an administrator made it by hand. */
  databaseAppUrl: string | undefined
  /** 64 hex digits; otherwise kept in `<data>/keys/service.key`. */
  serviceKeyHex: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  publicUrl: string
  staffUrl: string
  /** Load the fictional demonstration into an empty database and show its sign-in help. */
  demonstration: boolean
  /** Where "Leave now" goes. */
  leaveUrl: string
  /** Run tasks inside the web process (one-machine default) or leave them to `worker.ts`. */
  worker: 'inside' | 'apart'
  /** Another organisation's machine that holds the second key of held reports' tags; `undefined`: this one holds both. */
  holder: { url: string; publicKey: Uint8Array; token: string } | undefined
  /** An S3-speaking service for sealed files; `undefined`: the folder `files` in the data folder. */
  s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined
  /** The Unix socket of clamd; `undefined`: files are not scanned. */
  clamdSocket: string | undefined
  /** Whose X-Forwarded-For is believed. By default nobody's: the socket's address is the visitor's. */
  trustedProxies: TrustedProxies
  /** Multiplies what is free before a proof or a wait is asked for. */
  limitsScale: number
  /** Who is told by e-mail that there is an alarm; never what it is. */
  alarmMail: string | undefined
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

const port = (name: string, value: string | undefined, fallback: number): number => {
  if (value === undefined || value === '') return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new ConfigError(`${name} must be a port from 0 to 65535, not “${value}”.`)
  return number
}

const url = (name: string, value: string | undefined): string | undefined => {
  if (!value) return undefined
  if (!URL.canParse(value)) throw new ConfigError(`${name} must be an address such as scheme://host/…`)
  return value
}

const loopback = (host: string) => host === '127.0.0.1' || host === '::1' || host === 'localhost'

function readHolder(env: NodeJS.ProcessEnv): Config['holder'] {
  const address = url('ROWAN_HOLDER_URL', env.ROWAN_HOLDER_URL)
  if (!address) return undefined
  const key = env.ROWAN_HOLDER_KEY ?? ''
  const token = env.ROWAN_HOLDER_TOKEN ?? ''
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new ConfigError('ROWAN_HOLDER_KEY must be 64 hexadecimal digits.')
  if (token.length < 32) throw new ConfigError('ROWAN_HOLDER_TOKEN must have at least 32 characters.')
  return { url: address, publicKey: Buffer.from(key, 'hex'), token }
}

function readS3(env: NodeJS.ProcessEnv): Config['s3'] {
  const endpoint = url('S3_ENDPOINT', env.S3_ENDPOINT)
  if (!endpoint) return undefined
  const { S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = env
  if (!bucket || !accessKey || !secretKey)
    throw new ConfigError('With S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY must be set too.')
  return { endpoint, bucket, region: env.S3_REGION || 'us-east-1', accessKey, secretKey }
}

function readProxies(text: string): TrustedProxies {
  try {
    return trustedProxies(text)
  } catch {
    throw new ConfigError('ROWAN_TRUSTED_PROXIES must be addresses or ranges such as 127.0.0.1, 10.0.0.0/8, fd00::/8.')
  }
}

function readScale(text: string | undefined): number {
  const scale = text ? Number(text) : 1
  if (!(scale >= 0.1 && scale <= 1e6)) throw new ConfigError('ROWAN_LIMITS_SCALE must be a number from 0.1 to 1000000.')
  return scale
}

/** Reads the configuration. Throws ConfigError with a sentence an operator can act on. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const publicPort = port('ROWAN_PUBLIC_PORT', env.ROWAN_PUBLIC_PORT, 8080)
  const staffPort = port('ROWAN_STAFF_PORT', env.ROWAN_STAFF_PORT, 8081)
  if (publicPort !== 0 && publicPort === staffPort)
    throw new ConfigError('ROWAN_PUBLIC_PORT and ROWAN_STAFF_PORT must differ: the two apps live on separate origins.')
  const host = env.ROWAN_HOST || '127.0.0.1'
  const serviceKeyHex = env.ROWAN_SERVICE_KEY || undefined
  if (serviceKeyHex !== undefined && !/^[0-9a-f]{64}$/i.test(serviceKeyHex))
    throw new ConfigError('ROWAN_SERVICE_KEY must be 64 hexadecimal digits (32 random bytes).')
  const wanted = env.ROWAN_DEMO
  // Sample staff have published passwords: reachable from other machines only when somebody insists.
  const demonstration = wanted ? wanted === 'on' : loopback(host) && env.NODE_ENV !== 'production'
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return {
    publicPort,
    staffPort,
    host,
    dataDir: env.ROWAN_DATA ? resolve(env.ROWAN_DATA) : undefined,
    databaseUrl: url('DATABASE_URL', env.DATABASE_URL),
    databaseAppUrl: url('DATABASE_APP_URL', env.DATABASE_APP_URL),
    serviceKeyHex,
    smtpUrl: url('ROWAN_SMTP_URL', env.ROWAN_SMTP_URL),
    mailFrom: env.ROWAN_MAIL_FROM || 'Rowan <rowan@example.org>',
    publicUrl: url('ROWAN_PUBLIC_URL', env.ROWAN_PUBLIC_URL) ?? `http://${shown}:${publicPort}`,
    staffUrl: url('ROWAN_STAFF_URL', env.ROWAN_STAFF_URL) ?? `http://${shown}:${staffPort}`,
    demonstration,
    leaveUrl: url('ROWAN_LEAVE_URL', env.ROWAN_LEAVE_URL) ?? 'https://www.bbc.co.uk/weather',
    worker: env.ROWAN_WORKER === 'apart' ? 'apart' : 'inside',
    holder: readHolder(env),
    trustedProxies: readProxies(env.ROWAN_TRUSTED_PROXIES ?? ''),
    limitsScale: readScale(env.ROWAN_LIMITS_SCALE),
    alarmMail: env.ROWAN_ALARM_MAIL || undefined,
    s3: readS3(env),
    clamdSocket: env.CLAMD_SOCKET || undefined,
  }
}
