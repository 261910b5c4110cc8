// The page of alarms: what to look at, with what one can do; below, what was looked at and what was found.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Card, EmptyState } from '#ui/cards.tsx'
import { ErrorSummary, SummaryList, Textarea } from '#ui/components/index.ts'
import { TokenField, TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import type { Alarm } from '../alarm.ts'
import { en } from '../messages/en.ts'

export type Problem = keyof typeof en.problems

export function AlarmsScreen(props: {
  shell: StaffPageProps
  alarms: readonly Alarm[]
  token: string
  now: Date
  ownOrganisation: string
  /** Colleagues by id. */
  names: ReadonlyMap<string, string>
  kept: { id: string; note: string; problem: Problem } | undefined
}) {
  const { alarms, kept } = props
  const open = alarms.filter((alarm) => !alarm.looked)
  const done = alarms.filter((alarm) => alarm.looked)
  const message = kept && en.problems[kept.problem]
  return (
    <StaffPage {...props.shell}>
      {message ? <ErrorSummary items={[{ href: `#note-${kept.id}`, text: message }]} /> : null}
      <p>{en.intro}</p>
      {open.length === 0 ? <EmptyState title={en.none}>{en.noneText}</EmptyState> : null}
      {open.map((alarm) => (
        <Card title={en.kinds[alarm.kind].title}>
          <p>{en.kinds[alarm.kind].what}</p>
          <Facts {...props} alarm={alarm} />
          <p>{en.kinds[alarm.kind].todo}</p>
          <form method="post" action={`/alarms/${alarm.id}`}>
            <TokenField token={props.token} />
            <Textarea
              name="note"
              id={`note-${alarm.id}`}
              label={en.note}
              hint={en.noteHint}
              rows={2}
              value={kept?.id === alarm.id ? kept.note : ''}
              errorMessage={kept?.id === alarm.id ? message : undefined}
            />
            <button type="submit" class="govuk-button">
              {en.look}
            </button>
          </form>
        </Card>
      ))}
      {done.length > 0 ? <h2 class="govuk-heading-m">{en.done}</h2> : null}
      {done.map((alarm) => (
        <Card title={en.kinds[alarm.kind].title}>
          <Facts {...props} alarm={alarm} />
          {alarm.looked ? <TypedText>{alarm.looked.note}</TypedText> : null}
        </Card>
      ))}
    </StaffPage>
  )
}

function Facts(props: { alarm: Alarm; now: Date; ownOrganisation: string; names: ReadonlyMap<string, string> }) {
  const { alarm, now, names } = props
  const when = (at: Date) => formatWhen('en', at, now)
  const house =
    alarm.organisationId === null
      ? en.service
      : alarm.organisationId === props.ownOrganisation
        ? en.ourHouse
        : en.otherHouse
  const who =
    alarm.personId && (names.get(alarm.personId) ?? (alarm.detail.account === 'member' ? en.someMember : en.someWorker))
  const row = (key: string, value: string) => ({ key, value })
  return (
    <>
      <SummaryList
        rows={[
          row(en.house, house),
          ...(who ? [row(en.who, who)] : []),
          row(en.often, en.amount({ amount: alarm.amount })),
          row(en.first, when(alarm.firstAt)),
          row(en.last, when(alarm.lastAt)),
          ...(alarm.looked
            ? [
                row(
                  en.done,
                  en.lookedBy({ name: names.get(alarm.looked.by) ?? en.colleague, when: when(alarm.looked.at) }),
                ),
              ]
            : []),
        ]}
      />
      {alarm.reason === undefined ? null : (
        <>
          <h3 class="govuk-heading-s">{en.reason}</h3>
          <TypedText>{alarm.reason}</TypedText>
        </>
      )}
    </>
  )
}
