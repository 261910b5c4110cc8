// The routes of telling and coming back: one address each, every post answered by a redirect to it. Used by both apps.
import type { Child } from 'hono/jsx'
import { TooBusy } from '#engines/sealing/index.ts'
import { listOrganisations, type Organisation } from '#partnership/organisations/index.ts'
import { type Actor, visitor } from '#permissions/actor.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { fileLimitBytes } from '#platform/files/formats/sniff.ts'
import { dropSessionCookie, sendSessionCookie } from '#platform/http/cookie.ts'
import type { Form } from '#platform/http/form.ts'
import { isForLanguage } from '#platform/http/language.ts'
import type { Guard, PostVisit, Visit } from '#platform/http/routes.ts'
import type { AppName, Session } from '#platform/http/session.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import { newId } from '#platform/ids.ts'
import { type CostlyAct, costly } from '#src/capabilities/costly.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { noticeWrongReceipt } from '#src/capabilities/watch.ts'
import { filesOf, pressUpload } from './add-file.ts'
import { askToSeal } from './ask-to-seal.ts'
import { holdsReceipt } from './change-receipt.ts'
import { comeBack, isAboutReceipt, keepFields, pressReturn } from './come-back.ts'
import { valuesOf } from './forms.ts'
import { readHeld } from './hold-report.ts'
import { adviserOf } from './holding.ts'
import { maySayAbout, progress } from './journey.ts'
import { noWords, readDraft } from './keep-draft.ts'
import { leftOut, supporters, supportersOfSent } from './offer-support.ts'
import { readCopy } from './own-copy.ts'
import { ownProof } from './prove-submission.ts'
import { holderOf, newReportSession, placeKey, type ReportSession, reportSessionOf } from './report-session.ts'
import { receiverOfReport } from './report-store.ts'
import { readReturn } from './return-with-receipt.ts'
import { independentRoutes, routeReport } from './route-report.ts'
import { CheckScreen, StoppedScreen } from './screens/check-screen.tsx'
import { type Desk, type FrameProps, wordsOf } from './screens/frame.ts'
import { HeldScreen } from './screens/held-screen.tsx'
import { CopyPart, isAboutCopy } from './screens/keeping-screen.tsx'
import { QuestionScreen } from './screens/question-screen.tsx'
import { ReceiptScreen, SentScreen, StartScreen } from './screens/receipt-screen.tsx'
import { EnterScreen, PartScreen, ReturnScreen } from './screens/return-screen.tsx'
import { ReceiptPart } from './screens/way-back-screen.tsx'
import { keepTyped, press } from './tell.ts'

export type ReportApp = {
  app: AppName
  origin: 'web' | 'assisted'
  reportPath: string
  returnPath: string
  /** Where somebody is led who has finished. */
  endPath: string
  helpPath: string
  /** Where a proof of submission is checked. */
  proofPath: string
  guard: Guard
  /** The shell of this app's pages for one visit. */
  frame(visit: Visit<Actor>): Promise<(props: FrameProps) => Child>
}

/** The name of every form of these pages, for their tokens. */
export const reportForm = 'report'

export function registerReportRoutes(routes: AppRoutes, house: House, app: ReportApp): void {
  const now = () => house.clock.now()
  const subject = (visit: Visit<Actor>) => visit.session?.id ?? '-'

  /** Work to bring along, when this network or everybody was lately asked for it; nobody is who has a report in hand. */
  const offered = (visit: Visit<Actor>, action: string) =>
    reportSessionOf(visit.session)?.reportId === undefined
      ? house.limits.offer(visit, action === app.returnPath ? 'receipt' : 'first-save')
      : undefined

  const desk = async (visit: Visit<Actor>, action: string): Promise<Desk> => ({
    locale: visit.locale,
    words: wordsOf(visit.locale),
    action,
    token: issueToken(house.keys, subject(visit), reportForm, now()),
    Frame: await app.frame(visit),
    now: now(),
    assets: house.assets,
    proof: offered(visit, action),
  })

  /**
   * The session from which a report is told or come back to: a new one, so that a cookie that somebody planted in this
   * browser before opens nothing. People at work keep theirs, which began when they signed in.
   */
  const renewed = async (before: Session | undefined): Promise<Session> => {
    if (!before || app.app === 'staff') return before ?? house.sessions.begin()
    const session = house.sessions.begin(before.state)
    session.subject = before.subject
    await house.sessions.save(app.app, session)
    await house.sessions.end(before.id)
    return session
  }

  /** Stores the state in the visitor's session, beginning one when there is none. */
  const keep = async (visit: Visit<Actor>, state: ReportSession, path: string): Promise<Response> => {
    const session = visit.session ?? house.sessions.begin()
    session.state.report = state
    await house.sessions.save(app.app, session)
    if (session.isNew) sendSessionCookie(visit.c, session)
    return visit.c.redirect(path, 303)
  }

  const forget = async (visit: Visit<Actor>, path: string): Promise<Response> => {
    const { session } = visit
    if (session) {
      delete session.state.report
      if (session.subject === undefined && Object.keys(session.state).length === 0) {
        await house.sessions.end(session.id)
        dropSessionCookie(visit.c)
      } else await house.sessions.save(app.app, session)
    }
    return visit.c.redirect(path, 303)
  }

  const isFresh = (visit: PostVisit<Actor>) =>
    checkToken(house.keys, subject(visit), reportForm, visit.form.one('token'), now())

  const organisations = () => house.asActor(visitor, async (tx) => listOrganisations(tx))
  const supportersFor = async (concerned: string | undefined): Promise<Organisation[]> =>
    await house.asActor(visitor, (tx) => supporters(tx, concerned))

  routes.get(app.reportPath, app.guard, async (visit) => {
    const state = reportSessionOf(visit.session)
    const d = await desk(visit, app.reportPath)
    if (!state || state.phase === 'return')
      return visit.c.html(<StartScreen desk={d} returnPath={app.returnPath} helpPath={app.helpPath} />)
    try {
      return visit.c.html(await telling(house, app, state, d, organisations, supportersFor))
    } catch (error) {
      // Erased, or given another receipt, meanwhile.
      if (error instanceof NotFound && state.reportId) return await forget(visit, app.reportPath)
      throw error
    }
  })

  const firstSave: CostlyAct = {
    app: app.app,
    act: 'first-save',
    path: app.reportPath,
    guard: app.guard,
    isIt: isFirstSave,
  }
  const postReport = costly(house, firstSave, async (visit) => {
    const { form } = visit
    let state = reportSessionOf(visit.session)
    const isOver = state?.phase === 'sent' || state?.part === 'stopped'
    if (isOver && form.one('do') === 'finish' && isFresh(visit)) return await forget(visit, app.endPath)
    if (form.one('do') === 'begin' || !state || state.phase === 'return') {
      const person = personOf(visit, state)
      state = { ...newReportSession(app.origin), person }
      visit.session = await renewed(visit.session)
      // A session that ran out while somebody was writing: what they typed opens again, in a new one.
      if (form.one('do') !== 'begin') keepTyped(state, form, isForLanguage(visit) ? 'language' : 'expired')
      return await keep(visit, state, app.reportPath)
    }
    if (isForLanguage(visit)) keepTyped(state, form, 'language')
    else if (isFresh(visit)) {
      delete state.part
      await press(house, state, form)
    } else keepTyped(state, form, 'expired')
    return await keep(visit, state, app.reportPath)
  })
  routes.post(app.reportPath, app.guard, postReport)

  routes.upload(`${app.reportPath}/files`, app.guard, fileLimitBytes, async (visit) => {
    const state = reportSessionOf(visit.session)
    // Told in another window meanwhile, or the session ran out: the page says where things stand.
    if (state?.phase !== 'questions' || state.part === 'stopped') return visit.c.redirect(app.reportPath, 303)
    // A file that was thrown away because it is too large took its token with it, and changes nothing.
    if (visit.upload.problem || isFresh(visit)) await pressUpload(house, state, visit.upload)
    else state.flash = { at: 'files:0', values: {}, errors: { page: 'expired' } }
    return await keep(visit, state, app.reportPath)
  })

  routes.get(app.returnPath, app.guard, async (visit) => {
    const state = reportSessionOf(visit.session)
    const d = await desk(visit, app.returnPath)
    const flash = { values: state?.flash?.values ?? {}, errors: state?.flash?.errors ?? {} }
    const canReturn = state && (state.phase === 'return' || state.phase === 'sent') && state.reportId
    if (!canReturn) {
      const typed = (visit.session?.state.returning ?? flash) as typeof flash
      return visit.c.html(
        <EnterScreen desk={d} reportPath={app.reportPath} values={typed.values} errors={typed.errors} />,
      )
    }
    if (state.part !== 'access-deleted' && state.part !== 'erased' && !(await holdsReceipt(house, state)))
      return await forget(visit, app.returnPath)
    if (state.part !== undefined && state.part !== 'stopped') {
      if (isAboutReceipt(state.part)) {
        const { part, receipt } = state
        const proof = part === 'receipt' ? await ownProof(house, state) : undefined
        const { proofPath } = app
        return visit.c.html(<ReceiptPart {...flash} {...{ desk: d, part, receipt, proof, proofPath }} />)
      }
      if (isAboutCopy(state.part)) {
        const text = state.part === 'copy' ? await readCopy(house, state) : undefined
        return visit.c.html(<CopyPart desk={d} part={state.part} text={text} />)
      }
      const { actor, reportId } = holderOf(state)
      const helpers = await house.asActor(actor, (tx) =>
        state.isResumed ? supporters(tx, undefined) : supportersOfSent(tx, house.keys, reportId),
      )
      return visit.c.html(<PartScreen {...flash} desk={d} part={state.part} supporters={helpers} />)
    }
    const held = await readHeld(house, state)
    if (held)
      return visit.c.html(<HeldScreen {...flash} desk={d} view={held} mayName={!state.isResumed} done={state.done} />)
    const view = await readReturn(house, state)
    const lastUsedAt = state.lastUsedAt ? new Date(state.lastUsedAt) : undefined
    return visit.c.html(<ReturnScreen {...flash} desk={d} view={view} done={state.done} lastUsedAt={lastUsedAt} />)
  })

  const receipt: CostlyAct = {
    app: app.app,
    act: 'receipt',
    path: app.returnPath,
    guard: app.guard,
    isIt: ({ form }) => form.one('do') === 'enter',
  }
  const postReturn = costly(house, receipt, async (visit) => {
    const { form } = visit
    const state = reportSessionOf(visit.session)
    const isLanguage = isForLanguage(visit)
    if (form.one('do') === 'enter' && !isLanguage) return await enter(visit, form)
    const holds = state && (state.phase === 'return' || state.phase === 'sent') && state.reportId
    if (isLanguage) return await keepForLanguage(visit, holds ? state : undefined)
    if (!holds || !isFresh(visit)) return visit.c.redirect(app.returnPath, 303)
    if (form.one('do') !== 'finish' && !(await holdsReceipt(house, state))) return await forget(visit, app.returnPath)
    state.phase = 'return'
    try {
      if ((await pressReturn(house, state, form)) === 'ended') return await forget(visit, app.endPath)
    } catch (error) {
      // Erased or withdrawn from another window meanwhile: the page itself says so.
      if (error instanceof NotFound || error instanceof Conflict) return await forget(visit, app.returnPath)
      throw error
    }
    return await keep(visit, state, state.phase === 'return' ? app.returnPath : app.reportPath)
  })
  routes.post(app.returnPath, app.guard, postReturn)

  /** Coming back in another language: what was typed stands in its field again. */
  async function keepForLanguage(visit: PostVisit<Actor>, state: ReportSession | undefined): Promise<Response> {
    const { form } = visit
    if (state) {
      keepFields(state, form, {})
      return await keep(visit, state, app.returnPath)
    }
    const session = visit.session ?? house.sessions.begin()
    session.state.returning = { values: { receipt: [form.one('receipt').slice(0, 2000)] }, errors: {} }
    await house.sessions.save(app.app, session)
    if (session.isNew) sendSessionCookie(visit.c, session)
    return visit.c.redirect(app.returnPath, 303)
  }

  async function enter(visit: PostVisit<Actor>, form: Form): Promise<Response> {
    const typed = form.one('receipt')
    let outcome: Awaited<ReturnType<typeof comeBack>>
    try {
      outcome = isFresh(visit) ? await comeBack(house, typed) : { error: 'expired' }
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error
      outcome = { error: 'busy' }
    }
    if ('error' in outcome && outcome.error === 'unknown') await noticeWrongReceipt(house, visit)
    const session = 'state' in outcome ? await renewed(visit.session) : (visit.session ?? house.sessions.begin())
    if ('error' in outcome) {
      session.state.returning = { values: { receipt: [typed.slice(0, 2000)] }, errors: { receipt: outcome.error } }
    } else {
      delete session.state.returning
      session.state.report = outcome.state
    }
    await house.sessions.save(app.app, session)
    if (session.isNew) sendSessionCookie(visit.c, session)
    const isDraft = 'state' in outcome && outcome.state.phase === 'questions'
    return visit.c.redirect(isDraft ? app.reportPath : app.returnPath, 303)
  }
}

/** The post that makes a draft and its receipt, which is costly; nothing else of telling is. */
function isFirstSave({ session, form }: PostVisit<Actor>): boolean {
  const state = reportSessionOf(session)
  const isAsked = state?.phase === 'questions' && state.reportId === undefined && state.part !== 'stopped'
  return isAsked && !['begin', 'skip'].includes(form.one('do'))
}

/** Who tells, as far as one can know: an account, or this visit. A worker tells for others, so each report is somebody's own. */
function personOf(visit: Visit<Actor>, before: ReportSession | undefined): string {
  const { actor } = visit
  if (actor.kind === 'member') return `member:${actor.memberId}`
  const known = actor.kind === 'staff' ? undefined : before?.person
  return known ?? `visit:${newId()}`
}

/** The page a session stands at while telling. */
async function telling(
  house: House,
  app: ReportApp,
  state: ReportSession,
  d: Desk,
  organisations: () => Promise<Organisation[]>,
  supportersFor: (concerned: string | undefined) => Promise<Organisation[]>,
): Promise<ReturnType<typeof QuestionScreen>> {
  const flash = { values: state.flash?.values ?? {}, errors: state.flash?.errors ?? {} }
  const { returnPath } = app
  const canFinish = app.origin === 'web'
  if (state.phase === 'receipt' && state.receipt)
    return <ReceiptScreen desk={d} view={{ receipt: state.receipt, ...flash }} />
  if (state.phase === 'sent') {
    const { actor, reportId } = holderOf(state)
    const isHeld = (await readHeld(house, state)) !== undefined
    const all = await organisations()
    const receiver = await house.asActor(actor, async (tx) => receiverOfReport(tx, reportId, all))
    // Come back with a receipt: who reads it would tell whom it is about.
    const shown = state.isResumed && !state.here.includes('about:0') ? undefined : receiver
    const view = {
      receiver: isHeld ? undefined : shown,
      isHeld,
      ...flash,
      ...(state.receipt ? { receipt: state.receipt } : {}),
    }
    const help = { href: app.helpPath, text: d.words.start.justHurt }
    return <SentScreen desk={d} view={view} help={help} returnPath={returnPath} canFinish={canFinish} />
  }
  if (state.part === 'stopped')
    return (
      <StoppedScreen
        desk={d}
        receipt={state.receipt?.shown}
        hasDraft={state.reportId !== undefined}
        returnPath={returnPath}
        canFinish={canFinish}
      />
    )
  let words = noWords()
  try {
    words = await readDraft(house, state)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    state.phase = 'sent'
    if (state.isResumed) state.here = []
    return await telling(house, app, state, d, organisations, supportersFor)
  }
  if (state.place.step === 'check') {
    const all = await organisations()
    const receiver = routeReport(words.content, all)
    if (!receiver) throw new NotFound('no team can receive reports')
    const view = {
      words,
      here: state.here,
      isResumed: state.isResumed,
      errors: flash.errors,
      receiver,
      organisations: all,
      adviser: await adviserOf(house, leftOut(words, state)),
      files: await filesOf(house, state),
    }
    return <CheckScreen desk={d} view={view} />
  }
  const { place } = state
  // Most questions name no organisation: they need not ask for them.
  const named = place.step === 'about' || place.step === 'route' ? await organisations() : []
  const isHere = !state.isResumed || state.here.includes(placeKey(place))
  const values =
    state.flash?.at === placeKey(place) ? flash.values : isHere ? valuesOf(place.step, place.index, words) : {}
  return (
    <QuestionScreen
      desk={d}
      view={{
        place,
        progress: progress(place, words, state),
        values,
        errors: flash.errors,
        isThirdParty: words.content.whoFor === 'someone-else',
        isFirst: place.step === 'who-for',
        organisations: named.filter((each) => each.kind !== 'police'),
        routes: independentRoutes(words.content, named),
        ask: await askToSeal(house, state, place, words),
        mayName: maySayAbout(state),
        adviser: place.step === 'holding' ? await adviserOf(house, leftOut(words, state)) : undefined,
        files: place.step === 'files' ? await filesOf(house, state) : [],
        supporters: place.step === 'support' ? await supportersFor(leftOut(words, state)) : [],
      }}
    />
  )
}
