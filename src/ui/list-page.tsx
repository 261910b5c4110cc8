// A list on a staff screen: chips that choose what is shown, the list itself or why there is none, and its pages.
import type { PropsWithChildren } from 'hono/jsx'
import { EmptyState } from './cards.tsx'
import { type Content, Pagination } from './components/index.ts'

/** `path` with what is asked of it; what is undefined or empty is left out, so that one list has one address. */
export function addressOf(path: string, asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** A page's number as it stands in an address: the first one does not. */
export const pageInAddress = (page: number | undefined): string | undefined =>
  page && page > 1 ? String(page) : undefined

export function ListTabs(props: {
  label: string
  items: ReadonlyArray<{ href: string; text: Content; isHere: boolean }>
}) {
  return (
    <nav class="chips" aria-label={props.label}>
      {props.items.map((item) => (
        <a class="chip" href={item.href} aria-current={item.isHere ? 'page' : undefined}>
          {item.text}
        </a>
      ))}
    </nav>
  )
}

/** The list, or its empty state; pages before and after where there are some. */
export function ListBody(
  props: PropsWithChildren<{
    isEmpty: boolean
    empty: { title: string; text: Content; action?: { href: string; text: string } | undefined }
    pages?: {
      label?: string
      page: number
      hasMore: boolean
      hrefOf: (page: number) => string
      before?: string
      after?: string
    }
  }>,
) {
  const { empty, pages } = props
  if (props.isEmpty)
    return (
      <EmptyState title={empty.title} action={empty.action}>
        {empty.text}
      </EmptyState>
    )
  return (
    <>
      {props.children}
      {pages ? (
        <Pagination
          label={pages.label}
          previous={pages.page > 1 ? { href: pages.hrefOf(pages.page - 1), text: pages.before } : undefined}
          next={pages.hasMore ? { href: pages.hrefOf(pages.page + 1), text: pages.after } : undefined}
        />
      ) : null}
    </>
  )
}
