// One screen for one report: left what they told us, right the warning, below what happened and who saw it.

import { formatAgo, formatDay } from '#platform/i18n/dates.ts'
import type { AlertBody, AlertOnDesk, Flag } from '#safety/alerts/index.ts'
import type { ReportEntry } from '#safety/checker/index.ts'
import type { OpenedReport, ReceivedFile, Withholdable } from '#safety/reporting/index.ts'
import { Callout, Card, Chip } from '#ui/cards.tsx'
import { Button, Details, Radios, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { Columns, StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'
import type { OfferedClue, OfferedFact, WarningErrors } from '../offer-picks.ts'
import { DifferentPeople } from './ask-worker.tsx'
import { ReceivedFiles } from './received-files.tsx'
import { SecondCheck } from './second-check.tsx'
import { Clues, History, Messages, Told } from './told.tsx'
import { PointingCard, Preview, WarningForm } from './warning-form.tsx'

const words = en.warning

/** The warning with its clues written as members will read them: publishing takes the same writing from the report. */
const asPublished = (body: AlertBody, opened: OpenedReport): AlertBody => ({
  ...body,
  identifiers: body.identifiers.map((each) => {
    const known = opened.identifiers.find(({ kind, value }) => kind === each.kind && value === each.value)
    return known ? { ...each, display: known.display } : each
  }),
})

export type ReportView = {
  opened: OpenedReport
  files: readonly ReceivedFile[]
  alert: AlertOnDesk | undefined
  entries: readonly ReportEntry[]
  /** What `warn` may not use; undefined when they do not agree to it now. */
  withheld: readonly Withholdable[] | undefined
  wantsAnother: boolean
  body: AlertBody
  errors: WarningErrors
  facts: readonly OfferedFact[]
  clues: readonly OfferedClue[]
  flags: readonly Flag[]
  ownId: string
  nameOf: (personId: string) => string
  typed: Readonly<Record<string, string>>
  fieldErrors: Readonly<Record<string, string>>
  token: string
  now: Date
}

const isOwnWork = (view: ReportView) =>
  view.alert?.making?.writers.includes(view.ownId) || view.alert?.authorId === view.ownId
const hasStoodAside = (view: ReportView) =>
  view.alert?.decisions.some((each) => each.what === 'recused' && each.personId === view.ownId) ?? false

/** Why the last person sent it back, until it is asked for again. */
function SentBack(props: { alert: AlertOnDesk | undefined }) {
  const last = props.alert?.decisions.at(-1)
  return last?.what === 'returned' && last.reason ? (
    <Callout tone="amber">
      <p>{words.sentBack({ name: last.personName ?? '', reason: last.reason })}</p>
    </Callout>
  ) : null
}

function Waiting(props: { view: ReportView; alert: AlertOnDesk }) {
  const { view, alert } = props
  return (
    <Card title={words.heading} note={words.waiting({ ago: formatAgo('en', alert.askedAt ?? view.now, view.now) })}>
      <Preview body={alert.making?.body} />
      <p>{hasStoodAside(view) ? en.problems.recused : en.second.ownWork}</p>
      {isOwnWork(view) ? (
        <Form action={`/desk/${view.opened.item.id}/second`} token={view.token} hidden={{ alert: alert.id, seal: '' }}>
          <Button name="do" value="return" kind="quiet">
            {words.takeBack}
          </Button>
        </Form>
      ) : null}
    </Card>
  )
}

function Right(props: { view: ReportView }) {
  const { view } = props
  const { alert, opened } = view
  const { item } = opened
  const making = alert?.making
  if (alert?.isAsked && making) {
    if (isOwnWork(view) || hasStoodAside(view)) return <Waiting view={view} alert={alert} />
    return (
      <>
        <SecondCheck
          reportId={item.id}
          token={view.token}
          alert={alert}
          body={asPublished(making.body, opened)}
          seal={making.seal}
          flags={view.flags}
          author={view.nameOf(alert.authorId)}
          wantsAnother={view.wantsAnother}
          typed={view.typed}
          errors={view.fieldErrors}
          now={view.now}
        />
        <PointingCard title={en.point.inReport} content={opened.content} body={making.body} flags={view.flags} />
      </>
    )
  }
  const isMine = item.claimedBy?.id === view.ownId
  const isOut = alert?.state === 'published'
  const mayWrite = view.withheld !== undefined && (isMine || isOut)
  const form = (
    <WarningForm
      reportId={item.id}
      token={view.token}
      body={view.body}
      errors={view.errors}
      facts={view.facts}
      clues={view.clues}
      withheld={view.withheld ?? []}
      month={opened.content.when?.month}
      isUpdate={isOut}
      hasDraft={making !== undefined}
    />
  )
  return (
    <>
      <Card
        title={words.heading}
        note={
          isOut && alert.publishedAt
            ? words.published({ day: formatDay('en', alert.publishedAt), version: alert.version })
            : undefined
        }
      >
        <SentBack alert={alert} />
        {isOut ? (
          <>
            <Preview body={alert.published} />
            <p>
              <a href="/alerts">{words.toAlerts}</a>
            </p>
          </>
        ) : null}
        {alert && (alert.state === 'retracted' || alert.state === 'expired') ? <p>{words.ended[alert.state]}</p> : null}
        {view.withheld === undefined ? <p>{words.noConsent}</p> : null}
        {view.withheld !== undefined && !mayWrite ? (
          <p>{item.claimedBy ? words.withOther({ name: item.claimedBy.name }) : words.takeFirst}</p>
        ) : null}
        {mayWrite && !isOut ? <Preview body={view.body} /> : null}
        {mayWrite && !isOut ? form : null}
        {mayWrite && isOut ? (
          <Details summary={words.update} open={making !== undefined || Object.keys(view.errors).length > 0}>
            {form}
          </Details>
        ) : null}
      </Card>
      <PointingCard content={opened.content} body={making?.body ?? alert?.published} flags={view.flags} />
      {isMine && item.state === 'in-work' ? <Close view={view} /> : null}
    </>
  )
}

function Close(props: { view: ReportView }) {
  const { view } = props
  const report = en.report
  return (
    <Details summary={report.close} open={view.fieldErrors['close-why'] !== undefined}>
      <Form action={`/desk/${view.opened.item.id}/close`} token={view.token}>
        <Radios
          name="outcome"
          legend={report.closeAs}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-radios--small"
          value={view.typed.outcome ?? 'nothing-to-warn'}
          items={[
            { value: 'nothing-to-warn', label: en.queue.outcomes['nothing-to-warn'] },
            { value: 'not-published', label: en.queue.outcomes['not-published'] },
          ]}
        />
        <Textarea
          name="close-why"
          label={report.closeWhy}
          hint={report.closeHint}
          rows={3}
          value={view.typed['close-why']}
          errorMessage={view.fieldErrors['close-why']}
        />
        <Button kind="quiet">{report.closeNow}</Button>
      </Form>
    </Details>
  )
}

/** Whether a proof somebody brings was issued for this report, with these words. */
function Proof(props: { view: ReportView }) {
  const { view } = props
  const { proof } = en.report
  return (
    <Details summary={proof.summary} open={view.fieldErrors.proof !== undefined}>
      <Form action={`/desk/${view.opened.item.id}/proof`} token={view.token}>
        <Textarea
          name="proof"
          label={proof.label}
          hint={proof.hint}
          rows={3}
          value={view.typed.proof}
          errorMessage={view.fieldErrors.proof}
          spellcheck={false}
        />
        <Button kind="quiet">{proof.go}</Button>
      </Form>
    </Details>
  )
}

/** Beside the codename: with whom it is. */
export function ClaimBadge(props: { item: OpenedReport['item']; ownId: string; now: Date }) {
  const { item, now } = props
  if (item.state === 'closed' && item.outcome)
    return <Chip>{en.report.closedAs({ outcome: en.queue.outcomes[item.outcome] })}</Chip>
  if (!item.claimedBy) return <Chip>{en.report.free}</Chip>
  const ago = formatAgo('en', item.claimedAt ?? now, now)
  return (
    <Chip>
      {item.claimedBy.id === props.ownId
        ? en.report.claimedByYou({ ago })
        : en.report.claimedBy({ name: item.claimedBy.name, ago })}
    </Chip>
  )
}

/** At the end of the bar: by when, and taking or handing back. */
export function ClaimActions(props: {
  item: OpenedReport['item']
  ownId: string
  due: string | undefined
  token: string
}) {
  const { item } = props
  const isMine = item.claimedBy?.id === props.ownId
  return (
    <>
      {props.due && item.state !== 'closed' ? (
        <span>
          {item.state === 'received' ? en.report.acknowledge({ when: props.due }) : en.report.due({ when: props.due })}
        </span>
      ) : null}
      {item.state === 'received' ? (
        <Form action={`/desk/${item.id}/claim`} token={props.token}>
          <Button>{en.report.take}</Button>
        </Form>
      ) : null}
      {item.state === 'in-work' ? (
        <Form action={`/desk/${item.id}/release`} token={props.token}>
          <Button kind="quiet">{isMine ? en.report.release : en.report.releaseOther}</Button>
        </Form>
      ) : null}
    </>
  )
}

export function ReportPage(props: { shell: StaffPageProps; view: ReportView }) {
  const { view } = props
  return (
    <StaffPage {...props.shell}>
      <Columns
        left={
          <>
            <Told opened={view.opened} now={view.now} isFolded token={view.token} error={view.fieldErrors.spoken} />
            <ReceivedFiles
              reportId={view.opened.item.id}
              files={view.files}
              heldBack={view.withheld?.includes('attachments')}
            />
            <Clues opened={view.opened} />
            <DifferentPeople reportId={view.opened.item.id} entries={view.entries} token={view.token} />
            <Messages
              opened={view.opened}
              token={view.token}
              now={view.now}
              typed={view.typed.reply}
              error={view.fieldErrors.reply}
            />
          </>
        }
        right={<Right view={view} />}
      />
      <History opened={view.opened} now={view.now} />
      <Proof view={view} />
    </StaffPage>
  )
}
