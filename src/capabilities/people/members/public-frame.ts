// What every public page of members needs of its visit: the shell, a token for its form, what the form before left.
import type { Actor } from '#permissions/actor.ts'
import { remember, take } from '#platform/http/remember.ts'
import type { PostVisit, Visit } from '#platform/http/routes.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { PublicShell } from '#ui/page.tsx'
import type { House } from '../../house.ts'

export type Seen = Visit<Actor>
export type Posted = PostVisit<Actor>

export const tokenOf = (house: House, visit: Pick<Seen, 'session'>, form: string): string =>
  issueToken(house.keys, visit.session?.id ?? '-', form, house.clock.now())
export const isOurs = (house: House, visit: Posted, form: string): boolean =>
  checkToken(house.keys, visit.session?.id ?? '-', form, visit.form.one('token'), house.clock.now())

export const shellOf = (house: House, visit: Seen): PublicShell => ({
  locale: visit.locale,
  assets: house.assets,
  path: visit.path,
  token: tokenOf(house, visit, 'shell'),
})

/** One place in the sealed session, for what is shown once. `Kept` names its page by `at`. */
export function keeper<Kept extends { at: string }>(house: House, place: string) {
  return {
    keep: (visit: Seen, kept: Kept): Promise<void> => remember(house.sessions, 'public', visit, place, kept),
    /** What was left for this page; what was left for another is dropped with it. */
    async take<At extends Kept['at']>(visit: Seen, at: At): Promise<Extract<Kept, { at: At }> | undefined> {
      const kept = (await take(house.sessions, 'public', visit, place)) as Kept | undefined
      return kept?.at === at ? (kept as Extract<Kept, { at: At }>) : undefined
    },
  }
}
