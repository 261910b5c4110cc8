// Routes of the checker on the staff app: workers ask for somebody without an account.
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { House, RegisterRoutes } from '../../house.ts'
import { answerFor, askFor, askingOf } from './asking.ts'
import { staffEn } from './messages/staff-en.ts'
import { StaffCheckScreen, StaffSaferScreen } from './screens/staff-check.tsx'

const form = 'check'

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get('/check', may('check.ask'), (visit) => showCheck(house, visit))
  routes.post('/check', may('check.ask'), (visit) => postCheck(house, visit))
  routes.post('/check/clear', may('check.ask'), async (visit) => {
    await take(house.sessions, 'staff', visit, 'check')
    return seeOther('/check')
  })
  routes.get('/check/safer', may('check.ask'), async (visit) => {
    const staff = await staffOf(house, visit)
    const crumbs = [{ text: staffEn.title, href: '/check' }, { text: staffEn.safer }]
    const shell = await staffShell(house, staff, { visit, current: '/check', title: staffEn.safer, crumbs })
    return visit.c.html(<StaffSaferScreen shell={shell} />)
  })
}

async function showCheck(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const asking = askingOf(visit.session)
  const answer = asking && (await answerFor(house, staff.actor, asking))
  const problem = asking && 'problem' in asking ? asking.problem : undefined
  if (problem) await take(house.sessions, 'staff', visit, 'check')
  const shell = await staffShell(house, staff, { visit, current: '/check', title: staffEn.title })
  const token = formToken(house, visit, form)
  return visit.c.html(
    <StaffCheckScreen shell={shell} form={{ locale: 'en', token, typed: asking?.typed, problem }} answer={answer} />,
  )
}

async function postCheck(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const isOurs = checkFormToken(house, visit, form, visit.form.one('token'))
  const asking = await askFor(house, staff.actor, visit.form.one('asked'), isOurs)
  await remember(house.sessions, 'staff', visit, 'check', asking)
  return seeOther('/check')
}
