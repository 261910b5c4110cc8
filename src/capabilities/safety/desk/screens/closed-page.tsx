// Shown to somebody who may read reports but has not been given their team's key: the report stays closed, and says why.
import { EmptyState } from '#ui/cards.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'

export function ClosedPage(props: { shell: StaffPageProps }) {
  return (
    <StaffPage {...props.shell}>
      <EmptyState title={props.shell.title} action={{ href: '/people', text: en.report.toPeople }}>
        {en.report.noKey}
      </EmptyState>
    </StaffPage>
  )
}
