// Routes of the staff app that belong to members: membership workers make accounts and see counts, never people.
import { TooBusy } from '#engines/sealing/index.ts'
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { formatMonth } from '#platform/i18n/dates.ts'
import type { House, RegisterRoutes } from '../../house.ts'
import { createMember, newHandoverPassphrase } from './create-member.ts'
import { registerJoiningStaff } from './joining/staff-routes.tsx'
import { isMemberKind } from './member.ts'
import { staffEn } from './messages/staff-en.ts'
import { type MakeErrors, MakeMemberScreen, type MonthRow } from './screens/make-member.tsx'
import { countByMonth } from './store.ts'

const form = 'make-member'

/** Left for the page that follows; a passphrase is in it for that one page. */
type Kept =
  | { typed: { pseudonym: string; kind: string }; errors: MakeErrors }
  | { made: { pseudonym: string; passphrase: string } }

export const registerStaff: RegisterRoutes = (routes, house) => {
  registerJoiningStaff(routes, house)
  routes.get('/members', may('member.list'), (visit) => showMembers(house, visit))
  routes.post('/members', may('member.create'), (visit) => postMember(house, visit))
}

async function showMembers(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const kept = (await take(house.sessions, 'staff', visit, 'madeMember')) as Kept | undefined
  const months = await house.asActor(staff.actor, (tx) => countByMonth(tx))
  return visit.c.html(
    <MakeMemberScreen
      shell={await staffShell(house, staff, { visit, current: '/members', title: staffEn.title })}
      token={formToken(house, visit, form)}
      typed={kept && 'typed' in kept ? kept.typed : { pseudonym: '', kind: '' }}
      errors={kept && 'errors' in kept ? kept.errors : {}}
      made={kept && 'made' in kept ? kept.made : undefined}
      months={monthRows(months)}
    />,
  )
}

function monthRows(counts: Awaited<ReturnType<typeof countByMonth>>): MonthRow[] {
  const rows = new Map<string, MonthRow>()
  for (const { month, kind, amount } of counts) {
    const [year = 0, number = 1] = month.split('-').map(Number)
    const shown = formatMonth('en', new Date(Date.UTC(year, number - 1, 15)))
    const row = rows.get(month) ?? { month: shown, counts: { individual: 0, venue: 0, project: 0 } }
    row.counts[kind] = amount
    rows.set(month, row)
  }
  return [...rows.values()]
}

async function postMember(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const typed = { pseudonym: visit.form.one('pseudonym').slice(0, 200), kind: visit.form.one('kind').slice(0, 20) }
  const again = async (kept: Kept) => {
    await remember(house.sessions, 'staff', visit, 'madeMember', kept)
    return seeOther('/members')
  }
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) return again({ typed, errors: { form: 'expired' } })
  const { kind, pseudonym } = typed
  if (!isMemberKind(kind)) return again({ typed, errors: { kind: 'missing' } })
  const passphrase = newHandoverPassphrase()
  try {
    const result = await createMember(house, staff.actor, { pseudonym, passphrase, kind })
    if (result.ok) return again({ made: { pseudonym: pseudonym.trim(), passphrase } })
    const { pseudonym: mistake } = result.mistakes
    return again({ typed, errors: mistake ? { pseudonym: mistake } : {} })
  } catch (error) {
    if (error instanceof TooBusy) return again({ typed, errors: { form: 'busy' } })
    throw error
  }
}
