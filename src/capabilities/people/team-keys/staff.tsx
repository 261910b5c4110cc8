// Routes of the team's key on the staff app. Looking is free; every act has its own page and asks for a fresh proof.
import { listOrganisations } from '#partnership/organisations/index.ts'
import { checkFormToken, formToken, type StaffVisit, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may, mayDo } from '#permissions/may.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { en } from './messages/en.ts'
import { askRecovery, confirmRecovery, endRecovery, recoverTeamKey } from './recover.ts'
import { handOutRecoverySet, type MadeSet, makeRecoverySet } from './recovery-set.ts'
import { startRewrap, stopRewrap } from './rewrap.ts'
import { type Act, ActPage } from './screens/act-page.tsx'
import { KeysPage } from './screens/keys-page.tsx'
import { SheetsPage, type TypedSheets, TypePage } from './screens/sheets-page.tsx'
import { teamKeysState } from './state.ts'
import { turnEpoch } from './turn-epoch.ts'

const path = '/team-keys'
const formName = 'team-keys'
const noticeKey = 'teamKeysNotice'
const sheetsKey = 'teamKeysSheets'
const typedKey = 'teamKeysTyped'

type Step = { act: Omit<Act, 'action'>; title: string; run(house: House, staff: StaffVisit): Promise<string> }

/** Acts of a holder, by the last part of their address. */
const steps: Readonly<Record<'turn' | 'go-on' | 'stop', Step>> = {
  turn: {
    title: en.turn.title,
    act: { text: en.turn.text, button: en.turn.button },
    async run(house, staff) {
      try {
        const epoch = await turnAndRewrap(house, staff)
        return en.turn.done({ epoch })
      } catch (error) {
        if (error instanceof Conflict) return en.turn.conflict
        throw error
      }
    },
  },
  'go-on': {
    title: en.rewrap.goOnTitle,
    act: { text: en.rewrap.goOnText, button: en.rewrap.goOn },
    run: async (house, staff) => en.rewrap[(await startRewrap(house, staff)).state],
  },
  stop: {
    title: en.rewrap.stopTitle,
    act: { text: en.rewrap.stopText, button: en.rewrap.stop },
    async run(house, staff) {
      await stopRewrap(house, staff.actor)
      return en.rewrap.stopped
    },
  },
}

async function turnAndRewrap(house: House, staff: StaffVisit): Promise<number> {
  const epoch = await turnEpoch(house, staff)
  await startRewrap(house, staff)
  return epoch
}

export const registerStaff: RegisterRoutes = (routes, house) => {
  const turning = may('team-key.turn', { stepUp: true })
  const recovering = may('team-key.recover', { stepUp: true })
  const confirming = may('team-key.confirm', { stepUp: true })
  routes.get(path, may('team-key.confirm'), (visit) => showKeys(house, visit))
  for (const [name, step] of Object.entries(steps)) {
    routes.get(`${path}/${name}`, turning, (visit) =>
      showAct(house, visit, step.title, { ...step.act, action: `${path}/${name}` }),
    )
    routes.post(`${path}/${name}`, turning, (visit) => postAct(house, visit, (staff) => step.run(house, staff)))
  }
  const makeAct = { text: en.paper.makeText, button: en.paper.makeButton, action: `${path}/new-set` }
  routes.get(`${path}/new-set`, turning, (visit) => showAct(house, visit, en.paper.makeTitle, makeAct))
  routes.post(`${path}/new-set`, turning, (visit) => postNewSet(house, visit))
  routes.get(`${path}/sheets`, turning, (visit) => showSheets(house, visit))
  routes.post(`${path}/handed-out`, turning, (visit) =>
    postAct(house, visit, async (staff) => {
      const isDone = await handOutRecoverySet(house, staff, idIn(visit.form.one('set')))
      return isDone ? en.paper.handedOutDone : en.paper.handedOutGone
    }),
  )
  const askAct = { text: en.recovery.askText, button: en.recovery.askButton, action: `${path}/ask` }
  routes.get(`${path}/ask`, recovering, (visit) => showAct(house, visit, en.recovery.askTitle, askAct))
  routes.post(`${path}/ask`, recovering, (visit) =>
    postAct(house, visit, async (staff) => {
      await askRecovery(house, staff)
      return en.recovery.asked
    }),
  )
  routes.get(`${path}/confirm/:id`, confirming, (visit) => showConfirm(house, visit))
  routes.post(`${path}/confirm/:id`, confirming, (visit) =>
    postAct(house, visit, async ({ actor }) => {
      const id = idIn(visit.c.req.param('id'))
      if (visit.form.one('do') === 'yes') await confirmRecovery(house, actor, id)
      else await endRecovery(house, actor, id)
      return visit.form.one('do') === 'yes' ? en.recovery.confirmed : en.recovery.ended
    }),
  )
  routes.get(`${path}/end/:id`, confirming, async (visit) => {
    const request = await requestIn(house, visit)
    const act = { text: [], button: en.recovery.takeBack, action: `${path}/end/${request.id}` }
    return showAct(house, visit, en.recovery.takeBack, act)
  })
  routes.post(`${path}/end/:id`, confirming, (visit) =>
    postAct(house, visit, async ({ actor }) => {
      await endRecovery(house, actor, idIn(visit.c.req.param('id')))
      return en.recovery.ended
    }),
  )
  routes.get(`${path}/type`, recovering, (visit) => showType(house, visit))
  routes.post(`${path}/type`, recovering, (visit) => postType(house, visit))
}

function idIn(text: string | undefined): string {
  if (!isId(text)) throw new NotFound()
  return text
}

const crumbsTo = (title: string) => [{ text: en.title, href: path }, { text: title }]
const shellOf = (house: House, staff: StaffVisit, visit: Visit<Actor>, title: string) =>
  staffShell(house, staff, { visit, current: path, title, crumbs: crumbsTo(title) })

async function showKeys(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor, person } = staff
  const state = await teamKeysState(house, actor)
  const text = await take(house.sessions, 'staff', visit, noticeKey)
  const notice =
    typeof text === 'string' ? (
      <Callout tone="leaf">
        <p role="status">{text}</p>
      </Callout>
    ) : undefined
  const isRunning = state.rewrap?.state === 'running' && !state.rewrap.isSilent
  const isWatched = visit.c.req.query('watch') === 'yes' && isRunning
  // Asked for by its own link: a page that loads itself again would otherwise tear readers away.
  if (isWatched) visit.c.header('Refresh', `5; url=${path}?watch=yes`)
  const newest = state.epochs[0]?.epoch
  const me = state.people.find((each) => each.id === person.id)
  return visit.c.html(
    <KeysPage
      shell={await staffShell(house, staff, { visit, current: path, title: en.title, notice })}
      view={{
        state,
        organisation: person.organisationName,
        ownId: person.id,
        maySee: mayDo(actor, 'team-key.see'),
        mayTurn: mayDo(actor, 'team-key.turn'),
        mayRecover: mayDo(actor, 'team-key.recover'),
        holdsKey: me?.keys.some((key) => key.epoch === newest) ?? false,
        isWatched,
        now: house.clock.now(),
      }}
    />,
  )
}

async function showAct(house: House, visit: Visit<Actor>, title: string, act: Act): Promise<Response> {
  const staff = await staffOf(house, visit)
  const shell = await shellOf(house, staff, visit, title)
  return visit.c.html(<ActPage shell={shell} act={act} token={formToken(house, visit, formName)} />)
}

async function postAct(house: House, visit: PostVisit<Actor>, run: (staff: StaffVisit) => Promise<string>) {
  const staff = await staffOf(house, visit)
  const isOurs = checkFormToken(house, visit, formName, visit.form.one('token'))
  await remember(house.sessions, 'staff', visit, noticeKey, isOurs ? await run(staff) : en.expired)
  return seeOther(path)
}

async function postNewSet(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  if (!checkFormToken(house, visit, formName, visit.form.one('token'))) {
    await remember(house.sessions, 'staff', visit, noticeKey, en.expired)
    return seeOther(path)
  }
  // On the way to the page that shows them they lie in this session, under a secret that only this browser has.
  await remember(house.sessions, 'staff', visit, sheetsKey, await makeRecoverySet(house, staff))
  return seeOther(`${path}/sheets`)
}

async function showSheets(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const made = (await take(house.sessions, 'staff', visit, sheetsKey)) as MadeSet | undefined
  if (!made) {
    await remember(house.sessions, 'staff', visit, noticeKey, en.paper.gone)
    return seeOther(path)
  }
  const organisations = await house.asActor(staff.actor, listOrganisations)
  const organisation = organisations.find((each) => each.id === staff.actor.organisationId)?.name ?? ''
  return visit.c.html(
    <SheetsPage
      shell={await shellOf(house, staff, visit, en.paper.title)}
      made={made}
      organisation={organisation}
      token={formToken(house, visit, formName)}
      now={house.clock.now()}
    />,
  )
}

async function requestIn(house: House, visit: Visit<Actor>) {
  const { actor } = await staffOf(house, visit)
  const id = idIn(visit.c.req.param('id'))
  const found = (await teamKeysState(house, actor)).requests.find((each) => each.id === id && !each.endedAt)
  if (!found) throw new NotFound()
  return found
}

async function showConfirm(house: House, visit: Visit<Actor>): Promise<Response> {
  const request = await requestIn(house, visit)
  if (visit.actor.kind === 'staff' && request.requestedById === visit.actor.personId) throw new NotFound()
  const who = en.recovery.requestOf({ name: request.requestedBy ?? '–', organisation: request.organisationName })
  return showAct(house, visit, en.recovery.confirmTitle, {
    action: `${path}/confirm/${request.id}`,
    lead: <p class="govuk-!-font-weight-bold">{who}</p>,
    text: en.recovery.confirmText,
    button: en.recovery.confirmButton,
    other: en.recovery.refuseButton,
  })
}

async function showType(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const state = await teamKeysState(house, staff.actor)
  const own = state.requests.find((each) => !each.endedAt && each.requestedById === staff.actor.personId)
  // Not asked for, or nobody said yes within the hour: the page of the key says which.
  if (!own?.isFresh) return seeOther(path)
  const kept = (await take(house.sessions, 'staff', visit, typedKey)) as TypedSheets | undefined
  const title = en.recovery.typeTitle
  return visit.c.html(
    <TypePage
      shell={
        await staffShell(house, staff, {
          visit,
          current: path,
          title,
          crumbs: crumbsTo(title),
          hasErrors: kept !== undefined,
        })
      }
      token={formToken(house, visit, formName)}
      kept={kept}
      wanted={state.set?.shareSet ?? ''}
    />,
  )
}

async function postType(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const typed = visit.form.all('sheet').map((text) => text.slice(0, 2000))
  if (!checkFormToken(house, visit, formName, visit.form.one('token'))) {
    await remember(house.sessions, 'staff', visit, typedKey, { typed, problems: [] } satisfies TypedSheets)
    return seeOther(`${path}/type`)
  }
  const result = await recoverTeamKey(house, staff, typed)
  if (!result.ok) {
    await remember(house.sessions, 'staff', visit, typedKey, { typed, problems: result.problems } satisfies TypedSheets)
    return seeOther(`${path}/type`)
  }
  await remember(house.sessions, 'staff', visit, noticeKey, en.recovery.done)
  return seeOther(path)
}
