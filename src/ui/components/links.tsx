// Ways around a page: back, past the header, through the pages of a list.
import type { PropsWithChildren } from 'hono/jsx'
import { useWords } from '../words/words.ts'
import { type Attributes, type Content, classNames, isShown, type ListOf } from './content.ts'

export interface LinkProps {
  href?: string
  classes?: string
  attributes?: Attributes
}

export function BackLink(props: PropsWithChildren<LinkProps>) {
  const words = useWords()
  return (
    <a href={props.href || '#'} class={classNames('govuk-back-link', props.classes)} {...props.attributes}>
      {isShown(props.children) ? props.children : words.back}
    </a>
  )
}

export function SkipLink(props: PropsWithChildren<LinkProps>) {
  return (
    <a
      href={props.href || '#content'}
      class={classNames('govuk-skip-link', props.classes)}
      {...props.attributes}
      data-module="govuk-skip-link"
    >
      {props.children}
    </a>
  )
}

export interface PageLink {
  href: string
  text?: Content
  /** What the next or previous page is about; shown when there are no numbers. */
  about?: Content
  attributes?: Attributes
}

export type PageNumber =
  | {
      number: number | string
      href: string
      isCurrent?: boolean
      label?: string
      attributes?: Attributes
    }
  | { gap: true }

export interface PaginationProps {
  previous?: PageLink
  next?: PageLink
  items?: ListOf<PageNumber>
  label?: string
  classes?: string
  attributes?: Attributes
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

function Arrow(props: { to: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${props.to}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[props.to]} />
    </svg>
  )
}

function ArrowLink(props: { link: PageLink; to: 'prev' | 'next'; isBlock: boolean }) {
  const { link, to, isBlock } = props
  const words = useWords()
  const hasAbout = isShown(link.about)
  const [word, hidden] = to === 'prev' ? [words.previous, words.previousHidden] : [words.next, words.nextHidden]
  return (
    <div class={`govuk-pagination__${to}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={to} {...link.attributes}>
        {isBlock || to === 'prev' ? <Arrow to={to} /> : null}
        <span
          class={classNames(
            'govuk-pagination__link-title',
            isBlock && !hasAbout && 'govuk-pagination__link-title--decorated',
          )}
        >
          {isShown(link.text) ? (
            link.text
          ) : (
            <>
              {word}
              {hidden ? <span class="govuk-visually-hidden"> {hidden}</span> : null}
            </>
          )}
        </span>
        {hasAbout && isBlock ? (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.about}</span>
          </>
        ) : null}
        {!isBlock && to === 'next' ? <Arrow to={to} /> : null}
      </a>
    </div>
  )
}

export function Pagination(props: PaginationProps) {
  const words = useWords()
  const isBlock = !props.items && Boolean(props.next || props.previous)
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', props.classes)}
      aria-label={props.label ?? words.pages}
      {...props.attributes}
    >
      {props.previous ? <ArrowLink link={props.previous} to="prev" isBlock={isBlock} /> : null}
      {props.items ? (
        <ul class="govuk-pagination__list">
          {props.items.map((item) => {
            if (!item) return null
            if ('gap' in item) return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            return (
              <li class={classNames('govuk-pagination__item', item.isCurrent && 'govuk-pagination__item--current')}>
                <a
                  class="govuk-link govuk-pagination__link"
                  href={item.href}
                  aria-label={item.label ?? words.page({ number: item.number })}
                  aria-current={item.isCurrent ? 'page' : undefined}
                  {...item.attributes}
                >
                  {item.number}
                </a>
              </li>
            )
          })}
        </ul>
      ) : null}
      {props.next ? <ArrowLink link={props.next} to="next" isBlock={isBlock} /> : null}
    </nav>
  )
}
