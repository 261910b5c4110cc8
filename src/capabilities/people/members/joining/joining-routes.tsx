// Routes of the ways in on the public app: two codes, evidence, the answer, the account; and giving codes.
import type { MemberActor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { isForLanguage } from '#platform/http/language.ts'
import { remember } from '#platform/http/remember.ts'
import { seeOther } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { costly } from '../../../costly.ts'
import type { House, RegisterRoutes } from '../../../house.ts'
import { beginSession } from '../begin-session.ts'
import { isOurs, keeper, type Posted, type Seen, shellOf, tokenOf } from '../public-frame.ts'
import { keptWords } from '../recovery/recovery-routes.tsx'
import { apply, EVIDENCE_MAX, readAnswer, teamsThatLook } from './apply.ts'
import {
  AccountScreen,
  type AccountTrouble,
  AnswerScreen,
  type AnswerShown,
  CodesScreen,
  type CodesTrouble,
  EvidenceScreen,
  type EvidenceTrouble,
  JoinScreen,
  ReceiptScreen,
} from './joining-screens.tsx'
import { openAccount, type Right } from './open-account.ts'
import { giveCode, readCodes, readVouching, takeCodesBack } from './vouch.ts'
import { VouchScreen } from './vouch-screen.tsx'

const form = 'join'
const forAnybody = 'whoever joins is nobody yet'

type Kept =
  | { at: 'codes'; typed: [string, string]; problem?: CodesTrouble }
  | { at: 'evidence'; words: string; team: string; problem?: EvidenceTrouble }
  | { at: 'receipt'; code: string }
  | { at: 'answer'; shown: AnswerShown }
  | { at: 'account'; pseudonym: string; trouble: AccountTrouble }
  | { at: 'vouch'; code: string }
  | { at: 'vouch'; done: 'tookBack' }
  | { at: 'vouch'; problem: 'expired' }

const kept = (house: House) => keeper<Kept>(house, 'joining')

/** What a newcomer has shown stays in the sealed session until the account is made. */
const rightPlace = 'joiningRight'
const rightOf = ({ session }: Pick<Seen, 'session'>): Right | undefined => {
  const right = session?.state[rightPlace] as Partial<{ codes: unknown; applicationId: unknown }> | undefined
  if (isId(right?.applicationId)) return { applicationId: right.applicationId }
  const codes = right?.codes
  const isPair =
    Array.isArray(codes) && codes.length === 2 && codes.every((each) => /^[0-9a-f]{64}$/.test(String(each)))
  return isPair ? { codes: [String(codes[0]), String(codes[1])] } : undefined
}
async function keepRight(house: House, visit: Seen, right: Right): Promise<void> {
  await remember(house.sessions, 'public', visit, rightPlace, right)
}

export const registerJoining: RegisterRoutes = (routes, house) => {
  routes.get('/join', open(forAnybody), (visit) => visit.c.html(<JoinScreen shell={shellOf(house, visit)} />))
  routes.get('/join/codes', open(forAnybody), (visit) => showCodes(house, visit))
  const anybody = open(forAnybody)
  const typingCodes = { app: 'public', act: 'code', path: '/join/codes', guard: anybody } as const
  routes.post(
    '/join/codes',
    anybody,
    costly(house, typingCodes, (visit) => postCodes(house, visit)),
  )
  routes.get('/join/evidence', open(forAnybody), (visit) => showEvidence(house, visit))
  routes.post('/join/evidence', open(forAnybody), (visit) => postEvidence(house, visit))
  routes.get('/join/receipt', open('shows a code once, to the session that sent'), async (visit) => {
    const left = await kept(house).take(visit, 'receipt')
    return visit.c.html(<ReceiptScreen shell={shellOf(house, visit)} code={left?.code} />)
  })
  routes.get('/join/answer', open('the six words stand for whoever holds them'), (visit) => showAnswer(house, visit))
  const holder = open('the six words stand for whoever holds them')
  const typingWords = { app: 'public', act: 'code', path: '/join/answer', guard: holder } as const
  routes.post(
    '/join/answer',
    holder,
    costly(house, typingWords, (visit) => postAnswer(house, visit)),
  )
  routes.get('/join/account', open(forAnybody), (visit) => showAccount(house, visit))
  routes.post('/join/account', open(forAnybody), (visit) => postAccount(house, visit))
  routes.get('/me/vouch', open('leads a member whose session is over to signing in'), (visit) =>
    showVouch(house, visit),
  )
  routes.post('/me/vouch', may('member.vouch'), (visit) => postVouch(house, visit))
}

// Two codes

async function showCodes(house: House, visit: Seen): Promise<Response> {
  const left = await kept(house).take(visit, 'codes')
  const token = tokenOf(house, visit, form)
  return visit.c.html(
    <CodesScreen shell={shellOf(house, visit)} token={token} typed={left?.typed ?? ['', '']} problem={left?.problem} />,
  )
}

async function postCodes(house: House, visit: Posted): Promise<Response> {
  const typed: [string, string] = [visit.form.one('one').slice(0, 100), visit.form.one('two').slice(0, 100)]
  const again = async (problem?: CodesTrouble) => {
    await kept(house).keep(visit, { at: 'codes', typed, ...(problem ? { problem } : {}) })
    return seeOther('/join/codes')
  }
  if (isForLanguage(visit)) return again()
  if (!isOurs(house, visit, form)) return again('expired')
  const read = await readCodes(house, typed)
  if (!read.ok) return again(read.why)
  await keepRight(house, visit, { codes: read.codes })
  return seeOther('/join/account')
}

// Evidence and its answer

async function showEvidence(house: House, visit: Seen): Promise<Response> {
  const left = await kept(house).take(visit, 'evidence')
  const teams = await teamsThatLook(house)
  return visit.c.html(
    <EvidenceScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      teams={teams}
      words={left?.words ?? ''}
      team={left?.team ?? ''}
      problem={left?.problem}
    />,
  )
}

async function postEvidence(house: House, visit: Posted): Promise<Response> {
  const words = visit.form.one('words').trim()
  const teams = await teamsThatLook(house)
  const team = teams.length === 1 ? (teams[0]?.id ?? '') : visit.form.one('team')
  const again = async (problem?: EvidenceTrouble) => {
    const typed = { words: words.slice(0, EVIDENCE_MAX * 2), team }
    await kept(house).keep(visit, { at: 'evidence', ...typed, ...(problem ? { problem } : {}) })
    return seeOther('/join/evidence')
  }
  if (isForLanguage(visit)) return again()
  if (!isOurs(house, visit, form)) return again('expired')
  if (words === '') return again('missing')
  if ([...words].length > EVIDENCE_MAX) return again('long')
  if (!teams.some((each) => each.id === team)) return again('teamMissing')
  const applied = await apply(house, team, { words })
  if (!applied.ok) return again(applied.why === 'no-team' ? 'teamMissing' : applied.why)
  await kept(house).keep(visit, { at: 'receipt', code: applied.code })
  return seeOther('/join/receipt')
}

async function showAnswer(house: House, visit: Seen): Promise<Response> {
  const left = await kept(house).take(visit, 'answer')
  return visit.c.html(
    <AnswerScreen shell={shellOf(house, visit)} token={tokenOf(house, visit, form)} shown={left?.shown} />,
  )
}

async function postAnswer(house: House, visit: Posted): Promise<Response> {
  const say = async (shown: AnswerShown) => {
    await kept(house).keep(visit, { at: 'answer', shown })
    return seeOther('/join/answer')
  }
  if (!isOurs(house, visit, form)) return say({ problem: 'expired' })
  const answer = await readAnswer(house, visit.form.one('words'))
  if (!answer.ok) return say({ problem: answer.why })
  if (answer.state !== 'accepted') return say({ state: answer.state })
  await keepRight(house, visit, { applicationId: answer.id })
  return seeOther('/join/account')
}

// The account

async function showAccount(house: House, visit: Seen): Promise<Response> {
  if (!rightOf(visit)) return seeOther('/join')
  const left = await kept(house).take(visit, 'account')
  return visit.c.html(
    <AccountScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      pseudonym={left?.pseudonym ?? ''}
      trouble={left?.trouble ?? {}}
    />,
  )
}

async function postAccount(house: House, visit: Posted): Promise<Response> {
  const right = rightOf(visit)
  if (!right) return seeOther('/join')
  const pseudonym = visit.form.one('pseudonym').slice(0, 200)
  const again = async (trouble: AccountTrouble) => {
    await kept(house).keep(visit, { at: 'account', pseudonym, trouble })
    return seeOther('/join/account')
  }
  if (!isOurs(house, visit, form)) return again({ form: 'expired' })
  const wish = { pseudonym, passphrase: visit.form.one('passphrase'), locale: visit.locale }
  const made = await openAccount(house, right, wish)
  if (!made.ok) return again(made.mistakes)
  await beginSession(house, visit, made.memberId)
  await keptWords(house).keep(visit, { at: 'words', fresh: made.words })
  return seeOther('/me/words')
}

// Giving codes

async function showVouch(house: House, visit: Seen): Promise<Response> {
  if (visit.actor.kind !== 'member') return seeOther('/sign-in?next=me')
  const left = await kept(house).take(visit, 'vouch')
  return visit.c.html(
    <VouchScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      vouching={await readVouching(house, visit.actor)}
      code={left && 'code' in left ? left.code : undefined}
      tookBack={left !== undefined && 'done' in left}
      isExpired={left !== undefined && 'problem' in left}
    />,
  )
}

async function postVouch(house: House, visit: Posted): Promise<Response> {
  const { actor } = visit
  if (actor.kind !== 'member') throw new NotFound()
  const { keep } = kept(house)
  if (!isOurs(house, visit, form)) await keep(visit, { at: 'vouch', problem: 'expired' })
  else if (visit.form.one('do') === 'back') {
    await takeCodesBack(house, actor)
    await keep(visit, { at: 'vouch', done: 'tookBack' })
  } else await keepCode(house, visit, actor)
  return seeOther('/me/vouch')
}

async function keepCode(house: House, visit: Seen, actor: MemberActor): Promise<void> {
  const code = await giveCode(house, actor)
  if (code) await kept(house).keep(visit, { at: 'vouch', code })
}
