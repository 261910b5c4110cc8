// Who may receive a report. One about an officer or a partner's worker never reaches that organisation. Pure.
import type { Organisation } from '#partnership/organisations/index.ts'
import type { ReportContent } from './report.ts'

/** The alert desk that takes reports in unless something says otherwise. */
export const usualDesk = 'national-ugly-mugs'

export type Receiver = Pick<Organisation, 'id' | 'slug' | 'name' | 'kind' | 'receivesReports'>

/** Does the report concern the conduct of police or of a partner's worker? */
export const concernsInsider = (content: ReportContent): boolean =>
  content.about?.kind === 'police' || content.about?.kind === 'worker'

/** The organisation whose people must not see the report, when it is one of the Forum's. */
export const concernedOrganisation = (content: ReportContent): string | undefined =>
  content.about?.kind === 'worker' ? content.about.organisationId : undefined

/** Those who could receive the report instead: independent advisers first, never the organisation concerned, never police. */
export function independentRoutes<R extends Receiver>(content: ReportContent, receivers: readonly R[]): R[] {
  const concerned = concernedOrganisation(content)
  return receivers
    .filter((each) => each.receivesReports && each.kind !== 'police' && each.id !== concerned)
    .sort((a, b) => Number(b.kind === 'adviser') - Number(a.kind === 'adviser') || a.name.localeCompare(b.name))
}

/** The receiving team: the reporter's own choice if it may be one, else an adviser for insiders, else the usual desk. */
export function routeReport<R extends Receiver>(content: ReportContent, receivers: readonly R[]): R | undefined {
  const open = receivers.filter((each) => each.receivesReports && each.kind !== 'police')
  if (concernsInsider(content)) {
    const routes = independentRoutes(content, receivers)
    return routes.find((each) => each.id === content.about?.route) ?? routes[0]
  }
  const desks = open.filter((each) => each.kind !== 'adviser')
  return desks.find((each) => each.slug === usualDesk) ?? desks[0] ?? open[0]
}
