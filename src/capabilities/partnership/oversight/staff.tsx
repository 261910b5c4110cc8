// Routes of oversight on the staff app: checkpoints to take away, and the register of legal requests.
import { checkpointFile } from '#engines/audit/index.ts'
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor, StaffActor } from '#permissions/actor.ts'
import { may, mayDo } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout, type Tone } from '#ui/cards.tsx'
import { findCheckpoint, listCheckpoints } from './audit-store.ts'
import { enterRequest, judgeProposal, openRequest, proposeDecision } from './decide.ts'
import { discloseWithoutConsent } from './disclose-without-consent.ts'
import { type Errors, type Read, readHandOver, readProposal, readRequest, type Typed, wordsLimit } from './forms.ts'
import { secondProblem } from './legal-request.ts'
import { en } from './messages/en.ts'
import { listRequests } from './register-store.ts'
import { CheckpointsScreen } from './screens/checkpoints.tsx'
import { EnterScreen, RegisterScreen, registerPath, requestName, Standing } from './screens/register.tsx'
import { RequestScreen } from './screens/request.tsx'
import { signerOf } from './sign-checkpoint.ts'

const checkpointsPath = '/oversight/checkpoints'
const formName = 'oversight'
const pageSize = 50

type Visitor = Visit<Actor>
type Post = PostVisit<Actor>

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get(checkpointsPath, may('checkpoint.read'), (visit) => showCheckpoints(house, visit))
  routes.get(`${checkpointsPath}/:sequence`, may('checkpoint.read'), (visit) => sendCheckpoint(house, visit))
  routes.get(registerPath, may('legal.read'), (visit) => showRegister(house, visit))
  routes.post(registerPath, may('legal.work'), (visit) => postRequest(house, visit))
  routes.get('/oversight/enter', may('legal.work'), (visit) => showEnter(house, visit))
  routes.get(`${registerPath}/:id`, may('legal.read', { stepUp: true }), (visit) => showRequest(house, visit))
  routes.post(`${registerPath}/:id/propose`, may('legal.work'), (visit) => postOn(house, visit, proposed))
  routes.post(`${registerPath}/:id/judge`, may('legal.work', { stepUp: true }), (visit) => postOn(house, visit, judged))
  routes.post(`${registerPath}/:id/hand-over`, may('legal.hand-over', { stepUp: true }), (visit) =>
    postOn(house, visit, handedOver),
  )
}

/** What a post leaves for the page that follows it. */
type Kept = { at: string; notice?: { tone: Tone; text: string }; typed?: Typed; errors?: Errors }

const keep = (house: House, visit: Visitor, kept: Kept) => remember(house.sessions, 'staff', visit, 'oversight', kept)
async function keptFor(house: House, visit: Visitor, at: string): Promise<Kept | undefined> {
  const kept = visit.session?.state.oversight as Kept | undefined
  return kept?.at === at ? ((await take(house.sessions, 'staff', visit, 'oversight')) as Kept) : undefined
}
const noticeOf = (kept: Kept | undefined) =>
  kept?.notice && (
    <Callout tone={kept.notice.tone}>
      <p role="status">{kept.notice.text}</p>
    </Callout>
  )

function pageOf(visit: Visitor): number {
  const page = Number(visit.c.req.query('page') ?? '1')
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}
const rangeOf = (page: number) => ({ limit: pageSize + 1, offset: (page - 1) * pageSize })
const today = (house: House) => house.clock.now().toISOString().slice(0, 10)

// The audit

async function showCheckpoints(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const page = pageOf(visit)
  const found = await house.asActor(staff.actor, (tx) => listCheckpoints(tx, rangeOf(page)))
  return visit.c.html(
    <CheckpointsScreen
      shell={await staffShell(house, staff, { visit, current: checkpointsPath, title: en.audit.title })}
      checkpoints={found.slice(0, pageSize)}
      publicKey={Buffer.from(signerOf(house).publicKey).toString('hex')}
      page={page}
      hasMore={found.length > pageSize}
      now={house.clock.now()}
    />,
  )
}

async function sendCheckpoint(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const sequence = Number(visit.c.req.param('sequence'))
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new NotFound()
  const found = await house.asActor(staff.actor, async (tx) => {
    const checkpoint = await findCheckpoint(tx, sequence)
    if (checkpoint) await recordAudit(tx, { kind: 'checkpoint.taken', detail: { sequence } })
    return checkpoint
  })
  if (!found) throw new NotFound()
  return visit.c.body(checkpointFile(found, signerOf(house).publicKey), 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="checkpoint-${sequence}.json"`,
  })
}

// The register

async function showRegister(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const page = pageOf(visit)
  const found = await house.asActor(staff.actor, (tx) => listRequests(tx, rangeOf(page)))
  const actions = (
    <a class="govuk-link" href="/oversight/enter">
      {en.register.enter}
    </a>
  )
  const shell = await staffShell(house, staff, { visit, current: registerPath, title: en.register.title, actions })
  return visit.c.html(
    <RegisterScreen
      shell={shell}
      requests={found.slice(0, pageSize)}
      page={page}
      hasMore={found.length > pageSize}
      now={house.clock.now()}
    />,
  )
}

async function showEnter(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const kept = await keptFor(house, visit, 'enter')
  const shell = await staffShell(house, staff, {
    visit,
    current: registerPath,
    title: en.register.enter,
    crumbs: [{ text: en.register.title, href: registerPath }, { text: en.register.enter }],
    notice: noticeOf(kept),
  })
  const token = formToken(house, visit, formName)
  return visit.c.html(<EnterScreen shell={shell} token={token} typed={kept?.typed ?? {}} errors={kept?.errors ?? {}} />)
}

async function postRequest(house: House, visit: Post): Promise<Response> {
  const { actor } = await staffOf(house, visit)
  const read = readRequest(visit.form, today(house))
  const isOurs = checkFormToken(house, visit, formName, visit.form.one('token'))
  if (!isOurs || !read.ok) {
    await keep(house, visit, { at: 'enter', ...wrong(read, isOurs, visit) })
    return seeOther('/oversight/enter')
  }
  const id = await enterRequest(house, actor, read.value)
  await keep(house, visit, { at: id, notice: { tone: 'leaf', text: en.form.saved } })
  return seeOther(`${registerPath}/${id}`)
}

/** What was typed, with what to mend or why nothing was changed. */
function wrong(read: Read<unknown>, isOurs: boolean, visit: Post): Omit<Kept, 'at'> {
  if (!read.ok && isOurs) return { typed: read.typed, errors: read.errors }
  const typed = Object.fromEntries(
    visit.form.entries().map(([name, values]) => [name, values.map((value) => value.slice(0, wordsLimit * 2))]),
  )
  return { typed, notice: { tone: 'amber', text: en.expired } }
}

function idOf(visit: Visitor): string {
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  return id
}

async function showRequest(house: House, visit: Visitor): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const opened = await openRequest(house, staff.actor, id)
  const kept = await keptFor(house, visit, id)
  const waiting = opened.proposals.find((each) => !each.verdict)
  const name = requestName(id)
  const shell = await staffShell(house, staff, {
    visit,
    current: registerPath,
    title: name,
    crumbs: [{ text: en.register.title, href: registerPath }, { text: name }],
    badges: <Standing request={opened.request} />,
    notice: noticeOf(kept),
  })
  const view = {
    ...opened,
    token: formToken(house, visit, formName),
    typed: kept?.typed ?? {},
    errors: kept?.errors ?? {},
    second: waiting && secondProblem(staff.actor, waiting.by),
    mayHandOver: mayDo(staff.actor, 'legal.hand-over'),
    now: house.clock.now(),
  }
  return visit.c.html(<RequestScreen shell={shell} view={view} />)
}

type Step = (house: House, actor: StaffActor, id: string, visit: Post) => Promise<Omit<Kept, 'at'>>

const good = (text: string): Omit<Kept, 'at'> => ({ notice: { tone: 'leaf', text } })
const bad = (text: string): Omit<Kept, 'at'> => ({ notice: { tone: 'amber', text } })

async function postOn(house: House, visit: Post, step: Step): Promise<Response> {
  const id = idOf(visit)
  const { actor } = await staffOf(house, visit)
  const isOurs = checkFormToken(house, visit, formName, visit.form.one('token'))
  const kept = isOurs ? await step(house, actor, id, visit) : wrong({ ok: false, typed: {}, errors: {} }, false, visit)
  await keep(house, visit, { at: id, ...kept })
  return seeOther(`${registerPath}/${id}`)
}

const proposed: Step = async (house, actor, id, visit) => {
  const read = readProposal(visit.form, today(house))
  if (!read.ok) return wrong(read, true, visit)
  const done = await proposeDecision(house, actor, id, read.value)
  return done === 'done' ? good(en.request.proposed) : bad(en.request.elsewhere)
}

const judged: Step = async (house, actor, id, { form }) => {
  const proposalId = form.one('proposal')
  if (!isId(proposalId)) throw new NotFound()
  const wish = form.one('do')
  if (wish !== 'confirm' && wish !== 'reject') return bad(en.request.elsewhere)
  const why = form.one('rejectWhy').trim()
  const typed = { rejectWhy: why.slice(0, wordsLimit * 2) }
  if (wish === 'reject' && why === '') return { typed, errors: { rejectWhy: 'words' } }
  if (why.length > wordsLimit) return { typed, errors: { rejectWhy: 'tooLong' } }
  const said = wish === 'confirm' ? 'confirmed' : 'rejected'
  const done = await judgeProposal(house, actor, id, proposalId, said, why || undefined)
  if (done === 'done') return good(en.request[said])
  return bad(
    done === 'elsewhere' ? en.request.elsewhere : done === 'own-work' ? en.request.ownWork : en.request.sameHat,
  )
}

const handedOver: Step = async (house, actor, id, visit) => {
  const read = readHandOver(visit.form)
  if (!read.ok) return wrong(read, true, visit)
  let amount = 0
  let told = true
  let problem: keyof typeof en.request.refused | undefined
  for (const reportId of read.value.reportIds) {
    const done = await discloseWithoutConsent(house, actor, { requestId: id, reportId, parts: read.value.parts })
    if (done.ok) {
      amount++
      told = done.told
    } else problem ??= done.problem
  }
  if (problem === undefined) return good(en.request.handed({ amount, told }))
  const refusal = en.request.refused[problem]
  return bad(amount > 0 ? `${refusal} ${en.request.handed({ amount, told })}` : refusal)
}
