// What Argon2id does to everybody else: how long pages take while four receipts are being derived without a break, beside the same
// pages before; and how many members sign in a second, beside bare Argon2id in the same process.
//
// npm run bench -- receipts [seconds for each figure, default 6]
import { Agent, request } from 'node:http'
import { type Prepared, startServed } from './ask-served.ts'

const seconds = Number(process.argv[2] ?? 6)
if (!(seconds >= 1 && seconds <= 60)) throw new Error('Give the seconds for each figure, from 1 to 60')
const atOnce = 4
const milliseconds = seconds * 1000
/** Pages a second that are asked for, as a small service is: how long one waits, not how many fit in. */
const pagesPerSecond = 40

const rowan = await startServed()
const agent = new Agent({ keepAlive: true, maxSockets: 20 })
const question = await rowan.ask<Prepared>({ what: 'question' })

async function pageTakes(): Promise<number> {
  const from = performance.now()
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${rowan.url}/report`, { agent, headers: { Cookie: question.cookie } }, (answer) => {
      answer.resume()
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`))))
    })
    asked.on('error', reject)
    asked.end()
  })
  return performance.now() - from
}

/** Milliseconds of each page, asked for at even times whether or not the one before has come, so that a queue is seen. */
async function pages(): Promise<{ p50: number; p99: number; pages: number }> {
  const all: Promise<number>[] = []
  const from = performance.now()
  for (let at = 0; at < seconds * pagesPerSecond; at++) {
    const wait = from + (at * 1000) / pagesPerSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    all.push(pageTakes())
  }
  const took = (await Promise.all(all)).sort((a, b) => a - b)
  const at = (share: number) => Number((took[Math.ceil(took.length * share) - 1] ?? 0).toFixed(1))
  return { p50: at(0.5), p99: at(0.99), pages: took.length }
}

type Repeated = { done: number; seconds: number }
const rate = ({ done, seconds: took }: Repeated) => Number((done / took).toFixed(1))

await pages()
const alone = await pages()
const [deriving, loaded] = await Promise.all([rowan.ask<Repeated>({ what: 'receipts', atOnce, milliseconds }), pages()])
const aloneAfter = await pages()
const signIns = rate(await rowan.ask<Repeated>({ what: 'sign-ins', atOnce, milliseconds }))
const bare = rate(await rowan.ask<Repeated>({ what: 'bare-argon2', atOnce, milliseconds }))
const rssMiB = await rowan.ask<number>({ what: 'rss' })
agent.destroy()
await rowan.stop()
// Before and after, because the neighbours change: the quieter of the two is what the load is held against.
const quiet = Math.min(alone.p99, aloneAfter.p99)
const figures = {
  bench: 'receipts',
  receiptsAtOnce: atOnce,
  receiptsPerSecond: rate(deriving),
  pages: { perSecond: pagesPerSecond, alone, loaded, aloneAfter },
  pageP99LoadedToAlone: Number((loaded.p99 / quiet).toFixed(2)),
  signInsPerSecond: signIns,
  floorArgon2PerSecond: bare,
  signInsToFloor: Number((signIns / bare).toFixed(2)),
  rssMiB,
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
