// What was answered, row by row, with the way to change each; alone or in a card with a title.
import { type Attributes, type Content, classNames, isShown, type ListOf } from './content.ts'

export interface RowAction {
  href: string
  text: Content
  /** Says what the link changes, for those who hear it out of its row. */
  hiddenText?: string
  classes?: string
  attributes?: Attributes
}

export interface SummaryRow {
  key: Content
  keyClasses?: string
  value: Content
  valueClasses?: string
  actions?: readonly RowAction[]
  actionsClasses?: string
  classes?: string
}

export interface SummaryListProps {
  rows: ListOf<SummaryRow>
  classes?: string
  attributes?: Attributes
  /** The card's title, repeated in each action for screen readers. */
  cardTitle?: Content
}

function ActionLink(props: { action: RowAction; cardTitle?: Content }) {
  const { action, cardTitle } = props
  const hasTitle = isShown(cardTitle)
  return (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {action.hiddenText || hasTitle ? (
        <span class="govuk-visually-hidden">
          {action.hiddenText ? ` ${action.hiddenText}` : ''}
          {hasTitle ? <> ({cardTitle})</> : ''}
        </span>
      ) : null}
    </a>
  )
}

export function SummaryList(props: SummaryListProps) {
  const anyActions = props.rows.some((row) => (row ? row.actions?.length : false))
  return (
    <dl class={classNames('govuk-summary-list', props.classes)} {...props.attributes}>
      {props.rows.map((row) =>
        row ? (
          <div
            class={classNames(
              'govuk-summary-list__row',
              anyActions && !row.actions && 'govuk-summary-list__row--no-actions',
              row.classes,
            )}
          >
            <dt class={classNames('govuk-summary-list__key', row.keyClasses)}>{row.key}</dt>
            <dd class={classNames('govuk-summary-list__value', row.valueClasses)}>{row.value}</dd>
            {row.actions?.length ? (
              <dd class={classNames('govuk-summary-list__actions', row.actionsClasses)}>
                {row.actions.length === 1 ? (
                  <ActionLink action={row.actions[0]!} cardTitle={props.cardTitle} />
                ) : (
                  <ul class="govuk-summary-list__actions-list">
                    {row.actions.map((action) => (
                      <li class="govuk-summary-list__actions-list-item">
                        <ActionLink action={action} cardTitle={props.cardTitle} />
                      </li>
                    ))}
                  </ul>
                )}
              </dd>
            ) : null}
          </div>
        ) : null,
      )}
    </dl>
  )
}

export interface SummaryCardProps extends Omit<SummaryListProps, 'cardTitle'> {
  title?: Content
  titleLevel?: 2 | 3 | 4
  titleClasses?: string
  actions?: readonly RowAction[]
  cardClasses?: string
  cardAttributes?: Attributes
}

export function SummaryCard(props: SummaryCardProps) {
  const Title = `h${props.titleLevel ?? 2}` as 'h2'
  return (
    <div class={classNames('govuk-summary-card', props.cardClasses)} {...props.cardAttributes}>
      <div class="govuk-summary-card__title-wrapper">
        {isShown(props.title) ? (
          <Title class={classNames('govuk-summary-card__title', props.titleClasses)}>{props.title}</Title>
        ) : null}
        {props.actions?.length === 1 ? (
          <div class="govuk-summary-card__actions">
            <ActionLink action={props.actions[0]!} cardTitle={props.title} />
          </div>
        ) : null}
        {props.actions && props.actions.length > 1 ? (
          <ul class="govuk-summary-card__actions">
            {props.actions.map((action) => (
              <li class="govuk-summary-card__action">
                <ActionLink action={action} cardTitle={props.title} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList rows={props.rows} classes={props.classes} attributes={props.attributes} cardTitle={props.title} />
      </div>
    </div>
  )
}
