// The list of people who asked for a worker: who waits, by when, with whom. Filters and pages stand in the address.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Band, EmptyState } from '#ui/cards.tsx'
import { Pagination } from '#ui/components/index.ts'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { FilterBar, SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'
import { isLate, type RequestRow, type RequestShow, requestPageSize, requestShows } from '../support-request.ts'

const words = en.list

export type ListAddress = { show: RequestShow; isLate: boolean; page: number }

/** Reads the address; what is not a choice of ours is passed over. */
export function listFrom(query: (name: string) => string | undefined): ListAddress {
  const page = Number(query('page') ?? '1')
  return {
    show: requestShows.find((each) => each === query('show')) ?? 'waiting',
    isLate: query('due') === 'late',
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  }
}

export function listHref(address: ListAddress): string {
  const query = new URLSearchParams()
  if (address.show !== 'waiting') query.set('show', address.show)
  if (address.isLate) query.set('due', 'late')
  if (address.page > 1) query.set('page', String(address.page))
  const text = query.toString()
  return text ? `/support?${text}` : '/support'
}

/** A few letters of the request's random id: enough for two colleagues to speak of it, and says nothing. */
export const requestName = (id: string): string => words.name({ code: id.slice(-5).toUpperCase() })

export function RequestList(props: {
  shell: StaffPageProps
  address: ListAddress
  items: readonly RequestRow[]
  total: number
  counts: Readonly<Record<RequestShow, number>>
  ownId: string
  now: Date
}) {
  const { address, now } = props
  const isClosed = address.show === 'closed'
  return (
    <StaffPage {...props.shell}>
      <nav class="chips" aria-label={words.caption}>
        {requestShows.map((show) => (
          <a
            class="chip"
            href={listHref({ ...address, show, page: 1, isLate: show === 'closed' ? false : address.isLate })}
            aria-current={address.show === show ? 'page' : undefined}
          >
            {en.show[show]} · {props.counts[show]}
          </a>
        ))}
      </nav>
      {isClosed ? null : (
        <FilterBar
          action="/support"
          hidden={{ show: address.show === 'waiting' ? undefined : address.show }}
          clearHref={listHref({ show: address.show, isLate: false, page: 1 })}
          selects={[
            {
              name: 'due',
              label: words.due,
              value: address.isLate ? 'late' : '',
              items: (['', 'late'] as const).map((value) => ({ value, label: words.dues[value] })),
            },
          ]}
        />
      )}
      {props.items.length === 0 ? (
        <EmptyState
          title={words.empty[address.show]}
          action={
            address.show === 'waiting' && !address.isLate ? undefined : { href: '/support', text: words.toWaiting }
          }
        >
          {address.show === 'waiting' && !address.isLate ? words.emptyWaiting : words.emptyOther}
        </EmptyState>
      ) : (
        <>
          <p>{words.total({ total: props.total })}</p>
          <SortableTable
            caption={words.caption}
            isCaptionHidden
            firstCellIsHeader
            columns={[
              { key: 'name', label: words.columns.name },
              { key: 'state', label: words.columns.state },
              { key: 'asked', label: words.columns.asked },
              { key: 'due', label: isClosed ? words.columns.end : words.columns.due },
              { key: 'owner', label: words.columns.owner },
            ]}
            rows={props.items.map((item) => ({
              isHighlighted: !isClosed && item.ownerId === props.ownId,
              cells: [
                <a href={`/support/${item.id}`}>{requestName(item.id)}</a>,
                item.closedReason ? en.reasons[item.closedReason] : en.states[item.state],
                formatWhen('en', item.createdAt, now),
                isClosed && item.closedAt ? (
                  formatWhen('en', item.closedAt, now)
                ) : (
                  <>
                    {formatWhen('en', item.dueAt, now)}{' '}
                    {isLate(item, now) ? <Band tone="berry">{words.late}</Band> : null}
                  </>
                ),
                item.ownerId === props.ownId ? words.you : (item.ownerName ?? words.nobody),
              ],
            }))}
          />
          <Pagination
            label={words.pages}
            previous={address.page > 1 ? { href: listHref({ ...address, page: address.page - 1 }) } : undefined}
            next={
              address.page * requestPageSize < props.total
                ? { href: listHref({ ...address, page: address.page + 1 }) }
                : undefined
            }
          />
        </>
      )}
    </StaffPage>
  )
}
