// How many reports are sent in a second, each sealed to its team, through HTTP into PostgreSQL: the sending alone, of drafts whose
// receipts were derived beforehand, and a whole short telling with the receipt's Argon2id in it. The floor in the same run, on the
// same server: bare inserts of the same bytes in as many transactions, without Rowan.
//
// npm run bench -- submit [drafts to send, default 600] [whole tellings, default 100]
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { type Prepared, startServed } from './ask-served.ts'

const [drafts = 600, tellings = 100] = process.argv.slice(2).map(Number)
if (!(drafts >= 50 && drafts <= 20_000 && tellings >= 4 && tellings <= 5_000))
  throw new Error('Give the drafts to send, from 50 to 20,000, and the whole tellings, from 4 to 5,000')
const atOnce = 10

const profiled = process.env.ROWAN_BENCH_PROFILE
const rowan = await startServed(profiled ? { nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${profiled}`] } : {})
const owner = new pg.Pool({ connectionString: rowan.ownerUrl, max: atOnce })
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

async function post(visitor: Prepared, fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams({ ...fields, token: visitor.token }).toString()
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    Cookie: visitor.cookie,
  }
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${rowan.url}/report`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 303 ? resolve() : reject(new Error(`answered ${answer.statusCode}`)),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Does all of it, so many at once; answers how long it took, each one's milliseconds sorted, and the server's processor seconds. */
async function timed<T>(all: readonly T[], work: (one: T) => Promise<unknown>, lanes = atOnce) {
  const left = [...all]
  const each: number[] = []
  const cpu = await rowan.cpu()
  const from = performance.now()
  const lane = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const start = performance.now()
      await work(one)
      each.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const seconds = (performance.now() - from) / 1000
  each.sort((a, b) => a - b)
  return {
    perSecond: Number((all.length / seconds).toFixed(1)),
    p99Ms: Math.round(each[Math.ceil(each.length * 0.99) - 1] ?? 0),
    perCoreSecond: Number((all.length / ((await rowan.cpu()) - cpu)).toFixed(1)),
  }
}

const number = async (query: string) => Number((await owner.query<{ n: number }>(query)).rows[0]?.n ?? 0)
const sentSoFar = () => number(`select count(*)::int as n from reporting.report where state <> 'draft'`)
const commits = async () => {
  await owner.query('select pg_stat_clear_snapshot()')
  return number('select xact_commit::int as n from pg_stat_database where datname = current_database()')
}
/** Every connection tells of its commits when it has been idle for a second. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1_500))

const warm = await rowan.ask<Prepared[]>({ what: 'drafts', count: 30 })
await timed(warm, (one) => post(one, { do: 'send', at: 'check:0' }))

const prepared = await rowan.ask<Prepared[]>({ what: 'drafts', count: drafts })
await settle()
const [sentBefore, commitsBefore] = [await sentSoFar(), await commits()]
const sending = await timed(prepared, (one) => post(one, { do: 'send', at: 'check:0' }))
await settle()
const sent = (await sentSoFar()) - sentBefore
const transactions = Math.round(((await commits()) - commitsBefore) / drafts)
if (sent !== drafts) throw new Error(`${drafts} were to be sent, ${sent} were`)

const size = await number(
  `select avg(length(body) + length(wrapped_key))::int as n from reporting.report where state <> 'draft'`,
)
await owner.query('create table bench_floor (id uuid primary key default gen_random_uuid(), body bytea)')
const body = randomBytes(size)
const small = randomBytes(600)
const floor = await timed(prepared, async () => {
  for (let at = 0; at < transactions; at++)
    await owner.query('insert into bench_floor (body) values ($1)', [at === 0 ? body : small])
})

const blank: Prepared[] = []
for (let at = 0; at < tellings; at++) blank.push(await rowan.ask<Prepared>({ what: 'blank' }))
const before = await sentSoFar()
const telling = await timed(
  blank,
  async (one) => {
    await post(one, { do: 'continue', at: 'story:0', story: 'He booked by text and took the money back by force.' })
    await post(one, { do: 'continue' })
    await post(one, { do: 'continue', at: 'consents:0', purposes: 'count' })
    await post(one, { do: 'go:check:0' })
    await post(one, { do: 'send', at: 'check:0' })
  },
  4,
)
const told = (await sentSoFar()) - before
if (told !== tellings) throw new Error(`${tellings} were to be told, ${told} were`)

const logged = await rowan.ask<number>({ what: 'logged' })
await owner.end()
agent.destroy()
await rowan.stop()
const figures = {
  bench: 'submit',
  drafts,
  atOnce,
  sending,
  sealedBytes: size,
  transactionsEach: transactions,
  floor: { perSecond: floor.perSecond, p99Ms: floor.p99Ms },
  toFloor: Number((sending.perSecond / floor.perSecond).toFixed(3)),
  tellings,
  tellingWithArgon2: telling,
  linesLogged: logged,
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
