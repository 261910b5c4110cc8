// Things said to the reader: inset text, a warning, a banner, a panel at the end of a path, a fold, a tag.
import type { PropsWithChildren } from 'hono/jsx'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { type Attributes, type Content, classNames, isShown } from './content.ts'

interface BlockProps {
  id?: string
  classes?: string
  attributes?: Attributes
}

export function InsetText(props: PropsWithChildren<BlockProps>) {
  return (
    <div id={props.id} class={classNames('govuk-inset-text', props.classes)} {...props.attributes}>
      {props.children}
    </div>
  )
}

/** `iconWord` is what a screen reader says for the exclamation mark. */
export function WarningText(props: PropsWithChildren<Omit<BlockProps, 'id'> & { iconWord?: string }>) {
  const words = useWords()
  return (
    <div class={classNames('govuk-warning-text', props.classes)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconWord || words.warning}</span> {props.children}
      </strong>
    </div>
  )
}

export interface NotificationBannerProps extends Omit<BlockProps, 'id'> {
  kind?: 'important' | 'success'
  title?: Content
  titleLevel?: 2 | 3 | 4
  titleId?: string
  role?: string
  disableAutoFocus?: boolean
  /** One line, set as the banner's heading; longer content goes in children. */
  heading?: Content
}

export function NotificationBanner(props: PropsWithChildren<NotificationBannerProps>) {
  const words = useWords()
  const isSuccess = props.kind === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const Title = `h${props.titleLevel ?? 2}` as 'h2'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role below is always region, alert or the caller's.
    <div
      class={classNames('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success', props.classes)}
      role={props.role || (isSuccess ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Title class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (isSuccess ? words.success : words.important)}
        </Title>
      </div>
      <div class="govuk-notification-banner__content">
        {isShown(props.heading) ? <p class="govuk-notification-banner__heading">{props.heading}</p> : null}
        {props.children}
      </div>
    </div>
  )
}

export interface PanelAction {
  label: Content
  href?: string
  type?: 'button' | 'submit'
  classes?: string
  attributes?: Attributes
}

export interface PanelProps extends Omit<BlockProps, 'id'> {
  title: Content
  titleLevel?: 1 | 2 | 3
  /** `interruption` stops the reader to ask; it alone may carry actions. */
  kind?: 'confirmation' | 'interruption'
  actions?: readonly PanelAction[]
  actionsClasses?: string
  actionsAttributes?: Attributes
}

export function Panel(props: PropsWithChildren<PanelProps>) {
  const Title = `h${props.titleLevel ?? 1}` as 'h1'
  const isInterruption = props.kind === 'interruption'
  return (
    <div
      class={classNames('govuk-panel', `govuk-panel--${props.kind ?? 'confirmation'}`, props.classes)}
      {...props.attributes}
    >
      <Title class="govuk-panel__title">{props.title}</Title>
      {isShown(props.children) ? <div class="govuk-panel__body">{props.children}</div> : null}
      {isInterruption && props.actions ? (
        <div class={classNames('govuk-panel__actions', props.actionsClasses)} {...props.actionsAttributes}>
          {props.actions.length ? (
            <div class="govuk-button-group">
              {props.actions.map((action) =>
                !action.href || action.type === 'button' ? (
                  <Button
                    type={action.type ?? 'button'}
                    kind="inverse"
                    classes={action.classes}
                    href={action.href}
                    attributes={action.attributes}
                  >
                    {action.label}
                  </Button>
                ) : (
                  <a
                    class={classNames('govuk-link govuk-link--inverse', action.classes)}
                    href={action.href}
                    {...action.attributes}
                  >
                    {action.label}
                  </a>
                ),
              )}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

export interface DetailsProps extends BlockProps {
  summary: Content
  open?: boolean
}

/** A fold: the reader opens it if they wish. */
export function Details(props: PropsWithChildren<DetailsProps>) {
  return (
    <details id={props.id} class={classNames('govuk-details', props.classes)} {...props.attributes} open={props.open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  )
}

export function Tag(props: PropsWithChildren<Omit<BlockProps, 'id'>>) {
  return (
    <strong class={classNames('govuk-tag', props.classes)} {...props.attributes}>
      {props.children}
    </strong>
  )
}
