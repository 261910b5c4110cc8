// The frame of every staff page: the rail with only what this person may enter and what waits there, their name, the form's token.
import type { Actor, StaffActor } from '#permissions/actor.ts'
import type { Action } from '#permissions/matrix.ts'
import { mayDo } from '#permissions/may.ts'
import { take } from '#platform/http/remember.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { Session } from '#platform/http/session.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { House } from '#src/capabilities/house.ts'
import type { RailWing, StaffPageProps, Wing } from '#ui/staff-page.tsx'
import { en } from './messages/en.ts'
import type { StaffVisit } from './person.ts'
import { withUndone } from './screens/undone.tsx'

/** Where somebody who is not signed in is led, whatever they asked for. */
export const signInPath = '/sign-in'

type Place = { wing: Wing; href: string; label: keyof typeof en.rail; action: Action }

/** Where there is work, and what one must be allowed to do there for the link to lead anywhere. */
const places: readonly Place[] = [
  { wing: 'safety', href: '/desk', label: 'desk', action: 'report.read' },
  { wing: 'safety', href: '/held', label: 'held', action: 'held.read' },
  { wing: 'safety', href: '/alerts', label: 'alerts', action: 'alert.read' },
  { wing: 'safety', href: '/assist', label: 'assist', action: 'report.start' },
  { wing: 'safety', href: '/check', label: 'check', action: 'check.ask' },
  { wing: 'support', href: '/support', label: 'support', action: 'support.read' },
  { wing: 'partnership', href: '/alarms', label: 'alarms', action: 'alarm.read' },
  { wing: 'partnership', href: '/oversight/requests', label: 'legal', action: 'legal.read' },
  { wing: 'partnership', href: '/records', label: 'records', action: 'record.hold' },
  { wing: 'partnership', href: '/oversight/checkpoints', label: 'audit', action: 'checkpoint.read' },
  { wing: 'people', href: '/members', label: 'members', action: 'member.list' },
  { wing: 'people', href: '/people', label: 'people', action: 'staff.list' },
  { wing: 'people', href: '/team-keys', label: 'teamKeys', action: 'team-key.confirm' },
  { wing: 'people', href: '/account', label: 'account', action: 'staff.self' },
]
const wings: readonly Wing[] = ['safety', 'support', 'partnership', 'understanding', 'people']

/** How many wait for this person behind a link of the rail. */
export type Count = (house: House, actor: StaffActor) => Promise<number>
const counts = new Map<string, Count>()

/** Said once by the composition: what waits behind `href`. Only asked for people who may enter there. */
export function registerCount(href: string, count: Count): void {
  counts.set(href, count)
}

const mayEnter = (actor: Actor, place: Place): boolean => mayDo(actor, place.action)

const homes = ['/desk', '/support', '/members', '/check']

/** Where somebody's work begins: the first of these that they may enter, else their own account. */
export const homeOf = (actor: StaffActor): string =>
  homes.find((href) => places.some((place) => place.href === href && mayEnter(actor, place))) ?? '/account'

async function railOf(house: House, actor: StaffActor, current: string | undefined): Promise<RailWing[]> {
  const open = places.filter((place) => mayEnter(actor, place))
  const waiting = await Promise.all(open.map(async ({ href }) => (await counts.get(href)?.(house, actor)) ?? 0))
  const items = open.map((place, i) => ({
    wing: place.wing,
    item: {
      href: place.href,
      label: en.rail[place.label],
      count: waiting[i] ?? 0,
      isCurrent: place.href === current,
    },
  }))
  return wings
    .map((wing) => ({ wing, items: items.filter((each) => each.wing === wing).map((each) => each.item) }))
    .filter((each) => each.items.length > 0)
}

/** The name of the form that every page's frame carries: signing out, the language menu. */
export const shellForm = 'shell'

const subjectOf = (session: Session | undefined): string => session?.id ?? '-'

/** A token for a form of this visit; `checkFormToken` with the same name accepts it. */
export const formToken = (house: House, visit: { session: Session | undefined }, form: string): string =>
  issueToken(house.keys, subjectOf(visit.session), form, house.clock.now())

export const checkFormToken = (
  house: House,
  visit: { session: Session | undefined },
  form: string,
  token: string,
): boolean => checkToken(house.keys, subjectOf(visit.session), form, token, house.clock.now())

export type ShellOptions = Omit<StaffPageProps, 'locale' | 'assets' | 'path' | 'token' | 'rail' | 'person'> & {
  visit: Visit<Actor>
  /** The `href` on the rail that this page belongs to. */
  current?: string
}

/** What the step-up leaves for the page it leads back to, when something had been pressed there. */
export const leftByStepUp = 'leftByStepUp'

/** Everything StaffPage needs for a signed-in person: `<StaffPage {...await staffShell(house, staff, { visit, … })}>`. */
export async function staffShell(house: House, staff: StaffVisit, options: ShellOptions): Promise<StaffPageProps> {
  const { visit, current, ...page } = options
  const isUndone = await take(house.sessions, 'staff', visit, leftByStepUp)
  return {
    ...page,
    notice: isUndone ? withUndone(page.notice) : page.notice,
    // Staff screens are written in English so far; a page must not claim another language.
    locale: 'en',
    assets: house.assets,
    path: visit.path,
    token: formToken(house, visit, shellForm),
    rail: await railOf(house, staff.actor, current),
    person: { name: staff.person.displayName, organisation: staff.person.organisationName },
  }
}

/** The same before signing in: no rail, nobody's name. */
export function signedOutShell(
  house: House,
  visit: Visit<Actor>,
  page: Pick<StaffPageProps, 'title' | 'hasErrors' | 'isHeadingInPage' | 'notice'>,
): StaffPageProps {
  const token = formToken(house, visit, shellForm)
  return { ...page, locale: 'en', assets: house.assets, path: visit.path, token, rail: [] }
}
