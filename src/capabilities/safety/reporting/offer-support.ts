// Which organisations may be asked for a worker: those that offer one, and never the one whose worker the report is about.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import { currentTeamKey, listOrganisations, type Organisation } from '#partnership/organisations/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { maySayAbout, type Seen } from './journey.ts'
import { concernedOf } from './report-store.ts'
import { concernedOrganisation } from './route-report.ts'
import type { DraftWords } from './sealed-report.ts'

/** How a sent report, whose words nobody here can open any more, remembers the organisation it is about. */
export const concernedMark = (keys: ServiceKeys, reportId: string, organisationId: string): Uint8Array =>
  keys.blindIndex('report concerns', `${reportId} ${organisationId}`)

/** Those that offer a worker and hold a team's key. `concerned` is the organisation a report being told is about. */
export async function supporters(tx: Tx, concerned: string | undefined): Promise<Organisation[]> {
  const open = []
  for (const each of await listOrganisations(tx))
    if (each.offersSupport && each.id !== concerned && (await currentTeamKey(tx, each.id))) open.push(each)
  return open
}

/** The same for a report that was sent. */
export async function supportersOfSent(tx: Tx, keys: ServiceKeys, reportId: string): Promise<Organisation[]> {
  const mark = await concernedOf(tx, reportId)
  const all = await supporters(tx, undefined)
  return mark ? all.filter((each) => !Buffer.from(mark).equals(concernedMark(keys, reportId, each.id))) : all
}

/**
 * Who is left out of what this session is offered. Come back with a receipt nobody is: whoever is missing would be told apart as
 * whom the report is about.
 */
export const leftOut = (words: DraftWords, seen: Seen): string | undefined =>
  maySayAbout(seen) ? concernedOrganisation(words.content) : undefined

/**
 * Who keeps a wish for a worker of `wished`: they, or another when the report is about them, as the page that offers everybody
 * says. Undefined when nobody else can. `helpers` are those the report is not about.
 */
export async function keeperOf(tx: Tx, helpers: readonly Organisation[], wished: string): Promise<string | undefined> {
  if (helpers.some((each) => each.id === wished)) return wished
  const isOffered = (await supporters(tx, undefined)).some((each) => each.id === wished)
  return isOffered ? helpers[0]?.id : undefined
}
