// The rules of the house that no bought tool knows: where SQL may stand, which door leads where, what a room must contain.
// Pure: takes texts, gives back faults, so that every rule is tried with a fault planted for it.
import ts from 'typescript'
import { type Import, parse, type Source, type SourceText } from './source-file.ts'

export type Fault = { rule: Rule; path: string; line?: number; message: string }

export type Rule =
  | 'floors'
  | 'pure-engines'
  | 'sql-in-stores'
  | 'no-raw-html'
  | 'screens-import-no-store'
  | 'public-reaches-no-staff'
  | 'own-door'
  | 'named-uses'
  | 'no-cycles'
  | 'file-names'
  | 'file-length'
  | 'opening-comment'
  | 'room-complete'

const longestFile = 400
/** Longer than 400 lines for a reason that stands here. */
const longFiles: Readonly<Record<string, string>> = {
  'src/engines/sealing/words.ts': 'the word list of receipts is data',
  'src/platform/db/generated.ts': 'printed from the database',
  'src/ui/tests/gallery.tsx': 'every component once, in one page',
  'src/ui/tests/fixture-renderers.tsx': 'one renderer for every component',
  'src/capabilities/safety/reporting/import/tests/cells.test.ts': 'a table of what people typed into cells',
  'src/capabilities/safety/alerts/tests/alerts-world.ts': 'one world for eight tests',
  'src/capabilities/safety/desk/tests/desk.test.ts': 'one world and one story of a report at the desk',
  'tests/faults/bad-input.test.ts': 'one fuzz over every route, with its own shapes of bad input',
  'tests/journeys/tell-warn-check-withdraw.test.ts': 'one journey, told in order',
}

/** Where text may pass on unescaped, and why that is no hole. */
const rawHtml: Readonly<Record<string, string>> = {
  'src/ui/kept.ts': 'gives back only what JSX itself has rendered and escaped',
}

/** Every fault of these sources, in the order of the rules. Empty means the house is in order. */
export function checkHouse(texts: readonly SourceText[], aliases: Readonly<Record<string, string>>): Fault[] {
  const sources = texts.map((text) => parse(text, aliases))
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const used = usesOf(sources)
  return [
    ...sources.flatMap((source) => [
      ...floors(source),
      ...pureEngines(source),
      ...sqlInStores(source),
      ...noRawHtml(source),
      ...screensImportNoStore(source),
      ...ownDoor(source),
      ...namedUses(source, used),
      ...fileName(source),
      ...fileLength(source),
      ...openingComment(source),
    ]),
    ...publicReachesNoStaff(sources, byPath),
    ...noCycles(sources, used),
    ...roomComplete(sources),
  ]
}

const isTest = (path: string) => /(^|\/)tests\//.test(path)

/** `safety/reporting`, or undefined outside the rooms. */
export const capabilityOf = (path: string): string | undefined => /^src\/capabilities\/([^/]+\/[^/]+)\//.exec(path)?.[1]

type Floor = 'composition' | 'capabilities' | 'engines' | 'permissions' | 'ui' | 'browser' | 'platform' | 'outside'

function floorOf(path: string): Floor {
  const [top, next, deeper] = path.split('/')
  if (top !== 'src') return 'outside'
  if (deeper === undefined) return 'composition'
  return ['capabilities', 'engines', 'permissions', 'ui', 'browser', 'platform'].includes(next!)
    ? (next as Floor)
    : 'composition'
}

const below: Readonly<Record<Floor, readonly Floor[]>> = {
  composition: ['composition', 'capabilities', 'engines', 'permissions', 'ui', 'platform', 'outside'],
  capabilities: ['capabilities', 'engines', 'permissions', 'ui', 'platform'],
  engines: ['engines'],
  permissions: ['permissions', 'platform'],
  ui: ['ui', 'permissions', 'platform'],
  browser: ['browser'],
  platform: ['platform'],
  outside: ['composition', 'capabilities', 'engines', 'permissions', 'ui', 'browser', 'platform', 'outside'],
}

const floors = (source: Source): Fault[] =>
  isTest(source.path)
    ? []
    : source.imports.flatMap(({ file }) => {
        if (file === undefined) return []
        const from = floorOf(source.path)
        const to = floorOf(file)
        if (isTest(file) && from !== 'outside')
          return fault('floors', source, 'Only tests import what stands in tests.')
        return below[from].includes(to) ? [] : fault('floors', source, `${from} may not import ${to}: ${file}`)
      })

const outsideWorld =
  /^(node:(fs|net|http|https|http2|dgram|dns|child_process|worker_threads|cluster)|pg|pg-boss|kysely|hono|nodemailer)(\/|$)/

const pureEngines = (source: Source): Fault[] =>
  floorOf(source.path) !== 'engines' || isTest(source.path)
    ? []
    : source.imports
        .filter(({ specifier }) => outsideWorld.test(specifier))
        .flatMap(({ specifier }) => fault('pure-engines', source, `An engine does no input or output: ${specifier}`))

const isStore = (path: string) => /\/([a-z0-9-]+-)?store\.ts$/.test(path)
const queryBuilders = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']

function sqlInStores(source: Source): Fault[] {
  const isHome = ['platform', 'permissions', 'outside'].includes(floorOf(source.path))
  if (isHome || isTest(source.path) || isStore(source.path)) return []
  return look(
    source,
    (node) => {
      const isTag = ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === 'sql'
      const isBuilder =
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        queryBuilders.includes(node.expression.name.text)
      return isTag || isBuilder ? 'SQL stands only in store.ts, *-store.ts and migrations/.' : undefined
    },
    'sql-in-stores',
  )
}

function noRawHtml(source: Source): Fault[] {
  if (source.path in rawHtml) return []
  const imported = source.imports
    .filter(({ specifier, names }) => /^hono(\/|$)/.test(specifier) && names.includes('raw'))
    .flatMap(() => fault('no-raw-html', source, '`raw` is banned: write JSX, which escapes.'))
  const found = look(
    source,
    (node) => {
      const name =
        ts.isJsxAttribute(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)
          ? node.name.getText()
          : ''
      if (name === 'dangerouslySetInnerHTML') return '`dangerouslySetInnerHTML` is banned.'
      if (!ts.isCallExpression(node)) return undefined
      const called = node.expression.getText()
      // A test may write the statement it expects to be refused.
      return called === 'raw' || (called === 'sql.raw' && !isTest(source.path))
        ? `\`${called}()\` is banned: it passes text on unescaped.`
        : undefined
    },
    'no-raw-html',
  )
  return [...imported, ...found]
}

const screensImportNoStore = (source: Source): Fault[] =>
  !/\/screens\/[^/]+\.tsx?$/.test(source.path) || isTest(source.path)
    ? []
    : source.imports
        .filter(({ file }) => file !== undefined && isStore(file))
        .flatMap(({ file }) => fault('screens-import-no-store', source, `A screen is given its rows: ${file}`))

const doors = ['index.ts']
const compositionDoors = [...doors, 'public.tsx', 'staff.tsx', 'capability.ts']
/** Doors of the composition alone, kept out of index.ts so that no web process loads what stands behind them. */
const sideDoors: Readonly<Record<string, string>> = {
  'src/capabilities/people/staff/command-line.ts': 'commands that enter organisations and people',
  'src/capabilities/people/staff/terminal.ts': 'asks at a terminal without showing what is typed',
  'src/capabilities/safety/reporting/import-command.ts': 'the command that takes in a log',
  'src/capabilities/safety/reporting/tell-sample.ts': 'the demonstration tells its reports through the real journey',
  'src/capabilities/safety/desk/offer-picks.ts': 'the demonstration warns as a worker would; nobody else uses the desk',
}

const ownDoor = (source: Source): Fault[] => {
  const from = capabilityOf(source.path)
  if (isTest(source.path) || floorOf(source.path) === 'outside') return []
  return source.imports.flatMap(({ file }) => {
    const to = file && capabilityOf(file)
    if (!to || to === from) return []
    const allowed = from ? doors : compositionDoors
    const isDoor =
      allowed.some((door) => file === `src/capabilities/${to}/${door}`) || (!from && sideDoors[file] !== undefined)
    return isDoor ? [] : fault('own-door', source, `${to} is entered through ${allowed.join(', ')}: ${file}`)
  })
}

/** What each capability.ts names in `uses`. */
function usesOf(sources: readonly Source[]): Map<string, readonly string[]> {
  const used = new Map<string, readonly string[]>()
  for (const source of sources) {
    const name = capabilityOf(source.path)
    if (!name || source.path !== `src/capabilities/${name}/capability.ts` || !source.syntax) continue
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAssignment(node) &&
        node.name.getText() === 'uses' &&
        ts.isArrayLiteralExpression(node.initializer)
      )
        used.set(
          name,
          node.initializer.elements.filter(ts.isStringLiteral).map((element) => element.text),
        )
      ts.forEachChild(node, visit)
    }
    visit(source.syntax)
  }
  return used
}

function namedUses(source: Source, used: ReadonlyMap<string, readonly string[]>): Fault[] {
  const from = capabilityOf(source.path)
  if (!from || isTest(source.path)) return []
  const others = new Set(source.imports.flatMap(({ file }) => (file && capabilityOf(file)) || []))
  others.delete(from)
  return [...others]
    .filter((to) => !used.get(from)?.includes(to))
    .flatMap((to) => fault('named-uses', source, `\`uses\` of ${from}/capability.ts does not name ${to}.`))
}

const staffCode =
  /^src\/(capabilities\/[^/]+\/[^/]+\/staff\.tsx|capabilities\/people\/staff\/screens\/|ui\/staff-page\.tsx|staff-app\.tsx?$)/

/** Follows what runs (types are gone by then) from every public door. */
function publicReachesNoStaff(sources: readonly Source[], byPath: ReadonlyMap<string, Source>): Fault[] {
  const starts = sources.filter(({ path }) => /\/public\.tsx$|^src\/public-app\.tsx?$/.test(path) && !isTest(path))
  return starts.flatMap((start) => {
    const cameFrom = new Map<string, string | undefined>([[start.path, undefined]])
    const waiting = [start.path]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (staffCode.test(path)) return fault('public-reaches-no-staff', start, wayTo(path, cameFrom).join(' → '))
      for (const { file, isTypeOnly } of byPath.get(path)?.imports ?? []) {
        if (!file || isTypeOnly || cameFrom.has(file)) continue
        cameFrom.set(file, path)
        waiting.push(file)
      }
    }
    return []
  })
}

function wayTo(path: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = []
  for (let at: string | undefined = path; at !== undefined; at = cameFrom.get(at)) way.unshift(at)
  return way
}

/** Named uses and real imports together: an unused promise of a cycle is one too. */
function noCycles(sources: readonly Source[], used: ReadonlyMap<string, readonly string[]>): Fault[] {
  const edges = new Map<string, Set<string>>()
  const add = (from: string, to: string) => edges.set(from, (edges.get(from) ?? new Set()).add(to))
  for (const [from, targets] of used) for (const to of targets) add(from, to)
  for (const { path, imports } of sources) {
    const from = capabilityOf(path)
    if (!from || isTest(path)) continue
    for (const to of imports.flatMap(({ file }: Import) => (file && capabilityOf(file)) || []))
      if (to !== from) add(from, to)
  }
  const finished = new Set<string>()
  const found: Fault[] = []
  const walk = (name: string, way: readonly string[]): void => {
    const at = way.indexOf(name)
    if (at >= 0) {
      const path = `src/capabilities/${name}/capability.ts`
      found.push({ rule: 'no-cycles', path, message: `A cycle: ${[...way.slice(at), name].join(' → ')}` })
      return
    }
    if (finished.has(name)) return
    for (const next of edges.get(name) ?? []) walk(next, [...way, name])
    finished.add(name)
  }
  for (const name of edges.keys()) walk(name, [])
  return found
}

const kebab = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/
const emptyNames = /(^|-)(utils?|helpers?|common|manager|misc)$|(^|-)service$/

const fileName = (source: Source): Fault[] =>
  source.path.split('/').flatMap((part) => {
    if (/^[A-Z][A-Z-]*\.md$/.test(part)) return []
    if (!kebab.test(part)) return fault('file-names', source, `Not kebab-case: ${part}`)
    return emptyNames.test(part.split('.')[0]!)
      ? fault('file-names', source, `Says nothing of what it holds: ${part}`)
      : []
  })

function fileLength(source: Source): Fault[] {
  // Sentences are a list: as long as what the capability has to say.
  const isWords = /\/messages\/[a-z-]+\.ts$/.test(source.path)
  if (isWords || source.path.endsWith('.md') || longFiles[source.path]) return []
  const lines = source.text.split('\n').length - (source.text.endsWith('\n') ? 1 : 0)
  return lines > longestFile ? fault('file-length', source, `${lines} lines; ${longestFile} are the most.`) : []
}

const openingComment = (source: Source): Fault[] => {
  if (source.path.endsWith('.md') || source.path.endsWith('generated.ts')) return []
  const first = source.text.replace(/^#!.*\n/, '').trimStart()
  const opens = source.path.endsWith('.sql') ? first.startsWith('--') : /^(\/\/|\/\*)/.test(first)
  return opens
    ? []
    : fault('opening-comment', source, 'A file opens with a line or two: what lives here and why it is apart.')
}

function roomComplete(sources: readonly Source[]): Fault[] {
  const paths = new Set(sources.map(({ path }) => path))
  const rooms = new Set(sources.flatMap(({ path }) => capabilityOf(path) ?? []))
  return [...rooms].flatMap((room) =>
    ['README.md', 'capability.ts']
      .filter((file) => !paths.has(`src/capabilities/${room}/${file}`))
      .map((file): Fault => {
        return { rule: 'room-complete', path: `src/capabilities/${room}`, message: `Has no ${file}.` }
      }),
  )
}

const fault = (rule: Rule, source: SourceText, message: string, line?: number): [Fault] => [
  line === undefined ? { rule, path: source.path, message } : { rule, path: source.path, line, message },
]

function look(source: Source, judge: (node: ts.Node) => string | undefined, rule: Rule): Fault[] {
  const { syntax } = source
  if (!syntax) return []
  const found: Fault[] = []
  const visit = (node: ts.Node): void => {
    const message = judge(node)
    if (message) {
      const { line } = syntax.getLineAndCharacterOfPosition(node.getStart(syntax))
      found.push(...fault(rule, source, message, line + 1))
    }
    ts.forEachChild(node, visit)
  }
  visit(syntax)
  return found
}
