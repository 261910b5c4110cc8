// Composition of the public app: small, for anybody, and free of staff code.

import { memberActorOf } from '#people/members/index.ts'
import { registerPublic as members } from '#people/members/public.tsx'
import { visitor } from '#permissions/actor.ts'
import { registerPublic as alerts } from '#safety/alerts/public.tsx'
import { registerPublic as checker } from '#safety/checker/public.tsx'
import { frontDoorWords, ProblemScreen, registerWaiting } from '#safety/front-door/index.ts'
import { registerPublic as frontDoor } from '#safety/front-door/public.tsx'
import { registerPublic as held } from '#safety/held-reports/public.tsx'
import { registerPublic as reporting } from '#safety/reporting/public.tsx'
import type { House } from './capabilities/house.ts'
import { createWebApp, type WebApp } from './web-app.ts'

export const createPublicApp = (house: House): WebApp =>
  createWebApp(house, {
    name: 'public',
    register: [frontDoor, registerWaiting('public'), reporting, held, members, checker, alerts],
    actorOf: async (session) => (session && (await memberActorOf(house, session))) ?? visitor,
    problem: async (visit, { status, key, reference }) => {
      const words = frontDoorWords[visit.locale]
      const { problem } = words
      const title = key === 'notFound' ? problem.notFound : problem.failed
      const text = key === 'notFound' ? problem.notFoundText : key === 'failed' ? problem.failedText : problem[key]
      const shell = { locale: visit.locale, assets: house.assets, path: '/' }
      visit.c.status(status as 404)
      return visit.c.html(
        <ProblemScreen
          shell={shell}
          words={words}
          locale={visit.locale}
          title={title}
          text={text}
          reference={reference}
        />,
      )
    },
  })
