// The adviser's pages: groups, one group, one person's words. Every post answers with where to look next.
import { checkFormToken, formToken, NoTeamKey, type StaffVisit, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { staffEn as words } from './messages/staff-en.ts'
import { ClosedScreen, MatchesScreen, MatchScreen, PartyScreen } from './screens/match-screens.tsx'
import {
  askHolders,
  judgeMatch,
  listMatches,
  markSpokenWith,
  openParty,
  readMatch,
  writeToHolder,
} from './work-match.ts'

const current = '/held'
const formName = 'held'
type Left = { notice?: keyof typeof words.notices; text?: string }

const idIn = (visit: Visit<Actor>, name: string): string => {
  const id = visit.c.req.param(name)
  if (!isId(id)) throw new NotFound()
  return id
}

export const registerStaff: RegisterRoutes = (routes, house) => {
  const left = async (visit: Visit<Actor>) => ((await take(house.sessions, 'staff', visit, 'held')) ?? {}) as Left
  const noticeOf = ({ notice }: Left) =>
    notice ? (
      <Callout tone={notice === 'notYet' || notice === 'needsText' || notice === 'old' ? 'amber' : 'leaf'}>
        <p role="status">{words.notices[notice]}</p>
      </Callout>
    ) : undefined
  const frame = async (visit: Visit<Actor>, staff: StaffVisit, title: string, kept: Left = {}) =>
    await staffShell(house, staff, {
      visit,
      current,
      title,
      crumbs: title === words.title ? [{ text: title }] : [{ text: words.title, href: current }, { text: title }],
      notice: noticeOf(kept),
    })

  routes.get('/held', may('held.read'), async (visit) => {
    const staff = await staffOf(house, visit)
    const shell = await frame(visit, staff, words.title)
    const matches = await listMatches(house, staff.actor)
    return visit.c.html(<MatchesScreen shell={shell} matches={matches} now={house.clock.now()} />)
  })

  routes.get('/held/:id', may('held.read'), async (visit) => {
    const staff = await staffOf(house, visit)
    const match = await readMatch(house, staff.actor, idIn(visit, 'id'))
    const shell = await frame(visit, staff, words.match({ people: match.people }), await left(visit))
    const token = formToken(house, visit, formName)
    return visit.c.html(<MatchScreen shell={shell} match={match} token={token} now={house.clock.now()} />)
  })

  routes.get('/held/:id/:report', may('held.read'), async (visit) => {
    const staff = await staffOf(house, visit)
    const kept = await left(visit)
    try {
      const opened = await openParty(house, staff, idIn(visit, 'id'), idIn(visit, 'report'))
      const shell = await frame(visit, staff, words.words, kept)
      const token = formToken(house, visit, formName)
      return visit.c.html(
        <PartyScreen shell={shell} opened={opened} token={token} typed={kept.text} now={house.clock.now()} />,
      )
    } catch (error) {
      if (!(error instanceof NoTeamKey)) throw error
      return visit.c.html(<ClosedScreen shell={await frame(visit, staff, words.words)} />)
    }
  })

  const post = (path: string, act: (staff: StaffVisit, visit: PostVisit<Actor>) => Promise<Left>, isOfParty = false) =>
    routes.post(path, may('held.work'), async (visit) => {
      const staff = await staffOf(house, visit)
      const matchId = idIn(visit, 'id')
      const isFresh = checkFormToken(house, visit, formName, visit.form.one('token'))
      const kept = isFresh
        ? await notConflict(act(staff, visit))
        : { notice: 'old' as const, text: visit.form.one('text') }
      await remember(house.sessions, 'staff', visit, 'held', kept)
      return seeOther(isOfParty ? `/held/${matchId}/${idIn(visit, 'report')}` : `/held/${matchId}`)
    })

  post(
    '/held/:id/:report/write',
    async (staff, visit) => {
      const text = visit.form.one('text').trim()
      if (text === '' || text.length > 5_000) return { notice: 'needsText', text }
      await writeToHolder(house, staff, idIn(visit, 'id'), idIn(visit, 'report'), text)
      return { notice: 'written' }
    },
    true,
  )
  post(
    '/held/:id/:report/spoken',
    async (staff, visit) => {
      await markSpokenWith(house, staff.actor, idIn(visit, 'id'), idIn(visit, 'report'))
      return { notice: 'spoken' }
    },
    true,
  )
  post('/held/:id/judge', async (staff, visit) => {
    const verdict = visit.form.one('verdict')
    if (verdict !== 'different' && verdict !== 'same') return { notice: 'notYet' }
    await judgeMatch(house, staff.actor, idIn(visit, 'id'), verdict)
    return { notice: 'judged' }
  })
  post('/held/:id/ask', async (staff, visit) => {
    await askHolders(house, staff.actor, idIn(visit, 'id'))
    return { notice: 'asked' }
  })
}

async function notConflict(act: Promise<Left>): Promise<Left> {
  try {
    return await act
  } catch (error) {
    if (error instanceof Conflict) return { notice: 'notYet' }
    throw error
  }
}
