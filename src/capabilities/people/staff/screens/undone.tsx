// Said on the page a step-up leads back to: what was pressed there before has not been done.
import { Callout } from '#ui/cards.tsx'
import type { Content } from '#ui/components/index.ts'
import { en } from '../messages/en.ts'

export const withUndone = (notice: Content): Content => (
  <>
    <Callout tone="amber">
      <p>{en.stepUp.undoneBack}</p>
    </Callout>
    {notice}
  </>
)
