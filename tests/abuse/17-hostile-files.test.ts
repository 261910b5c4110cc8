// Abuse 17: hostile files, thrown at every form of both apps as a browser would send them, and at those that take files in every
// disguise. What each reader of files does with them is tried in its own room.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { memberAt, type Person, tell, Person as Visitor } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, everyRow, openAbused, staffIn } from './abuse-world.ts'

const mark = canary()
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('/me')"><script>${mark}</script></svg>`
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const hostile: { name: string; type: string; bytes: Buffer }[] = [
  { name: 'eicar.com', type: 'image/jpeg', bytes: Buffer.from(eicar) },
  { name: '../../../../etc/cron.d/x', type: 'image/png', bytes: Buffer.concat([png, Buffer.from(mark)]) },
  { name: 'picture.svg', type: 'image/svg+xml', bytes: Buffer.from(svg) },
  { name: 'polyglot.gif', type: 'image/gif', bytes: Buffer.from(`GIF89a/*${mark}*/=1;alert(1)`) },
  { name: 'page.html', type: 'application/pdf', bytes: Buffer.from(`%PDF-1.7\n<html><script>${mark}</script>`) },
  {
    name: 'x.pdf',
    type: 'application/pdf',
    bytes: Buffer.from(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(${mark})>>>>endobj`),
  },
  { name: 'slip.zip', type: 'application/zip', bytes: Buffer.from(`PK\x03\x04../../${mark}`, 'latin1') },
  { name: 'bomb.gz', type: 'application/gzip', bytes: gzipSync(Buffer.alloc(8_000_000)) },
  {
    name: 'huge.png',
    type: 'image/png',
    bytes: Buffer.concat([png, Buffer.from('7fffffff7fffffff0806000000', 'hex')]),
  },
  { name: `${mark}\u202Egpj.exe`, type: 'image/webp', bytes: Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8 ', 'latin1') },
  { name: 'sound.mp3', type: 'audio/mpeg', bytes: Buffer.concat([Buffer.from('ID3'), Buffer.alloc(200_000, 255)]) },
  { name: '', type: '', bytes: Buffer.alloc(0) },
]

let world: Abused
const people: Person[] = []
before(async () => {
  world = await openAbused()
  const teller = new Visitor(world.rowan.apps, 'public')
  await tell(teller, { 'who-for': { whoFor: 'me' }, story: { story: 'x' } })
  people.push(teller, await memberAt(world.rowan), await staffIn(world, 'ines'), await staffIn(world, 'bea'))
})
after(() => world.close())

/** The token of any form that stands on a page of theirs. */
async function tokenOf(person: Person): Promise<string> {
  for (const page of person.name === 'staff' ? ['/account'] : ['/report', '/me/account']) {
    const token = /name="token"[^>]*value="([^"]+)"/.exec((await person.get(page)).text)?.[1]
    if (token) return token
  }
  return ''
}

test('no form of either app breaks on a hostile file, and none of it is stored as it came', {
  timeout: 240_000,
}, async (t) => {
  let sent = 0
  for (const person of people) {
    const token = await tokenOf(person)
    const routes = world.rowan.apps[person.name].routes.list.filter(
      (route) => route.method === 'POST' && !/sign-out|leave|end|language/.test(route.path),
    )
    for (const route of routes)
      for (const file of /file|attach|upload|evidence/.test(route.path) ? hostile : hostile.slice(0, 3)) {
        const form = new FormData()
        form.set('token', token)
        form.set('at', 'files:0')
        for (const field of ['file', 'files', 'upload', 'words'])
          form.append(field, new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name)
        const path = route.path.replaceAll(/:[a-zA-Z]+/g, '0189c0de-0000-7000-8000-000000000000')
        const answer = await person.send(path, { method: 'POST', body: form })
        assert.ok(answer.status < 500, `${route.path} ${file.name}: ${answer.status}`)
        assert.ok(!answer.text.includes(mark) && !answer.text.includes('EICAR'), `${route.path} gives it back`)
        sent++
      }
  }
  assert.ok(sent > 150, `${sent} sent`)
  const hex = Buffer.from(mark).toString('hex')
  const rows = await everyRow(world)
  assert.deepEqual(
    rows
      .filter(({ row }) => row.includes(mark) || row.includes(hex) || row.includes('EICAR'))
      .map(({ table }) => table),
    [],
  )
  assert.ok(!world.rowan.logged.join().includes(mark))
  t.diagnostic(`${sent} files sent`)
})

test('bodies that lie about what they are: no boundary, two, a name that never ends, a field that is a file', async () => {
  const [teller] = people
  assert.ok(teller)
  const bodies: [string, string][] = [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=', '--\r\n\r\n'],
    [
      'multipart/form-data; boundary=a; boundary=b',
      '--a\r\nContent-Disposition: form-data; name="do"\r\n\r\nsend\r\n--b--',
    ],
    [
      'multipart/form-data; boundary=a',
      `--a\r\nContent-Disposition: form-data; name="${'n'.repeat(100_000)}"\r\n\r\nx\r\n--a--`,
    ],
    [
      'multipart/form-data; boundary=a',
      `--a\r\nContent-Disposition: form-data; name="story"; filename="do"\r\n\r\n${mark}\r\n--a--`,
    ],
    [
      'multipart/form-data; boundary=a',
      `--a\r\nContent-Disposition: form-data; name="story"\r\nContent-Transfer-Encoding: base64\r\n\r\n====\r\n`,
    ],
    ['application/json', '{"do":"send"}'],
    ['text/plain', 'do=send'],
  ]
  for (const [type, body] of bodies)
    for (const path of ['/report', '/return', '/report/files', '/join/evidence']) {
      const answer = await teller.send(path, { method: 'POST', body, headers: { 'content-type': type } })
      assert.ok(answer.status < 500, `${path} ${type}: ${answer.status}`)
    }
  assert.deepEqual(
    world.rowan.logged.filter((line) => line.includes('request-failed')),
    [],
  )
})
