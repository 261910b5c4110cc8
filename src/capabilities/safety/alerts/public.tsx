// Routes of alerts on the public app: members read them in the app or by a private feed.
import { memberByFeedToken, readAccount } from '#people/members/index.ts'
import type { Actor, MemberActor } from '#permissions/actor.ts'
import { open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { seeOther, type Visit } from '#platform/http/routes.ts'
import { issueToken } from '#platform/http/step-token.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import type { PublicShell } from '#ui/page.tsx'
import { atomFeed, type FeedEntry } from './atom-feed.ts'
import { cursorOf } from './cursor.ts'
import { listForMember, markOf, readForMember } from './read-as-member.ts'
import { AlertPage, AlertsPage, chosenFrom, EndedPage } from './screens/member-pages.tsx'

const signIn = '/sign-in'
const forMembers = 'leads visitors to the door; members read what they chose'
const feedSize = 50

const shellOf = (house: House, visit: Visit<Actor>): PublicShell => ({
  locale: visit.locale,
  assets: house.assets,
  path: visit.path,
  token: issueToken(house.keys, visit.session?.id ?? '-', 'shell', house.clock.now()),
})

export const registerPublic: RegisterRoutes = (routes, house) => {
  routes.get('/alerts', open(forMembers), async (visit) => {
    const { actor } = visit
    if (actor.kind !== 'member') return seeOther(signIn)
    const { preferences } = await readAccount(house, actor)
    const before = cursorOf(visit.c.req.query('before'))
    const chosen = { ...chosenFrom((name) => visit.c.req.query(name)), isLater: before !== undefined }
    const filter = { area: chosen.area, severity: chosen.severity, before }
    const list = await listForMember(house, actor, preferences, filter, { marks: true })
    return visit.c.html(<AlertsPage shell={shellOf(house, visit)} list={list} chosen={chosen} />)
  })

  routes.get('/alerts/:id', open(forMembers), async (visit) => {
    const { actor } = visit
    if (actor.kind !== 'member') return seeOther(signIn)
    const id = visit.c.req.param('id')
    if (!isId(id)) throw new NotFound()
    const found = await readForMember(house, actor, id)
    const shell = shellOf(house, visit)
    return visit.c.html(
      found.kind === 'shown' ? (
        <AlertPage shell={shell} alert={found.alert} mark={markOf(house, actor.memberId, id)} />
      ) : (
        <EndedPage shell={shell} why={found.kind} />
      ),
    )
  })

  routes.get('/feed/:token', open('the private token in the address stands for its member'), async (visit) => {
    const token = visit.c.req.param('token') ?? ''
    const member = await memberByFeedToken(house, token)
    if (!member) throw new NotFound()
    const { preferences, ...actor } = member
    const entries = await feedEntries(house, actor, preferences)
    const updatedAt = new Date(Math.max(0, ...entries.map((entry) => entry.updatedAt.getTime())))
    const self = new URL(visit.path, house.config.publicUrl).href
    const feed = { locale: preferences.locale, id: uuidOf(house, member.memberId), selfHref: self, updatedAt, entries }
    return visit.c.body(atomFeed(feed), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })
}

async function feedEntries(
  house: House,
  actor: MemberActor,
  preferences: Parameters<typeof listForMember>[2],
): Promise<FeedEntry[]> {
  const list = await listForMember(house, actor, preferences, {}, { marks: false, size: feedSize })
  const common = (id: string) => ({
    id,
    href: new URL(`/alerts/${id}`, house.config.publicUrl).href,
    mark: markOf(house, actor.memberId, id),
  })
  return [
    ...list.ended.map((each): FeedEntry => ({ ...common(each.id), kind: 'ended', updatedAt: each.endedAt })),
    ...list.items.map(
      (each): FeedEntry => ({
        ...common(each.id),
        kind: 'alert',
        updatedAt: each.publishedAt,
        body: each.body,
        version: each.version,
      }),
    ),
  ]
}

/** A feed's own identifier: stable, and not the account's. */
function uuidOf(house: House, memberId: string): string {
  const hex = Buffer.from(house.keys.blindIndex('feed id', memberId)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
