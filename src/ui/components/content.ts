// The small vocabulary every component shares: what may be shown, what may be set on an element, how class names join.
import type { Child } from 'hono/jsx'

/** Anything a component may show: text (always escaped), elements, or nothing. */
export type Content = Child

/** Further attributes of an element. `undefined` leaves one out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** A list whose items may be left out in place: `[always, maybe && item]`. */
export type ListOf<Item> = ReadonlyArray<Item | null | undefined | false | ''>

/** Class names joined by a space, without the empty ones. */
export function classNames(...names: ReadonlyArray<string | false | null | undefined>): string {
  return names.filter(Boolean).join(' ')
}

/** True when there is something to show. */
export function isShown(content: Content): boolean {
  return content !== undefined && content !== null && content !== false && content !== true && content !== ''
}

/** The ids an element is described by, as one attribute value, or nothing. */
export function describedBy(...ids: ReadonlyArray<string | false | undefined>): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
