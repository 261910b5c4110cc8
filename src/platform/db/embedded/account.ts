// PostgreSQL refuses to run as root. This decides which account it runs as, and says which folder stands in its way.
import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** An account of the machine; undefined elsewhere means "as ourselves". */
export type Account = { name: string; uid: number; gid: number }

/** A failure whoever runs the command can put right: its message says how. */
export class EmbeddedDatabaseError extends Error {}

export const isRoot = () => process.getuid?.() === 0

/**
 * The account PostgreSQL is run as: undefined for an ordinary user (itself), else the owner of an existing
 * database, else `postgres`, else `nobody`. Throws EmbeddedDatabaseError when root finds no account to drop to.
 */
export function postgresAccount(databaseDir: string): Account | undefined {
  if (!isRoot()) return undefined
  const accounts = readAccounts()
  const owner = statSync(databaseDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    const known = accounts.find((account) => account.uid === owner.uid)
    return known ?? { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  }
  const chosen = ['postgres', '_postgres', 'nobody']
    .map((name) => accounts.find((account) => account.name === name && account.uid > 0))
    .find((account) => account !== undefined)
  if (chosen) return chosen
  throw new EmbeddedDatabaseError(
    'PostgreSQL refuses to run as root, and /etc/passwd has neither a "postgres" nor a "nobody" account to run it as.\n' +
      'Start Rowan as an ordinary user, or set DATABASE_URL to a PostgreSQL 18 server.',
  )
}

function readAccounts(): Account[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4 && fields[0] && /^\d+$/.test(fields[2] ?? ''))
      .map(([name, , uid, gid]) => ({ name: String(name), uid: Number(uid), gid: Number(gid) }))
  } catch {
    return []
  }
}

/** The first folder on the way to `path` (itself included) which the account may not enter; undefined when it may. */
export function blockedFolder(path: string, account: Account | undefined): string | undefined {
  if (!account) return undefined
  const folders: string[] = []
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return folders.find((folder) => {
    const { uid, gid, mode } = statSync(folder)
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    return (mode & enter) === 0
  })
}
