// The check page as a browser without JavaScript meets it, and what its answers may never contain.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { DIFFERENCE_KINDS } from '#engines/matching/index.ts'
import { locales } from '#platform/i18n/locales.ts'
import { harmKinds } from '#safety/reporting/index.ts'
import { check } from '../check.ts'
import type { AnswerGroup } from '../entry.ts'
import { Answer } from '../screens/answer.tsx'
import {
  addEntry,
  addMember,
  addStaff,
  Browser,
  eventually,
  openWorld,
  publicApp,
  remembers,
  signedInStaff,
  type World,
} from './check-world.ts'

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

describe('the check page', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await addMember(world.house, 'Amber Wren')
    await addEntry(world, [{ kind: 'phone', value: '07700 900417' }], { isConfirmed: true })
    await addEntry(world, [{ kind: 'phone', value: '07700 900417' }], { isConfirmed: true })
    await addEntry(world, [{ kind: 'phone', value: '07700 900471' }], {
      detail: { month: '2024-05', lookOutFor: 'Tall' },
    })
    await eventually(() => remembers(world.house, '07700900471'), 'all known')
  })
  after(() => world.close())

  it('tells a visitor how to have it checked, and takes no question from one', async () => {
    const browser = new Browser(publicApp(world.house))
    const page = await browser.get('/check')
    assert.match(page.text, /Checking is for members/)
    assert.match(page.text, /href="\/sign-in\?next=check"/)
    assert.ok(!page.text.includes('name="asked"'))
    assert.equal((await browser.post('/check', { asked: '07700900417' })).status, 404)
  })

  it('a member asks and is answered; the address never holds the question', async () => {
    const browser = new Browser(publicApp(world.house))
    const signedIn = await browser.signIn('  amber  WREN ', undefined, 'check')
    assert.deepEqual([signedIn.status, signedIn.location], [303, '/check'])
    const posted = await browser.submit('/check', '/check', { asked: 'o7700 9oo 4I7' })
    assert.deepEqual([posted.status, posted.location, posted.text], [303, '/check', ''])
    const { text } = await browser.get('/check')
    assert.match(text, /value="o7700 9oo 4I7"/)
    const words = textOf(text)
    assert.match(words, /Same number 07700 900417/)
    assert.match(words, /2 different people told us\. Last: October 2026, Bolton\./)
    assert.match(words, /A number like 07700 900417 One report, 2024\. Two digits are swapped somewhere\./)
    assert.match(words, /Nothing found never means safe/)
    assert.ok(!words.includes('471') && !words.includes('Tall'))
    await browser.submit('/check', '/check/clear')
    const cleared = await browser.get('/check')
    assert.ok(!cleared.text.includes('o7700') && !cleared.text.includes('Same number'))
  })

  it('an answer shown again tells no more than before, and less after a withdrawal', async () => {
    const { withdrawWarn } = await import('./check-world.ts')
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Amber Wren')
    const reportId = await addEntry(world, [{ kind: 'email', value: 'again@example.org' }])
    await eventually(() => remembers(world.house, 'again@example.org'), 'known')
    assert.match(textOf(await browser.check('again@example.org')), /One report, 2026/)
    await addEntry(world, [{ kind: 'email', value: 'again@example.org' }])
    assert.match(textOf((await browser.get('/check')).text), /One report, 2026/)
    await withdrawWarn(world, reportId)
    assert.ok(!/report, 2026/.test(textOf((await browser.get('/check')).text)))
    assert.match(textOf(await browser.check('again@example.org')), /One report, 2026/)
  })

  it('a mistake stands beside the field with what was typed, and is forgotten after it was shown', async () => {
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Amber Wren')
    for (const [asked, said] of [
      ['', 'Type a phone number'],
      ['?!', 'We can’t read that'],
      [`7${'1'.repeat(300)}`, 'at most 200 characters'],
    ] as const) {
      const page = await browser.check(asked)
      assert.ok(page.includes(said), said)
      assert.ok(page.includes('asked-error') && page.includes(`value="${asked}"`))
      assert.ok(!(await browser.get('/check')).text.includes('asked-error'))
    }
    await browser.post('/check', { asked: '07700900417', token: 'forged' })
    const page = await browser.get('/check')
    assert.match(page.text, /had been open for long/)
    assert.match(page.text, /value="07700900417"/)
  })

  it('nothing found says that it is no all-clear, in every language, and calls nobody safe', async () => {
    for (const locale of locales) {
      const browser = new Browser(publicApp(world.house, locale))
      await browser.signIn('Amber Wren')
      const { text } = { text: await browser.check('020 7946 0958') }
      assert.match(text, /href="\/check\/safer"/)
      assert.ok(text.includes('callout--amber'))
      assert.ok(!/\b(is|are|all) safe\b|all[- ]clear(?!\.)/i.test(textOf(text).replace('This is not an all-clear', '')))
      assert.equal((await browser.get('/check/safer')).status, 200)
    }
  })

  it('no question and no identifier stands anywhere in the database or the log', async () => {
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Amber Wren')
    const questions = ['canary.question@example.org', '020 7946 0123', 'CANARYNAME9']
    await addEntry(world, [{ kind: 'email', value: 'canary.entry@example.org' }])
    for (const question of [...questions, 'canary.entry@example.org']) await browser.check(question)
    const rows = await everything(world)
    assert.ok(rows.length > 20)
    const needles = [
      ...questions,
      'canary.entry',
      '+442079460123',
      '02079460123',
      'canaryname9',
      'Amber Wren',
      'amber wren',
    ]
    for (const needle of needles) {
      for (const form of [needle, Buffer.from(needle).toString('hex'), Buffer.from(needle).toString('base64')])
        assert.ok(!rows.some((row) => row.includes(form)) && !world.lines.some((line) => line.includes(form)), needle)
    }
  })

  it('a worker asks for somebody without an account and gets the same answer; police find nothing there', async () => {
    const browser = await signedInStaff(world.house, await addStaff(world.house, world.organisationId, ['outreach']))
    const words = textOf(await browser.check('07700900417'))
    assert.match(words, /Same number 07700 900417/)
    assert.match(words, /2 different people told us/)
    assert.match(await browser.check('?!'), /asked-error/)
    assert.equal((await browser.get('/check/safer')).status, 200)
    await browser.submit('/check', '/check/clear').catch(() => {})
    const operator = await signedInStaff(world.house, await addStaff(world.house, world.organisationId, ['operator']))
    assert.equal((await operator.get('/check')).status, 404)
    assert.equal((await operator.post('/check', { asked: '07700900417' })).status, 404)
  })

  it('an answer about an alike number is the same whatever number is registered', async () => {
    const group = (why: string): AnswerGroup => ({
      band: 'possible',
      kind: 'phone',
      how: 'alike',
      asked: '07700 900100',
      why: [why as AnswerGroup['why'][number]],
      reports: 1,
      last: { year: 2025 },
      harms: ['threats'],
      lookOutFor: [],
    })
    const member = await addMember(world.house, 'Looker')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 999 }),
        fc.nat(2),
        fc.integer({ min: 1, max: 9 }),
        async (n, at, by) => {
          const digits = [...String(n).padStart(3, '0')]
          digits[at] = String((Number(digits[at]) + by) % 10)
          const typed = `07700900${String(n).padStart(3, '0')}`
          const registered = `07700900${digits.join('')}`
          const detail = { month: '2025-02', harms: ['threats' as const], lookOutFor: `Also uses ${registered}` }
          await addEntry(world, [{ kind: 'phone', value: registered }], { detail })
          await eventually(() => remembers(world.house, registered), registered)
          const answer = await check(world.house, member, { text: typed })
          if (answer.kind !== 'answer') return
          const alike = answer.groups.filter((each) => each.how === 'alike')
          for (const locale of locales) {
            const html = String(<Answer locale={locale} answer={{ ...answer, groups: alike }} asked={typed} />)
            const shown = textOf(html)
              .replace(/\b20\d\d\b/g, '')
              .replace(/\D/g, '')
            assert.ok(!shown.includes(registered.slice(-6)), 'the registered number')
            assert.ok(!html.includes('Also uses'))
          }
          // Whole answers compared: nothing in one depends on which number it is, only on what was typed and how it differs.
          const own = alike.filter(
            (each) => each.why.length === 1 && each.why[0] === 'one-digit-differs' && each.reports === 1,
          )
          for (const each of own)
            assert.deepEqual(
              { ...each, asked: '', harms: [], last: undefined },
              { ...group('one-digit-differs'), asked: '', harms: [], last: undefined },
            )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('every difference and every harm has its words in every language', () => {
    for (const locale of locales) {
      const answer = {
        kind: 'answer' as const,
        toldReports: [],
        groups: (['identical', 'alike'] as const).map((how) => ({
          band: 'likely' as const,
          kind: 'phone' as const,
          how,
          asked: '1',
          why: [...DIFFERENCE_KINDS],
          reports: 3,
          last: { year: 2026, month: 2 },
          area: 'elsewhere' as const,
          harms: [...harmKinds],
          lookOutFor: ['x'],
        })),
      }
      assert.ok(!String(<Answer locale={locale} answer={answer} asked="1" />).includes('undefined'))
    }
  })
})

/** Every row of every table, as text with bytes in hex, and in base64 where they are sealed. */
async function everything(world: World): Promise<string[]> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      await client.query(`alter table ${name} no force row level security`).catch(() => {})
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      found.push(...rows.map(({ row }) => row))
    }
    return found
  } finally {
    await client.query('rollback')
    await client.end()
  }
}
