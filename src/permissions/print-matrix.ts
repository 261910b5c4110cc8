// Prints the matrix as the page people read. Pure, so that the check can compare the page with what the matrix says now.
import { matrix, otherRoles, type Role, type Scope, staffRoles } from './matrix.ts'

const said: Readonly<Record<Scope, string>> = { organisation: 'own organisation', own: 'own', any: 'any' }

/** docs/PERMISSIONS.md as Markdown: staff, people and tasks in a table each, actions down, roles across; a dot means no. */
export function printMatrix(rules: Readonly<Record<string, Readonly<Partial<Record<Role, Scope>>>>> = matrix): string {
  const isTask = (role: Role) => role.startsWith('task-')
  const table = (roles: readonly Role[]): string[] => {
    const rows = Object.entries(rules).filter(([, rule]) => roles.some((role) => rule[role]))
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    return [
      line(['action', ...roles]),
      line(['---', ...roles.map(() => '---')]),
      ...rows.map(([action, rule]) => line([`\`${action}\``, ...roles.map((role) => said[rule[role]!] ?? '·')])),
      '',
    ]
  }
  const idle = [...staffRoles, ...otherRoles].filter((role) => !Object.values(rules).some((rule) => rule[role]))
  return [
    '# Permissions',
    '',
    'Printed from `src/permissions/matrix.ts` by `npm run generate`; a change here is lost. What is absent is refused: by the',
    'route, by the use case and by the row policies of the database, which all read the same matrix.',
    '',
    '- **own organisation**: rows of the organisation one works for',
    '- **own**: the one report, account or key that is one’s own',
    '- **any**: every row that the policy of its table admits; some admit only rows in one state',
    '- **·**: no',
    '',
    '## People who work here',
    '',
    ...table(staffRoles),
    '## People whom it serves',
    '',
    ...table(otherRoles.filter((role) => !isTask(role))),
    '## Tasks',
    '',
    'Work of the machine acts under a name too; none may do everything.',
    '',
    ...table(otherRoles.filter(isTask)),
    ...(idle.length ? [`Roles that may do nothing: ${idle.map((role) => `\`${role}\``).join(', ')}.`, ''] : []),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}
