// Swapped envelopes, epochs and owners (P1, P2), done in the database by somebody who owns it: any sealed value of any table put
// into any other row of it. Whoever opens a page afterwards is shown nothing of another's, and nothing that was moved.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { memberAt, type Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, comeBackWith, openAbused, ownerPastPolicies, sendReport, staffIn } from './abuse-world.ts'

/** A page, what of its own it shows, and what of others it must never show. */
type Probe = { name: string; person: Person; path: string; own: string; others: string[]; receipt?: string }
let world: Abused
let owner: pg.Client
const past = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => work(owner)
const probes: Probe[] = []
const reports: { id: string; words: string[] }[] = []

before(async () => {
  world = await openAbused()
  owner = await ownerPastPolicies(world)
  const mash = await past(async (client) => {
    const { rows } = await client.query<{ id: string }>(`select id from organisations.organisation where slug = 'mash'`)
    return rows[0]?.id ?? ''
  })
  const ines = await staffIn(world, 'ines')
  const tess = await staffIn(world, 'tess')
  const told: { story: string; reply: string; wish: string; receipt: string; id: string }[] = []
  for (let count = 0; count < 2; count++) {
    const [story, reply, wish] = [canary(), canary(), canary()]
    const { reportId: id, receipt } = await sendReport(world, {
      'who-for': { whoFor: 'me' },
      story: { story },
      person: { phones: `07700 90057${count}` },
      consents: { purposes: ['count', 'support'] },
      support: { callMe: wish, how: '07700 900100', organisation: mash },
    })
    await ines.submit(`/desk/${id}`, `/desk/${id}/reply`, { reply })
    told.push({ story, reply, wish, receipt, id })
    reports.push({ id, words: [story, reply] })
  }
  for (const [index, mine] of told.entries()) {
    const other = told[1 - index]
    assert.ok(other)
    const others = [other.story, other.reply, other.wish]
    probes.push({ name: 'desk', person: ines, path: `/desk/${mine.id}`, own: mine.story, others })
    const back = await comeBackWith(world, mine.receipt)
    probes.push({
      name: 'return',
      person: back,
      path: '/return',
      own: mine.reply,
      others: [...others, mine.story],
      receipt: mine.receipt,
    })
  }
  const wishes = await past(async (client) => {
    const { rows } = await client.query<{ id: string; report: string }>(
      'select id, report_id as report from casework.support_request where report_id = any ($1)',
      [told.map((each) => each.id)],
    )
    return rows
  })
  for (const { id, report } of wishes) {
    const mine = told.find((each) => each.id === report)
    const other = told.find((each) => each.id !== report)
    assert.ok(mine && other)
    await tess.submit(`/support/${id}`, `/support/${id}/take`)
    probes.push({
      name: 'support',
      person: tess,
      path: `/support/${id}`,
      own: mine.wish,
      others: [other.wish, other.story],
    })
  }
  for (const [name, other] of [
    ['Juniper', 'Marigold'],
    ['Marigold', 'Juniper'],
  ] as const)
    probes.push({
      name: 'member',
      person: await memberAt(world.rowan, name),
      path: '/me/account',
      own: `${name.toLowerCase()}@example.org`,
      others: [`${other.toLowerCase()}@example.org`, other],
    })
  for (const probe of probes) assert.ok((await probe.person.get(probe.path)).text.includes(probe.own), probe.name)
})
after(async () => {
  await owner?.end()
  await world.close()
})

type Column = { table: string; name: string }
const sealedColumns = () =>
  past(async (client) => {
    const { rows } = await client.query<Column>(
      `select format('%I.%I', table_schema, table_name) as table, column_name as name from information_schema.columns
        where data_type = 'bytea' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss', 'audit') order by 1, 2`,
    )
    return rows
  })

test('every sealed column of every table, alone and together, exchanged between rows: nothing of another’s is shown', {
  timeout: 280_000,
}, async (t) => {
  const columns = await sealedColumns()
  assert.ok(columns.length > 25, `${columns.length} columns`)
  const byTable = Map.groupBy(columns, (each) => each.table)
  let tried = 0
  let refused = 0
  let byDatabase = 0
  for (const [table, list] of byTable) {
    const names = list.map((each) => each.name)
    const sets = [...names.map((name) => [name]), ...(names.length > 1 ? [names] : [])]
    for (const set of sets) {
      const put = await swapFirst(table, set)
      if (put === 'alone') continue
      if (put === 'refused') {
        byDatabase++
        continue
      }
      tried++
      for (const probe of probes) {
        const page = await probe.person.get(probe.path)
        for (const word of probe.others)
          assert.ok(!page.text.includes(word), `${table} ${set}: ${probe.name} shows another’s`)
        if (page.status !== 200 || !page.text.includes(probe.own)) refused++
      }
      await put.back()
      // A session that found its receipt gone has ended: it comes back with it.
      for (const probe of probes)
        if (probe.receipt && !(await probe.person.get(probe.path)).text.includes(probe.own))
          probe.person = await comeBackWith(world, probe.receipt)
    }
  }
  for (const probe of probes)
    assert.ok((await probe.person.get(probe.path)).text.includes(probe.own), `${probe.name}, put back`)
  assert.ok(tried > 15 && refused > 5, `${tried} exchanged, ${refused} refused`)
  t.diagnostic(`${tried} exchanges, ${byDatabase} refused by the database, ${refused} pages showed less, 0 another’s`)
})

/** Rotates the values of these columns among the rows that have all of them. */
async function swapFirst(table: string, columns: readonly string[]) {
  const key = await past(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = $1::regclass and i.indisprimary`,
      [table],
    )
    return rows.map((row) => row.name)
  })
  if (key.length === 0 || key.some((each) => columns.includes(each))) return 'alone'
  const list = columns.map((each) => `"${each}"`).join(', ')
  const keys = key.map((each) => `"${each}"::text`)
  const rows = await past(async (client) => {
    const found = await client.query<{ key: string[]; values: (Buffer | null)[] }>(
      `select array[${keys.join(', ')}] as key, array[${list}] as values from ${table}
        where ${columns.map((each) => `"${each}" is not null`).join(' and ')}`,
    )
    return found.rows
  })
  if (rows.length < 2) return 'alone'
  const write = (moved: readonly { key: string[]; values: (Buffer | null)[] }[]) =>
    past(async (client) => {
      const where = keys.map((each, at) => `${each} = $${columns.length + at + 1}`).join(' and ')
      const set = columns.map((each, at) => `"${each}" = $${at + 1}`).join(', ')
      // Through values that stand nowhere, so that what must be unique stays so on the way.
      for (const row of rows)
        await client.query(`update ${table} set ${set} where ${where}`, [
          ...row.values.map((value) => value && randomBytes(value.length)),
          ...row.key,
        ])
      for (const row of moved)
        await client.query(`update ${table} set ${set} where ${where}`, [...row.values, ...row.key])
    })
  const moved = rows.map((row, at) => ({ key: row.key, values: rows[(at + 1) % rows.length]?.values ?? [] }))
  try {
    await write(moved)
  } catch {
    return 'refused'
  }
  return { back: () => write(rows) }
}

test('a report given to another organisation, or to another epoch, opens for nobody there', async () => {
  const ruth = await staffIn(world, 'ruth')
  const [report] = reports
  assert.ok(report)
  const changes = [
    `organisation_id = (select organisation_id from staff.person where username = 'ruth')`,
    'epoch = 2',
    `epoch = 0`,
  ]
  for (const change of changes) {
    const was = await past(async (client) => {
      const { rows } = await client.query<{ organisation_id: string; epoch: number }>(
        'select organisation_id, epoch from reporting.report where id = $1',
        [report.id],
      )
      await client.query(`update reporting.report set ${change} where id = $1`, [report.id])
      return rows[0]
    })
    for (const person of [ruth, await staffIn(world, 'joan')]) {
      const page = await person.get(`/desk/${report.id}`)
      for (const word of report.words) assert.ok(!page.text.includes(word), change)
    }
    await past((client) =>
      client.query('update reporting.report set organisation_id = $2, epoch = $3 where id = $1', [
        report.id,
        was?.organisation_id,
        was?.epoch,
      ]),
    )
  }
  const joan = await staffIn(world, 'joan')
  assert.ok((await joan.get(`/desk/${report.id}`)).text.includes(report.words[0] ?? ''))
})
