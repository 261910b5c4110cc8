// Staff's pages about alerts: what the team published and whom it reached, what members see, and the local outbox.

import type { Letter } from '#platform/delivery/mail.ts'
import { formatDay, formatWhen } from '#platform/i18n/dates.ts'
import { Band, Chip, EmptyState } from '#ui/cards.tsx'
import { Button, Details, Input, Select } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { addressOf, ListBody, ListTabs, pageInAddress } from '#ui/list-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { FilterBar, SortableTable } from '#ui/tables.tsx'
import { retractReasons } from '../alert.ts'
import { type Cursor, cursorText } from '../cursor.ts'
import { staffEn as words } from '../messages/staff-en.ts'
import type { PublishedAlert, SentAlert } from '../read-alerts.ts'
import { headlineOf } from '../wording.ts'
import { AlertCard } from './alert-card.tsx'

export type SentAddress = { state: SentAlert['state'] | undefined; page: number }

const hrefOf = (address: SentAddress) =>
  addressOf('/alerts', { state: address.state, page: pageInAddress(address.page) })

const Tabs = (props: { here: 'ours' | 'everybody' }) => (
  <ListTabs
    label={words.title}
    items={[
      { href: '/alerts', text: words.tabs.ours, isHere: props.here === 'ours' },
      { href: '/alerts?show=everybody', text: words.tabs.everybody, isHere: props.here === 'everybody' },
    ]}
  />
)

function Retract(props: { alert: SentAlert; token: string }) {
  const { alert } = props
  return (
    <Details summary={words.retract}>
      <Form action={`/alerts/${alert.id}/retract`} token={props.token}>
        <p>{words.retractHint}</p>
        <Select
          name="reason"
          id={`reason-${alert.id}`}
          label={words.why}
          items={retractReasons.map((reason) => ({ value: reason, label: words.reasons[reason] }))}
        />
        <Input name="note" id={`note-${alert.id}`} label={words.note} />
        <Button kind="danger">{words.retract}</Button>
      </Form>
    </Details>
  )
}

const codenameLink = (alert: SentAlert, codename: (id: string) => string) => (
  <a href={`/desk/${alert.reportId}`}>{codename(alert.reportId)}</a>
)

function StateCell(props: { alert: SentAlert }) {
  const { alert } = props
  return (
    <>
      <Band tone={alert.state === 'published' ? 'leaf' : 'quiet'}>{words.states[alert.state]}</Band>
      {alert.endReason ? ` ${words.reasons[alert.endReason]}` : ''}{' '}
      {alert.version > 1 ? <Chip>{words.version({ version: alert.version })}</Chip> : null}
      {alert.hasUpdate ? <Chip tone="amber">{words.hasUpdate}</Chip> : null}
    </>
  )
}

export function SentScreen(props: {
  shell: StaffPageProps
  address: SentAddress
  items: readonly SentAlert[]
  hasMore: boolean
  codename: (id: string) => string
  token: string
}) {
  const { address, items } = props
  const columns = words.columns
  return (
    <StaffPage {...props.shell}>
      <Tabs here="ours" />
      <FilterBar
        action="/alerts"
        clearHref="/alerts"
        selects={[
          {
            name: 'state',
            label: words.state,
            value: address.state ?? '',
            items: (['', 'published', 'retracted', 'expired'] as const).map((value) => ({
              value,
              label: words.states[value],
            })),
          },
        ]}
      />
      <ListBody
        isEmpty={items.length === 0}
        empty={{ title: words.empty, text: words.emptyText, action: { href: '/desk', text: words.toDesk } }}
        pages={{
          page: address.page,
          hasMore: props.hasMore,
          hrefOf: (page) => hrefOf({ ...address, page }),
          before: words.newer,
          after: words.older,
        }}
      >
        <SortableTable
          caption={words.caption}
          isCaptionHidden
          firstCellIsHeader
          columns={[
            { key: 'alert', label: columns.alert },
            { key: 'report', label: columns.report },
            { key: 'state', label: columns.state },
            { key: 'since', label: columns.since },
            { key: 'until', label: columns.until },
            { key: 'reached', label: columns.reached, isNumeric: true },
            { key: 'seen', label: columns.seen, isNumeric: true },
            { key: 'waiting', label: columns.waiting, isNumeric: true },
            { key: 'act', label: columns.act, isLabelHidden: true },
          ]}
          rows={items.map((alert) => ({
            cells: [
              alert.body ? headlineOf('en', alert.body) : words.erased,
              codenameLink(alert, props.codename),
              <StateCell alert={alert} />,
              formatDay('en', alert.publishedAt),
              alert.state === 'published' && alert.expiresAt ? formatDay('en', alert.expiresAt) : '',
              alert.reached,
              alert.seen,
              alert.waiting || '',
              alert.state === 'published' ? <Retract alert={alert} token={props.token} /> : '',
            ],
          }))}
        />
      </ListBody>
    </StaffPage>
  )
}

export function EverybodyScreen(props: {
  shell: StaffPageProps
  items: readonly PublishedAlert[]
  next: Cursor | undefined
  hasTabs: boolean
}) {
  return (
    <StaffPage {...props.shell}>
      {props.hasTabs ? <Tabs here="everybody" /> : null}
      <p>{words.everybodyLead}</p>
      {props.items.length === 0 ? <EmptyState title={words.emptyEverybody} /> : null}
      {props.items.map((alert) => (
        <AlertCard locale="en" body={alert.body} publishedAt={alert.publishedAt} isChanged={alert.version > 1} />
      ))}
      {props.next ? (
        <p>
          <a href={`/alerts?show=everybody&before=${encodeURIComponent(cursorText(props.next))}`} rel="next">
            {words.older}
          </a>
        </p>
      ) : null}
    </StaffPage>
  )
}

export function OutboxScreen(props: { shell: StaffPageProps; letters: readonly (Letter & { at: Date })[]; now: Date }) {
  const { outbox } = words
  return (
    <StaffPage {...props.shell}>
      <p>{outbox.lead}</p>
      {props.letters.length === 0 ? (
        <EmptyState title={outbox.empty}>{outbox.emptyText}</EmptyState>
      ) : (
        <SortableTable
          caption={outbox.title}
          isCaptionHidden
          columns={[
            { key: 'at', label: outbox.at },
            { key: 'to', label: outbox.to },
            { key: 'subject', label: outbox.subject },
            { key: 'text', label: outbox.text },
          ]}
          rows={props.letters.map((letter) => ({
            cells: [
              formatWhen('en', letter.at, props.now),
              letter.to,
              <span lang={letter.language}>{letter.subject}</span>,
              <TypedText>{letter.text}</TypedText>,
            ],
          }))}
        />
      )}
    </StaffPage>
  )
}
