// Lists for staff: tables whose heads are links that sort, and filters that live in the address.
import type { PropsWithChildren } from 'hono/jsx'
import { type Attributes, Button, type Content, classNames, isShown, type ListOf } from './components/index.ts'
import { useWords } from './words/words.ts'

export interface Column {
  key: string
  label: string
  isNumeric?: boolean
  /** Sorting is by link; a column without is not sorted. */
  canSort?: boolean
  /** The label is only heard: columns of buttons. */
  isLabelHidden?: boolean
}

export interface Sort {
  key: string
  direction: 'up' | 'down'
}

export interface TableRow {
  /** In the order of the columns. */
  cells: readonly Content[]
  /** The row's own page: the `enter` key opens the first link of the row; this one marks it. */
  isHighlighted?: boolean
  attributes?: Attributes
}

export interface SortableTableProps {
  caption: string
  isCaptionHidden?: boolean
  columns: readonly Column[]
  rows: ListOf<TableRow>
  sort?: Sort
  /** The address of this page with `sort` and `order` set as given; keep the filters. */
  sortHref?: (sort: Sort) => string
  firstCellIsHeader?: boolean
}

/** A dense table; on a small screen it scrolls inside its own frame, reachable by keyboard. */
export function SortableTable(props: SortableTableProps) {
  return (
    <section class="table-frame" tabindex={0} aria-label={props.caption}>
      <table class="govuk-table table" data-keys="rows">
        <caption class={classNames('govuk-table__caption', props.isCaptionHidden && 'govuk-visually-hidden')}>
          {props.caption}
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.columns.map((column) => (
              <ColumnHead column={column} sort={props.sort} sortHref={props.sortHref} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {props.rows.map((row) =>
            row ? (
              <tr class={classNames('govuk-table__row', row.isHighlighted && 'table__row--marked')} {...row.attributes}>
                {row.cells.map((cell, index) => {
                  const isNumeric = props.columns[index]?.isNumeric
                  return index === 0 && props.firstCellIsHeader ? (
                    <th scope="row" class="govuk-table__header">
                      {cell}
                    </th>
                  ) : (
                    <td class={classNames('govuk-table__cell', isNumeric && 'govuk-table__cell--numeric')}>{cell}</td>
                  )
                })}
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </section>
  )
}

function ColumnHead(props: { column: Column; sort?: Sort; sortHref?: (sort: Sort) => string }) {
  const words = useWords()
  const { column, sort, sortHref } = props
  const isSorted = sort?.key === column.key
  const direction = isSorted && sort?.direction === 'up' ? 'down' : 'up'
  const label = column.isLabelHidden ? <span class="govuk-visually-hidden">{column.label}</span> : column.label
  return (
    <th
      scope="col"
      class={classNames('govuk-table__header', column.isNumeric && 'govuk-table__header--numeric')}
      aria-sort={isSorted ? (sort.direction === 'up' ? 'ascending' : 'descending') : undefined}
    >
      {column.canSort && sortHref ? (
        <a
          class={classNames('sort', isSorted && `sort--${sort?.direction}`)}
          href={sortHref({ key: column.key, direction })}
        >
          {label}
          <span class="govuk-visually-hidden">
            {' '}
            ({isSorted ? (sort?.direction === 'up' ? words.sortedUp : words.sortedDown) : words.sort})
          </span>
        </a>
      ) : (
        label
      )}
    </th>
  )
}

export interface FilterSelect {
  name: string
  label: string
  value?: string
  items: ReadonlyArray<{ value: string; label: string }>
}

/** Filters as a GET form: what is shown stands in the address, so it can be kept and sent. Children are further fields. */
export function FilterBar(
  props: PropsWithChildren<{
    action: string
    search?: { name: string; label: string; value?: string }
    selects?: readonly FilterSelect[]
    /** The address without any filter. */
    clearHref?: string
    /** What else stands in the address and must stay: the sort. */
    hidden?: Readonly<Record<string, string | undefined>>
  }>,
) {
  const words = useWords()
  const { search } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is younger than the phones and desks this runs on.
    <form
      class="filters"
      method="get"
      action={props.action}
      role="search"
      aria-label={words.filters}
      autocomplete="off"
    >
      {Object.entries(props.hidden ?? {}).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      {search ? (
        <div class="filters__field filters__field--search">
          <label class="govuk-label" for={`filter-${search.name}`}>
            {search.label}
          </label>
          <input
            class="govuk-input"
            id={`filter-${search.name}`}
            name={search.name}
            type="search"
            value={search.value}
            data-keys="search"
          />
        </div>
      ) : null}
      {props.selects?.map((select) => (
        <div class="filters__field">
          <label class="govuk-label" for={`filter-${select.name}`}>
            {select.label}
          </label>
          <select class="govuk-select" id={`filter-${select.name}`} name={select.name}>
            {select.items.map((item) => (
              <option value={item.value} selected={item.value === (select.value ?? '')}>
                {item.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      {isShown(props.children) ? props.children : null}
      <Button kind="quiet">{words.apply}</Button>
      {props.clearHref ? (
        <a class="govuk-link filters__clear" href={props.clearHref}>
          {words.clear}
        </a>
      ) : null}
    </form>
  )
}
