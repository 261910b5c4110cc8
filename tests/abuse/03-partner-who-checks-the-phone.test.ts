// Abuse 3: a partner who checks the phone: what a browser may keep of any page, its title, its address, its cookie, and what Back
// finds. Real profiles of real browsers are searched in tests/journeys/browser-traces.test.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createPublicApp } from '#src/public-app.tsx'
import { memberAt, Person, type Sent, tell } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, comeBackWith, openAbused, plainPages } from './abuse-world.ts'

let world: Abused
const story = canary()
const seen: { where: string; sent: Sent }[] = []

before(async () => {
  world = await openAbused()
  const look = async (who: Person, path: string) => {
    const sent = await who.get(path)
    seen.push({ where: path, sent })
    return sent
  }
  const teller = new Person(world.rowan.apps, 'public')
  const receipt = await tell(teller, { 'who-for': { whoFor: 'me' }, story: { story }, person: { names: 'Corvin' } })
  await look(teller, '/report')
  await teller.submit('/report', '/report', { do: 'send' })
  await look(teller, '/report')
  const back = await comeBackWith(world, receipt)
  await look(back, '/return')
  for (const part of ['open:stop:warn', 'open:erase', 'open:receipt']) {
    await back.submit('/return', '/return', { do: part }).catch(() => undefined)
    await look(back, '/return')
  }
  const member = await memberAt(world.rowan)
  for (const path of plainPages(world, 'public')) {
    await look(new Person(world.rowan.apps, 'public'), path)
    await look(member, path)
  }
  const alert = /href="(\/alerts\/[0-9a-f-]{36})"/.exec((await member.get('/alerts')).text)?.[1] ?? ''
  await look(member, alert)
  await look(member, '/nowhere')
})
after(() => world.close())

test('no page of anybody’s may be kept by the browser, sent on as a referrer, or found by a search', () => {
  assert.ok(seen.length > 40)
  for (const { where, sent } of seen) {
    assert.equal(sent.headers.get('cache-control'), 'no-store', where)
    assert.equal(sent.headers.get('referrer-policy'), 'same-origin', where)
    assert.match(sent.headers.get('x-robots-tag') ?? '', /noindex/, where)
    assert.equal(sent.headers.get('etag'), null, where)
    assert.equal(sent.headers.get('last-modified'), null, where)
  }
})

test('every page has the one title and the one icon: history and tabs say nothing of what was done', () => {
  const pages = seen.filter(({ sent }) => /text\/html/.test(sent.headers.get('content-type') ?? ''))
  for (const { where, sent } of pages)
    assert.match(/<title>([^<]*)<\/title>/.exec(sent.text)?.[1] ?? '', /^([A-Z][a-z]+ – )?Rowan$/, where)
  const icons = new Set(pages.flatMap(({ sent }) => /<link[^>]*rel="icon"[^>]*>/.exec(sent.text) ?? []))
  assert.ok(icons.size <= 1, [...icons].join())
  for (const { where, sent } of pages) assert.doesNotMatch(sent.text, /<meta[^>]*(og:|description|manifest)/, where)
})

test('an address names no report, receipt or answer, and no form puts what is typed into one', () => {
  for (const { where, sent } of seen) {
    for (const [, head = ''] of sent.text.matchAll(/<form\b([^>]*)>/g))
      if (!/method="post"/i.test(head)) assert.match(head, /action="\/alerts"/, `${where}: a form by GET`)
    for (const [, href = ''] of sent.text.matchAll(/href="(\/[^"]*)"/g))
      assert.doesNotMatch(href, /receipt=|report=|asked=|q=/, where)
    assert.ok(!(sent.location ?? '').includes(story))
  }
})

test('no field offers what was typed into it before, to the next who types', () => {
  for (const { where, sent } of seen)
    for (const [form, head = ''] of sent.text.matchAll(/<form\b([^>]*)>[\s\S]*?<\/form>/g)) {
      if (!/<(textarea|input[^>]*type="(text|password|email|search|tel)")/.test(form)) continue
      const isOff = /autocomplete="off"/.test(head)
      const fields = [...form.matchAll(/<(?:textarea|input)\b[^>]*>/g)].map(([tag]) => tag)
      const open = fields.filter((tag) => !/type="(hidden|radio|checkbox|submit|file)"/.test(tag))
      for (const tag of open)
        assert.ok(
          isOff || /autocomplete="(off|new-password|current-password|username|one-time-code)/.test(tag),
          `${where}: ${tag}`,
        )
    }
})

test('the cookie has no name, no date and no reach beyond this site, and dies with “Leave now”; Back finds nothing', async () => {
  const teller = new Person(world.rowan.apps, 'public')
  await teller.submit('/report', '/report', { do: 'begin' })
  const saved = await teller.send('/report', {
    method: 'POST',
    body: 'do=begin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const cookies = [...seen.flatMap(({ sent }) => sent.headers.getSetCookie()), ...saved.headers.getSetCookie()]
  for (const line of cookies) {
    assert.match(line, /HttpOnly/i)
    assert.match(line, /SameSite=(Lax|Strict)/i)
    if (/^r=/.test(line) && !/Max-Age=0/i.test(line)) assert.doesNotMatch(line, /Expires|Max-Age/i, line)
  }
  await tell(teller, { story: { story } })
  const watcher = new Person(world.rowan.apps, 'public', teller.cookie)
  assert.ok((await watcher.get('/report')).text.includes(story))
  const left = await teller.get('/leave')
  assert.match(left.headers.get('clear-site-data') ?? '', /"cookies"/)
  assert.ok(left.location && !left.location.includes('localhost'))
  const back = await watcher.get('/report')
  assert.ok(!back.text.includes(story))
})

test('where the address is https, browsers never come without encryption again, and the cookie is bound to it', async () => {
  const { house } = world.rowan
  const { publicUrl } = house.config
  house.config.publicUrl = 'https://rowan.example.org'
  try {
    const { app } = createPublicApp(house)
    const page = await app.request('https://rowan.example.org/')
    assert.match(page.headers.get('strict-transport-security') ?? '', /max-age=\d{8,}; includeSubDomains/)
    const begun = await app.request('https://rowan.example.org/report', {
      method: 'POST',
      body: 'do=begin',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    for (const line of begun.headers.getSetCookie()) assert.match(line, /^__Host-.*Secure/)
  } finally {
    house.config.publicUrl = publicUrl
  }
  const plain = await world.rowan.apps.public.app.request('http://localhost/')
  assert.equal(plain.headers.get('strict-transport-security'), null)
})
