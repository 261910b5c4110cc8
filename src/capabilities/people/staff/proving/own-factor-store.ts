// SQL of one's own passphrase and codes: whose they are is the actor's, and cannot be said.
import { sql } from 'kysely'
import type { StoredPassphrase } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'

export async function changeOwnPassphrase(
  tx: Tx,
  stored: StoredPassphrase,
  sealedPrivateKey: Uint8Array,
): Promise<boolean> {
  const { salt, verifier, params } = stored
  const { rows } = await sql<{ done: boolean }>`select staff.change_own_passphrase(${Buffer.from(salt)}::bytea,
    ${Buffer.from(verifier)}::bytea, ${JSON.stringify(params)}::jsonb, ${Buffer.from(sealedPrivateKey)}::bytea) as done`.execute(
    tx,
  )
  return rows[0]?.done ?? false
}

export async function changeOwnCodes(tx: Tx, sealedTotp: Uint8Array, step: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select staff.change_own_codes(${Buffer.from(sealedTotp)}::bytea, ${step}::int) as done`.execute(tx)
  return rows[0]?.done ?? false
}
