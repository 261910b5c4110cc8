// Tables: plain ones after govuk-frontend, and ones whose heads are links that sort (see tables.tsx).
import { type Attributes, type Content, classNames, isShown, type ListOf } from './content.ts'

export interface Cell {
  content: Content
  /** Set to the end of the line, figures of one width. */
  isNumeric?: boolean
  classes?: string
  colspan?: number
  rowspan?: number
  attributes?: Attributes
}

export interface TableProps {
  caption?: Content
  captionClasses?: string
  head?: readonly Cell[]
  rows: ListOf<readonly Cell[]>
  firstCellIsHeader?: boolean
  classes?: string
  attributes?: Attributes
}

export function Table(props: TableProps) {
  return (
    <table class={classNames('govuk-table', props.classes)} {...props.attributes}>
      {isShown(props.caption) ? (
        <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      ) : null}
      {props.head ? (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <th
                scope="col"
                class={classNames(
                  'govuk-table__header',
                  cell.isNumeric && 'govuk-table__header--numeric',
                  cell.classes,
                )}
                colspan={cell.colspan}
                rowspan={cell.rowspan}
                {...cell.attributes}
              >
                {cell.content}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody class="govuk-table__body">
        {props.rows.map((row) =>
          row ? (
            <tr class="govuk-table__row">
              {row.map((cell, index) =>
                index === 0 && props.firstCellIsHeader ? (
                  <th
                    scope="row"
                    class={classNames('govuk-table__header', cell.classes)}
                    colspan={cell.colspan}
                    rowspan={cell.rowspan}
                    {...cell.attributes}
                  >
                    {cell.content}
                  </th>
                ) : (
                  <td
                    class={classNames(
                      'govuk-table__cell',
                      cell.isNumeric && 'govuk-table__cell--numeric',
                      cell.classes,
                    )}
                    colspan={cell.colspan}
                    rowspan={cell.rowspan}
                    {...cell.attributes}
                  >
                    {cell.content}
                  </td>
                ),
              )}
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  )
}
