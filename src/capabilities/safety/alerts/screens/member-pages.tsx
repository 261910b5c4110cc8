// The members' pages: the list of alerts, one alert, and the word that one is no longer shown.
import { type Area, areas, isArea } from '#partnership/organisations/index.ts'
import { formatDay } from '#platform/i18n/dates.ts'
import { Callout, Chip, EmptyState } from '#ui/cards.tsx'
import { Button, Details, Select } from '#ui/components/index.ts'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { type Severity, severities } from '../alert.ts'
import { type Cursor, cursorText } from '../cursor.ts'
import { type AlertWords, alertWords } from '../messages/index.ts'
import type { EndedAlert, MemberAlert, MemberList } from '../read-as-member.ts'
import { areaName } from '../wording.ts'
import { AlertCard } from './alert-card.tsx'

export type Chosen = { area: Area | undefined; severity: Severity | undefined; isLater: boolean }

/** What the address says of filters; anything else in it is passed over. */
export function chosenFrom(query: (name: string) => string | undefined): Omit<Chosen, 'isLater'> {
  const area = query('area') ?? ''
  const severity = (severities as readonly string[]).find((each) => each === query('severity')) as Severity | undefined
  return { area: isArea(area) ? area : undefined, severity }
}

const addressOf = (chosen: Chosen, before?: Cursor): string => {
  const query = new URLSearchParams()
  if (chosen.area) query.set('area', chosen.area)
  if (chosen.severity) query.set('severity', chosen.severity)
  if (before) query.set('before', cursorText(before))
  const text = query.toString()
  return text ? `/alerts?${text}` : '/alerts'
}

function Filters(props: { shell: PublicShell; chosen: Chosen; words: AlertWords }) {
  const { words, chosen, shell } = props
  return (
    <form class="filters" method="get" action="/alerts" autocomplete="off">
      <Select
        name="area"
        label={words.filters.area}
        value={chosen.area ?? ''}
        items={[
          { value: '', label: words.filters.anyArea },
          ...areas.map((area) => ({ value: area, label: areaName(shell.locale, area) })),
        ]}
      />
      <Select
        name="severity"
        label={words.filters.severity}
        value={chosen.severity ?? ''}
        items={[
          { value: '', label: words.filters.anySeverity },
          ...severities.map((severity) => ({ value: severity, label: words.severity[severity] })),
        ]}
      />
      <Button kind="quiet">{words.filters.show}</Button>
    </form>
  )
}

function Ended(props: { shell: PublicShell; ended: readonly EndedAlert[]; words: AlertWords }) {
  const { words, ended, shell } = props
  if (ended.length === 0) return null
  return (
    <Callout tone="amber" title={words.ended.many({ count: ended.length })}>
      <p>{words.ended.text}</p>
      <Details summary={words.ended.heading}>
        <ul class="govuk-list">
          {ended.map((each) => (
            <li>{words.ended.sentOn({ day: formatDay(shell.locale, each.sentAt) })}</li>
          ))}
        </ul>
      </Details>
    </Callout>
  )
}

const badgeOf = (words: AlertWords, alert: MemberAlert) => (
  <>
    {alert.isNew ? <Chip tone="leaf">{words.isNew}</Chip> : null}{' '}
    {alert.version > 1 ? <Chip>{words.isUpdated}</Chip> : null}
  </>
)

export function AlertsPage(props: { shell: PublicShell; list: MemberList; chosen: Chosen }) {
  const { shell, list, chosen } = props
  const words = alertWords[shell.locale]
  const isFiltered = chosen.area !== undefined || chosen.severity !== undefined
  return (
    <PublicPage {...shell} memberPlace="alerts">
      <PageHeading lead={words.lead}>{words.heading}</PageHeading>
      <p>
        {words.notSafe} <a href="/me">{words.choose}</a>
      </p>
      <Filters shell={shell} chosen={chosen} words={words} />
      <Ended shell={shell} ended={list.ended} words={words} />
      {list.items.length === 0 ? (
        <EmptyState
          title={isFiltered ? words.emptyFiltered : words.empty}
          action={isFiltered ? { href: '/alerts', text: words.showAll } : undefined}
        >
          {isFiltered ? null : words.emptyText}
        </EmptyState>
      ) : (
        list.items.map((alert) => (
          <AlertCard
            locale={shell.locale}
            body={alert.body}
            publishedAt={alert.publishedAt}
            isChanged={alert.version > 1}
            badge={badgeOf(words, alert)}
            href={`/alerts/${alert.id}`}
          />
        ))
      )}
      <nav aria-label={words.heading}>
        {chosen.isLater ? (
          <p>
            <a href={addressOf({ ...chosen, isLater: false })}>{words.newest}</a>
          </p>
        ) : null}
        {list.next ? (
          <p>
            <a href={addressOf(chosen, list.next)} rel="next">
              {words.older}
            </a>
          </p>
        ) : null}
      </nav>
    </PublicPage>
  )
}

export function AlertPage(props: { shell: PublicShell; alert: MemberAlert; mark: string }) {
  const { shell, alert } = props
  const words = alertWords[shell.locale]
  return (
    <PublicPage {...shell} memberPlace="alerts" backHref="/alerts">
      <AlertCard
        locale={shell.locale}
        body={alert.body}
        publishedAt={alert.publishedAt}
        isChanged={alert.version > 1}
        badge={badgeOf(words, alert)}
        level={1}
      />
      <p>{words.notSafe}</p>
      <p class="govuk-hint">
        {words.keepToYourself} {words.mark}: <bdi>{props.mark}</bdi>. {words.markText}
      </p>
      <p>
        <a href="/alerts">{words.back}</a>
      </p>
    </PublicPage>
  )
}

export function EndedPage(props: { shell: PublicShell; why: 'ended' | 'expired' }) {
  const words = alertWords[props.shell.locale]
  return (
    <PublicPage {...props.shell} memberPlace="alerts" backHref="/alerts">
      <PageHeading>{words.ended.title}</PageHeading>
      <p>{props.why === 'expired' ? words.ended.expired : words.ended.text}</p>
      <p>
        <a href="/alerts">{words.back}</a>
      </p>
    </PublicPage>
  )
}
