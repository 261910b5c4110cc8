// The hidden field in which a browser with scripts leaves its proof of work, and the script that finds it. Shown only where one
// is asked for.
import type { Challenge } from '#platform/limits/proof.ts'
import type { Assets } from './assets.ts'

/** `goesOn`: the form is sent as soon as the proof is found. */
export function ProofField(props: { challenge: Challenge | undefined; assets: Assets; goesOn?: boolean }) {
  const { challenge, assets, goesOn } = props
  if (!challenge) return null
  return (
    <>
      <input
        type="hidden"
        name="proof"
        data-work={challenge.text}
        data-bits={String(challenge.bits)}
        data-go={goesOn ? 'yes' : undefined}
      />
      <script src={assets.href('proof.js')} defer />
    </>
  )
}
