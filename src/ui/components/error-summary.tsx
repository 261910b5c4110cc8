// The list at the top of a page that came back: what to mend, each linked to its field.
import type { PropsWithChildren } from 'hono/jsx'
import { useWords } from '../words/words.ts'
import { type Attributes, type Content, classNames, isShown } from './content.ts'

export interface ErrorItem {
  text: Content
  /** `#` and the id of the field. */
  href?: string
  attributes?: Attributes
}

export interface ErrorSummaryProps {
  /** "There is something to mend" in the page's language unless given. */
  title?: Content
  items?: readonly ErrorItem[]
  disableAutoFocus?: boolean
  classes?: string
  attributes?: Attributes
}

/** Children are an optional line between the title and the list. */
export function ErrorSummary(props: PropsWithChildren<ErrorSummaryProps>) {
  const words = useWords()
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? words.errorTitle}</h2>
        <div class="govuk-error-summary__body">
          {isShown(props.children) ? <p>{props.children}</p> : null}
          {props.items?.length ? (
            <ul class="govuk-list govuk-error-summary__list">
              {props.items.map((item) => (
                <li>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  )
}
