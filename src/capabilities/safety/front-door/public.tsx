// The plain public pages, the choice of language, and leaving.
import type { Actor } from '#permissions/actor.ts'
import { open } from '#permissions/may.ts'
import { dropSessionCookie } from '#platform/http/cookie.ts'
import { chooseLanguage } from '#platform/http/language.ts'
import { localPath } from '#platform/http/local-path.ts'
import type { Visit } from '#platform/http/routes.ts'
import { isFromElsewhere } from '#platform/http/whence.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { frontDoorWords } from './messages/words.ts'
import { ExceptionsScreen, HelpScreen, HomeScreen, TracesScreen } from './screens/plain-screens.tsx'

export const registerPublic: RegisterRoutes = (routes, house) => {
  const props = (visit: Visit<Actor>) => ({
    shell: { locale: visit.locale, assets: house.assets, path: visit.path },
    words: frontDoorWords[visit.locale],
    locale: visit.locale,
  })
  const plain = open('plain words for anybody, nothing of anybody’s on them')
  routes.get('/', plain, (visit) => visit.c.html(<HomeScreen {...props(visit)} />))
  routes.get('/help', plain, (visit) => visit.c.html(<HelpScreen {...props(visit)} />))
  routes.get('/exceptions', plain, (visit) => visit.c.html(<ExceptionsScreen {...props(visit)} />))
  routes.get('/traces', plain, (visit) => visit.c.html(<TracesScreen {...props(visit)} />))

  routes.post('/language', open('choosing a language changes one cookie of one’s own'), (visit) => {
    chooseLanguage(visit, 'locale')
    return visit.c.redirect(localPath(visit.form.one('back')), 303)
  })

  const leave = open('anybody may leave at any moment; it ends only their own session')
  const end = async (visit: Visit<Actor>) => {
    if (visit.session) await house.sessions.end(visit.session.id)
    dropSessionCookie(visit.c)
    visit.c.header('Clear-Site-Data', '"cookies", "cache"')
  }
  routes.get('/leave', leave, async (visit) => {
    // The link on our own pages works at once, and so does the typed address or a browser that does not say whence. A link
    // or a picture on another site leads away all the same, but must not take from somebody what they are writing here.
    if (!isFromElsewhere(visit)) await end(visit)
    return visit.c.redirect(house.config.leaveUrl, 303)
  })
  // The script on the page asks here first and then replaces the page, so that Back does not return to it.
  routes.post('/leave', leave, async (visit) => {
    await end(visit)
    return visit.c.body(null, 204)
  })
}
