// How fast the checker answers over 100,000 identifiers, beside the floor of an exact Map look-up in the same run, and
// how much memory an identifier takes. Prints JSON. Rows: BENCH_ROWS (100000); questions of each sort: BENCH_ASKED (2000).
import { performance } from 'node:perf_hooks'
import { createMatchIndex, type IdentifierKind } from '#engines/matching/index.ts'

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000)
const ASKED = Number(process.env.BENCH_ASKED ?? 2000)

let seed = 20_240_601
/** Small repeatable generator (Lehmer), so that runs compare. */
function below(limit: number): number {
  seed = (seed * 48_271) % 2_147_483_647
  return Math.floor((seed / 2_147_483_647) * limit)
}
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('')
const letters = (count: number, from = 'ABCDEFGHJKLMNOPRSTUVWXYZ') =>
  Array.from({ length: count }, () => pick([...from])).join('')
const small = () =>
  letters(2 + below(3), 'bcdfghklmnprstvw').replace(/./g, (ch) => ch + pick(['a', 'e', 'i', 'o', 'u']))

const FIRST =
  'Kev Tony Mike Dave Marek Ionut Ali Adam Chris Gary Paul Rob Sam Steve Andrei Piotr Mohammed John Liam Callum'.split(
    ' ',
  )
// Random digits of the right length: figures for speed only, never written to a registry.
const make: Record<IdentifierKind, () => string> = {
  phone: () => `+447${digits(9)}`,
  plate: () => letters(2) + pick(['02', '12', '19', '22', '57', '63', '71']) + letters(3),
  email: () =>
    `${small()}.${small()}${below(100)}@${pick(['example.com', 'example.org', 'mail.example', 'gmail.com', 'hotmail.com'])}`,
  name: () =>
    pick([
      () => `${pick(FIRST)} ${small().replace(/^./, (ch) => ch.toUpperCase())}`,
      () => `${small()}_${small()}${below(100)}`,
      () => `${pick(FIRST)}${small()}${below(1000)}`,
    ])(),
}
const swapAt = (text: string, i: number) => text.slice(0, i) + (text[i + 1] ?? '') + text[i] + text.slice(i + 2)
/** Sorts of question about a registered value. */
const SORTS: Record<IdentifierKind, Record<string, (value: string) => string>> = {
  phone: {
    exact: (value) => value,
    letters: (value) => `0${value.slice(3)}`.replaceAll('0', 'O'),
    words: (value) => `oh ${[...value.slice(3)].join(' ')}`,
    oneDigit: (value) => value.slice(0, 9) + ((Number(value[9]) + 1) % 10) + value.slice(10),
    lastFour: (value) => `ends ${value.slice(-4)}`,
    unknown: () => `07${digits(9)}`,
  },
  plate: {
    exact: (value) => value,
    glyphs: (value) => value.replaceAll('O', '0').replaceAll('I', '1'),
    oneCharacter: (value) => swapAt(value, 4),
    partial: (value) => `${value.slice(0, 4)} ???`,
    unknown: () => make.plate(),
  },
  email: {
    exact: (value) => value.toUpperCase(),
    oneCharacter: (value) => swapAt(value, 2),
    unknown: () => `zz${make.email()}`,
  },
  name: {
    exact: (value) => value,
    oneCharacter: (value) => swapAt(value, 2),
    handleSpaced: (value) => value.replaceAll('_', ' '),
    unknown: () => `${small()} ${small()}`,
  },
}

const heap = () => {
  globalThis.gc?.()
  const use = process.memoryUsage()
  return use.heapUsed + use.arrayBuffers
}
const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
const round = (value: number, places = 2) => Number(value.toFixed(places))

const report: Record<string, unknown> = { rows: ROWS, asked: ASKED }
for (const kind of Object.keys(make) as IdentifierKind[]) {
  const values = Array.from({ length: ROWS }, make[kind])
  const ids = values.map((_, i) => `${kind}-${i}`)
  const before = heap()
  const index = createMatchIndex()
  const from = performance.now()
  values.forEach((value, i) => {
    index.add({ id: ids[i] as string, kind, value })
  })
  const buildMs = performance.now() - from
  const bytes = (heap() - before) / ROWS

  const floor = new Map(values.map((value, i) => [value, ids[i]]))
  const probes = Array.from({ length: 200_000 }, () => pick(values))
  const start = performance.now()
  let seen = 0
  for (const probe of probes) if (floor.get(probe)) seen++
  const floorMicros = ((performance.now() - start) * 1000) / seen

  const sorts: Record<string, unknown> = {}
  for (const [sort, ask] of Object.entries(SORTS[kind])) {
    const times: number[] = []
    let right = 0
    for (let i = -200; i < ASKED; i++) {
      const which = below(ROWS)
      const text = ask(values[which] as string)
      const began = performance.now()
      const found = index.find({ kind, text })
      const took = (performance.now() - began) * 1000
      if (i < 0) continue
      times.push(took)
      if (found.slice(0, 5).some((one) => values[Number(one.id.slice(kind.length + 1))] === values[which])) right++
    }
    times.sort((a, b) => a - b)
    const p50 = at(times, 0.5)
    sorts[sort] = {
      p50Micros: round(p50, 1),
      p99Micros: round(at(times, 0.99), 1),
      timesFloor: round(p50 / floorMicros, 0),
      ...(sort === 'unknown' ? {} : { inFirstFive: round(right / ASKED, 3) }),
    }
  }
  const gone = performance.now()
  for (let i = 0; i < 2000; i++) index.remove(ids[i] as string)
  const removeMicros = ((performance.now() - gone) * 1000) / 2000
  report[kind] = {
    buildMs: round(buildMs, 0),
    bytesEach: round(bytes, 0),
    floorMicros: round(floorMicros, 3),
    removeMicros: round(removeMicros, 1),
    sorts,
  }
}
console.log(JSON.stringify(report, null, 2))
