// What stands above a field: its label, its hint, its error. Apart because every field shows them alike.
import type { PropsWithChildren } from 'hono/jsx'
import { useWords } from '../words/words.ts'
import { type Attributes, type Content, classNames, describedBy, isShown } from './content.ts'

export interface LabelProps {
  for?: string
  classes?: string
  /** The label is the question of the page: wrap it in the page's h1. */
  isPageHeading?: boolean
  attributes?: Attributes
}

export function Label(props: PropsWithChildren<LabelProps>) {
  if (!isShown(props.children)) return null
  const label = (
    <label class={classNames('govuk-label', props.classes)} {...props.attributes} for={props.for || undefined}>
      {props.children}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}

export interface HintProps {
  id?: string
  classes?: string
  attributes?: Attributes
}

export function Hint(props: PropsWithChildren<HintProps>) {
  return (
    <div id={props.id} class={classNames('govuk-hint', props.classes)} {...props.attributes}>
      {props.children}
    </div>
  )
}

export interface ErrorMessageProps {
  id?: string
  classes?: string
  attributes?: Attributes
  /** Said before the message by screen readers; the word for "Error" of the page's language unless given. '' leaves it out. */
  prefix?: string
}

export function ErrorMessage(props: PropsWithChildren<ErrorMessageProps>) {
  const words = useWords()
  const prefix = props.prefix ?? words.error
  return (
    <p id={props.id} class={classNames('govuk-error-message', props.classes)} {...props.attributes}>
      {prefix ? (
        <>
          <span class="govuk-visually-hidden">{prefix}:</span>{' '}
        </>
      ) : null}
      {props.children}
    </p>
  )
}

/** What every single field takes beside its own. `id` is `name` unless given. */
export interface FieldProps {
  name: string
  id?: string
  label: Content
  labelClasses?: string
  labelIsHeading?: boolean
  hint?: Content
  errorMessage?: Content
  /** Ids of further elements that describe the field. */
  describedBy?: string
  classes?: string
  attributes?: Attributes
  groupClasses?: string
  disabled?: boolean
}

/** The ids a field and what describes it carry; `summaryHref` is what an error summary links to. */
export function fieldIds(props: {
  name: string
  id?: string
  hint?: Content
  errorMessage?: Content
  describedBy?: string
}) {
  const id = props.id || props.name
  const hintId = isShown(props.hint) ? `${id}-hint` : undefined
  const errorId = isShown(props.errorMessage) ? `${id}-error` : undefined
  return { id, hintId, errorId, describedBy: describedBy(props.describedBy, hintId, errorId) }
}

/** The group of one field: label, hint, error, then the field itself as children. */
export function FormGroup(props: PropsWithChildren<{ hasError: boolean; classes?: string; attributes?: Attributes }>) {
  return (
    <div
      class={classNames('govuk-form-group', props.hasError && 'govuk-form-group--error', props.classes)}
      {...props.attributes}
    >
      {props.children}
    </div>
  )
}

/** Label, hint and error of a single field, in govuk's order. */
export function FieldHead(props: { field: FieldProps }) {
  const { field } = props
  const { id, hintId, errorId } = fieldIds(field)
  return (
    <>
      <Label for={id} classes={field.labelClasses} isPageHeading={field.labelIsHeading}>
        {field.label}
      </Label>
      {hintId ? <Hint id={hintId}>{field.hint}</Hint> : null}
      {errorId ? <ErrorMessage id={errorId}>{field.errorMessage}</ErrorMessage> : null}
    </>
  )
}
