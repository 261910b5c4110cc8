// Who a public session belongs to, asked on every page: an account that was left is nobody from that moment on.
import type { MemberActor } from '#permissions/actor.ts'
import type { Session } from '#platform/http/session.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '../../house.ts'
import { restingAmong } from './joining/standing-store.ts'
import { findMemberKind } from './store.ts'

/** What the session remembers of a member: the id, nothing else. */
export type SignedIn = { memberId: string }

const remembered = (session: Session | undefined): string | undefined => {
  const member = session?.state.member as Partial<SignedIn> | undefined
  return isId(member?.memberId) ? member.memberId : undefined
}

/** The member of this session, or undefined for a visitor and for an account that is no more or rests. */
export async function memberActorOf(
  house: Pick<House, 'asActor' | 'keys'>,
  session: Session | undefined,
): Promise<MemberActor | undefined> {
  const memberId = remembered(session)
  if (session === undefined || memberId === undefined) return undefined
  // Asked with the session, in the same statement and as the same member.
  const { standing } = session
  if (standing === null && session.subject === memberId) return undefined
  // The question mark: somebody's account rests, so whether it is this one must be asked below.
  if (standing && session.subject === memberId && !standing.endsWith('?'))
    return { kind: 'member', memberId, memberKind: standing as MemberActor['memberKind'] }
  // A member reads only their own row, so asking as that member proves nothing more than that it exists.
  const asking: MemberActor = { kind: 'member', memberId, memberKind: 'individual' }
  const memberKind = await house.asActor(asking, async (tx) => {
    const kind = await findMemberKind(tx, memberId)
    return kind && (await restingAmong(tx, house.keys, [memberId])).size === 0 ? kind : undefined
  })
  return memberKind && { kind: 'member', memberId, memberKind }
}
