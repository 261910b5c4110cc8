// Questions to the matrix, for routes, use cases and buttons; the row policies ask the same matrix in SQL (access.sql).
import { NotFound } from '#platform/errors.ts'
import type { Guard } from '#platform/http/routes.ts'
import { type Actor, rolesOf } from './actor.ts'
import { type Action, matrix, type Role, type Scope } from './matrix.ts'

/** The scopes in which `actor` may do `action`; empty means no. */
export function scopesOf(actor: Actor, action: Action): readonly Scope[] {
  const rule = matrix[action] as Partial<Record<Role, Scope>>
  return rolesOf(actor).flatMap((role) => rule[role] ?? [])
}

export const mayDo = (actor: Actor, action: Action): boolean => scopesOf(actor, action).length > 0

/** Throws NotFound: what you may not do looks as if it were not there. */
export function demand(actor: Actor, action: Action): void {
  if (!mayDo(actor, action)) throw new NotFound()
}

/**
 * A route guard: only actors whom the matrix grants `action` in some scope; rows are narrowed by their policies.
 * `stepUp`: and only who proved within the last minutes who they are. For what exports, acts in bulk or touches keys; put it
 * on the page that holds the form as well, so that nobody is asked between typing and sending.
 */
export const may = (action: Action, options: { stepUp?: boolean } = {}): Guard => ({
  name: `may ${action}`,
  stepUp: options.stepUp ?? false,
  admits: (actor) => mayDo(actor as Actor, action),
})

/** A route that anyone may use, with the reason written down. */
export const open = (reason: string): Guard => {
  if (reason.trim().length < 8) throw new Error('open() needs its reason')
  return { name: `open: ${reason}`, admits: () => true }
}
