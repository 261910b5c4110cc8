// What may be told of entries whose consent is held: the reporter's choices first, then blurring, then the sum. Pure.
import type { IdentifierKind } from '#engines/matching/index.ts'
import { type HarmKind, harmKinds, type LiveConsent, type Withholdable } from '#safety/reporting/index.ts'
import type { AnswerGroup } from './entry.ts'
import type { FoundEntry } from './store.ts'

export type Tellable = { entry: FoundEntry; consent: LiveConsent }

/** A field held back from warning holds back the identifiers that came from it. */
const fieldOf: Record<IdentifierKind, Withholdable> = {
  phone: 'contacts',
  email: 'contacts',
  name: 'names',
  plate: 'vehicles',
}
/** What to look out for is one sentence of several fields: any of them held back holds back all of it. */
const describing: readonly Withholdable[] = ['story', 'looks', 'marks', 'vehicles']

/**
 * The entries of one identifier that may be told now, one a report, newest first: consent live, its time come, its field
 * not held back. A reporter who waits for another report is told of only beside one.
 */
export function mayTell(
  entries: readonly FoundEntry[],
  consents: ReadonlyMap<string, LiveConsent>,
  now: Date,
): Tellable[] {
  const byReport = new Map<string, Tellable>()
  for (const entry of entries) {
    const consent = consents.get(entry.reportId)
    if (!consent || consent.withheld.includes(fieldOf[entry.kind])) continue
    if (consent.timing === 'until' && !(consent.notBefore && consent.notBefore <= now)) continue
    const known = byReport.get(entry.reportId)
    // Two alerts of one report about one identifier: a confirmation of either stands for both.
    if (!known) byReport.set(entry.reportId, { entry, consent })
    else if (entry.isDifferentPerson && !known.entry.isDifferentPerson)
      byReport.set(entry.reportId, { entry: { ...known.entry, isDifferentPerson: true }, consent })
  }
  const tellable = [...byReport.values()]
  return tellable.length > 1 ? tellable : tellable.filter(({ consent }) => consent.timing !== 'another-report')
}

type Told = Pick<AnswerGroup, 'reports' | 'differentPeople' | 'last' | 'area' | 'harms' | 'lookOutFor'>

/**
 * The sum of what may be told. Until a worker has confirmed two different people, the month is blurred to its year and the
 * area is told only where the reporter chose "warn now": somebody asking about himself must not learn who spoke. Of an
 * identifier that is only alike, nothing is told but harms, the year and how many.
 */
export function toldOf(told: readonly Tellable[], isIdentical: boolean): Told {
  const people = told.filter(({ entry }) => entry.isDifferentPerson).length
  const isSharp = people >= 2
  const dated = told
    .filter(({ entry, consent }) => /^\d{4}-\d{2}$/.test(entry.detail.month) && !consent.withheld.includes('when'))
    .sort((a, b) => (a.entry.detail.month < b.entry.detail.month ? 1 : -1))
  const latest = dated[0] ?? told[0]
  const [year, month] = (dated[0]?.entry.detail.month ?? '').split('-').map(Number)
  const answer: Told = {
    reports: told.length,
    last: year ? (isSharp && isIdentical && month ? { year, month } : { year }) : undefined,
    harms: harmsOf(told),
    lookOutFor: [],
  }
  if (!isIdentical) return answer
  if (isSharp) answer.differentPeople = people
  const area = latest?.entry.detail.area
  const isAreaGiven = area !== undefined && !latest?.consent.withheld.includes('where')
  if (isAreaGiven && (isSharp || latest?.consent.timing === 'now')) answer.area = area
  answer.lookOutFor = [
    ...new Set(
      told
        .filter(({ consent }) => !consent.withheld.some((field) => describing.includes(field)))
        .map(({ entry }) => entry.detail.lookOutFor.trim())
        .filter((text) => text !== ''),
    ),
  ]
  return answer
}

/** In the order the report's own question has them, so that the order tells nothing. */
function harmsOf(told: readonly Tellable[]): HarmKind[] {
  const named = new Set(told.flatMap(({ entry }) => entry.detail.harms))
  return harmKinds.filter((kind) => named.has(kind))
}
