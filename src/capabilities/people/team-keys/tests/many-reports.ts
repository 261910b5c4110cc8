// Many sealed reports at once, laid down without the telling: for kills and for figures.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { sealBody, wrapKey } from '#engines/sealing/index.ts'

/** Lays down `amount` reports of a team sealed to `epoch`; answers their ids and words. */
export async function layDownReports(
  ownerUrl: string,
  team: { organisationId: string; epoch: number; publicKey: Uint8Array },
  amount: number,
): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const words = new Map<string, string>()
  try {
    await client.query('begin')
    await client.query('alter table reporting.report no force row level security')
    for (let from = 0; from < amount; from += 500) {
      const ids: string[] = []
      const bodies: Buffer[] = []
      const wraps: Buffer[] = []
      for (let at = from; at < Math.min(from + 500, amount); at++) {
        const id = randomUUID()
        const { dataKey, body } = sealBody(Buffer.from(`{"story":"number ${at}"}`), { record: id, part: 'report' })
        const binding = { organisation: team.organisationId, epoch: team.epoch, record: id, part: 'report' }
        words.set(id, `number ${at}`)
        ids.push(id)
        bodies.push(Buffer.from(body))
        wraps.push(Buffer.from(await wrapKey(dataKey, team.publicKey, binding)))
      }
      await client.query(
        `insert into reporting.report (id, state, organisation_id, epoch, origin, body, wrapped_key, sent_at)
         select id, 'received', $1, $2, 'web', body, wrapped, now() from unnest($3::uuid[], $4::bytea[], $5::bytea[]) as u (id, body, wrapped)`,
        [team.organisationId, team.epoch, ids, bodies, wraps],
      )
    }
    await client.query('alter table reporting.report force row level security')
    await client.query('commit')
  } finally {
    await client.end()
  }
  return words
}
