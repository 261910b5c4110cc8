// Photos, recordings and papers beside a report, from the upload to the desk and to their end: through the pages, on a real
// database and a real folder. Abuse 17 (hostile files) through its route; crashes and races in between.
import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import {
  canary,
  eicar,
  htmlFile,
  jpegFile,
  mp3File,
  pdfFile,
  svgFile,
  zipFile,
} from '#platform/files/tests/sample-files.ts'
import type { Worker, World } from '#safety/alerts/tests/alerts-world.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { addFile } from '../add-file.ts'
import { changeDraftReceipt } from '../change-receipt.ts'
import { openAttachment } from '../open-attachment.ts'
import { submitReport } from '../submit-report.ts'

import {
  type FilesWorld,
  draft as newDraft,
  openFilesWorld,
  rowsOf as rowsIn,
  atFiles as standAtFiles,
  Teller,
} from './files-world.ts'

let here: FilesWorld
let world: World
let reader: Worker
let app: Hono
let work: FilesWorld['work']
let blobs: FilesWorld['blobs']
let jobs: FilesWorld['jobs']

before(async () => {
  here = await openFilesWorld()
  ;({ world, reader, app, work, blobs, jobs } = here)
})
after(() => here.close())

const draft = () => newDraft(world)
const atFiles = () => standAtFiles(app)
const rowsOf = (reportId: string | undefined) => rowsIn(world, reportId)

describe('through the pages, without scripts', () => {
  test('a photo is added, checked meanwhile, taken out again; nothing else that was told is lost', async () => {
    const teller = await atFiles()
    const page = await teller.upload(await jpegFile())
    assert.match(page.text, /Photo 1/)
    assert.match(page.text, /We are checking it/)
    assert.match((await teller.press({ do: 'continue' })).text, /Check what you told us|Who may hear/)
    await work()
    assert.match((await teller.press({ do: 'go:files:0' })).text, /<b>Photo 1<\/b><br\/>Added/)
    const id = /value="remove:([0-9a-f-]+)"/.exec(await teller.at())?.[1] ?? ''
    const kept = (await blobs()).length
    const after = await teller.press({ do: `remove:${id}` })
    assert.doesNotMatch(after.text, /Photo 1/)
    await work()
    assert.equal((await blobs()).length, kept - 1)
    const check = await teller.press({ do: 'go:story:0' })
    assert.match(check.text, /He came back at night/)
  })

  test('the very first thing may be a file: it makes the draft and its receipt', async () => {
    const teller = await Teller.begin(app)
    await teller.press({ do: 'go:files:0' })
    const page = await teller.upload(await jpegFile())
    assert.equal(page.status, 200)
    assert.equal(teller.receipt.split(' ').length, 6)
    await teller.press({ do: 'continue' })
    assert.match(await teller.at(), /Photo 1/)
    await work()
  })

  test('come back to, a draft says how many files there are and shows none of them', async () => {
    const teller = await atFiles()
    await teller.upload(await jpegFile())
    await teller.upload(mp3File(), 'voice.mp3')
    await work()
    const back = new Teller(app)
    const fields = formIn((await back.get('/return')).text, '/return')
    fields.set('receipt', teller.receipt)
    fields.set('do', 'enter')
    const { headers } = await back.post('/return', fields)
    back.cookie = /^r=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? ''
    const check = await back.at()
    assert.match(check, /Files added: 2/)
    assert.doesNotMatch(check, /Photo 1|Recording 1/)
    const page = await back.press({ do: 'go:files:0' })
    assert.equal(page.text.match(/A file you added earlier/g)?.length, 2)
    assert.doesNotMatch(page.text, /Photo 1|Recording 1|<img/)
  })

  test('abuse 17: hostile files are refused with a sentence beside the field, and none of them is stored', async () => {
    const teller = await atFiles()
    const before = (await blobs()).length
    const hostile: [string, Uint8Array, RegExp][] = [
      ['eicar.jpg', eicar, /We can’t take this kind of file/],
      ['../../../../etc/cron.d/x.jpg', zipFile, /We can’t take this kind of file/],
      ['photo.svg', svgFile, /We can’t take this kind of file/],
      ['page.pdf', htmlFile, /We can’t take this kind of file/],
      ['polyglot.pdf', Buffer.concat([htmlFile, pdfFile()]), /We can’t take this kind of file/],
      ['empty.jpg', new Uint8Array(), /Choose a file first/],
      ['large.jpg', Buffer.alloc(25 * 1024 * 1024 + 1, 0xff), /larger than 25 MB/],
    ]
    for (const [name, bytes, sentence] of hostile) {
      const page = await teller.upload(bytes, name)
      assert.equal(page.status, 200)
      assert.match(page.text, sentence, name)
      assert.match(page.text, /id="file-error"/)
    }
    assert.equal(jobs.length, 0)
    assert.equal((await blobs()).length, before)
    // Those whose first bytes are right are found out while they are checked, and what came of it stands in the list.
    await teller.upload(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), htmlFile]))
    await work()
    assert.match(await teller.at(), /We could not read this file/)
    assert.equal((await blobs()).length, before)
    const listed = await readdir(tmpdir())
    assert.ok(!listed.includes('rowan-slip'))
  })

  test('a form that is no form, a body without end of it, and another site’s are refused', async () => {
    const teller = await atFiles()
    const send = (body: string, type: string, more: Record<string, string> = {}) =>
      app.request('http://localhost/report/files', {
        method: 'POST',
        body,
        headers: { cookie: `r=${teller.cookie}`, 'content-type': type, ...more },
      })
    assert.equal((await send('a=b', 'application/x-www-form-urlencoded')).status, 415)
    assert.equal((await send('nothing', 'multipart/form-data')).status, 400)
    for (const body of [
      '',
      '--x',
      '--x\r\n',
      '--x\r\n\r\n',
      '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--',
      `--x\r\n${'a'.repeat(9000)}`,
    ])
      assert.equal((await send(body, 'multipart/form-data; boundary=x')).status, 400, JSON.stringify(body.slice(0, 40)))
    const wrong = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await send('--x--', 'multipart/form-data; boundary=x', wrong)).status, 403)
    // Every other address still refuses such a body.
    const other = await app.request('http://localhost/report', { method: 'POST', body: new FormData() })
    assert.equal(other.status, 415)
  })

  test('a page that was open too long adds nothing and says so', async () => {
    const teller = await atFiles()
    const page = await teller.upload(await jpegFile(), 'a.jpg', 'not the token')
    assert.match(page.text, /open for a long time/)
    assert.equal(jobs.length, 0)
  })

  test('no more than ten', async () => {
    const state = await draft()
    const photo = await jpegFile()
    for (let n = 0; n < 10; n++) assert.equal(await addFile(world.house, state, photo), undefined)
    const before = (await blobs()).length
    assert.equal(await addFile(world.house, state, photo), 'tooMany')
    assert.equal((await blobs()).length, before)
    jobs.length = 0
  })
})

describe('sealed before it touches the disk', () => {
  test('neither the upload nor what became of it stands anywhere in the clear, nor does its name; only we may read the files', async () => {
    const teller = await atFiles()
    const photo = await jpegFile()
    await teller.upload(photo, 'on-the-way-to-me.jpg')
    const look = async () => {
      for (const path of await blobs()) {
        const bytes = await readFile(path)
        for (const trace of [canary, 'JFIF', 'on-the-way', photo.subarray(20, 60)])
          assert.equal(bytes.indexOf(trace), -1)
        assert.equal((await stat(path)).mode & 0o777, 0o600)
        assert.match(path, /[0-9a-f-]{36}$/)
      }
    }
    await look()
    await work()
    await look()
    const { rows } = await world.owner.query<{ text: string }>(
      "select (a.*)::text as text from reporting.attachment a union all select data::text from pgboss.job where name like 'reporting.%file'",
    )
    assert.ok(rows.length > 0)
    for (const { text } of rows)
      assert.ok(!text.includes('on-the-way') && !text.includes(canary) && !/image|jpeg/.test(text))
  })

  test('a receipt of the other kind opens what the first one did', async () => {
    const state = await draft()
    await addFile(world.house, state, await jpegFile())
    await work()
    await changeDraftReceipt(world.house, state, 'digits')
    assert.equal(await submitReport(world.house, state), 'sent')
    const [row] = await rowsOf(state.reportId)
    const file = await openAttachment(world.house, reader, state.reportId ?? '', row?.id ?? '', 0)
    assert.equal(file.mediaType, 'image/jpeg')
  })
})
