// Leaving: one question before, one plain page after.
import { Button, ButtonGroup, Checkboxes, ErrorSummary } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { memberWords } from '../messages/words.ts'

export function LeaveScreen(props: { shell: PublicShell; token: string; problem?: 'confirm' | 'expired' | undefined }) {
  const { leave: words, problem: problems } = memberWords[props.shell.locale]
  const error = props.problem && problems[props.problem]
  return (
    <PublicPage {...props.shell} hasErrors={error !== undefined} backHref="/me">
      {error ? <ErrorSummary items={[{ text: error, href: '#confirm' }]} /> : null}
      <PageHeading lead={words.lead}>{words.heading}</PageHeading>
      <p class="govuk-body">{words.reports}</p>
      <Form action="/me/leave" token={props.token}>
        <Checkboxes name="confirm" items={[{ value: 'yes', label: words.confirm }]} errorMessage={error} />
        <ButtonGroup>
          <Button kind="danger">{words.button}</Button>
          <Button kind="quiet" href="/me">
            {words.keep}
          </Button>
        </ButtonGroup>
      </Form>
    </PublicPage>
  )
}

export function LeftScreen(props: { shell: PublicShell }) {
  const { leave: words } = memberWords[props.shell.locale]
  return (
    <PublicPage {...props.shell}>
      <PageHeading lead={words.doneText}>{words.done}</PageHeading>
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          {words.home}
        </a>
      </p>
    </PublicPage>
  )
}
