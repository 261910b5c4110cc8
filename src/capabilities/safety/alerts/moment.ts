// A moment that stands in an address. Pure.

/** The instant of an ISO 8601 text in UTC; undefined for anything else. */
export function moment(text: string | undefined): Date | undefined {
  const at = text && /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(text) ? new Date(text) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}
