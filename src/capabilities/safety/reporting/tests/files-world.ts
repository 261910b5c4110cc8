// A house with a team, files in a folder of its own, and jobs run by hand: what the tests of files beside reports share.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { addStaff, addTeam, openWorld, type World } from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn } from '#safety/alerts/tests/browse.ts'
import { registerStaff as registerDesk } from '#safety/desk/staff.tsx'
import { checkFile, dropFile } from '../check-file.ts'
import { beginDraft } from '../keep-draft.ts'
import { registerPublic } from '../public.tsx'
import { newReportSession, type ReportSession } from '../report-session.ts'

export type FilesWorld = Awaited<ReturnType<typeof openFilesWorld>>

export async function openFilesWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'rowan-files-'))
  const world = await openWorld({ dataDir: folder })
  const team = await addTeam(world)
  await addTeam(world, 'adviser')
  const reader = await addStaff(world, team)
  const app = appOf(world, 'public', [registerPublic])
  const desk = appOf(world, 'staff', [registerDesk])
  /** Jobs that were queued and not run yet. */
  const jobs: { queue: string; data: Record<string, string | number> }[] = []
  const { jobs: real } = world.house
  const note = (queue: string, data: Record<string, string | number>) => {
    if (/check-file|drop-file/.test(queue)) jobs.push({ queue, data })
  }
  Object.assign(world.house, {
    jobs: {
      ...real,
      send: async (...[tx, queue, data]: Parameters<typeof real.send>) => {
        note(queue, data)
        await real.send(tx, queue, data)
      },
      sendMany: async (...[tx, queue, all]: Parameters<typeof real.sendMany>) => {
        for (const data of all) note(queue, data)
        await real.sendMany(tx, queue, all)
      },
    },
  })
  return {
    world,
    team,
    reader,
    app,
    desk,
    folder,
    jobs,
    /** Runs what was queued until nothing is. */
    async work(): Promise<void> {
      for (let job = jobs.shift(); job; job = jobs.shift())
        await (job.queue.endsWith('check-file') ? checkFile : dropFile)(world.house, job.data)
    },
    blobs: async (): Promise<string[]> =>
      (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true }))
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name)),
    async close(): Promise<void> {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const rowsOf = async (world: World, reportId: string | undefined) =>
  (
    await world.owner.query<{
      id: string
      state: string
      blob: string | null
      scan: string | null
      epoch: number | null
      size: number
      checking_key: Buffer | null
      wrapped_key: Buffer | null
    }>('select * from reporting.attachment where report_id = $1 order by created_at, id', [reportId])
  ).rows

export async function draft(world: World): Promise<ReportSession> {
  const state = newReportSession('web')
  await beginDraft(world.house, state, (words) => {
    words.content.whoFor = 'me'
    words.content.story = 'He came back.'
  })
  state.phase = 'questions'
  return state
}

export const receiptIn = (text: string) => /<p class="receipt"[^>]*>([^<]+)</.exec(text)?.[1]?.trim()

export class Teller extends Browser {
  readonly #hono: Hono
  constructor(app: Hono, cookie = '') {
    super(app, cookie)
    this.#hono = app
  }
  receipt = ''
  static async begin(app: Hono): Promise<Teller> {
    const teller = new Teller(app)
    const fields = formIn((await teller.get('/report')).text, '/report')
    fields.set('do', 'begin')
    const { headers } = await teller.post('/report', fields)
    teller.cookie = /^r=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? teller.cookie
    return teller
  }
  at = async () => (await this.get('/report')).text
  press = async (change: Record<string, string | string[]>) => {
    const page = await this.submit('/report', '/report', change)
    this.receipt = receiptIn(page.text) ?? this.receipt
    return page
  }
  /** Sends a file as a browser would, and answers the page that follows. */
  async upload(file: Uint8Array, name = 'photo.jpg', token?: string): Promise<{ status: number; text: string }> {
    const fields = new FormData()
    fields.set('token', token ?? formIn(await this.at(), '/report/files').get('token') ?? '')
    fields.set('at', 'files:0')
    fields.set('file', new File([Buffer.from(file)], name))
    const response = await this.#hono.request('http://localhost/report/files', {
      method: 'POST',
      body: fields,
      headers: { cookie: `r=${this.cookie}` },
    })
    if (response.status !== 303) return { status: response.status, text: await response.text() }
    assert.equal(response.headers.get('location'), '/report')
    const page = await this.get('/report')
    this.receipt = receiptIn(page.text) ?? this.receipt
    return page
  }
}

/** Somebody who has answered one question and stands at the one for files. */
export async function atFiles(app: Hono): Promise<Teller> {
  const teller = await Teller.begin(app)
  await teller.press({ do: 'continue', whoFor: 'me' })
  await teller.press({ do: 'continue' })
  await teller.press({ do: 'continue', story: 'He came back at night.', at: 'story:0' })
  await teller.press({ do: 'go:files:0' })
  return teller
}
