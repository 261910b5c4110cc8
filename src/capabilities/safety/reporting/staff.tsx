// Telling through a worker, on the phone or face to face: the same questions and the same consent pages, on the staff app.
import { formToken, type StaffVisit, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import type { Guard, Visit } from '#platform/http/routes.ts'
import { seeOther } from '#platform/http/routes.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { staffEn as words } from './messages/staff-en.ts'
import { registerReportRoutes, reportForm } from './report-routes.tsx'
import { reportSessionOf } from './report-session.ts'
import { AssistedFrame, PaperSheet } from './screens/assisted-frame.tsx'

const paths = { report: '/assist', return: '/assist/return', paper: '/assist/paper' }

/** Only people at work: on this app a visitor has not signed in yet, though anybody may report on the public one. */
const atWork: Guard = {
  name: may('report.start').name,
  admits: (actor) => (actor as Actor).kind === 'staff' && may('report.start').admits(actor),
}

export const registerStaff: RegisterRoutes = (routes, house) => {
  const shellOf = (staff: StaffVisit, visit: Visit<Actor>, title: string) =>
    staffShell(house, staff, { visit, current: paths.report, title, crumbs: [{ text: title }] })

  registerReportRoutes(routes, house, {
    app: 'staff',
    origin: 'assisted',
    reportPath: paths.report,
    returnPath: paths.return,
    endPath: paths.report,
    // The page with time-critical help stands on the public app alone.
    proofPath: '/proof',
    helpPath: new URL('/help', house.config.publicUrl).href,
    guard: atWork,
    frame: async (visit) => {
      const staff = await staffOf(house, visit)
      const title = visit.path.startsWith(paths.return) ? words.returnTitle : words.title
      const shell = await shellOf(staff, visit, title)
      const token = formToken(house, visit, reportForm)
      return (props) => (
        <AssistedFrame {...props} shell={shell} state={reportSessionOf(visit.session)} token={token} paths={paths}>
          {props.children}
        </AssistedFrame>
      )
    },
  })

  routes.get(paths.paper, atWork, async (visit) => {
    const staff = await staffOf(house, visit)
    const receipt = reportSessionOf(visit.session)?.receipt
    if (!receipt) return seeOther(paths.report)
    const shell = await shellOf(staff, visit, words.paper.title)
    const address = new URL('/return', house.config.publicUrl).href
    return visit.c.html(<PaperSheet shell={shell} receipt={receipt} address={address} backHref={paths.report} />)
  })
}
