// Routes of records on the staff app: what goes and is held, copies for who told, requests of who may be named.
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may, mayDo } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { codename } from '#safety/reporting/index.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { copyLimit, judgeCopy, openCopy, prepareCopy } from './copy-report.ts'
import { listWaiting } from './copy-store.ts'
import { demandHoldable, longestHoldDays, moveHold, proposeHold, readGoing } from './hold-report.ts'
import { answers, holdReasons, knownBy } from './kinds.ts'
import { en } from './messages/en.ts'
import { PeopleScreen, peoplePath } from './screens/people-screen.tsx'
import {
  CopyScreen,
  type Errors,
  HoldScreen,
  RecordsScreen,
  recordsPath,
  type Typed,
} from './screens/records-screen.tsx'
import { confirmProposal, enterSubjectRequest, proposeAnswer, readSubjectRequests } from './subject-request.ts'

type Visitor = Visit<Actor>
type Post = PostVisit<Actor>
const formName = 'records'
const wordsLimit = 2000

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get(recordsPath, may('record.hold'), (visit) => showRecords(house, visit))
  routes.get(`${recordsPath}/hold/:id`, may('record.hold'), (visit) => showHold(house, visit))
  routes.post(`${recordsPath}/hold/:id`, may('record.hold'), (visit) => postHold(house, visit))
  routes.post(`${recordsPath}/holds/:id`, may('record.hold'), (visit) => postMove(house, visit))
  routes.get(`${recordsPath}/copies/:id`, may('record.copy', { stepUp: true }), (visit) => showCopy(house, visit))
  routes.post(`${recordsPath}/copies/:id`, may('record.copy', { stepUp: true }), (visit) => postCopy(house, visit))
  routes.get(peoplePath, may('record.answer'), (visit) => showPeople(house, visit))
  routes.post(peoplePath, may('record.answer'), (visit) => postPerson(house, visit))
  routes.post(`${peoplePath}/:id`, may('record.answer'), (visit) => postAnswer(house, visit))
}

/** What a post leaves for the page that follows it. */
type Kept = { at: string; said?: 'done' | 'elsewhere' | 'expired'; typed?: Typed; errors?: Errors }

const keep = (house: House, visit: Visitor, kept: Kept) => remember(house.sessions, 'staff', visit, 'records', kept)
async function keptFor(house: House, visit: Visitor, at: string): Promise<Kept | undefined> {
  const kept = visit.session?.state.records as Kept | undefined
  return kept?.at === at ? ((await take(house.sessions, 'staff', visit, 'records')) as Kept) : undefined
}
const noticeOf = (kept: Kept | undefined) =>
  kept?.said && (
    <Callout tone={kept.said === 'done' ? 'leaf' : 'amber'}>
      <p role="status">{en[kept.said]}</p>
    </Callout>
  )
const isOurs = (house: House, visit: Post) => checkFormToken(house, visit, formName, visit.form.one('token'))
const typedIn = (visit: Post, names: readonly string[]): Typed =>
  Object.fromEntries(names.map((name) => [name, visit.form.one(name).slice(0, copyLimit * 2)]))
const oneOf = <T extends string>(known: readonly T[], typed: string): T | undefined =>
  known.find((each) => each === typed)

function idOf(visit: Visitor): string {
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  return id
}

/** A real day from `from` to `to`, each `YYYY-MM-DD`. */
const isDay = (text: string, from: string, to: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text >= from && text <= to
const dayAhead = (house: House, days: number) =>
  new Date(house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

const only = (errors: Record<string, Errors[string] | false | undefined>): Errors =>
  Object.fromEntries(Object.entries(errors).filter((each): each is [string, Errors[string]] => Boolean(each[1])))
const wordsError = (text: string, most = wordsLimit) =>
  text.trim() === '' ? ('words' as const) : text.length > most && ('tooLong' as const)

async function showRecords(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { going, holds } = await readGoing(house, staff.actor)
  const copies = await house.asActor(staff.actor, (tx) => listWaiting(tx))
  const notice = noticeOf(await keptFor(house, visit, recordsPath))
  return visit.c.html(
    <RecordsScreen
      shell={await staffShell(house, staff, { visit, current: recordsPath, title: en.title, notice })}
      token={formToken(house, visit, formName)}
      personId={staff.actor.personId}
      going={going}
      holds={holds}
      copies={copies}
    />,
  )
}

async function showHold(house: House, visit: Visitor): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  await demandHoldable(house, staff.actor, id)
  const kept = await keptFor(house, visit, id)
  const title = en.holdTitle({ name: codename(id) })
  const crumbs = [{ text: en.title, href: recordsPath }, { text: title }]
  const shell = await staffShell(house, staff, { visit, current: recordsPath, title, crumbs, notice: noticeOf(kept) })
  const token = formToken(house, visit, formName)
  return visit.c.html(
    <HoldScreen shell={shell} token={token} reportId={id} typed={kept?.typed ?? {}} errors={kept?.errors ?? {}} />,
  )
}

async function postHold(house: House, visit: Post): Promise<Response> {
  const id = idOf(visit)
  const { actor } = await staffOf(house, visit)
  const typed = typedIn(visit, ['reason', 'words', 'endsOn'])
  const reason = oneOf(holdReasons, visit.form.one('reason'))
  const words = visit.form.one('words')
  const endsOn = visit.form.one('endsOn')
  const errors = only({
    reason: reason ? undefined : 'choose',
    words: wordsError(words),
    endsOn: isDay(endsOn, dayAhead(house, 1), dayAhead(house, longestHoldDays)) ? undefined : 'date',
  })
  if (!isOurs(house, visit) || !reason || Object.keys(errors).length > 0) {
    await keep(house, visit, { at: id, typed, errors, ...(isOurs(house, visit) ? {} : { said: 'expired' }) })
    return seeOther(`${recordsPath}/hold/${id}`)
  }
  await proposeHold(house, actor, { reportId: id, reason, words: words.trim(), endsOn })
  await keep(house, visit, { at: recordsPath, said: 'done' })
  return seeOther(recordsPath)
}

async function postMove(house: House, visit: Post): Promise<Response> {
  const id = idOf(visit)
  const { actor } = await staffOf(house, visit)
  const to = oneOf(['confirmed', 'ended'] as const, visit.form.one('do'))
  const said = !isOurs(house, visit)
    ? ('expired' as const)
    : to && (await moveHold(house, actor, id, to))
      ? ('done' as const)
      : ('elsewhere' as const)
  await keep(house, visit, { at: recordsPath, said })
  return seeOther(recordsPath)
}

async function showCopy(house: House, visit: Visitor): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const at = await openCopy(house, staff, id)
  const kept = await keptFor(house, visit, id)
  const title = en.copyTitle({ name: codename(at.copy.reportId) })
  const crumbs = [{ text: en.title, href: recordsPath }, { text: title }]
  const shell = await staffShell(house, staff, { visit, current: recordsPath, title, crumbs, notice: noticeOf(kept) })
  const token = formToken(house, visit, formName)
  return visit.c.html(
    <CopyScreen shell={shell} token={token} at={at} typed={kept?.typed ?? {}} errors={kept?.errors ?? {}} />,
  )
}

async function postCopy(house: House, visit: Post): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const typed = typedIn(visit, ['knownBy', 'text'])
  const path = `${recordsPath}/copies/${id}`
  if (!isOurs(house, visit)) {
    await keep(house, visit, { at: id, typed, said: 'expired' })
    return seeOther(path)
  }
  const wish = oneOf(['prepare', 'ready', 'asked', 'refused'] as const, visit.form.one('do'))
  if (wish === 'prepare') {
    const known = oneOf(knownBy, visit.form.one('knownBy'))
    const text = visit.form.one('text')
    const errors = only({ knownBy: known ? undefined : 'choose', text: wordsError(text, copyLimit) })
    if (!known || Object.keys(errors).length > 0) {
      await keep(house, visit, { at: id, typed, errors })
      return seeOther(path)
    }
    const isDone = await prepareCopy(house, staff, id, { text, knownBy: known })
    await keep(house, visit, { at: recordsPath, said: isDone ? 'done' : 'elsewhere' })
    return seeOther(recordsPath)
  }
  const isDone = wish !== undefined && (await judgeCopy(house, staff, id, wish, visit.form.one('seal')))
  await keep(house, visit, { at: recordsPath, said: isDone ? 'done' : 'elsewhere' })
  return seeOther(recordsPath)
}

async function showPeople(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const requests = await readSubjectRequests(house, staff.actor)
  const kept = await keptFor(house, visit, peoplePath)
  const parent = mayDo(staff.actor, 'record.hold') ? [{ text: en.title, href: recordsPath }] : []
  const crumbs = [...parent, { text: en.people }]
  const notice = noticeOf(kept)
  return visit.c.html(
    <PeopleScreen
      shell={await staffShell(house, staff, { visit, current: recordsPath, title: en.people, crumbs, notice })}
      token={formToken(house, visit, formName)}
      personId={staff.actor.personId}
      requests={requests}
      typed={kept?.typed ?? {}}
      errors={kept?.errors ?? {}}
    />,
  )
}

async function postPerson(house: House, visit: Post): Promise<Response> {
  const { actor } = await staffOf(house, visit)
  const [askedOn, words] = [visit.form.one('askedOn'), visit.form.one('words')]
  const errors = only({
    askedOn: isDay(askedOn, '2020-01-01', dayAhead(house, 0)) ? undefined : 'date',
    words: wordsError(words),
  })
  const isFine = isOurs(house, visit) && Object.keys(errors).length === 0
  if (isFine) await enterSubjectRequest(house, actor, { askedOn, words: words.trim() })
  await keep(
    house,
    visit,
    isFine
      ? { at: peoplePath, said: 'done' }
      : {
          at: peoplePath,
          typed: typedIn(visit, ['askedOn', 'words']),
          ...(isOurs(house, visit) ? { errors } : { said: 'expired' }),
        },
  )
  return seeOther(peoplePath)
}

async function postAnswer(house: House, visit: Post): Promise<Response> {
  const id = idOf(visit)
  const { actor } = await staffOf(house, visit)
  const answer = oneOf(answers, visit.form.one('answer'))
  const reason = visit.form.one('reason').trim()
  let said: 'done' | 'elsewhere' | 'expired' = 'expired'
  if (isOurs(house, visit)) {
    const isConfirm = visit.form.one('do') === 'confirm'
    const isDone = isConfirm
      ? await confirmProposal(house, actor, id)
      : answer !== undefined && !wordsError(reason) && (await proposeAnswer(house, actor, id, { answer, reason }))
    said = isDone ? 'done' : 'elsewhere'
  }
  await keep(house, visit, { at: peoplePath, said })
  return seeOther(peoplePath)
}
