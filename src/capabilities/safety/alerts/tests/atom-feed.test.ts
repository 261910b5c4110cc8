// The feed is Atom that any reader parses, whatever a worker typed, and tells a lock screen nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { readAccount } from '#people/members/index.ts'
import { locales } from '#platform/i18n/locales.ts'
import { type AlertBody, emptyBody } from '../alert.ts'
import { atomFeed } from '../atom-feed.ts'
import { registerPublic } from '../public.tsx'
import {
  addMember,
  addReport,
  addStaff,
  addTeam,
  openWorld,
  publish,
  sampleBody,
  type World,
  withdrawWarn,
} from './alerts-world.ts'
import { appOf, Browser } from './browse.ts'

type Node = { name: string; attributes: Record<string, string>; children: (Node | string)[] }

/** A strict reader of the XML we write (XML 1.0, no DTD): throws on anything that is not well-formed. */
function parseXml(text: string): Node {
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  assert.ok(text.isWellFormed())
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  const unescaped = (raw: string) => {
    assert.doesNotMatch(raw, /</)
    return raw.replace(/&([^;\s]*);?/g, (all, name: string) => {
      const value = entities[name]
      if (value === undefined || !all.endsWith(';')) throw new Error(`a bare ampersand: ${all}`)
      return value
    })
  }
  const root: Node = { name: '', attributes: {}, children: [] }
  const stack = [root]
  const tags = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|<\?xml [^?]*\?>/gy
  for (let at = 0; at < text.length; ) {
    tags.lastIndex = at
    const match = tags.exec(text)
    const here = stack.at(-1) as Node
    if (!match) {
      const end = text.indexOf('<', at + 1)
      const piece = text.slice(at, end < 0 ? undefined : end)
      if (piece.startsWith('<')) throw new Error(`not well-formed at ${piece.slice(0, 40)}`)
      here.children.push(unescaped(piece))
      at += piece.length
      continue
    }
    at = tags.lastIndex
    const [, closes, name, attributes = '', isEmpty] = match
    if (name === undefined) continue
    if (closes) {
      if (here.name !== name) throw new Error(`</${name}> closes <${here.name}>`)
      stack.pop()
      continue
    }
    const node: Node = { name, attributes: {}, children: [] }
    for (const [, key = '', value = ''] of attributes.matchAll(/([\w:]+)="([^"]*)"/g))
      node.attributes[key] = unescaped(value)
    here.children.push(node)
    if (!isEmpty) stack.push(node)
  }
  assert.equal(stack.length, 1)
  const elements = root.children.filter((child): child is Node => typeof child !== 'string')
  assert.equal(elements.length, 1)
  return elements[0] as Node
}

const all = (node: Node, name: string) =>
  node.children.filter((child): child is Node => typeof child !== 'string' && child.name === name)
const textOf = (node: Node | undefined) => (node?.children ?? []).join('')

/** What RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2). */
function checkAtom(feed: Node) {
  assert.equal(feed.name, 'feed')
  assert.equal(feed.attributes.xmlns, 'http://www.w3.org/2005/Atom')
  for (const node of [feed, ...all(feed, 'entry')]) {
    for (const name of ['id', 'title', 'updated']) assert.equal(all(node, name).length, 1, name)
    assert.match(textOf(all(node, 'id')[0]), /^urn:uuid:[0-9a-f-]{36}$/)
    assert.match(textOf(all(node, 'updated')[0]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  }
  assert.equal(all(feed, 'author').length, 1)
  assert.equal(all(feed, 'link').filter((link) => link.attributes.rel === 'self').length, 1)
  for (const entry of all(feed, 'entry')) {
    assert.equal(all(entry, 'content').length, 1)
    assert.equal(all(entry, 'content')[0]?.attributes.type, 'html')
  }
}

test('whatever a worker typed, the feed parses, and its content is escaped HTML', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      ']]>',
      '<script>alert(1)</script>',
      '&amp;',
      '&#x0;',
      '\u0000',
      '\ud800',
      '\ufffe',
      '"><x y="',
      '</content>',
    ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...locales), anything, anything, anything, (locale, fact, own, clue) => {
      const body: AlertBody = {
        ...emptyBody(),
        harms: ['violence'],
        facts: [{ key: 'looks-0', kind: 'looks', text: fact }],
        freeText: { text: own, reason: 'x' },
        identifiers: [{ kind: 'name', value: clue, isPartial: true }],
      }
      const id = '6f1e1f8c-1a55-4d6b-9f6a-0d2f7a1d2c3b'
      const xml = atomFeed({
        locale,
        id,
        selfHref: `https://rowan.example.org/feed/${encodeURIComponent(clue.toWellFormed())}`,
        updatedAt: new Date(0),
        entries: [
          {
            kind: 'alert',
            id,
            version: 1,
            href: 'https://rowan.example.org/alerts/x',
            mark: 'A"<&',
            updatedAt: new Date(0),
            body,
          },
          { kind: 'ended', id, href: 'https://rowan.example.org/alerts/y', mark: 'B', updatedAt: new Date(1) },
        ],
      })
      const feed = parseXml(xml)
      checkAtom(feed)
      const html = textOf(all(all(feed, 'entry')[0] as Node, 'content')[0])
      assert.deepEqual(
        [...html.matchAll(/<(\/?\w+)[^>]*>/g)]
          .map(([, name = '']) => name.replace('/', ''))
          .filter((name) => !['p', 'b', 'i', 'ul', 'li'].includes(name)),
        [],
      )
    }),
    { numRuns: 300 },
  )
})

let world: World
before(async () => {
  world = await openWorld({ publicUrl: 'https://rowan.example.org' })
})
after(() => world.close())

test('a private feed shows what its member chose, keeps ids, marks the copy, and says when one is gone', async () => {
  const team = await addTeam(world)
  const [author, second] = [await addStaff(world, team), await addStaff(world, team)]
  const member = await addMember(world, { areas: ['manchester'], locale: 'ro' })
  const { feedToken } = await readAccount(world.house, member)
  const report = await addReport(world, team)
  const shown = await publish(world, author, second, report)
  await publish(world, author, second, await addReport(world, team), { ...sampleBody(), areas: ['wigan'] })
  const reader = new Browser(appOf(world, 'public', [registerPublic]))
  const first = await reader.get(`/feed/${feedToken}`)
  assert.equal(first.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
  assert.equal(first.headers.get('cache-control'), 'no-store')
  const feed = parseXml(first.text)
  checkAtom(feed)
  assert.equal(feed.attributes['xml:lang'], 'ro')
  const entries = all(feed, 'entry')
  assert.deepEqual(
    entries.map((entry) => textOf(all(entry, 'id')[0])),
    [`urn:uuid:${shown}`],
  )
  assert.match(textOf(all(entries[0] as Node, 'content')[0]), /Violență și jaf: Manchester/)
  assert.match(textOf(all(entries[0] as Node, 'rights')[0]), /[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  for (const title of [feed, ...entries].map((node) => textOf(all(node, 'title')[0])))
    assert.match(title, /^(Rowan|Noutăți pentru tine)$/)
  assert.ok(!first.text.includes(member.memberId))

  await withdrawWarn(world, report)
  const later = parseXml((await reader.get(`/feed/${feedToken}`)).text)
  checkAtom(later)
  const gone = all(later, 'entry')
  assert.deepEqual(
    gone.map((entry) => textOf(all(entry, 'id')[0])),
    [`urn:uuid:${shown}`],
  )
  assert.match(textOf(all(gone[0] as Node, 'content')[0]), /nu înseamnă/)
  assert.ok(!JSON.stringify(gone).includes('Manchester'))
})

test('a wrong token finds nothing', async () => {
  const reader = new Browser(appOf(world, 'public', [registerPublic]))
  for (const token of ['x', 'a'.repeat(32), '%00', 'a'.repeat(5000)])
    assert.equal((await reader.get(`/feed/${token}`)).status, 404)
})
