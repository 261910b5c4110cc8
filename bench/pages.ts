// How many pages one core makes and what they weigh: the report page fresh and at a question, and the check page of a member,
// each beside a floor in the same run: the bare web server with a constant string of the same size.
//
// npm run bench -- pages [seconds for each figure, default 4] [name of one page]

import autocannon from 'autocannon'
import { sampleMembers } from '#people/members/index.ts'
import { type Prepared, type Served, startServed } from './ask-served.ts'

const seconds = Number(process.argv[2] ?? 4)
if (!(seconds >= 1 && seconds <= 60)) throw new Error('Give the seconds for each figure, from 1 to 60')
const only = process.argv[3]
const connections = 20

async function load(served: Served, path: string, headers: Record<string, string>) {
  const run = (duration: number) => autocannon({ url: served.url + path, connections, duration, headers })
  await run(Math.min(2, seconds))
  const before = await served.cpu()
  const result = await run(seconds)
  const cpu = (await served.cpu()) - before
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`)
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p99Ms: result.latency.p99,
    pagesPerCoreSecond: Math.round(result.requests.total / cpu),
  }
}

/** Bytes of the page as sent, and with the styles and script that a new visitor's browser asks for, brotli. */
async function weigh(served: Served, path: string, headers: Record<string, string>) {
  const answer = await fetch(served.url + path, { headers })
  const html = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  let withStyles = Buffer.byteLength(html)
  for (const [, file] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g))
    withStyles += await wireBytes(new URL(file ?? '', served.url))
  return { bytes: Buffer.byteLength(html), bytesWithStyles: withStyles }
}

/** What goes over the wire, told by its length: fetch unpacks the body before anybody sees it. */
async function wireBytes(url: URL): Promise<number> {
  const answer = await fetch(url, { headers: { 'Accept-Encoding': 'br' } })
  const length = Number(answer.headers.get('content-length'))
  await answer.arrayBuffer()
  if (!(length > 0)) throw new Error(`${url.pathname} does not say its length`)
  return length
}

async function signInMember(served: Served): Promise<string> {
  const [member] = sampleMembers
  const page = await (await fetch(`${served.url}/sign-in`)).text()
  const form = page.slice(page.indexOf('action="/sign-in"'))
  const token = /name="token" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const body = new URLSearchParams({ token, pseudonym: member.pseudonym, passphrase: member.passphrase, next: 'check' })
  const answer = await fetch(`${served.url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.headers.get('location') !== '/check' || !cookie) throw new Error('the sample member was not signed in')
  return cookie
}

const profiled = process.env.ROWAN_BENCH_PROFILE
const rowan = await startServed(profiled ? { nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${profiled}`] } : {})
const question = await rowan.ask<Prepared>({ what: 'question' })
const pages = {
  report: { path: '/report', headers: {} },
  question: { path: '/report', headers: { cookie: question.cookie } },
  check: { path: '/check', headers: { cookie: await signInMember(rowan) } },
}
const figures: Record<string, unknown> = {}
for (const [name, { path, headers }] of Object.entries(pages)) {
  if (only !== undefined && only !== name) continue
  const { bytes, bytesWithStyles } = await weigh(rowan, path, headers as Record<string, string>)
  const measured = await load(rowan, path, headers as Record<string, string>)
  const floor = await startServed({ floorBytes: bytes })
  const bare = await load(floor, '/', {})
  await floor.stop()
  figures[name] = {
    ...measured,
    bytes,
    bytesWithStyles,
    floorRequestsPerSecond: bare.requestsPerSecond,
    floorPagesPerCoreSecond: bare.pagesPerCoreSecond,
    toFloor: Number((measured.pagesPerCoreSecond / bare.pagesPerCoreSecond).toFixed(3)),
  }
}
await rowan.stop()
process.stdout.write(`${JSON.stringify({ bench: 'pages', seconds, connections, ...figures })}\n`)
