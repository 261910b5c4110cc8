// The page on which a member gives somebody a code.
import { formatDay } from '#platform/i18n/dates.ts'
import { Callout } from '#ui/cards.tsx'
import { Button, ErrorSummary } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { waysInWords } from '../messages/ways-in/words.ts'
import type { Vouching } from './vouch.ts'

export function VouchScreen(props: {
  shell: PublicShell
  token: string
  vouching: Vouching
  code: string | undefined
  tookBack: boolean
  isExpired: boolean
}) {
  const all = waysInWords[props.shell.locale]
  const { vouch: words } = all
  const { left, waiting } = props.vouching
  const reason = reasonOf(props)
  return (
    <PublicPage {...props.shell} hasErrors={props.isExpired} memberPlace="account">
      {props.isExpired ? <ErrorSummary items={[{ text: all.expired }]} /> : null}
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      {props.tookBack ? (
        <Callout tone="leaf">
          <p>{words.tookBack}</p>
        </Callout>
      ) : null}
      {props.code ? (
        <Callout tone="leaf" title={words.code}>
          <p class="receipt" translate="no">
            <bdi dir="ltr">{props.code}</bdi>
          </p>
          <p>{words.codeText}</p>
        </Callout>
      ) : null}
      <p>{reason ?? words.left({ count: left })}</p>
      <Form action="/me/vouch" token={props.token}>
        {reason ? null : <Button>{words.give}</Button>}
        {waiting > 0 ? (
          <>
            <p>{words.waiting({ count: waiting })}</p>
            <Button kind="quiet" name="do" value="back">
              {words.back}
            </Button>
          </>
        ) : null}
      </Form>
      <p class="govuk-hint">{words.known}</p>
    </PublicPage>
  )
}

function reasonOf(props: { shell: PublicShell; vouching: Vouching }): string | undefined {
  const { vouch: words } = waysInWords[props.shell.locale]
  const { problem, readyOn } = props.vouching
  if (problem === 'not-a-person') return words.person
  if (problem === 'too-new') return words.ready({ day: readyOn ? formatDay(props.shell.locale, readyOn) : '' })
  return problem === 'used-up' ? words.none : undefined
}
