// SQL of the audit's chain and its checkpoints: read for verification, signed ones kept.
import { sql } from 'kysely'
import type { SignedCheckpoint, StoredLink } from '#engines/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'

export type Head = { sequence: number; hash: Uint8Array }

/** The end of the chain as the database says it; sequence 0 before the first entry. */
export async function findHead(tx: Tx): Promise<Head> {
  const row = await tx.selectFrom('audit.head').select(['sequence', 'hash']).executeTakeFirst()
  return row ? { sequence: Number(row.sequence), hash: row.hash } : { sequence: 0, hash: new Uint8Array(32) }
}

export async function hashAt(tx: Tx, sequence: number): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('audit.link')
    .select('hash')
    .where('sequence', '=', String(sequence))
    .executeTakeFirst()
  return row?.hash
}

/** The next `amount` links after a sequence, with their entries where these still are. */
export async function readLinks(tx: Tx, after: number, amount: number): Promise<StoredLink[]> {
  const rows = await tx
    .selectFrom('audit.link as l')
    .leftJoin('audit.entry as e', 'e.position', 'l.position')
    .select(['l.sequence', 'l.previous', 'l.hash', 'e.kind', 'e.roles', 'e.detail'])
    .select(['e.actor_id as actorId', 'e.organisation_id as organisationId', 'e.record_id as recordId'])
    // As text: a time in microseconds loses its last digits in a Date.
    .select(sql<string | null>`(extract(epoch from e.at) * 1000000)::bigint::text`.as('atMicros'))
    .where('l.sequence', '>', String(after))
    .orderBy('l.sequence')
    .limit(amount)
    .execute()
  return rows.map(({ sequence, previous, hash, kind, roles, detail, atMicros, ...ids }) => ({
    sequence: Number(sequence),
    previous,
    hash,
    entry:
      kind === null || roles === null || detail === null || atMicros === null
        ? undefined
        : {
            atMicros: BigInt(atMicros),
            kind,
            roles,
            detail,
            actorId: ids.actorId ?? '',
            organisationId: ids.organisationId ?? '',
            recordId: ids.recordId ?? '',
          },
  }))
}

/** Entries that stand in the table and in no chain: put there by a hand that kept the trigger from running. */
export async function countUnlinked(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('audit.entry as e')
    .select((eb) => eb.fn.countAll<string>().as('amount'))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audit.link as l').select('l.position').whereRef('l.position', '=', 'e.position'))),
    )
    .executeTakeFirst()
  return Number(row?.amount ?? 0)
}

const checkpoints = (tx: Tx) =>
  tx.selectFrom('audit.checkpoint').select(['sequence', 'count', 'hash', 'at', 'signature'])
type CheckpointRow = Awaited<ReturnType<ReturnType<typeof checkpoints>['execute']>>[number]
const asCheckpoint = (row: CheckpointRow): SignedCheckpoint => ({
  ...row,
  sequence: Number(row.sequence),
  count: Number(row.count),
})

/** Newest first. */
export async function listCheckpoints(tx: Tx, page: { limit: number; offset: number }): Promise<SignedCheckpoint[]> {
  const rows = await checkpoints(tx).orderBy('sequence', 'desc').limit(page.limit).offset(page.offset).execute()
  return rows.map(asCheckpoint)
}

export async function allCheckpoints(tx: Tx): Promise<SignedCheckpoint[]> {
  return (await checkpoints(tx).orderBy('sequence').execute()).map(asCheckpoint)
}

export async function findCheckpoint(tx: Tx, sequence: number): Promise<SignedCheckpoint | undefined> {
  const row = await checkpoints(tx).where('sequence', '=', String(sequence)).executeTakeFirst()
  return row && asCheckpoint(row)
}

/** Does nothing where one of that sequence stands: two processes may sign at once. */
export async function keepCheckpoint(tx: Tx, checkpoint: SignedCheckpoint): Promise<void> {
  await tx
    .insertInto('audit.checkpoint')
    .values({
      sequence: checkpoint.sequence,
      count: checkpoint.count,
      hash: Buffer.from(checkpoint.hash),
      at: checkpoint.at,
      signature: Buffer.from(checkpoint.signature),
    })
    .onConflict((on) => on.doNothing())
    .execute()
}
