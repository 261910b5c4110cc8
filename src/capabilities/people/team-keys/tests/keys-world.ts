// The demonstration's alert desk with its key, its reports, a message and a wish: what a turn of the key must carry along.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { checkPassphrase, openPrivateKey } from '#engines/sealing/index.ts'
import { passphrasePepper } from '#people/staff/create-staff-member.ts'
import { type StaffMember, type StaffVisit, samplePassphrase } from '#people/staff/index.ts'
import { actorFor } from '#people/staff/person.ts'
import { findAccount, findPerson } from '#people/staff/store.ts'
import { staffVisit } from '#people/staff/visit.ts'
import { task } from '#permissions/actor.ts'
import { openReport } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { openRowan } from '#tests/faults/whole-rowan.ts'
import { createTestDatabase } from '#tests/harness/database.ts'

export type KeysWorld = Awaited<ReturnType<typeof openKeysWorld>>

export async function openKeysWorld() {
  const database = await createTestDatabase()
  const rootKey = randomBytes(32)
  const rowan = await openRowan(database, { rootKey, limitsScale: 1000 })
  const { house } = rowan
  const known = new Map<string, Promise<{ person: StaffMember; privateKey: Uint8Array }>>()
  // Signed in once and remembered here: a passphrase costs a second where the machine is busy.
  const keyOf = async (name: string) => {
    const signIn = task('task-sign-in')
    const account = await house.asActor(signIn, (tx) => findAccount(tx, name))
    const key = account && (await checkPassphrase(samplePassphrase, account.passphrase, passphrasePepper(house)))
    const person = account && (await house.asActor(signIn, (tx) => findPerson(tx, account.personId)))
    if (!account || !key || !person) throw new Error(`${name} could not sign in`)
    return { person, privateKey: openPrivateKey(account.sealedPrivateKey, key) }
  }
  /** The person signed in anew: of their team's keys nothing is remembered. */
  const fresh = async (name: string): Promise<StaffVisit> => {
    const asked = known.get(name) ?? keyOf(name)
    known.set(name, asked)
    const { person, privateKey } = await asked
    return staffVisit(house, actorFor(person), person, privateKey)
  }
  const visit = fresh
  const { organisationId } = (await visit('ines')).actor
  /** The disk's truth: row security binds the owner too, so it is let off for the moment. */
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  // Once and for all, before anything runs: doing it beside a re-wrap would lock what the re-wrap waits for.
  for (const table of opened) await owner.query(`alter table ${table} no force row level security`)
  const asOwner = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await owner.query(text, values)).rows
  return {
    ...rowan,
    database,
    organisationId,
    visit,
    fresh,
    asOwner,
    reportIds: async () =>
      (
        await asOwner("select id from reporting.report where organisation_id = $1 and state <> 'draft' order by id", [
          organisationId,
        ])
      ).map((row) => String(row.id)),
    async close() {
      await rowan.close()
      await owner.end()
      await database.drop()
    },
  }
}

const opened = [
  'reporting.report',
  'reporting.message',
  'reporting.use',
  'casework.support_request',
  'organisations.team_key',
  'staff.team_key_wrap',
  'staff.person',
  'staff.credential',
  'team_keys.rewrap',
  'team_keys.recovery_set',
  'team_keys.recovery_wrap',
  'team_keys.recovery_request',
  'team_keys.recovery_confirmation',
  'audit.entry',
]

/** What everybody of a team reads in a report: its words and what was written, as one text to compare. */
export async function wordsOf(house: House, staff: StaffVisit, reportId: string): Promise<string> {
  const { content, messages } = await openReport(house, staff, reportId)
  return JSON.stringify([content, messages.map(({ id, text }) => [id, text])])
}
