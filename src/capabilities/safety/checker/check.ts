// A question and its answer: memory proposes, the database decides under the asker's walls, consent is held while it is told.
import {
  type Band,
  type Difference,
  type IdentifierKind,
  type Match,
  partialOf,
  possibleKinds,
  readings,
} from '#engines/matching/index.ts'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import { isNewcomer } from '#people/members/index.ts'
import { type Actor, subjectOf } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { Allowance } from '#platform/limits/acts.ts'
import { type LiveConsent, lockLiveConsent, recordUse, type Use } from '#safety/reporting/index.ts'
import type { House } from '../../house.ts'
import { raiseOnce } from '../../watch.ts'
import { type AnswerGroup, type CheckAnswer, QUESTION_MAX, type Question } from './entry.ts'
import { matchMemoryOf } from './match-memory.ts'
import { countQuestion, type FoundEntry, findEntries, lookupOf } from './store.ts'
import { mayTell, toldOf } from './told.ts'

/** Enough for a busy evening, far too few to empty a registry. */
export const LIMIT_HOUR = 60
export const LIMIT_DAY = 200
/** What all members together may ask before everybody asks less: many accounts of one hand are one reader (abuse 7). */
export const ALL_MEMBERS: Allowance = { free: 400, perHour: 400 }
/** What each member still has in an hour while that lasts: enough before meeting somebody. Workers are not held back. */
export const SQUEEZED_LIMIT_HOUR = 5
/** Whoever joined without a worker asks less for two weeks: enough before meeting somebody, too little to join for it. */
export const NEWCOMER_LIMIT_HOUR = 10
export const NEWCOMER_LIMIT_DAY = 20

/**
 * Answers `question` for `actor`, who must hold `check.ask` (else NotFound). Writes `answered-check` into the trace of every
 * report told about. The question is neither stored nor logged; only how many were asked this hour.
 */
export async function check(house: House, actor: Actor, question: Question): Promise<CheckAnswer> {
  demand(actor, 'check.ask')
  const text = question.text.trim()
  if (text === '') return { kind: 'unreadable', why: 'empty' }
  if ([...text].length > QUESTION_MAX) return { kind: 'unreadable', why: 'too-long' }
  if (kindsOf({ ...question, text }).length === 0) return { kind: 'unreadable', why: 'not-recognised' }
  const span = await overLimit(house, actor)
  if (span) {
    house.log.info('check-limit', { span })
    return { kind: 'limit', span }
  }
  return answer(house, actor, { ...question, text })
}

/**
 * The same answer again, for a page shown a second time: no more than was told before, less what is no longer consented to
 * or has ended since. Nothing new is told, so nothing is counted or traced.
 */
export async function showAgain(
  house: House,
  actor: Actor,
  question: Question,
  toldReports: readonly string[],
): Promise<CheckAnswer> {
  demand(actor, 'check.ask')
  return answer(house, actor, { ...question, text: question.text.trim() }, new Set(toldReports))
}

const kindsOf = ({ kind, text }: Question): IdentifierKind[] => {
  if (kind === undefined) return possibleKinds(text)
  return readings(kind, text).length > 0 || partialOf(kind, text) ? [kind] : []
}

async function overLimit(house: House, actor: Actor): Promise<'hour' | 'day' | undefined> {
  const subject = subjectOf(actor)
  if (subject === undefined) throw new Error('somebody without an account cannot ask')
  // Its own transaction, before the answer: a question counts whatever becomes of it.
  const now = house.clock.now()
  const { asked, isNew } = await house.asActor(actor, async (tx) => ({
    asked: await countQuestion(tx, subject, now),
    isNew: actor.kind === 'member' && (await isNewcomer(tx, house.keys, actor.memberId, now)),
  }))
  const [hour, day] = isNew ? [NEWCOMER_LIMIT_HOUR, NEWCOMER_LIMIT_DAY] : [LIMIT_HOUR, LIMIT_DAY]
  const own = asked.hour > hour ? 'hour' : asked.day > day ? 'day' : undefined
  // Only what an account may still ask for itself counts towards all members' questions.
  const isSqueezed = own === undefined && actor.kind === 'member' && (await areTooMany(house))
  const span = isSqueezed && asked.hour > SQUEEZED_LIMIT_HOUR ? 'hour' : own
  // An account that goes on asking past its own limit is told of; one that only met it is not.
  const isPersisting = asked.hour > LIMIT_HOUR + 20 || asked.day > LIMIT_DAY + 20
  if (span && isPersisting) await tellOfAccount(house, actor)
  return span
}

/** Whether all members together ask more than they ever do; staff are told, once while it lasts. */
async function areTooMany(house: House): Promise<boolean> {
  if ((await house.limits.countInTens('checks of members', ALL_MEMBERS)) <= 1) return false
  await raiseOnce(house, { kind: 'checks-many-accounts' })
  return true
}

async function tellOfAccount(house: House, actor: Actor): Promise<void> {
  const account = actor.kind === 'staff' ? 'staff' : 'member'
  const organisationId = actor.kind === 'staff' ? actor.organisationId : undefined
  await raiseOnce(house, {
    kind: 'checks-one-account',
    organisationId,
    personId: subjectOf(actor),
    detail: { account },
  })
}

async function answer(
  house: House,
  actor: Actor,
  question: Question,
  only?: ReadonlySet<string>,
): Promise<CheckAnswer> {
  const memory = await matchMemoryOf(house)
  const matches = memory.find({ text: question.text, kind: question.kind, hints: question.hints })
  return house.asActor(actor, async (tx) => {
    // Asked in the same way when nothing was met, so that the database takes part in every answer.
    const ids = matches.length === 0 ? [newId()] : matches.map((match) => match.id)
    const { entries, lookupOfId } = await findEntries(tx, house.keys, ids, house.clock.now())
    const isVenue = actor.kind === 'member' && actor.memberKind === 'venue'
    const forAsker = isVenue ? entries.filter((entry) => !entry.detail.notForVenues) : entries
    const proposed = groupByValue(matches, forAsker, lookupOfId, only)
    const consents = await holdConsents(tx, proposed)
    const groups = proposed.flatMap((group) => groupTold(house, question, group, consents) ?? [])
    const toldReports = [...new Set(groups.flatMap((group) => group.reportIds))].sort()
    if (!only) for (const reportId of toldReports) await recordUse(tx, reportId, useBy(actor))
    return { kind: 'answer', groups: groups.map((group) => group.shown), toldReports }
  })
}

const useBy = (actor: Actor): Use => {
  if (actor.kind !== 'staff') return { kind: 'answered-check', by: 'member' }
  const by = actor.roles.includes('desk')
    ? 'alert-desk'
    : actor.roles.includes('adviser')
      ? 'independent-adviser'
      : 'support-worker'
  return { kind: 'answered-check', by, organisationId: actor.organisationId }
}

type Proposed = { match: Match; lookup: Buffer; entries: FoundEntry[] }

/** One group for each registered value, in the order of its best match. */
function groupByValue(
  matches: readonly Match[],
  entries: readonly FoundEntry[],
  lookupOfId: ReadonlyMap<string, string>,
  only: ReadonlySet<string> | undefined,
): Proposed[] {
  const groups = new Map<string, Proposed>()
  for (const match of matches) {
    const value = lookupOfId.get(match.id)
    if (value === undefined || groups.has(value)) continue
    const same = entries.filter((entry) => lookupOfId.get(entry.id) === value && (only?.has(entry.reportId) ?? true))
    const lookup = same[0]?.lookup
    if (lookup) groups.set(value, { match, lookup, entries: same })
  }
  return [...groups.values()]
}

/** Takes the share lock on every report's consent to warn, always in the same order, until the answer's transaction ends. */
async function holdConsents(tx: Tx, groups: readonly Proposed[]): Promise<Map<string, LiveConsent>> {
  const reportIds = [...new Set(groups.flatMap((group) => group.entries.map((entry) => entry.reportId)))].sort()
  const held = new Map<string, LiveConsent>()
  for (const reportId of reportIds) {
    const consent = await lockLiveConsent(tx, reportId, 'warn')
    if (consent) held.set(reportId, consent)
  }
  return held
}

function groupTold(
  house: Pick<House, 'keys' | 'clock'>,
  question: Question,
  group: Proposed,
  consents: ReadonlyMap<string, LiveConsent>,
): { shown: AnswerGroup; reportIds: string[] } | undefined {
  const told = mayTell(group.entries, consents, house.clock.now())
  if (told.length === 0) return undefined
  const { kind } = group.match
  const same =
    group.match.band === 'certain' ? identicalReading(house.keys, kind, question.text, group.lookup) : undefined
  const shown: AnswerGroup = {
    band: same === undefined ? atMostLikely(group.match.band) : 'certain',
    kind,
    how: same === undefined ? 'alike' : 'identical',
    asked: same ?? askedAs(kind, question.text),
    why: kindsOnly(group.match.why),
    ...toldOf(told, same !== undefined),
  }
  return { shown, reportIds: told.map(({ entry }) => entry.reportId) }
}

/** The reading of the question that is the registered identifier; undefined when none is. */
function identicalReading(keys: ServiceKeys, kind: IdentifierKind, text: string, lookup: Buffer): string | undefined {
  return readings(kind, text).find((reading) => lookupOf(keys, kind, reading.canonical).equals(lookup))?.display
}

/** The question as it reads best by itself: the same whatever is registered. */
const askedAs = (kind: IdentifierKind, text: string): string =>
  readings(kind, text)[0]?.display ?? partialOf(kind, text)?.display ?? text

const atMostLikely = (band: Band): Band => (band === 'certain' ? 'likely' : band)

/** Counts are left out: how many characters agree would tell something of a registered part. */
const kindsOnly = (why: readonly Difference[]): Difference['kind'][] => [...new Set(why.map(({ kind }) => kind))]
