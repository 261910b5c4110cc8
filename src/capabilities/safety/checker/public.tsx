// Routes of the checker on the public app: members ask, everybody learns how to have it asked.
import type { Actor } from '#permissions/actor.ts'
import { may, mayDo, open } from '#permissions/may.ts'
import { isForLanguage } from '#platform/http/language.ts'
import { remember, take } from '#platform/http/remember.ts'
import { seeOther, type Visit } from '#platform/http/routes.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { PublicShell } from '#ui/page.tsx'
import type { House, RegisterRoutes } from '../../house.ts'
import { answerFor, askFor, askingOf } from './asking.ts'
import { QUESTION_MAX } from './entry.ts'
import { CheckPage, SaferPage, VisitorPage } from './screens/check-page.tsx'

const form = 'check'
const subject = (visit: Pick<Visit<Actor>, 'session'>) => visit.session?.id ?? '-'

const shellOf = (house: House, visit: Visit<Actor>): PublicShell => ({
  locale: visit.locale,
  assets: house.assets,
  path: visit.path,
  token: issueToken(house.keys, subject(visit), 'shell', house.clock.now()),
})

export const registerPublic: RegisterRoutes = (routes, house) => {
  routes.get('/check', open('visitors read how to become a member or have a worker check'), async (visit) => {
    const shell = shellOf(house, visit)
    if (!mayDo(visit.actor, 'check.ask')) return visit.c.html(<VisitorPage shell={shell} />)
    const asking = askingOf(visit.session)
    const answer = asking && (await answerFor(house, visit.actor, asking))
    const problem = asking && 'problem' in asking ? asking.problem : undefined
    if (problem) await take(house.sessions, 'public', visit, 'check')
    const token = issueToken(house.keys, subject(visit), form, house.clock.now())
    const { locale } = visit
    return visit.c.html(
      <CheckPage shell={shell} form={{ locale, token, typed: asking?.typed, problem }} answer={answer} />,
    )
  })

  routes.post('/check', may('check.ask'), async (visit) => {
    if (isForLanguage(visit)) {
      const typed = visit.form.one('asked').slice(0, QUESTION_MAX * 5)
      const before = askingOf(visit.session)
      // The answer that stands on the page stays, unless something else was typed over it.
      if (before?.typed !== typed) await remember(house.sessions, 'public', visit, 'check', { typed })
      return seeOther('/check')
    }
    const isOurs = checkToken(house.keys, subject(visit), form, visit.form.one('token'), house.clock.now())
    const asking = await askFor(house, visit.actor, visit.form.one('asked'), isOurs)
    await remember(house.sessions, 'public', visit, 'check', asking)
    return seeOther('/check')
  })

  routes.post('/check/clear', may('check.ask'), async (visit) => {
    await take(house.sessions, 'public', visit, 'check')
    return seeOther('/check')
  })

  routes.get('/check/safer', open('advice for everybody, before and after a check'), (visit) =>
    visit.c.html(<SaferPage shell={shellOf(house, visit)} />),
  )
}
