// A place in a list of alerts that stands in an address: the moment and id of the last one shown. Pure.
import { isId } from '#platform/ids.ts'

export type Cursor = { at: Date; id: string }

export const cursorText = (cursor: Cursor): string => `${cursor.at.toISOString()}~${cursor.id}`

/** Reads what `cursorText` wrote; undefined for anything else. */
export function cursorOf(text: string | undefined): Cursor | undefined {
  const [stamp = '', id] = (text ?? '').slice(0, 100).split('~')
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(stamp) || !isId(id)) return undefined
  const at = new Date(stamp)
  return Number.isNaN(at.getTime()) ? undefined : { at, id }
}
