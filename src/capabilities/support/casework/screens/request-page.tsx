// One person who asked for a worker. What must never be said stands first, before the name and the number.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Band, Callout, Card, Chip, Facts } from '#ui/cards.tsx'
import { Button, ButtonGroup, Details, Radios } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'
import type { OpenedRequest } from '../open-request.ts'
import { closedReasons, isLate, type SafeContact } from '../support-request.ts'

const words = en.request

export type RequestView = OpenedRequest & {
  ownId: string
  token: string
  /** Beside the reasons for closing. */
  error: string | undefined
  now: Date
}

/** Beside the name: with whom it is, and whether it is late. */
export function RequestBadges(props: { request: OpenedRequest['request']; ownId: string; now: Date }) {
  const { request, now } = props
  const isOpen = request.state !== 'closed'
  return (
    <>
      {isOpen ? (
        <Chip>
          {request.ownerId === null
            ? words.free
            : request.ownerId === props.ownId
              ? words.withYou
              : words.with({ name: request.ownerName ?? '' })}
        </Chip>
      ) : (
        <Chip>{en.states.closed}</Chip>
      )}
      {isLate(request, now) ? <Band tone="berry">{en.list.late}</Band> : null}
    </>
  )
}

export function RequestPage(props: { shell: StaffPageProps; view: RequestView }) {
  const { view } = props
  const { request, contact, now } = view
  const path = `/support/${request.id}`
  return (
    <StaffPage {...props.shell}>
      {contact ? <Opened contact={contact} now={now} /> : <Sealed view={view} path={path} />}
      {request.state === 'closed' ? null : (
        <Facts
          items={[
            { key: en.list.columns.asked, value: formatWhen('en', request.createdAt, now) },
            { key: en.list.columns.due, value: formatWhen('en', request.dueAt, now) },
            request.contactedAt && { key: en.states.contacted, value: formatWhen('en', request.contactedAt, now) },
          ]}
        />
      )}
      {contact ? <Steps view={view} path={path} /> : null}
    </StaffPage>
  )
}

function Opened(props: { contact: SafeContact; now: Date }) {
  const { contact } = props
  const said = (text: string) => (text.trim() ? <TypedText>{text}</TypedText> : words.none)
  return (
    <>
      <Callout tone="berry" title={words.never}>
        {contact.never.trim() ? <TypedText>{contact.never}</TypedText> : <p>{words.neverNone}</p>}
      </Callout>
      <Card title={words.rules} note={words.opened({ at: formatWhen('en', props.now, props.now) })}>
        <p>{words.rule}</p>
        <Facts
          items={[
            { key: words.when, value: said(contact.when) },
            { key: words.callMe, value: said(contact.callMe) },
            { key: words.how, value: said(contact.how) },
          ]}
        />
      </Card>
    </>
  )
}

function Sealed(props: { view: RequestView; path: string }) {
  const { view, path } = props
  const { request, now } = view
  if (request.state === 'closed')
    return (
      <Card
        title={
          request.closedReason && request.closedAt
            ? words.closedAs({
                reason: en.reasons[request.closedReason],
                when: formatWhen('en', request.closedAt, now),
              })
            : en.states.closed
        }
      >
        <p>{words.closedText}</p>
      </Card>
    )
  if (request.state !== 'waiting')
    return (
      <Card title={words.sealed}>
        <p>{words.sealedOther({ name: request.ownerName ?? '' })}</p>
        <Form action={`${path}/hand-back`} token={view.token}>
          <Button kind="quiet">{words.handBackOther}</Button>
        </Form>
      </Card>
    )
  return (
    <Card title={words.sealed}>
      <p>{words.sealedText}</p>
      <Form action={`${path}/take`} token={view.token}>
        <Button>{words.take}</Button>
      </Form>
    </Card>
  )
}

function Steps(props: { view: RequestView; path: string }) {
  const { view, path } = props
  return (
    <>
      <ButtonGroup>
        {view.request.state === 'owned' ? (
          <Form action={`${path}/contacted`} token={view.token}>
            <Button>{words.contacted}</Button>
          </Form>
        ) : null}
        <Form action={`${path}/hand-back`} token={view.token}>
          <Button kind="quiet">{words.handBack}</Button>
        </Form>
      </ButtonGroup>
      <Details summary={words.close} open={view.error !== undefined}>
        <Form action={`${path}/close`} token={view.token}>
          <Radios
            name="reason"
            legend={words.closeLegend}
            legendClasses="govuk-fieldset__legend--s"
            classes="govuk-radios--small"
            hint={words.closeHint}
            errorMessage={view.error}
            items={closedReasons.map((value) => ({ value, label: en.reasons[value] }))}
          />
          <Button kind="quiet">{words.closeNow}</Button>
        </Form>
      </Details>
    </>
  )
}
