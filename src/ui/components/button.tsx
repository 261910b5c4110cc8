// Buttons, and links that look like buttons. A button says what it does.
import type { PropsWithChildren } from 'hono/jsx'
import { type Attributes, classNames } from './content.ts'

export interface ButtonProps {
  /** With an address it is a link. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  id?: string
  disabled?: boolean
  /** `quiet`: outlined, of the same size and dignity; `danger`: berry, for what cannot be undone. */
  kind?: 'main' | 'quiet' | 'danger' | 'inverse'
  isStart?: boolean
  preventDoubleClick?: boolean
  classes?: string
  attributes?: Attributes
}

const kindClass = {
  main: undefined,
  quiet: 'govuk-button--secondary',
  danger: 'govuk-button--warning',
  inverse: 'govuk-button--inverse',
} as const

export function Button(props: PropsWithChildren<ButtonProps>) {
  const classes = classNames(
    'govuk-button',
    kindClass[props.kind ?? 'main'],
    props.classes,
    props.isStart && 'govuk-button--start',
  )
  const icon = props.isStart ? (
    <>
      {' '}
      <svg
        class="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  ) : null
  if (props.href) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: govuk-frontend's link button; a real button would need a form.
      <a
        href={props.href}
        role="button"
        draggable="false"
        class={classes}
        data-module="govuk-button"
        {...props.attributes}
        id={props.id}
      >
        {props.children}
        {icon}
      </a>
    )
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick === undefined ? undefined : String(props.preventDoubleClick)}
      class={classes}
      data-module="govuk-button"
      {...props.attributes}
      id={props.id}
    >
      {props.children}
      {icon}
    </button>
  )
}

/** Buttons and links side by side; they wrap under one another on a small screen. */
export function ButtonGroup(props: PropsWithChildren) {
  return <div class="govuk-button-group">{props.children}</div>
}
