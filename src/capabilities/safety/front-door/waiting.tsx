// The routes of the waiting page, the same in both apps.
import { open } from '#permissions/may.ts'
import { seeOther } from '#platform/http/routes.ts'
import type { AppName } from '#platform/http/session.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { goOn, readWaiting, waitPath } from '../../costly.ts'
import { frontDoorWords } from './messages/words.ts'
import { WaitingScreen } from './screens/waiting-screen.tsx'

const form = 'wait'
const guard = open('whoever waits may see that, and go on when the price is paid')

export const registerWaiting =
  (app: AppName): RegisterRoutes =>
  (routes, house) => {
    routes.get(waitPath, guard, async (visit) => {
      const view = await readWaiting(house, app, visit)
      if (!view) return seeOther('/')
      // In the header, so that it works without scripts and says nothing in the page.
      if (view.refresh !== undefined) visit.c.header('Refresh', `${view.refresh};url=${waitPath}`)
      const { locale, path } = visit
      return visit.c.html(
        <WaitingScreen
          shell={{ locale, assets: house.assets, path }}
          words={frontDoorWords[locale]}
          view={view}
          action={waitPath}
          token={issueToken(house.keys, visit.session?.id ?? '-', form, house.clock.now())}
        />,
      )
    })
    routes.post(waitPath, guard, async (visit) => {
      const { session } = visit
      const isOurs = checkToken(house.keys, session?.id ?? '-', form, visit.form.one('token'), house.clock.now())
      return isOurs ? await goOn(house, app, visit) : seeOther(waitPath)
    })
  }
