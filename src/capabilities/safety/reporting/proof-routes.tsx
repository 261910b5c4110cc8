// Checking a proof of submission: for anybody who was shown one, on the public app. It asks no database about any report.
import { open } from '#permissions/may.ts'
import { dropSessionCookie, sendSessionCookie } from '#platform/http/cookie.ts'
import { isForLanguage } from '#platform/http/language.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { PublicPage } from '#ui/page.tsx'
import { checkProof, proofKey } from './prove-submission.ts'
import { type FrameProps, wordsOf } from './screens/frame.ts'
import { type ProofAnswer, ProofScreen } from './screens/way-back-screen.tsx'

export const proofPath = '/proof'
const form = 'proof'

export const registerProof: RegisterRoutes = (routes, house) => {
  const guard = open('a proof says nothing about anybody; whoever is shown one may check it')
  const subject = (visit: { session: { id: string } | undefined }) => visit.session?.id ?? '-'

  routes.get(proofPath, guard, async (visit) => {
    const { session, locale } = visit
    const answer = session?.state.proof as ProofAnswer | undefined
    const desk = {
      locale,
      words: wordsOf(locale),
      action: proofPath,
      token: issueToken(house.keys, subject(visit), form, house.clock.now()),
      now: house.clock.now(),
      assets: house.assets,
      Frame: (props: FrameProps) => (
        <PublicPage locale={locale} assets={house.assets} path={visit.path} {...props}>
          {props.children}
        </PublicPage>
      ),
    }
    if (session && answer) {
      delete session.state.proof
      // Shown once: a session that held nothing else ends with it.
      if (session.subject === undefined && Object.keys(session.state).length === 0) {
        await house.sessions.end(session.id)
        dropSessionCookie(visit.c)
        desk.token = issueToken(house.keys, '-', form, house.clock.now())
      } else await house.sessions.save('public', session)
    }
    return visit.c.html(<ProofScreen desk={desk} answer={answer} publicKey={proofKey(house)} />)
  })

  routes.post(proofPath, guard, async (visit) => {
    const typed = visit.form.one('proof').slice(0, 2_000)
    const isFresh = checkToken(house.keys, subject(visit), form, visit.form.one('token'), house.clock.now())
    const answer: ProofAnswer = isForLanguage(visit)
      ? { typed }
      : !isFresh
        ? { typed, error: 'expired' }
        : typed.trim() === ''
          ? { typed, error: 'empty' }
          : answerTo(typed)
    const session = visit.session ?? house.sessions.begin()
    session.state.proof = answer
    await house.sessions.save('public', session)
    if (session.isNew) sendSessionCookie(visit.c, session)
    return visit.c.redirect(proofPath, 303)
  })

  const answerTo = (typed: string): ProofAnswer => {
    const proof = checkProof(house, typed)
    return proof ? { typed, receivedAt: proof.receivedAt.toISOString() } : { typed, error: 'wrong' }
  }
}
