// What a page says about where words are sealed, and what its forms ask of the script that seals them (src/browser/seal.ts).
// Nothing here is shown by mistake for a moment: without scripts the browser shows what stands in `noscript`, and with them the
// script uncovers the sentence that is true.
import type { Attributes } from '#ui/components/index.ts'
import type { SealAsk } from '../ask-to-seal.ts'
import type { ReportingWords } from '../messages/words.ts'
import type { SealedWords } from '../sealed-words.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** Read by `askOf` in src/browser/seal.ts: values parted by spaces, since quotes would cost six bytes each. */
export function sealData(ask: SealAsk | undefined): Attributes | undefined {
  if (!ask) return undefined
  const { place, record, known = '', fixedPart = '', servicePublicKey, teams, fields } = ask
  return {
    // A part's name has a space in it; nothing else has.
    'data-seal': [
      record,
      `${place.step}:${place.index}`,
      known.replace(' ', '+'),
      base64(servicePublicKey),
      fixedPart,
    ].join(' '),
    'data-seal-teams': teams.map((team) => `${team.organisationId}:${team.epoch}:${base64(team.publicKey)}`).join(' '),
    'data-seal-fields': Object.entries(fields)
      .map(([name, { most, isIdentifier }]) => `${name}:${most}${isIdentifier ? ':id' : ''}`)
      .join(' '),
  }
}

/** Before the first word: where it will be sealed, in a sentence. */
export function WhereSealed({ words: { sealing } }: { words: ReportingWords }) {
  return (
    <>
      <noscript>
        <p>{sealing.onArrival}</p>
      </noscript>
      <p hidden data-seal-says="yes">
        {sealing.here}
      </p>
      <p hidden data-seal-says="no">
        {sealing.onArrival}
      </p>
    </>
  )
}

/** Under the fields of a question that asks for words. */
export function SealingNotes({ words: { sealing }, ask }: { words: ReportingWords; ask: SealAsk | undefined }) {
  if (!ask) return null
  return (
    <>
      {ask.known === undefined ? null : (
        <>
          <noscript>
            <p>{sealing.known}</p>
          </noscript>
          <p hidden data-seal-says="kept">
            {sealing.known}
          </p>
        </>
      )}
      <p class="quiet" hidden data-seal-says="yes">
        {sealing.hereShort}
      </p>
      <p class="govuk-error-message" role="alert" hidden data-seal-says="failed">
        {sealing.failed}
      </p>
    </>
  )
}

/** In place of words that only their readers can open; the page that they were typed on can still show them. */
export function SealedAnswer({ words: { sealing }, sealed }: { words: ReportingWords; sealed: SealedWords }) {
  return (
    <span class="quiet" data-sealed={sealed.part}>
      {sealing.sealed}
    </span>
  )
}
