// The page that says what is promised of a held report, what it rests on, and what it cannot do.
import { open } from '#permissions/may.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { PublicPage } from '#ui/page.tsx'
import { isKeyApart } from './key-holders.ts'
import { heldReportsWords } from './messages/words.ts'

export const registerPublic: RegisterRoutes = (routes, house) => {
  routes.get('/held-reports', open('plain words for anybody, nothing of anybody’s on them'), (visit) => {
    const words = heldReportsWords[visit.locale]
    return visit.c.html(
      <PublicPage locale={visit.locale} assets={house.assets} path={visit.path}>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <h2 class="govuk-heading-m">{words.promisesTitle}</h2>
        <List lines={words.promises} />
        <h2 class="govuk-heading-m">{words.restsTitle}</h2>
        <p>{isKeyApart(house) ? words.rests.apart : words.rests.inside}</p>
        <h2 class="govuk-heading-m">{words.cannotTitle}</h2>
        <List lines={words.cannot} />
        <p>
          <a class="govuk-link" href="/report">
            {words.begin}
          </a>
        </p>
      </PublicPage>,
    )
  })
}

const List = (props: { lines: readonly string[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {props.lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)
