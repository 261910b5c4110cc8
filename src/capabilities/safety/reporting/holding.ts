// What reporting asks of whoever keeps held reports. They stand above this room and are introduced when the house is built.
import { visitor } from '#permissions/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import type { House } from '#src/capabilities/house.ts'
import { identifiersIn } from './identifiers.ts'
import type { ReportContent } from './report.ts'
import type { DraftWords } from './sealed-report.ts'

/** How many different people must name the same person, the one who holds included. */
export type HeldPeople = 2 | 3
export const heldPeople = ['2', '3'] as const

/** What whoever holds the receipt is shown. It says nothing of others until `asked` stands. */
export type HeldView = {
  adviser: string
  people: HeldPeople
  heldAt: Date
  replies: { text: string; at: Date }[]
  written: number
  /** The adviser has spoken with everybody and asks what this one wants. */
  asked: { at: Date; answer: 'stay' | undefined } | undefined
}

export type Holding = {
  /** The adviser with whom a report would be held, never the organisation it is about; undefined when there is none. */
  adviserFor(tx: Tx, concerned: string | undefined): Promise<{ id: string; name: string } | undefined>
  /** Holds these words, or holds them anew. Rejects with HoldRefused when nobody can hold them now. */
  hold(
    house: House,
    tx: Tx,
    held: {
      reportId: string
      words: ReportContent
      named: readonly { kind: string; value: string }[]
      person: string
      people: HeldPeople
      receiptPublicKey: Uint8Array
      concerned: string | undefined
    },
  ): Promise<void>
  /** Lets go of everything that was held; does nothing when nothing was. */
  letGo(tx: Tx, reportId: string): Promise<void>
  view(tx: Tx, reportId: string, receiptKey: Uint8Array): Promise<HeldView>
  stay(tx: Tx, reportId: string): Promise<void>
  writeToAdviser(tx: Tx, reportId: string, text: string): Promise<void>
}

/** The words cannot be held: no adviser has a key, or a holder of the tags' keys did not answer. */
export class HoldRefused extends Error {
  override name = 'HoldRefused'
}

let known: Holding | undefined

/** Said once by whoever keeps held reports. */
export function provideHolding(holding: Holding): void {
  known = holding
}

/** Throws HoldRefused in a house without held reports. */
export function holding(): Holding {
  if (!known) throw new HoldRefused('nobody keeps held reports here')
  return known
}

/**
 * The identifiers by which two people can be known to name the same person: whole numbers, plates and addresses. A name or a
 * part of a number fits many people.
 */
export const matchable = (content: ReportContent) =>
  identifiersIn(content)
    .filter((each) => !each.isPartial && each.kind !== 'name')
    .map(({ kind, value }) => ({ kind, value }))

/** Whether this may be held: somebody's own story, with something to compare. */
export const canHold = (words: DraftWords): boolean =>
  words.content.whoFor !== 'someone-else' && matchable(words.content).length > 0

/** Whom a report would be held with that is about `concerned`, by name; undefined when nobody can. */
export async function adviserOf(house: House, concerned: string | undefined): Promise<string | undefined> {
  return (await house.asActor(visitor, (tx) => holding().adviserFor(tx, concerned)))?.name
}

export const wantsHold = (words: DraftWords): boolean => words.consents.some((each) => each.purpose === 'match')
