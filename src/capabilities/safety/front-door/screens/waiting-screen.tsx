// The page on which somebody waits when very many are here: calm, one column, and nothing typed stands in it.
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { ProofField } from '#ui/proof-field.tsx'
import { TokenField } from '#ui/shell.tsx'
import type { WaitingView } from '../../../costly.ts'
import type { FrontDoorWords } from '../messages/words.ts'

/** Less than a minute is “soon”. */
const soonSeconds = 60

export function WaitingScreen(props: {
  shell: PublicShell
  words: FrontDoorWords
  view: WaitingView
  action: string
  token: string
}) {
  const { shell, view, action, token } = props
  const t = props.words.wait
  const { state } = view
  const isReady = state.kind === 'ready'
  return (
    <PublicPage {...shell}>
      <PageHeading lead={t.lead}>{t.title}</PageHeading>
      <p>{t.kept}</p>
      <p role="status">
        {isReady ? (
          <strong>{t.ready}</strong>
        ) : state.kind === 'waiting' ? (
          <strong>{state.seconds < soonSeconds ? t.soon : t.later}</strong>
        ) : (
          t.withScripts
        )}
      </p>
      {isReady ? null : <p>{t.without}</p>}
      <form method="post" action={action}>
        <TokenField token={token} />
        {isReady ? (
          <button type="submit" class="govuk-button">
            {t.go}
          </button>
        ) : (
          <ProofField challenge={view.challenge} assets={shell.assets} goesOn />
        )}
      </form>
      {isReady ? null : (
        <p>
          <a class="govuk-link" href={action}>
            {t.check}
          </a>
        </p>
      )}
    </PublicPage>
  )
}
