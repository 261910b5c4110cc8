// Files beside a report once it is sent: who opens them and who does not, swapped rows, the scanner, crashes and races.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import sharp from 'sharp'
import { unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { insertTeamKey } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { folderStore } from '#platform/files/blob-store.ts'
import { jpegFile, mp3File, pdfFile } from '#platform/files/tests/sample-files.ts'
import { addStaff, addTeam, asOwner, type Team, type Worker, type World } from '#safety/alerts/tests/alerts-world.ts'
import { Browser, staffCookie } from '#safety/alerts/tests/browse.ts'
import { addFile, filesOf } from '../add-file.ts'
import { sealedAttachments } from '../attachment-store.ts'
import { eraseReport } from '../change-consent.ts'
import { checkFile, sweepFiles } from '../check-file.ts'
import { keepDraft } from '../keep-draft.ts'
import { openAttachment, receivedFiles } from '../open-attachment.ts'
import { submitReport } from '../submit-report.ts'

import {
  type FilesWorld,
  draft as newDraft,
  openFilesWorld,
  rowsOf as rowsIn,
  atFiles as standAtFiles,
} from './files-world.ts'

let here: FilesWorld
let world: World
let team: Team
let reader: Worker
let app: Hono
let desk: Hono
let work: FilesWorld['work']
let blobs: FilesWorld['blobs']
let jobs: FilesWorld['jobs']

before(async () => {
  here = await openFilesWorld()
  ;({ world, team, reader, app, desk, work, blobs, jobs } = here)
})
after(() => here.close())

const draft = () => newDraft(world)
const atFiles = () => standAtFiles(app)
const rowsOf = (reportId: string | undefined) => rowsIn(world, reportId)
const asOwned = <T>(run: () => Promise<T>) => asOwner(world, ['reporting.attachment', 'reporting.report'], run)

describe('sent', () => {
  test('the team opens it through its page, recorded before it is shown; nobody else, and nothing of it in the list', async () => {
    const teller = await atFiles()
    await teller.upload(await jpegFile())
    await teller.upload(pdfFile(2), 'contract.pdf')
    await teller.upload(mp3File(), 'voice.mp3')
    await work()
    await teller.press({ do: 'continue' })
    const check = await teller.at()
    assert.match(check, /Files added: 3/)
    await teller.press({ do: 'send', at: 'check:0' })
    const { rows: reports } = await world.owner.query<{ id: string }>(
      'select id from reporting.report order by sent_at desc nulls last limit 1',
    )
    const id = reports[0]?.id ?? ''
    const worker = new Browser(desk, await staffCookie(world, reader))
    const page = await worker.get(`/desk/${id}`)
    for (const name of ['Photo 1', 'Paper 1, 2 pages', 'Recording 1', 'Not scanned for viruses'])
      assert.ok(page.text.includes(name), name)
    const links = [...page.text.matchAll(/href="(\/desk\/[^"]+\/files\/[^"]+)"/g)].map(([, href = '']) => href)
    assert.equal(links.length, 3)
    const audits = async () =>
      (
        await world.owner.query<{ n: number }>(
          "select count(*)::int as n from audit.entry where kind = 'attachment.opened' and record_id = $1",
          [id],
        )
      ).rows[0]?.n
    const types = ['image/jpeg', 'image/jpeg', 'audio/mpeg']
    for (const [index, link] of links.entries()) {
      const shown = await worker.get(link)
      assert.equal(shown.status, 200)
      assert.match(shown.text, index === 2 ? /<audio/ : /loading="lazy"/)
      assert.match(shown.headers.get('content-security-policy') ?? '', /media-src 'self'/)
      assert.equal(await audits(), index)
      const { status, headers } = await worker.get(`${link}/0`)
      assert.equal(status, 200)
      assert.equal(headers.get('content-type'), types[index])
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox")
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(await audits(), index + 1)
    }
    assert.match((await worker.get(`${links[0]}/0?save`)).headers.get('content-disposition') ?? '', /^attachment/)
    for (const wrong of [`${links[0]}/1`, `${links[0]}/x`, `${links[1]}/2`, `/desk/${id}/files/${id}/0`])
      assert.equal((await worker.get(wrong)).status, 404, wrong)
    // The same file under another report’s address, and another team’s reader.
    const other = await draft()
    await submitReport(world.house, other)
    const fileId = links[0]?.split('/').at(-1)
    assert.equal((await worker.get(`/desk/${other.reportId}/files/${fileId}/0`)).status, 404)
    const strangers = await addTeam(world, 'adviser')
    const stranger = new Browser(desk, await staffCookie(world, await addStaff(world, strangers, ['adviser'])))
    assert.equal((await stranger.get(`${links[0]}/0`)).status, 404)
    assert.equal((await stranger.get(links[0] ?? '')).status, 404)
  })

  test('where the entry cannot be written, nothing is shown', async () => {
    const state = await draft()
    await addFile(world.house, state, await jpegFile())
    await work()
    await submitReport(world.house, state)
    const [row] = await rowsOf(state.reportId)
    await world.owner.query(
      "alter table audit.entry add constraint planted check (kind <> 'attachment.opened') not valid",
    )
    try {
      await assert.rejects(openAttachment(world.house, reader, state.reportId ?? '', row?.id ?? '', 0))
    } finally {
      await world.owner.query('alter table audit.entry drop constraint planted')
    }
  })

  test('sent while it is being checked, it reaches the team all the same', async () => {
    const state = await draft()
    await addFile(world.house, state, await jpegFile())
    assert.equal(await submitReport(world.house, state), 'sent')
    assert.equal((await receivedFiles(world.house, reader, state.reportId ?? ''))[0]?.state, 'checking')
    await work()
    const [file] = await receivedFiles(world.house, reader, state.reportId ?? '')
    assert.deepEqual([file?.state, file?.what?.kind], ['ready', 'image'])
    const { bytes } = await openAttachment(world.house, reader, state.reportId ?? '', file?.id ?? '', 0)
    assert.equal((await sharp(bytes).metadata()).width, 64)
  })

  test('a swapped row opens nothing: another file’s head, another report’s, another file’s bytes', async () => {
    const [one, other] = [await draft(), await draft()]
    for (const state of [one, other]) {
      await addFile(world.house, state, await jpegFile())
      await work()
      await submitReport(world.house, state)
    }
    const [a] = await rowsOf(one.reportId)
    const [b] = await rowsOf(other.reportId)
    const tries: [string, unknown[]][] = [
      [
        'update reporting.attachment set head = (select head from reporting.attachment where id = $2), wrapped_key = (select wrapped_key from reporting.attachment where id = $2) where id = $1',
        [a?.id, b?.id],
      ],
      [
        'update reporting.attachment set blob = (select blob from reporting.attachment where id = $2) where id = $1',
        [a?.id, b?.id],
      ],
      [
        'update reporting.attachment set report_id = (select report_id from reporting.attachment where id = $2) where id = $1',
        [a?.id, b?.id],
      ],
    ]
    for (const [query, values] of tries) {
      const report = query.includes('set report_id') ? other.reportId : one.reportId
      const kept = (await world.owner.query('select * from reporting.attachment where id = $1', [a?.id])).rows[0]
      await asOwned(() => world.owner.query(query, values))
      await assert.rejects(
        openAttachment(world.house, reader, report ?? '', a?.id ?? '', 0),
        /not-opened|another report|SealError|sealed/,
      )
      await asOwned(() =>
        world.owner.query(
          'update reporting.attachment set head = $2, wrapped_key = $3, blob = $4, report_id = $5 where id = $1',
          [a?.id, kept.head, kept.wrapped_key, kept.blob, kept.report_id],
        ),
      )
    }
    await openAttachment(world.house, reader, one.reportId ?? '', a?.id ?? '', 0)
  })

  test('a newer key of the team reaches files like words', async () => {
    const state = await draft()
    await addFile(world.house, state, await jpegFile())
    await work()
    await submitReport(world.house, state)
    const { house } = world
    const count = await house.asActor(reader.actor, (tx) => sealedAttachments.count(tx, team.id, 2))
    assert.ok(count >= 1)
    await house.asActor(task('task-enrolment'), (tx) =>
      insertTeamKey(tx, { organisationId: team.id, epoch: 2, publicKey: team.publicKey }),
    )
    const changed = await house.asActor(reader.actor, async (tx) => {
      const wraps = await sealedAttachments.wraps(tx, team.id, 2, undefined, 100)
      const changes = []
      for (const { id, record, part, epoch, wrapped } of wraps) {
        const binding = { organisation: team.id, record, part }
        const key = await unwrapKey(wrapped, team.privateKey, { ...binding, epoch })
        changes.push({ id, old: wrapped, fresh: await wrapKey(key, team.publicKey, { ...binding, epoch: 2 }) })
      }
      return await sealedAttachments.replace(tx, team.id, 2, changes)
    })
    assert.equal(changed, count)
    assert.equal(await house.asActor(reader.actor, (tx) => sealedAttachments.count(tx, team.id, 2)), 0)
    const [row] = await rowsOf(state.reportId)
    assert.equal(row?.epoch, 2)
    await world.owner
      .query('delete from organisations.team_key where organisation_id = $1 and epoch = 2', [team.id])
      .catch(() => {})
  })
})

describe('the scanner', () => {
  const withScan = async (answer: 'clean' | 'found' | 'not-scanned' | 'off', run: () => Promise<void>) => {
    const { files } = world.house
    Object.assign(world.house, { files: { ...files, scan: async () => answer } })
    try {
      await run()
    } finally {
      Object.assign(world.house, { files })
    }
  }

  test('what it finds is not kept, and person and desk are told', () =>
    withScan('found', async () => {
      const before = (await blobs()).length
      const state = await draft()
      await addFile(world.house, state, await jpegFile())
      await work()
      assert.equal((await blobs()).length, before)
      assert.equal((await filesOf(world.house, state))[0]?.refused, 'virus')
      await submitReport(world.house, state)
      const [file] = await receivedFiles(world.house, reader, state.reportId ?? '')
      assert.deepEqual([file?.state, file?.refused], ['refused', 'virus'])
    }))

  test('when it is down, the file is kept sealed and marked, never passed as clean', () =>
    withScan('not-scanned', async () => {
      const state = await draft()
      await addFile(world.house, state, await jpegFile())
      await work()
      await submitReport(world.house, state)
      const worker = new Browser(desk, await staffCookie(world, reader))
      assert.match((await worker.get(`/desk/${state.reportId}`)).text, /the scanner did not answer/)
    }))
})

describe('crashes and races', () => {
  test('between the bytes and their row: nothing was acknowledged, and what is left is swept', async () => {
    const state = await draft()
    const before = (await blobs()).length
    const { jobs: kept } = world.house
    Object.assign(world.house, {
      jobs: {
        ...kept,
        send: async () => {
          throw new Error('the process ends here')
        },
      },
    })
    const { files } = world.house
    // Ended outright: nobody is left to clean up either.
    Object.assign(world.house, { files: { ...files, store: { ...files.store, remove: async () => {} } } })
    await assert.rejects(addFile(world.house, state, await jpegFile()), /ends here/)
    Object.assign(world.house, { jobs: kept, files })
    assert.equal((await rowsOf(state.reportId)).length, 0)
    assert.equal((await blobs()).length, before + 1)
    await sweepFiles(world.house)
    assert.equal((await blobs()).length, before + 1, 'what is on its way is left alone')
    world.advance(25 * 3_600_000)
    const used = (await world.owner.query<{ n: number }>('select count(blob)::int as n from reporting.attachment'))
      .rows[0]?.n
    await sweepFiles(world.house)
    assert.equal((await blobs()).length, used, 'all that belongs to a row stays, all else is gone')
  })

  test('between the clean bytes and their row: checking again brings it to its end', async () => {
    const state = await draft()
    await addFile(world.house, state, await jpegFile())
    const { files } = world.house
    const { put } = files.store
    Object.assign(world.house, {
      files: {
        ...files,
        store: {
          ...files.store,
          put: async (name: string, bytes: Uint8Array) => {
            await put(name, bytes)
            throw new Error('the process ends here')
          },
        },
      },
    })
    const [job] = jobs
    await assert.rejects(checkFile(world.house, job?.data), /ends here/)
    Object.assign(world.house, { files })
    assert.equal((await rowsOf(state.reportId))[0]?.state, 'checking')
    await checkFile(world.house, job?.data)
    await checkFile(world.house, job?.data)
    assert.equal((await rowsOf(state.reportId))[0]?.state, 'ready')
    await work()
  })

  test('sending, checking, taking out and erasing at once: every file ends with the team, or without bytes and keys', async () => {
    const stood = new Set(await blobs())
    for (let round = 0; round < 8; round++) {
      const state = await draft()
      await addFile(world.house, state, await jpegFile())
      await addFile(world.house, state, mp3File())
      const queued = jobs.splice(0)
      const first = (await rowsOf(state.reportId))[0]?.id ?? ''
      const { removeFile } = await import('../add-file.ts')
      const settled = await Promise.allSettled([
        ...queued.map(({ data }) => checkFile(world.house, data)),
        submitReport(world.house, structuredClone(state)),
        removeFile(world.house, structuredClone(state), first),
        ...(round % 2 ? [eraseReport(world.house, structuredClone(state))] : []),
      ])
      for (const each of settled) if (each.status === 'rejected') assert.match(String(each.reason), /Conflict|NotFound/)
      await work()
      const rows = await rowsOf(state.reportId)
      if (round % 2) assert.equal(rows.length, 0)
      for (const row of rows) {
        assert.equal(row.state, 'ready')
        assert.equal(row.checking_key, null)
        assert.ok((await openAttachment(world.house, reader, state.reportId ?? '', row.id, 0)).bytes.length > 0)
      }
      const names = new Set(
        (
          await world.owner.query<{ blob: string }>('select blob from reporting.attachment where blob is not null')
        ).rows.map(({ blob }) => blob),
      )
      for (const path of await blobs())
        assert.ok(names.has(path.slice(-36)) || stood.has(path), 'no bytes without a row')
    }
  })

  test('erasing takes rows, keys and bytes; the sweep of old drafts leaves no bytes either', async () => {
    const sent = await draft()
    const old = await draft()
    for (const state of [sent, old]) {
      await addFile(world.house, state, await jpegFile())
      await work()
    }
    await submitReport(world.house, sent)
    const [row] = await rowsOf(sent.reportId)
    await eraseReport(world.house, sent)
    assert.equal((await rowsOf(sent.reportId)).length, 0)
    await work()
    assert.ok(!(await blobs()).some((path) => path.endsWith(row?.blob ?? '-')))
    const [left] = await rowsOf(old.reportId)
    await asOwned(() => world.owner.query('delete from reporting.report where id = $1', [old.reportId]))
    await sweepFiles(world.house)
    assert.ok(!(await blobs()).some((path) => path.endsWith(left?.blob ?? '-')))
  })

  test('the words keep being saved while files come and go', async () => {
    const state = await draft()
    await Promise.all([
      addFile(world.house, state, await jpegFile()),
      keepDraft(world.house, state, (words) => {
        words.content.story = 'He came back twice.'
      }),
      addFile(world.house, state, mp3File()),
    ])
    await work()
    assert.equal((await filesOf(world.house, state)).length, 2)
  })
})

test('the folder: a name that leads out of it is no name, and half a file is never read', async () => {
  const place = await mkdtemp(join(tmpdir(), 'rowan-store-'))
  const store = folderStore(place)
  for (const name of ['../secret', '/etc/passwd', 'a', `${'0'.repeat(36)}/x`, ''])
    await assert.rejects(store.put(name, randomBytes(4)), /not a name/)
  const name = '00000000-0000-4000-8000-000000000001'
  assert.equal(await store.get(name), undefined)
  await Promise.all([store.put(name, Buffer.alloc(500_000, 1)), store.put(name, Buffer.alloc(500_000, 2))])
  const read = await store.get(name)
  assert.ok(read?.every((byte) => byte === read[0]) && read.length === 500_000)
  await store.remove(name)
  await store.remove(name)
  assert.equal(await store.get(name), undefined)
  await rm(place, { recursive: true })
})
