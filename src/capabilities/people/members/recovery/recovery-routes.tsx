// Routes of recovery words: making them, and coming back in with them.

import type { MemberActor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { isForLanguage } from '#platform/http/language.ts'
import { seeOther } from '#platform/http/routes.ts'
import { costly } from '../../../costly.ts'
import type { House, RegisterRoutes } from '../../../house.ts'
import { beginSession } from '../begin-session.ts'
import { isOurs, keeper, type Posted, type Seen, shellOf, tokenOf } from '../public-frame.ts'
import { hasWords, recover, renewWords } from './recover.ts'
import { RecoverScreen, type RecoverTrouble, WordsScreen } from './recovery-screens.tsx'

const form = 'member-recovery'

type Kept =
  | { at: 'words'; fresh: string }
  | { at: 'words'; problem: 'wrong' | 'busy' | 'expired' }
  | { at: 'recover'; pseudonym: string; problem?: RecoverTrouble }

export const keptWords = (house: House) => keeper<Kept>(house, 'recovery')

const memberOf = ({ actor }: Pick<Seen, 'actor'>): MemberActor => {
  if (actor.kind !== 'member') throw new NotFound()
  return actor
}

export const registerRecovery: RegisterRoutes = (routes, house) => {
  routes.get('/me/words', open('leads a member whose session is over to signing in'), (visit) =>
    showWords(house, visit),
  )
  routes.post('/me/words', may('member.self'), (visit) => postWords(house, visit))
  routes.get('/recover', open('whoever lost the passphrase is nobody yet'), (visit) => showRecover(house, visit))
  const nobodyYet = open('whoever lost the passphrase is nobody yet')
  const recovering = { app: 'public', act: 'sign-in', path: '/recover', guard: nobodyYet } as const
  routes.post(
    '/recover',
    nobodyYet,
    costly(house, recovering, (visit) => postRecover(house, visit)),
  )
}

async function showWords(house: House, visit: Seen): Promise<Response> {
  if (visit.actor.kind !== 'member') return seeOther('/sign-in?next=me')
  const kept = await keptWords(house).take(visit, 'words')
  return visit.c.html(
    <WordsScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      fresh={kept && 'fresh' in kept ? kept.fresh : undefined}
      problem={kept && 'problem' in kept ? kept.problem : undefined}
      hasWords={await hasWords(house, visit.actor)}
    />,
  )
}

async function postWords(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  const { keep } = keptWords(house)
  if (!isOurs(house, visit, form)) await keep(visit, { at: 'words', problem: 'expired' })
  else {
    const made = await renewWords(house, actor, visit.form.one('passphrase'))
    if (made.ok) await keep(visit, { at: 'words', fresh: made.words })
    else await keep(visit, { at: 'words', problem: made.why === 'busy' ? 'busy' : 'wrong' })
  }
  return seeOther('/me/words')
}

async function showRecover(house: House, visit: Seen): Promise<Response> {
  const kept = await keptWords(house).take(visit, 'recover')
  return visit.c.html(
    <RecoverScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      pseudonym={kept?.pseudonym ?? ''}
      problem={kept?.problem}
    />,
  )
}

async function postRecover(house: House, visit: Posted): Promise<Response> {
  const pseudonym = visit.form.one('pseudonym').slice(0, 200)
  const again = async (problem?: RecoverTrouble) => {
    await keptWords(house).keep(visit, { at: 'recover', pseudonym, ...(problem ? { problem } : {}) })
    return seeOther('/recover')
  }
  // The words and the passphrase are not carried along: they open the account.
  if (isForLanguage(visit)) return again()
  if (!isOurs(house, visit, form)) return again('expired')
  if (pseudonym.trim() === '') return again('pseudonymMissing')
  const result = await recover(house, { pseudonym, words: visit.form.one('words'), next: visit.form.one('next') })
  if (!result.ok) return again(result.why)
  await beginSession(house, visit, result.memberId)
  await keptWords(house).keep(visit, { at: 'words', fresh: result.words })
  return seeOther('/me/words')
}
