// Prints the schedule as the page people read. Pure, so that the check can compare the page with what the schedule says now.
import { type Keeps, type Line, lines, reasons } from './schedule.ts'

const keepsSaid = (keeps: Keeps): string => {
  if (keeps === 'act') return 'until an act'
  if (keeps === 'stays') return 'kept'
  if ('days' in keeps) return keeps.days === 1 ? '1 day' : `${keeps.days} days`
  return keeps.months % 12 === 0 && keeps.months > 12 ? `${keeps.months / 12} years` : `${keeps.months} months`
}

const thenSaid: Readonly<Record<Line['then'], string>> = {
  erase: 'the rows go',
  blur: 'words and names go, codes and times stay',
  follows: 'goes with what it belongs to',
  nothing: '–',
}

/** docs/RETENTION.md as Markdown. */
export function printSchedule(all: readonly Line[] = lines): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    '# How long things are kept',
    '',
    'Printed from `src/engines/retention/schedule.ts` by `npm run generate`; a change here is lost. Every table of the database is',
    'named here: a test reads the catalogue and fails for one that is not (`src/capabilities/partnership/records/tests/`). What a',
    'row names in the last column is done by that task each night, or by that act at once. A controller may shorten a time;',
    'to lengthen one is to change a promise on a public page.',
    '',
    row(['what', 'how long', 'from', 'then', 'why', 'who is told before', 'tables', 'by']),
    row(Array.from({ length: 8 }, () => '---')),
    ...all.map((each) =>
      row([
        each.kind,
        keepsSaid(each.keeps),
        each.from,
        thenSaid[each.then],
        reasons[each.basis],
        each.warned.join(', '),
        each.tables.map((table) => `\`${table}\``).join(', '),
        each.by.includes('.') ? `\`${each.by}\`` : each.by,
      ]),
    ),
    '',
  ].join('\n')
}
