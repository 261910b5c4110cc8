// A house over a database of its own, whose owner has taken down the walls of the audit's tables, as an owner always can.

import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { SignedCheckpoint } from '#engines/audit/index.ts'
import { recordAudits } from '#platform/audit/record-audit.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { buildHouse } from '#src/build-house.ts'
import { createTestDatabase } from '#tests/harness/database.ts'
import { signCheckpoint } from '../sign-checkpoint.ts'

export const desk = {
  kind: 'staff',
  personId: randomUUID(),
  organisationId: randomUUID(),
  roles: ['desk'],
} as const

export type AuditWorld = Awaited<ReturnType<typeof openAuditWorld>>

export async function openAuditWorld() {
  const database = await createTestDatabase()
  let ahead = 0
  const house = await buildHouse({
    config: readConfig({}),
    appUrl: database.appUrl,
    rootKey: randomBytes(32),
    working: false,
    clock: { now: () => new Date(Date.now() + ahead) },
    log: createLog(() => {}),
    poolSize: 12,
    assets: { href: (name) => `/assets/${name}`, files: new Map() },
  })
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  for (const table of ['entry', 'link', 'head', 'checkpoint'])
    await owner.query(`alter table audit.${table} no force row level security`)
  return {
    house,
    owner,
    appUrl: database.appUrl,
    advance: (minutes: number) => {
      ahead += minutes * 60_000
    },
    record: (amount: number) =>
      house.asActor(desk, (tx) =>
        recordAudits(
          tx,
          Array.from({ length: amount }, () => ({ kind: 'report.opened', recordId: randomUUID() })),
        ),
      ),
    /** A checkpoint that somebody took away. */
    async kept(): Promise<SignedCheckpoint> {
      const checkpoint = await signCheckpoint(house, true)
      assert.ok(checkpoint)
      return checkpoint
    },
    async close() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}
