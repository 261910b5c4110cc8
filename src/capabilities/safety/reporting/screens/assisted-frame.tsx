// The staff shell around the same question pages, for a worker who types for somebody; and the sheet of paper they may hand over.
import type { Child } from 'hono/jsx'
import { Callout, Card, Chip } from '#ui/cards.tsx'
import { Button, ButtonGroup } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { Identifier } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { staffEn as words } from '../messages/staff-en.ts'
import type { ReportSession } from '../report-session.ts'
import type { FrameProps } from './frame.ts'

export type AssistedPaths = { report: string; paper: string }

/** `state` is asked for while rendering: what is shown decides how the page ends. */
export function AssistedFrame(
  props: FrameProps & {
    shell: StaffPageProps
    state: ReportSession | undefined
    token: string
    paths: AssistedPaths
  },
) {
  const { shell, state, progress } = props
  const badges: Child = progress ? <Chip>{words.step(progress)}</Chip> : undefined
  return (
    <StaffPage {...shell} hasErrors={props.hasErrors ?? false} badges={badges} isHeadingInPage>
      <Callout tone="amber" title={words.notice}>
        <p>{words.noticeMore}</p>
      </Callout>
      {props.children}
      {state && (state.phase === 'sent' || state.part === 'stopped') ? (
        <Ending state={state} token={props.token} paths={props.paths} />
      ) : null}
    </StaffPage>
  )
}

function Ending(props: { state: ReportSession; token: string; paths: AssistedPaths }) {
  const { state, paths } = props
  return (
    <Card title={words.next}>
      <p>{state.phase === 'sent' ? words.nextText : words.stopped}</p>
      <Form action={paths.report} token={props.token}>
        <ButtonGroup>
          <Button name={doField} value="finish">
            {words.another}
          </Button>
          {state.receipt ? (
            <a class="govuk-link" href={paths.paper}>
              {words.print}
            </a>
          ) : null}
        </ButtonGroup>
      </Form>
    </Card>
  )
}

/** Nothing on paper says what it is for: somebody else may find it. */
export function PaperSheet(props: {
  shell: StaffPageProps
  receipt: NonNullable<ReportSession['receipt']>
  address: string
  backHref: string
}) {
  const { receipt } = props
  const paper = words.paper
  return (
    <StaffPage {...props.shell}>
      <Card title={receipt.kind === 'words' ? paper.words : paper.digits}>
        <p class="receipt" translate="no" dir="ltr" lang="en">
          <strong>{receipt.shown}</strong>
        </p>
        <p>
          {paper.where}: <Identifier>{props.address}</Identifier>
        </p>
        <p>{paper.careful}</p>
      </Card>
      <p class="bar__actions">
        {paper.how}{' '}
        <a class="govuk-link" href={props.backHref}>
          {paper.back}
        </a>
      </p>
    </StaffPage>
  )
}
