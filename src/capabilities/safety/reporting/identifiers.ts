// Identifiers in a report: what the fields hold and what stands in the story. Found once, when the report is sealed.
import { findIdentifiers, type IdentifierKind, partialOf, readings } from '#engines/matching/index.ts'
import type { ReportContent } from './report.ts'

export type FoundIdentifier = {
  kind: IdentifierKind
  /** Canonical form; for a partial one, the text as given. */
  value: string
  display: string
  isPartial: boolean
}

const pieces = (text: string) =>
  text
    .split(/[\n,;/]| or | and /i)
    .map((piece) => piece.trim())
    .filter(Boolean)

function read(kind: IdentifierKind, text: string): FoundIdentifier | undefined {
  const best = readings(kind, text)[0]
  if (best) return { kind, value: best.canonical, display: best.display, isPartial: false }
  const partial = partialOf(kind, text)
  return partial && { kind, value: text.trim().slice(0, 60), display: text.trim().slice(0, 60), isPartial: true }
}

/** Every identifier of the report, each once. At most 60: beyond that a text is not a description of somebody. */
export function identifiersIn(content: ReportContent): FoundIdentifier[] {
  const found: (FoundIdentifier | undefined)[] = []
  for (const person of content.people ?? []) {
    for (const piece of pieces(person.phones)) found.push(read('phone', piece))
    for (const piece of pieces(person.emails)) found.push(read('email', piece))
    for (const piece of pieces(person.names)) found.push(read('name', piece))
  }
  for (const vehicle of content.vehicles ?? []) found.push(read('plate', vehicle.registration))
  for (const text of [content.story, ...(content.people ?? []).flatMap((p) => [p.looks, p.marks])])
    for (const hit of findIdentifiers(text ?? '')) {
      const best = hit.readings[0]
      if (best) found.push({ kind: hit.kind, value: best.canonical, display: best.display, isPartial: false })
    }
  const seen = new Map<string, FoundIdentifier>()
  for (const each of found) if (each && each.value !== '') seen.set(`${each.kind} ${each.value}`, each)
  return [...seen.values()].slice(0, 60)
}
