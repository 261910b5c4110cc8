// The drill: from sheets to every sealed record of a team, on a copy of the database, counting what opens and what does not.
import { openBody, unwrapKey } from '#engines/sealing/index.ts'
import { listOrganisations } from '#partnership/organisations/index.ts'
import { type StaffActor, task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { inForce } from './recover.ts'
import { recoveryBinding } from './recovery-set.ts'
import { joinTyped, type SharesProblem } from './shares.ts'
import { markDrilled, recoveryWraps, standingSets } from './store.ts'

const drill = task('task-enrolment')

export type TeamKeysByEpoch = ReadonlyMap<number, Uint8Array>
export type Rehearsal = { name: string; opened: number; failed: number }

/** The organisation with this slug, if it has a paper set in force. */
export async function findPaperSet(house: House, slug: string) {
  return await house.asActor(drill, async (tx) => {
    const organisation = (await listOrganisations(tx)).find((each) => each.slug === slug)
    const set = organisation && inForce(await standingSets(tx, organisation.id))
    return organisation && set ? { organisation, set } : undefined
  })
}

/** Every epoch's private key of a team, from typed sheets. Only for a copy: nobody confirms, nothing is written. */
export async function recoverPrivateKeys(
  house: House,
  found: NonNullable<Awaited<ReturnType<typeof findPaperSet>>>,
  typed: readonly string[],
): Promise<{ keys: TeamKeysByEpoch } | { problems: SharesProblem[] }> {
  const { organisation, set } = found
  const joined = await joinTyped(typed, set)
  if ('problems' in joined) return joined
  const wraps = await house.asActor(drill, (tx) => recoveryWraps(tx, set.id))
  const keys = new Map<number, Uint8Array>()
  for (const { epoch, wrapped } of wraps)
    keys.set(epoch, await unwrapKey(wrapped, joined.privateKey, recoveryBinding(organisation.id, epoch, set.id)))
  joined.privateKey.fill(0)
  return { keys }
}

const batchSize = 200

/** Opens every sealed record of a team and forgets it at once; what was opened is only counted, unless `onOpened` is given. */
export async function openAllOfTeam(
  house: House,
  organisationId: string,
  keys: TeamKeysByEpoch,
  onOpened: (source: string, record: string, words: Uint8Array) => void = () => {},
): Promise<Rehearsal[]> {
  // On a copy nobody signs in: the rows are read as somebody of that team would.
  const reader: StaffActor = {
    kind: 'staff',
    personId: newId(),
    organisationId,
    roles: ['desk', 'adviser', 'caseworker', 'membership'],
  }
  const results: Rehearsal[] = []
  for (const source of house.sealedToTeams) {
    const result = { name: source.name, opened: 0, failed: 0 }
    for (let after: string | undefined; ; ) {
      const rows = await house.asActor(reader, (tx) => source.bodies(tx, organisationId, after, batchSize))
      for (const { record, part, epoch, wrapped, body } of rows) {
        const key = keys.get(epoch)
        try {
          if (!key) throw new Error('no key of that epoch')
          const dataKey = await unwrapKey(wrapped, key, { organisation: organisationId, epoch, record, part })
          const words = openBody(body, dataKey, { record, part })
          result.opened++
          onOpened(source.name, record, words)
          words.fill(0)
        } catch {
          result.failed++
        }
      }
      after = rows.at(-1)?.id
      if (rows.length < batchSize) break
    }
    results.push(result)
  }
  return results
}

/** Writes a drill's date beside the paper set of a running installation. False where no set is in force. */
export async function recordDrill(house: House, slug: string, at: Date): Promise<boolean> {
  const found = await findPaperSet(house, slug)
  if (!found) return false
  const organisationId = found.organisation.id
  return await house.asActor(drill, async (tx) => {
    if (!(await markDrilled(tx, organisationId, at))) return false
    await recordAudit(tx, { kind: 'recovery-set.drilled', organisationId, recordId: found.set.id })
    return true
  })
}
