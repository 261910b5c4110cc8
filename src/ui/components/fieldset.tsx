// A group of fields under one legend.
import type { PropsWithChildren } from 'hono/jsx'
import { type Attributes, type Content, classNames, isShown } from './content.ts'

export interface FieldsetProps {
  legend?: Content
  legendClasses?: string
  /** The legend is the question of the page: wrap it in the page's h1. */
  legendIsHeading?: boolean
  describedBy?: string
  role?: string
  classes?: string
  attributes?: Attributes
}

export function Fieldset(props: PropsWithChildren<FieldsetProps>) {
  return (
    <fieldset
      class={classNames('govuk-fieldset', props.classes)}
      role={props.role}
      aria-describedby={props.describedBy || undefined}
      {...props.attributes}
    >
      {isShown(props.legend) ? (
        <legend class={classNames('govuk-fieldset__legend', props.legendClasses)}>
          {props.legendIsHeading ? <h1 class="govuk-fieldset__heading">{props.legend}</h1> : props.legend}
        </legend>
      ) : null}
      {props.children}
    </fieldset>
  )
}
