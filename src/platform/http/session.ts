// Web sessions: a random id and secret in the cookie, the state sealed in the database under that secret.
// A stolen table opens nothing; several web processes share it; ending one is deleting its row.
import { randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import { openBox, sealBox } from '../crypto/box.ts'
import type { Tx } from '../db/database.ts'
import { isId, newId } from '../ids.ts'

export type AppName = 'public' | 'staff'
/** What a session remembers, by capability. Values must survive JSON; bytes are kept as base64. */
export type SessionState = Record<string, unknown>

export type Session = {
  readonly id: string
  state: SessionState
  /** Whose session it is once signed in, for listing and ending all of somebody's sessions. */
  subject: string | undefined
  /** What its owner is shown to tell it from others, sealed by whoever began it; kept only when the session is new. */
  about?: Uint8Array
  readonly cookie: string
  readonly isNew: boolean
  /** What the app asks about the subject with the session, in one statement; null: nobody now. Absent when it was not asked. */
  readonly standing?: string | null
}

/** Minutes without a request after which a session is gone. Writing about harm takes time, so visitors get longer. */
export const idleMinutes: Record<AppName, number> = { public: 120, staff: 30 }

export type ListedSession = { id: string; startedAt: Date; seenAt: Date; about: Uint8Array | null }

export type SessionStore = ReturnType<typeof sessionStore>

export type SessionDatabase = {
  /** Opens a transaction under the one task that may touch sessions. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one statement outside a transaction: a function that takes that task's role for itself. */
  ask<R>(query: CompiledQuery<R>): Promise<R[]>
  /** The database function, from an id to a text, that says by app who the subject is now. */
  standing?: Partial<Record<AppName, string>>
}

type LoadedRow = { state: Buffer; subject: string | null; is_stale: boolean; standing: string | null }

const loadOne = (standing: string | undefined) =>
  `select s.state, s.subject, s.is_stale, ${standing ? `${standing}(s.subject)` : 'null'} as standing
     from platform.load_session($1, $2, $3) s`

const saveOne = 'select platform.save_session($1, $2, $3, $4, $5, $6)'

export function sessionStore({ run, ask, standing = {} }: SessionDatabase) {
  const context = (app: AppName, id: string) => `session ${app} ${id}`
  const parse = (cookie: string) => {
    const [id, secret] = cookie.split('.')
    if (!isId(id) || !secret || secret.length !== 43) return undefined
    const bytes = Buffer.from(secret, 'base64url')
    return bytes.length === 32 ? { id, secret: bytes } : undefined
  }
  const begin = (state: SessionState = {}): Session => {
    const id = newId()
    const cookie = `${id}.${randomBytes(32).toString('base64url')}`
    return { id, state, subject: undefined, cookie, isNew: true }
  }
  return {
    begin,

    async load(app: AppName, cookie: string | undefined): Promise<Session | undefined> {
      const parts = cookie === undefined ? undefined : parse(cookie)
      if (!parts || cookie === undefined) return undefined
      const asked = standing[app]
      const [row] = await ask<LoadedRow>(CompiledQuery.raw(loadOne(asked), [parts.id, app, idleMinutes[app]]))
      if (!row) return undefined
      const opened = openBox(parts.secret, context(app, parts.id), row.state)
      if (!opened) return undefined
      // Only whoever holds its secret keeps a session alive.
      if (row.is_stale)
        await run((tx) =>
          tx
            .updateTable('platform.web_session')
            .set({ seen_at: sql<Date>`now()` })
            .where('id', '=', parts.id)
            .execute(),
        )
      const state = JSON.parse(opened.toString('utf8')) as SessionState
      const known = { id: parts.id, state, subject: row.subject ?? undefined, cookie, isNew: false }
      return asked === undefined ? known : { ...known, standing: row.standing }
    },

    async save(app: AppName, session: Session): Promise<void> {
      const parts = parse(session.cookie)
      if (!parts) throw new Error('a session without its secret')
      const state = sealBox(parts.secret, context(app, session.id), Buffer.from(JSON.stringify(session.state)))
      const about = session.about ? Buffer.from(session.about) : null
      const values = [session.id, app, state, session.subject ?? null, about, session.isNew]
      await ask(CompiledQuery.raw(saveOne, values))
    },

    /**
     * The same session under a new id and secret, saved; whoever has the old cookie has nothing. Undefined when it was ended
     * meanwhile. For the moment somebody proves again who they are (OWASP ASVS 5.0, 7.2.4).
     */
    async renew(app: AppName, session: Session): Promise<Session | undefined> {
      const next: Session = { ...begin(session.state), subject: session.subject, isNew: false }
      const parts = parse(next.cookie)
      if (!parts) throw new Error('a session without its secret')
      const state = sealBox(parts.secret, context(app, next.id), Buffer.from(JSON.stringify(next.state)))
      const result = await run((tx) =>
        tx
          .updateTable('platform.web_session')
          .set({ id: next.id, state, seen_at: sql<Date>`now()` })
          .where('id', '=', session.id)
          .where('app', '=', app)
          .executeTakeFirst(),
      )
      return result.numUpdatedRows === 1n ? next : undefined
    },

    /** Somebody's sessions that still live, the one used last first. `about` is as it was given: sealed. */
    async listOf(app: AppName, subject: string): Promise<ListedSession[]> {
      return await run((tx) =>
        tx
          .selectFrom('platform.web_session')
          .select(['id', 'created_at as startedAt', 'seen_at as seenAt', 'about'])
          .where('app', '=', app)
          .where('subject', '=', subject)
          .where('seen_at', '>', sql<Date>`now() - make_interval(mins => ${idleMinutes[app]})`)
          .orderBy('seen_at', 'desc')
          .execute(),
      )
    },

    /** Ends one session if it is this subject's. False when it was over already, or never theirs. */
    async endOneOf(subject: string, id: string): Promise<boolean> {
      const result = await run((tx) =>
        tx.deleteFrom('platform.web_session').where('id', '=', id).where('subject', '=', subject).executeTakeFirst(),
      )
      return result.numDeletedRows > 0n
    },

    async end(id: string): Promise<void> {
      await run((tx) => tx.deleteFrom('platform.web_session').where('id', '=', id).execute())
    },

    async endAllOf(subject: string): Promise<void> {
      await run((tx) => endSessionsOf(tx, subject))
    },

    /** How many were ended. */
    async endOthersOf(subject: string, keptId: string): Promise<number> {
      const result = await run((tx) =>
        tx
          .deleteFrom('platform.web_session')
          .where('subject', '=', subject)
          .where('id', '<>', keptId)
          .executeTakeFirst(),
      )
      return Number(result.numDeletedRows)
    },

    async sweep(): Promise<void> {
      await run((tx) =>
        tx.deleteFrom('platform.web_session').where('seen_at', '<', sql<Date>`now() - interval '3 hours'`).execute(),
      )
    },
  }
}

/** Ends all of somebody's sessions as part of `tx`, whose actor must be the task of sessions. */
export async function endSessionsOf(tx: Tx, subject: string): Promise<void> {
  await tx.deleteFrom('platform.web_session').where('subject', '=', subject).execute()
}
