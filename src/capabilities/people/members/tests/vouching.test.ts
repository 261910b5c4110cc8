// Joining by two codes: what brings somebody in, what does not, and that nobody reads out of the database who brought whom.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type MemberActor, task } from '#permissions/actor.ts'
import { check, NEWCOMER_LIMIT_HOUR } from '#safety/checker/check.ts'
import {
  addMember,
  addStaff,
  Browser,
  openWorld,
  passphrase,
  publicApp,
  signedInStaff,
  type World,
} from '#safety/checker/tests/check-world.ts'
import { readAccount } from '../change-account.ts'
import { createMember, memberByFeedToken } from '../index.ts'
import { PSEUDONYM_TRIES } from '../joining/open-account.ts'
import { CODE_DAYS, CODES_A_YEAR, handleOf } from '../joining/standing.ts'
import { findStanding } from '../joining/standing-store.ts'
import { sweepJoining } from '../joining/sweep-joining.ts'
import { giveCode, takeCodesBack } from '../joining/vouch.ts'
import { recover } from '../recovery/recover.ts'
import { signIn } from '../sign-in.ts'
import {
  codeOf,
  day,
  digitsOn,
  makeAccount,
  oldMembers,
  tablesWith,
  typeCodes,
  wholeDatabase,
} from './ways-in-world.ts'

const arabicDigits = (code: string) => code.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? '')

describe('vouching', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  const standingOf = (memberId: string) =>
    world.house.asActor(task('task-joining'), (tx) => findStanding(tx, world.house.keys, memberId))

  it('two codes of two members make an account with recovery words; each code is shown once and works once', async () => {
    const [ann, ben] = await oldMembers(world, ['Voucher Ann', 'Voucher Ben'])
    assert.ok(ann && ben)
    const giver = new Browser(publicApp(world.house))
    await giver.signIn('Voucher Ann')
    await giver.submit('/me/vouch', '/me/vouch')
    const one = digitsOn((await giver.get('/me/vouch')).text)
    assert.equal(digitsOn((await giver.get('/me/vouch')).text), '')
    const two = await codeOf(world, ben)
    const { browser, isIn } = await typeCodes(world, arabicDigits(one), two.replaceAll(' ', '-'))
    assert.ok(isIn)
    const made = await makeAccount(browser, 'Brought Bunting')
    assert.ok(made.isMade)
    assert.equal((await browser.get('/alerts')).status === 404 || (await browser.get('/me')).status === 200, true)
    assert.equal((await signIn(world.house, 'Brought Bunting', passphrase)).ok, true)
    const back = await recover(world.house, {
      pseudonym: 'Brought Bunting',
      words: made.words,
      next: 'nine rivers to a lamp',
    })
    assert.ok(back.ok)
    const standing = await standingOf(back.memberId)
    assert.equal(standing?.standing.by, 'vouch')
    assert.deepEqual(
      standing?.behind.map((each) => each.handle).sort(),
      [ann, ben].map((each) => handleOf(world.house.keys, each.memberId)).sort(),
    )
    assert.equal((await typeCodes(world, one, two)).isIn, false)
    assert.equal(
      await giveCode(world.house, { kind: 'member', memberId: back.memberId, memberKind: 'individual' }),
      undefined,
    )
  })

  it('one member’s two codes, made-up ones, taken back, too old, a leaver’s: one answer for all', async () => {
    const [cat, dan, eve] = await oldMembers(world, ['Voucher Cat', 'Voucher Dan', 'Voucher Eve'])
    assert.ok(cat && dan && eve)
    const ofCat = await codeOf(world, cat)
    const pages = new Set<string>()
    const refused = async (one: string, two: string) => {
      const { browser, isIn } = await typeCodes(world, one, two)
      assert.equal(isIn, false)
      pages.add((await browser.get('/join/codes')).text.replace(/value="[^"]*"/g, ''))
    }
    await refused(ofCat, ofCat)
    await refused(ofCat, await codeOf(world, cat))
    await refused(ofCat, '12345 12345 12345 12345')
    const back = await codeOf(world, dan)
    await takeCodesBack(world.house, dan)
    await refused(ofCat, back)
    const ofEve = await codeOf(world, eve)
    const leaver = new Browser(publicApp(world.house))
    await leaver.signIn('Voucher Eve')
    await leaver.submit('/me/leave', '/me/leave', { confirm: 'yes' })
    await refused(ofCat, ofEve)
    const late = await codeOf(world, dan)
    world.clock.ahead += (CODE_DAYS + 1) * day
    await refused(await codeOf(world, cat), late)
    assert.equal(pages.size, 1)
    assert.match([...pages][0] ?? '', /do not work together/)
  })

  it('new members, venues and projects give no code, and nobody more than a few a year, also twenty at once', async () => {
    const fresh = await addMember(world.house, 'Fresh Finch')
    assert.equal(await giveCode(world.house, fresh), undefined)
    const venue = await createMember(world.house, task('task-demonstration'), {
      pseudonym: 'Venue Vireo',
      passphrase,
      kind: 'venue',
    })
    assert.ok(venue.ok)
    const [fay] = await oldMembers(world, ['Voucher Fay'])
    assert.ok(fay)
    const actor = { kind: 'member', memberId: venue.memberId, memberKind: 'venue' } as const
    assert.equal(await giveCode(world.house, actor), undefined)
    // The kind is asked of the database, not of whoever claims it.
    assert.equal(await giveCode(world.house, { ...actor, memberKind: 'individual' }), undefined)
    const codes = await Promise.all(Array.from({ length: 20 }, () => giveCode(world.house, fay)))
    assert.equal(codes.filter((each) => each !== undefined).length, CODES_A_YEAR)
  })

  it('the same two bring in one a year, also when two newcomers come at the same moment with four codes', async () => {
    const [gus, hal] = await oldMembers(world, ['Voucher Gus', 'Voucher Hal'])
    assert.ok(gus && hal)
    const pairs = [
      [await codeOf(world, gus), await codeOf(world, hal)],
      [await codeOf(world, gus), await codeOf(world, hal)],
    ] as const
    const both = await Promise.all(pairs.map(([one, two]) => typeCodes(world, one, two)))
    const made = await Promise.all(both.map(({ browser }, at) => makeAccount(browser, `Twin Tern ${at}`)))
    assert.equal(made.filter((each) => each.isMade).length, 1)
    assert.match(made.find((each) => !each.isMade)?.page ?? '', /cannot make an account any more/)
  })

  it('the same two codes typed by five at once make one account', async () => {
    const [ida, jon] = await oldMembers(world, ['Voucher Ida', 'Voucher Jon'])
    assert.ok(ida && jon)
    const [one, two] = [await codeOf(world, ida), await codeOf(world, jon)]
    const browsers = await Promise.all(Array.from({ length: 5 }, () => typeCodes(world, one, two)))
    const made = await Promise.all(browsers.map(({ browser }, at) => makeAccount(browser, `Five Fulmar ${at}`)))
    assert.equal(made.filter((each) => each.isMade).length, 1)
  })

  it('codes find out no more than a few names of others, and are gone then', async () => {
    const [kit, lou] = await oldMembers(world, ['Voucher Kit', 'Voucher Lou'])
    assert.ok(kit && lou)
    const { browser } = await typeCodes(world, await codeOf(world, kit), await codeOf(world, lou))
    for (let i = 0; i < PSEUDONYM_TRIES; i++)
      assert.match((await makeAccount(browser, 'voucher KIT')).page, /Somebody has this name/)
    const after = await makeAccount(browser, 'Entirely Free Name')
    assert.equal(after.isMade, false)
    assert.doesNotMatch(after.page, /Somebody has this name/)
  })

  it('a worker stops an account with everybody it brought in, at once, counted and never listed; and lifts it', async () => {
    const [mia, ned] = await oldMembers(world, ['Voucher Mia', 'Voucher Ned'])
    assert.ok(mia && ned)
    const { browser: puppet } = await typeCodes(world, await codeOf(world, mia), await codeOf(world, ned))
    await makeAccount(puppet, 'Puppet Plover')
    const puppetId = await signIn(world.house, 'Puppet Plover', passphrase)
    assert.ok(puppetId.ok)
    const { feedToken } = await readAccount(world.house, {
      kind: 'member',
      memberId: puppetId.memberId,
      memberKind: 'individual',
    })
    assert.equal((await puppet.get('/me')).status, 200)
    const worker = await addStaff(world.house, world.organisationId, ['membership'])
    const staff = await signedInStaff(world.house, worker)
    const stop = async (pseudonym: string, how: string) => {
      await staff.submit('/members/stop', '/members/stop', { pseudonym, how })
      return (await staff.get('/members/stop')).text
    }
    assert.match(await stop('Nobody Known', 'branch'), /No account has this pseudonym/)
    const page = await stop('voucher mia', 'branch')
    assert.match(page, /2 accounts rest/)
    assert.ok(!page.includes('Puppet'))
    assert.equal((await puppet.get('/me')).status, 303, 'a session that was open')
    assert.equal(await memberByFeedToken(world.house, feedToken), undefined)
    assert.deepEqual(await signIn(world.house, 'Puppet Plover', passphrase), { ok: false, why: 'rests' })
    assert.deepEqual(await signIn(world.house, 'Puppet Plover', 'not the passphrase'), { ok: false, why: 'no-match' })
    assert.equal(await giveCode(world.house, mia), undefined)
    assert.equal((await signIn(world.house, 'Voucher Ned', passphrase)).ok, true)
    assert.match(await stop('Voucher Mia', 'lift'), /let in again/)
    assert.equal((await signIn(world.house, 'Puppet Plover', passphrase)).ok, true)
    const desk = await signedInStaff(world.house, world.desk)
    assert.equal((await desk.get('/members/stop')).status, 404)
  })

  it('a code given before its giver came to rest brings nobody in', async () => {
    const [ola, pam] = await oldMembers(world, ['Voucher Ola', 'Voucher Pam'])
    assert.ok(ola && pam)
    const [one, two] = [await codeOf(world, ola), await codeOf(world, pam)]
    const { browser, isIn } = await typeCodes(world, one, two)
    assert.ok(isIn)
    const worker = await addStaff(world.house, world.organisationId, ['membership'])
    const staff = await signedInStaff(world.house, worker)
    await staff.submit('/members/stop', '/members/stop', { pseudonym: 'Voucher Ola', how: 'account' })
    assert.equal((await makeAccount(browser, 'Late Linnet')).isMade, false)
  })

  it('a thief of the whole database finds in no row two members, a handle, a code, or rows of both that changed together', async () => {
    const [quin, rae] = await oldMembers(world, ['Voucher Quin', 'Voucher Rae'])
    assert.ok(quin && rae)
    const [one, two] = [await codeOf(world, quin), await codeOf(world, rae)]
    const waiting = await codeOf(world, quin)
    const { browser } = await typeCodes(world, one, two)
    assert.ok((await makeAccount(browser, 'Graph Grebe')).isMade)
    const known = await signIn(world.house, 'Graph Grebe', passphrase)
    assert.ok(known.ok)
    for (const code of [one, two, waiting])
      for (const form of [code, code.replaceAll(' ', '')]) assert.deepEqual(await tablesWith(world, form), [])
    const ids = [quin.memberId, rae.memberId, known.memberId]
    for (const { table, row } of await wholeDatabase(world)) {
      assert.ok(ids.filter((id) => row.includes(id)).length < 2, `${table} joins two members`)
      for (const id of ids) assert.ok(!row.includes(handleOf(world.house.keys, id)), table)
    }
    const owners = await wholeDatabase(world)
    const codesLeft = owners.filter(({ table }) => table === 'members.vouch_code')
    assert.ok(codesLeft.length > 0 && codesLeft.every(({ row }) => !ids.some((id) => row.includes(id))))
  })

  it('whoever joined by codes checks less for two weeks; whom a worker let in does not', async () => {
    const [uma, vic] = await oldMembers(world, ['Voucher Uma', 'Voucher Vic'])
    assert.ok(uma && vic)
    const { browser } = await typeCodes(world, await codeOf(world, uma), await codeOf(world, vic))
    await makeAccount(browser, 'Curious Curlew')
    const known = await signIn(world.house, 'Curious Curlew', passphrase)
    assert.ok(known.ok)
    const actor = { kind: 'member', memberId: known.memberId, memberKind: 'individual' } as const
    const ask = async (member: MemberActor) => (await check(world.house, member, { text: '07700 900000' })).kind
    for (let i = 0; i < NEWCOMER_LIMIT_HOUR; i++) assert.equal(await ask(actor), 'answer')
    assert.equal(await ask(actor), 'limit')
    const handed = await addMember(world.house, 'Known Knot')
    for (let i = 0; i <= NEWCOMER_LIMIT_HOUR; i++) assert.equal(await ask(handed), 'answer')
    world.clock.ahead += 15 * day
    for (let i = 0; i <= NEWCOMER_LIMIT_HOUR; i++) assert.equal(await ask(actor), 'answer')
  })

  it('after a year it is forgotten who brought whom; codes and marks go with their time', async () => {
    const [sal, tom] = await oldMembers(world, ['Voucher Sal', 'Voucher Tom'])
    assert.ok(sal && tom)
    const { browser } = await typeCodes(world, await codeOf(world, sal), await codeOf(world, tom))
    await makeAccount(browser, 'Forgotten Fieldfare')
    await codeOf(world, sal)
    const known = await signIn(world.house, 'Forgotten Fieldfare', passphrase)
    assert.ok(known.ok)
    for (let night = 0; night < 28; night++) {
      await sweepJoining(world.house)
      world.clock.ahead += day
    }
    assert.equal((await standingOf(known.memberId))?.behind.length, 2)
    world.clock.ahead += 366 * day
    for (let night = 0; night < 28; night++) {
      await sweepJoining(world.house)
      world.clock.ahead += day
    }
    assert.equal((await standingOf(known.memberId))?.behind.length, 0)
    const left = (await wholeDatabase(world)).filter(({ table }) => /vouch_/.test(table))
    assert.deepEqual(left, [])
  })
})
