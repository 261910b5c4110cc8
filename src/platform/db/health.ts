// Is the database there and answering?
import { sql } from 'kysely'
import type { Database } from './database.ts'

const patienceMs = 2_000

export async function isReady(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  const ready = await Promise.race([asked, late])
  clearTimeout(timer)
  return ready
}
