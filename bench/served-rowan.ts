// The process under load: Rowan as it ships, or the floor under it, apart from whoever asks so that its processor time is its own.
// It answers its parent's questions; see ask-served.ts.
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { hashRaw } from '@node-rs/argon2'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { ARGON2_COST, argon2AtOnce } from '#engines/sealing/argon2.ts'
import { deriveReceipt, newReceipt } from '#engines/sealing/index.ts'
import { sampleMembers } from '#people/members/index.ts'
import { signIn } from '#people/members/sign-in.ts'
import { startEmbedded } from '#platform/db/embedded/embedded.ts'
import { issueToken } from '#platform/http/step-token.ts'
import { beginDraft } from '#safety/reporting/keep-draft.ts'
import { newReportSession, type ReportSession } from '#safety/reporting/report-session.ts'
import { sampleReports } from '#src/sample-reports.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { startRowan } from '#tests/journeys/running-rowan.ts'
import type { Question } from './ask-served.ts'

const floorText = process.env.ROWAN_BENCH_FLOOR
const answers = floorText === undefined ? await serveRowan() : await serveFloor(Number(floorText))

async function answer({ id, question }: { id: number; question: Question }): Promise<void> {
  const usage = process.cpuUsage()
  if (question.what === 'cpu') process.send?.({ id, answer: (usage.user + usage.system) / 1e6 })
  else process.send?.({ id, answer: await answers(question) })
  if (question.what === 'stop') process.exit(0)
}

process.on('message', (message: { id: number; question: Question }) => void answer(message))
process.on('disconnect', () => process.exit(1))
process.send?.({ id: 0 })

/** Does it so many at once, for that long; answers how many were done and in how many seconds. */
async function repeated(
  { atOnce, milliseconds }: { atOnce: number; milliseconds: number },
  work: () => Promise<unknown>,
): Promise<{ done: number; seconds: number }> {
  let done = 0
  const from = performance.now()
  const lane = async () => {
    while (performance.now() < from + milliseconds) {
      await work()
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return { done, seconds: (performance.now() - from) / 1000 }
}

async function serveFloor(bytes: number) {
  const page = 'x'.repeat(bytes)
  const app = new Hono().get('/', (c) => c.html(page))
  const url = await new Promise<string>((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    )
  })
  return async () => ({ url })
}

async function serveRowan() {
  // On disk, with every commit written through: what a server of ours would do.
  const scratch = await temporaryDir('files')
  const server = await startEmbedded({ dataDir: scratch.path, log: () => {} })
  process.env.ROWAN_TEST_DATABASE_URL = server.ownerUrl
  process.on('exit', () => rmSync(scratch.path, { recursive: true, force: true }))
  const rowan = await startRowan()
  const { house } = rowan

  const cookieFor = async (state: Record<string, unknown>, subject?: string) => {
    const session = house.sessions.begin(state)
    session.subject = subject
    await house.sessions.save('public', session)
    return { cookie: `r=${session.cookie}`, token: issueToken(house.keys, session.id, 'report', house.clock.now()) }
  }
  const [sample] = sampleReports
  if (!sample) throw new Error('no sample report to tell')

  const prepare = async () => {
    const state: ReportSession = newReportSession('web')
    await beginDraft(house, state, (words) => {
      words.content = sample.content
      words.consents = sample.consents.map(({ purpose, withheld = [] }) => ({ purpose, withheld }))
    })
    state.place = { step: 'check', index: 0 }
    return await cookieFor({ report: state })
  }

  const ownerUrl = async () => {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(house.db)
    const url = new URL(server.ownerUrl)
    url.pathname = `/${rows[0]?.name}`
    return url.href
  }

  return async (question: Question) => {
    switch (question.what) {
      case 'url':
        return { url: rowan.publicUrl, ownerUrl: await ownerUrl() }
      case 'drafts': {
        const drafts = []
        for (let at = 0; at < question.count; at += 4)
          drafts.push(...(await Promise.all(Array.from({ length: Math.min(4, question.count - at) }, prepare))))
        return drafts
      }
      case 'question':
        return await cookieFor({ report: { ...newReportSession('web'), place: { step: 'harms', index: 0 } } })
      case 'blank':
        return await cookieFor({ report: newReportSession('web') })
      case 'receipts': {
        const pepper = house.keys.secret('receipt')
        return await repeated(question, () => deriveReceipt(newReceipt('words').canonical, pepper))
      }
      case 'sign-ins': {
        const [member] = sampleMembers
        return await repeated(question, async () => {
          const { ok } = await signIn(house, member.pseudonym, member.passphrase)
          if (!ok) throw new Error('the sample member was not signed in')
        })
      }
      case 'bare-argon2': {
        const options = { memoryCost: ARGON2_COST.memoryKiB, timeCost: ARGON2_COST.passes, parallelism: 1 }
        return await repeated({ ...question, atOnce: argon2AtOnce }, () =>
          hashRaw('a passphrase', { ...options, salt: Buffer.alloc(16) }),
        )
      }
      case 'logged':
        return rowan.logged.length
      case 'rss':
        return Math.round(process.memoryUsage.rss() / 1024 / 1024)
      case 'stop':
        await rowan.close()
        await server.stop()
        return true
    }
  }
}
