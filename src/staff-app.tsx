// Composition of the staff app, on an origin of its own.

import { countAlarms } from '#partnership/alarms/index.ts'
import { registerStaff as alarms } from '#partnership/alarms/staff.tsx'
import { registerStaff as oversight } from '#partnership/oversight/staff.tsx'
import { registerStaff as records } from '#partnership/records/staff.tsx'
import { countApplications } from '#people/members/index.ts'
import { registerStaff as members } from '#people/members/staff.tsx'
import {
  askToProve,
  countInvitations,
  NoTeamKey,
  OpeningStopped,
  registerCount,
  signInPath,
  staffActorOf,
  staffOf,
  staffShell,
  stoppedPath,
} from '#people/staff/index.ts'
import { registerStaff as staff } from '#people/staff/staff.tsx'
import { countForRail } from '#people/team-keys/index.ts'
import { registerStaff as teamKeys } from '#people/team-keys/staff.tsx'
import { registerStaff as alerts } from '#safety/alerts/staff.tsx'
import { registerStaff as checker } from '#safety/checker/staff.tsx'
import { registerStaff as desk } from '#safety/desk/staff.tsx'
import { frontDoorWords, registerWaiting } from '#safety/front-door/index.ts'
import { countMatches } from '#safety/held-reports/index.ts'
import { registerStaff as held } from '#safety/held-reports/staff.tsx'
import { countWaiting } from '#safety/reporting/index.ts'
import { registerStaff as assisted } from '#safety/reporting/staff.tsx'
import { countWaitingRequests } from '#support/casework/index.ts'
import { registerStaff as casework } from '#support/casework/staff.tsx'
import { EmptyState } from '#ui/cards.tsx'
import { StaffPage } from '#ui/staff-page.tsx'
import type { House } from './capabilities/house.ts'
import { noticeReaching } from './capabilities/watch.ts'
import { createWebApp, type WebApp } from './web-app.ts'

registerCount('/alarms', countAlarms)
registerCount('/desk', countWaiting)
registerCount('/held', countMatches)
registerCount('/support', countWaitingRequests)
registerCount('/team-keys', countForRail)
registerCount('/members', countApplications)
registerCount('/people', countInvitations)

const words = frontDoorWords.en.problem

export const createStaffApp = (house: House): WebApp =>
  createWebApp(house, {
    name: 'staff',
    register: [
      registerWaiting('staff'),
      held,
      staff,
      teamKeys,
      desk,
      alerts,
      checker,
      assisted,
      casework,
      members,
      alarms,
      oversight,
      records,
    ],
    actorOf: (session) => staffActorOf(house, session),
    stepUp: (visit) => askToProve(house, visit),
    localeOf: () => 'en',
    known: (error) =>
      error instanceof NoTeamKey || error instanceof OpeningStopped ? { status: 409, key: 'failed' } : undefined,
    problem: async (visit, { status, key, reference }, error) => {
      // Signed out, every page leads to the door; whether it exists is not said.
      if (visit.actor.kind !== 'staff' && visit.c.req.method === 'GET' && key === 'notFound')
        return visit.c.redirect(signInPath, 303)
      if (error instanceof OpeningStopped) return visit.c.redirect(stoppedPath(error.why, visit.path), 303)
      if (visit.actor.kind === 'staff' && status === 404)
        await noticeReaching(house, visit.actor).catch((failure) => house.log.error('notice', failure))
      const isKeyless = error instanceof NoTeamKey
      const title = isKeyless
        ? 'You do not hold the team’s key yet'
        : key === 'notFound'
          ? words.notFound
          : words.failed
      const text = isKeyless
        ? 'Ask a colleague who holds it to open Colleagues and press “Give the team’s key”. Until then nothing sealed opens for you.'
        : key === 'notFound'
          ? words.notFoundText
          : key === 'failed'
            ? words.failedText
            : words[key]
      const person = visit.actor.kind === 'staff' ? await staffOf(house, visit).catch(() => undefined) : undefined
      visit.c.status(status as 404)
      const page = { title, crumbs: [{ text: title }] }
      const shell = person
        ? await staffShell(house, person, { visit, ...page })
        : { ...page, locale: 'en' as const, assets: house.assets, path: '/', rail: [] }
      return visit.c.html(
        <StaffPage {...shell}>
          <EmptyState title={text} action={{ href: '/', text: 'To your work' }}>
            {reference ? `If you tell us, say: ${reference}` : ''}
          </EmptyState>
        </StaffPage>,
      )
    },
  })
