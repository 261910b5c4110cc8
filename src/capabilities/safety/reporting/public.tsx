// Telling and coming back, for anybody, on the public app.
import { open } from '#permissions/may.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { PublicPage } from '#ui/page.tsx'
import { proofPath, registerProof } from './proof-routes.tsx'
import { registerReportRoutes } from './report-routes.tsx'

/** Where a report is told: the one page whose words are sealed before they leave the browser. */
const reportPath = '/report'

export const registerPublic: RegisterRoutes = (routes, house) => {
  registerProof(routes, house)
  registerReportRoutes(routes, house, {
    app: 'public',
    origin: 'web',
    reportPath,
    returnPath: '/return',
    endPath: '/',
    helpPath: '/help',
    proofPath,
    guard: open('anybody may tell us what happened, and come back to it'),
    frame: async (visit) => (props) => (
      <PublicPage
        locale={visit.locale}
        assets={house.assets}
        path={visit.path}
        seals={visit.c.req.path === reportPath}
        {...props}
      >
        {props.children}
      </PublicPage>
    ),
  })
}
