// The desk's lists: reports to take and to work on, and what waits for a second person. Filters and sorting live in the address.
import { formatAgo, formatWhen } from '#platform/i18n/dates.ts'
import { headlineOf, type WaitingAlert } from '#safety/alerts/index.ts'
import { codename, type QueueFilter, type QueueItem, type QueueShow, queuePageSize } from '#safety/reporting/index.ts'
import { Band, Chip, Chips } from '#ui/cards.tsx'
import { addressOf, ListBody, ListTabs, pageInAddress } from '#ui/list-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { FilterBar, SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'

const words = en.queue
export const shows: readonly QueueShow[] = ['new', 'mine', 'in-work', 'closed', 'all']

export type QueueAddress = Required<Pick<QueueFilter, 'show'>> &
  Pick<QueueFilter, 'origin' | 'attention' | 'sort' | 'page'>

/** Reads the address; what is not a choice of ours is passed over. */
export function queueFrom(query: (name: string) => string | undefined): QueueAddress {
  const oneOf = <T extends string>(list: readonly T[], text: string | undefined) => list.find((each) => each === text)
  const attention = query('attention')
  const page = Number(query('page') ?? '1')
  return {
    show: oneOf(shows, query('show')) ?? 'new',
    origin: oneOf(['web', 'assisted', 'import'] as const, query('origin')),
    attention: attention === 'yes' ? true : attention === 'no' ? false : undefined,
    sort: oneOf(['due', 'sent', 'newest'] as const, query('sort')),
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  }
}

export const queueHref = (address: QueueAddress): string =>
  addressOf('/desk', {
    show: address.show === 'new' ? undefined : address.show,
    origin: address.origin,
    attention: address.attention === undefined ? undefined : address.attention ? 'yes' : 'no',
    sort: address.sort,
    page: pageInAddress(address.page),
  })

function Tabs(props: { address: QueueAddress; counts: Record<QueueShow, number>; second: number; isSecond: boolean }) {
  const lists = shows.map((show) => ({
    href: queueHref({ ...props.address, show, page: 1 }),
    text: `${words.show[show]} · ${props.counts[show]}`,
    isHere: !props.isSecond && props.address.show === show,
  }))
  const second = { href: '/desk/second', text: `${words.second} · ${props.second}`, isHere: props.isSecond }
  return <ListTabs label={words.caption} items={[...lists, second]} />
}

const rowOf = (item: QueueItem, ownId: string, now: Date) => ({
  isHighlighted: item.state === 'in-work' && item.claimedBy?.id === ownId,
  cells: [
    <>
      <a href={`/desk/${item.id}`}>{item.codename}</a>{' '}
      {item.pressureFlagAt ? <Chip tone="amber">{words.pressure}</Chip> : null}
      {item.needsAttention ? <Chip tone="amber">{words.lookAgain}</Chip> : null}
      {item.isThirdParty ? <Chip>{words.thirdParty}</Chip> : null}
    </>,
    item.outcome && item.state === 'closed' ? words.outcomes[item.outcome] : words.states[item.state],
    formatWhen('en', item.sentAt, now),
    item.dueAt ? (
      <>
        {formatWhen('en', item.dueAt, now)} {item.dueAt < now ? <Band tone="berry">{words.late}</Band> : null}
      </>
    ) : (
      ''
    ),
    item.purposes.length ? (
      <Chips>
        {item.purposes.map((purpose) => (
          <Chip tone="leaf">{en.purposes[purpose]}</Chip>
        ))}
      </Chips>
    ) : (
      words.none
    ),
    item.unread || '',
    item.claimedBy ? (item.claimedBy.id === ownId ? words.you : item.claimedBy.name) : words.nobody,
  ],
})

export function QueueScreen(props: {
  shell: StaffPageProps
  address: QueueAddress
  items: readonly QueueItem[]
  total: number
  counts: Record<QueueShow, number>
  second: number
  ownId: string
  now: Date
}) {
  const { address } = props
  const page = address.page ?? 1
  const sorted = { due: 'due', sent: 'sent', newest: 'sent' } as const
  return (
    <StaffPage {...props.shell}>
      <Tabs address={address} counts={props.counts} second={props.second} isSecond={false} />
      <FilterBar
        action="/desk"
        hidden={{ show: address.show === 'new' ? undefined : address.show, sort: address.sort }}
        clearHref={queueHref({ show: address.show })}
        selects={[
          {
            name: 'origin',
            label: words.origin,
            value: address.origin ?? '',
            items: (['', 'web', 'assisted', 'import'] as const).map((value) => ({
              value,
              label: words.origins[value],
            })),
          },
          {
            name: 'attention',
            label: words.attention,
            value: address.attention === undefined ? '' : address.attention ? 'yes' : 'no',
            items: (['', 'yes', 'no'] as const).map((value) => ({ value, label: words.attentions[value] })),
          },
        ]}
      />
      <ListBody
        isEmpty={props.items.length === 0}
        empty={{
          title: words.empty,
          text: address.show === 'new' ? words.emptyNew : words.emptyOther,
          action: address.show === 'new' ? undefined : { href: '/desk', text: words.toNew },
        }}
        pages={{
          label: words.pages,
          page,
          hasMore: page * queuePageSize < props.total,
          hrefOf: (to) => queueHref({ ...address, page: to }),
        }}
      >
        <p>{words.total({ total: props.total })}</p>
        <SortableTable
          caption={words.caption}
          isCaptionHidden
          firstCellIsHeader
          columns={[
            { key: 'name', label: words.columns.name },
            { key: 'state', label: words.columns.state },
            { key: 'sent', label: words.columns.sent, canSort: true },
            { key: 'due', label: words.columns.due, canSort: true },
            { key: 'purposes', label: words.columns.purposes },
            { key: 'unread', label: words.columns.unread, isNumeric: true },
            { key: 'by', label: words.columns.by },
          ]}
          sort={{ key: sorted[address.sort ?? 'due'], direction: address.sort === 'newest' ? 'down' : 'up' }}
          sortHref={(sort) => {
            const bySent = sort.direction === 'up' ? 'sent' : 'newest'
            return queueHref({ ...address, sort: sort.key === 'sent' ? bySent : 'due', page: 1 })
          }}
          rows={props.items.map((item) => rowOf(item, props.ownId, props.now))}
        />
      </ListBody>
    </StaffPage>
  )
}

export function SecondListScreen(props: {
  shell: StaffPageProps
  waiting: readonly WaitingAlert[]
  counts: Record<QueueShow, number>
  now: Date
}) {
  const list = en.second.list
  return (
    <StaffPage {...props.shell}>
      <Tabs address={{ show: 'new' }} counts={props.counts} second={props.waiting.length} isSecond />
      <ListBody
        isEmpty={props.waiting.length === 0}
        empty={{ title: list.empty, text: list.emptyText, action: { href: '/desk', text: words.toNew } }}
      >
        <SortableTable
          caption={list.caption}
          firstCellIsHeader
          columns={[
            { key: 'report', label: list.report },
            { key: 'warning', label: list.warning },
            { key: 'author', label: list.author },
            { key: 'since', label: list.since },
          ]}
          rows={props.waiting.map((each) => ({
            cells: [
              <a href={`/desk/${each.reportId}`}>{codename(each.reportId)}</a>,
              <>
                {headlineOf('en', each.body)} {each.isUpdate ? <Chip>{list.update}</Chip> : null}
              </>,
              <>
                {each.author} {each.isOwnWork ? <Chip>{list.yours}</Chip> : null}
              </>,
              formatAgo('en', each.askedAt, props.now),
            ],
          }))}
        />
      </ListBody>
    </StaffPage>
  )
}
