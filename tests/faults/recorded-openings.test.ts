// Abuse 13 and P10: every opening of a sealed record leaves its entry in the audit before it is shown. Each kind is opened through
// its real page and its entry found; where the entry cannot be written or linked, nothing is shown.
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  type SentReport,
  type Team,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, staffCookie } from '#safety/alerts/tests/browse.ts'
import { registerStaff as desk } from '#safety/desk/staff.tsx'
import { changeConsent } from '#safety/reporting/change-consent.ts'
import { beginDraft } from '#safety/reporting/keep-draft.ts'
import { registerPublic } from '#safety/reporting/public.tsx'
import { newReportSession, type ReportSession } from '#safety/reporting/report-session.ts'
import { writeToReporter } from '#safety/reporting/write-to-reporter.ts'
import { registerStaff as casework } from '#support/casework/staff.tsx'

const secret = 'a lantern hung under the ninth arch'
const wish = { callMe: 'Robin', how: '07700 900456', when: 'after ten', never: 'say you are the dentist' }

let world: World
let team: Team
let atDesk: Browser
let atSupport: Browser
let report: SentReport
let publicApp: Hono

/** A page that shows something sealed, a piece of what was sealed, and the entry its opening must leave. */
type Opening = {
  name: string
  get(): Promise<{ status: number; text: string }>
  shows: string
  kind: string
  record(): string
}
let openings: Opening[]

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  const reader = await addStaff(world, team, ['desk'])
  const worker = await addStaff(world, team, ['caseworker'])
  atDesk = new Browser(appOf(world, 'staff', [desk]), await staffCookie(world, reader))
  atSupport = new Browser(appOf(world, 'staff', [casework]), await staffCookie(world, worker))
  publicApp = appOf(world, 'public', [registerPublic])

  report = await addReport(world, team, { story: secret, harms: ['violence'] })
  await writeToReporter(world.house, reader, report.id, `${secret}, we read`)
  const consent = { purpose: 'support' as const, withheld: [], timing: { kind: 'now' as const } }
  await changeConsent(world.house, report.session, consent, { ...wish, organisationId: team.id })
  const { id: requestId } = await world.house.asActor(report.actor, (tx) =>
    tx.selectFrom('casework.support_request').select('id').where('report_id', '=', report.id).executeTakeFirstOrThrow(),
  )
  await atSupport.submit(`/support/${requestId}`, `/support/${requestId}/take`)

  const draft = newReportSession('web')
  await beginDraft(world.house, draft, (words) => {
    words.content.whoFor = 'me'
  })
  const resumed = { ...draft, isResumed: true, place: { step: 'check' as const, index: 0 } }
  const atDraft = await visitorWith(resumed)
  const atReturn = await visitorWith({ ...report.session, phase: 'return' })

  openings = [
    {
      name: 'a report',
      get: () => atDesk.get(`/desk/${report.id}`),
      shows: secret,
      kind: 'report.opened',
      record: () => report.id,
    },
    {
      name: 'messages',
      get: () => atDesk.get(`/desk/${report.id}`),
      shows: `${secret}, we read`,
      kind: 'messages.opened',
      record: () => report.id,
    },
    {
      name: 'a wish for a worker',
      get: () => atSupport.get(`/support/${requestId}`),
      shows: wish.how,
      kind: 'support-wish.opened',
      record: () => requestId,
    },
    {
      name: 'replies',
      get: () => atReturn.get('/return'),
      shows: `${secret}, we read`,
      kind: 'replies.opened',
      record: () => report.id,
    },
    {
      name: 'a draft come back to',
      get: () => atDraft.get('/report'),
      shows: 'Answered earlier',
      kind: 'draft.opened',
      record: () => draft.reportId ?? '',
    },
  ]
})
after(() => world.close())

async function visitorWith(state: ReportSession): Promise<Browser> {
  const session = world.house.sessions.begin({ report: state })
  await world.house.sessions.save('public', session)
  return new Browser(publicApp, session.cookie)
}

/** As the owner, outside Rowan. */
const plant = (text: string) => asOwner(world, [], (client) => client.query(text))

const entriesOf = async (kind: string, record: string): Promise<number> =>
  await asOwner(world, ['audit.entry', 'audit.link'], async (client) => {
    const { rows } = await client.query<{ amount: number }>(
      `select count(*)::int as amount from audit.entry e join audit.link l using (position)
        where e.kind = $1 and e.record_id = $2`,
      [kind, record],
    )
    return rows[0]?.amount ?? 0
  })

/** Opens it, sees the words, and finds one entry more, linked. */
async function leavesItsEntry(opening: Opening): Promise<void> {
  const before = await entriesOf(opening.kind, opening.record())
  const page = await opening.get()
  assert.equal(page.status, 200)
  assert.ok(page.text.includes(opening.shows), `${opening.name}: nothing was shown`)
  assert.equal(await entriesOf(opening.kind, opening.record()), before + 1, `${opening.name} was opened unrecorded`)
}

/** Asks for the page and finds neither a page nor a piece of what is sealed. */
async function showsNothing(opening: Opening): Promise<void> {
  const page = await opening.get().catch(() => ({ status: 500, text: '' }))
  assert.notEqual(page.status, 200, opening.name)
  assert.ok(!page.text.includes(opening.shows), `${opening.name} was shown`)
}

describe('each opening', () => {
  test('leaves its entry', async () => {
    for (const opening of openings) await leavesItsEntry(opening)
  })

  test('shows nothing where the entry cannot be written', async () => {
    await plant('revoke insert on audit.entry from rowan_app')
    await plant('revoke insert (kind, organisation_id, record_id, detail) on audit.entry from rowan_app')
    try {
      for (const opening of openings) await showsNothing(opening)
    } finally {
      await plant('grant insert (kind, organisation_id, record_id, detail) on audit.entry to rowan_app')
    }
    for (const opening of openings) await leavesItsEntry(opening)
  })

  test('shows nothing where the entry cannot be linked when its transaction ends', async () => {
    await plant('alter table audit.head rename to head_away')
    try {
      for (const opening of openings) await showsNothing(opening)
    } finally {
      await plant('alter table audit.head_away rename to head')
    }
    for (const opening of openings) await leavesItsEntry(opening)
  })

  test('a view without an entry would be seen here: planted for each kind, and found', async () => {
    await plant(`create function public.swallow() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger swallow before insert on audit.entry for each row execute function public.swallow()`)
    try {
      for (const opening of openings)
        await assert.rejects(leavesItsEntry(opening), /was opened unrecorded/, opening.name)
    } finally {
      await plant('drop trigger swallow on audit.entry; drop function public.swallow')
    }
  })
})

describe('in the code', () => {
  const root = join(import.meta.dirname, '..', '..')
  /** Opens without a record, for this reason. */
  const excused: Readonly<Record<string, string>> = {
    'safety/reporting/index.ts': 'the door: names, no opening',
    'safety/reporting/sealed-report.ts': 'the openers themselves',
    'safety/reporting/attachment.ts': 'the openers of files; open-attachment.ts records and opens for the desk',
    'safety/held-reports/seal-held.ts': 'the opener of held words itself',
    'safety/reporting/open-parts.ts':
      'the opener of words that a browser sealed; open-report.ts and work-match.ts record first',
    'safety/reporting/ask-to-seal.ts': 'identifiers on their way to be compared, shown to nobody',
    'safety/reporting/submit-report.ts': 'the writer’s own words on their way to the team, shown to nobody',
    'safety/reporting/hold-report.ts': 'the writer’s own words on their way into holding, shown to nobody',
  }
  const opener = /\b(openForTeam|openHeld|openDraft|openReply|openBody|openWith|openText|openJson|openHead|openFile)\b/

  async function unrecorded(): Promise<string[]> {
    const found: string[] = []
    for await (const path of glob('**/*.{ts,tsx}', { cwd: join(root, 'src/capabilities') })) {
      if (/(^|\/)tests\//.test(path)) continue
      const text = await readFile(join(root, 'src/capabilities', path), 'utf8')
      if (opener.test(text) && !/\brecordAudits?\(/.test(text)) found.push(path)
    }
    return found.sort()
  }

  test('whatever opens what is sealed to a team or a receipt also records, but for a list with reasons', async () => {
    assert.deepEqual(await unrecorded(), Object.keys(excused).sort())
  })
})
