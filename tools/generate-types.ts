// Writes src/platform/db/generated.ts from a freshly migrated database (ROWAN_TYPES_URL: an owner connection to a server).
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import pg from 'pg'
import { migrate } from '#src/prepare.ts'

const server = process.env.ROWAN_TYPES_URL
if (!server)
  throw new Error('Set ROWAN_TYPES_URL to an owner connection, e.g. postgres://rowan_owner@127.0.0.1:5432/postgres')
const name = `rowan_types_${process.pid}`
const admin = new pg.Client({ connectionString: server })
await admin.connect()
await admin.query(`create database ${name}`)
const url = new URL(server)
url.pathname = `/${name}`
try {
  await migrate({ ownerUrl: url.href, appPassword: 'x' })
  execFileSync(
    resolve('node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--exclude-pattern',
      'pgboss.*',
      '--default-schema',
      'none',
      '--out-file',
      'src/platform/db/generated.ts',
    ],
    { env: { ...process.env, DATABASE_URL: url.href }, stdio: 'inherit' },
  )
} finally {
  await admin.query(`drop database ${name}`)
  await admin.end()
}
