// The membership worker's pages: the queue of applications, one of them once, and accounts that rest. Numbers, never a list of people.
import { Callout } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input, Radios, Table, WarningText } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { joiningStaffEn as words } from '../messages/joining-staff-en.ts'
import type { WaitingApplication } from './application-store.ts'
import { decisions, type Queue } from './look-once.ts'

type Common = { shell: StaffPageProps; token: string; error: string | undefined }

const Done = (props: { text: string | undefined }) =>
  props.text ? (
    <Callout tone="leaf">
      <p>{props.text}</p>
    </Callout>
  ) : null

export function ApplicationsScreen(props: Common & { queue: Queue; personId: string; done: string | undefined }) {
  const { queue, error } = props
  return (
    <StaffPage {...props.shell} hasErrors={error !== undefined}>
      {error ? <ErrorSummary items={[{ text: error }]} /> : null}
      <Done text={props.done} />
      <p>{words.intro}</p>
      <Form action="/members/applications" token={props.token}>
        <p>
          {queue.isTaking ? words.taking : words.notTaking}{' '}
          <Button kind="quiet" name="do" value={queue.isTaking ? 'cease' : 'begin'}>
            {queue.isTaking ? words.cease : words.begin}
          </Button>
        </p>
      </Form>
      {queue.items.length === 0 ? (
        <section class="empty">
          <p class="empty__title">{words.none}</p>
          <p>{words.noneText}</p>
        </section>
      ) : (
        <Table
          caption={`${words.waiting}: ${queue.waiting}`}
          firstCellIsHeader
          head={[{ content: words.received }, { content: words.state }, { content: words.answer }]}
          rows={queue.items.map((each) => [
            { content: each.receivedOn },
            { content: stateOf(each, props.personId) },
            { content: <Way application={each} token={props.token} personId={props.personId} /> },
          ])}
        />
      )}
    </StaffPage>
  )
}

const stateOf = (each: WaitingApplication, personId: string) =>
  each.state === 'waiting' ? words.waiting : each.openedBy === personId ? words.mine : words.others

function Way(props: { application: WaitingApplication; token: string; personId: string }) {
  const { application } = props
  const address = `/members/applications/${application.id}`
  if (application.state === 'waiting')
    return (
      <Form action={`${address}/open`} token={props.token}>
        <Button kind="quiet">{words.open}</Button>
      </Form>
    )
  return application.openedBy === props.personId ? (
    <a class="govuk-link" href={address}>
      {words.answer}
    </a>
  ) : (
    <span />
  )
}

export function ApplicationScreen(props: Common & { id: string; words: string | undefined }) {
  const { error } = props
  return (
    <StaffPage {...props.shell} hasErrors={error !== undefined}>
      {error ? <ErrorSummary items={[{ text: error, href: '#decision' }]} /> : null}
      {props.words === undefined ? (
        <p>{words.gone}</p>
      ) : (
        <>
          <WarningText>{words.once}</WarningText>
          <TypedText>{props.words}</TypedText>
        </>
      )}
      <Form action={`/members/applications/${props.id}`} token={props.token}>
        <Radios
          name="decision"
          legend={words.decide}
          errorMessage={error}
          items={decisions.map((value) => ({ value, label: words.decisions[value] }))}
        />
        <Button>{words.decideButton}</Button>
      </Form>
    </StaffPage>
  )
}

export type StopTyped = { pseudonym: string; how: string }

export function StopScreen(props: Common & { typed: StopTyped; done: string | undefined }) {
  const { error, typed } = props
  const isHow = error === words.howMissing
  return (
    <StaffPage {...props.shell} hasErrors={error !== undefined}>
      {error ? <ErrorSummary items={[{ text: error, href: isHow ? '#how' : '#pseudonym' }]} /> : null}
      <Done text={props.done} />
      <section class="card">
        <p>{words.stopIntro}</p>
        <Form action="/members/stop" token={props.token}>
          <Input
            name="pseudonym"
            label={words.pseudonym}
            value={typed.pseudonym}
            errorMessage={isHow ? undefined : error}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            attributes={{ dir: 'auto' }}
          />
          <Radios
            name="how"
            legend={words.how}
            value={typed.how}
            errorMessage={isHow ? error : undefined}
            items={(['account', 'branch', 'lift'] as const).map((value) => ({ value, label: words.hows[value] }))}
          />
          <Button>{words.stopButton}</Button>
        </Form>
      </section>
    </StaffPage>
  )
}
