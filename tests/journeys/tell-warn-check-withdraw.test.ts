// The main job from end to end in a browser, as its seven steps: told once, people warned, anyone can check, the reporter in
// control. Once without scripts and once with, on Rowan as it ships.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { prepareImport, readImportArguments, runImport } from '#safety/reporting/import-command.ts'
import { openBrowser } from '#tests/harness/browser.ts'
import { placeOn } from './pages.ts'
import {
  button,
  eventually,
  press,
  type RunningRowan,
  signInMember,
  signInStaff,
  startRowan,
  tick,
} from './running-rowan.ts'

const legacyLog = join(import.meta.dirname, '..', '..', 'samples', 'legacy', 'reports-log-2019-2024.csv')

/** Words of the report that must not be found where they do not belong. */
const story = 'He parked behind the kestrel mill and would not let me out until I gave the money back.'
const heldBack = 'swallow tattoo behind the ear'
const secrets = ['kestrel', 'swallow', 'dentist', 'Wren']

const textOf = (page: Page) => page.locator('body').innerText()

async function shows(page: Page, ...parts: (string | RegExp)[]): Promise<void> {
  const text = await textOf(page)
  for (const part of parts)
    assert.ok(typeof part === 'string' ? text.includes(part) : part.test(text), `${page.url()} lacks ${part}:\n${text}`)
}

async function hides(page: Page, ...parts: string[]): Promise<void> {
  const html = (await page.content()).toLowerCase()
  for (const part of parts) assert.ok(!html.includes(part.toLowerCase()), `${page.url()} shows “${part}”`)
}

/** The address of every report the desk's list of `show` leads to. */
const listed = async (rowan: RunningRowan, page: Page, show: string): Promise<string[]> => {
  await page.goto(`${rowan.staffUrl}/desk?show=${show}&sort=newest`)
  return page
    .locator('main table a[href^="/desk/"]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
}

const check = async (page: Page, url: string, asked: string): Promise<void> => {
  await page.goto(`${url}/check`)
  await page.fill('[name="asked"]', asked)
  await page.locator('form[action="/check"] button').first().click()
}

/** Letters to an address that stand in the outbox, newest first. */
async function letters(rowan: RunningRowan, page: Page, to: string): Promise<string[]> {
  await page.goto(`${rowan.staffUrl}/outbox`)
  return page.locator('main tbody tr', { hasText: to }).allInnerTexts()
}

/** Everything one run of the journey hands from step to step. */
type Told = { receipt: string; report: string }

for (const javaScriptEnabled of [false, true]) {
  suite(`scripts ${javaScriptEnabled ? 'on' : 'off'}`, { concurrency: false }, () => {
    let rowan: RunningRowan
    let browser: Browser
    const rooms = new Map<string, Page>()
    const told: Told = { receipt: '', report: '' }

    /** A browser of one person's own. */
    const open = async (name: string): Promise<Page> => {
      const context: BrowserContext = await browser.newContext({ javaScriptEnabled, locale: 'en-GB' })
      context.setDefaultTimeout(15_000)
      const own = [rowan.publicUrl, rowan.staffUrl]
      // Leaving leads to another site, which these journeys never reach.
      await context.route(
        (url) => !own.includes(url.origin),
        (route) => route.fulfill({ body: 'elsewhere' }),
      )
      const page = await context.newPage()
      rooms.set(name, page)
      return page
    }
    const room = (name: string): Page => {
      const page = rooms.get(name)
      assert.ok(page, `nobody called ${name} has come yet`)
      return page
    }
    const staff = async (name: string): Promise<Page> => {
      const page = rooms.get(name) ?? (await open(name))
      if (page.url() === 'about:blank') await signInStaff(rowan, page, name)
      return page
    }

    before(async () => {
      rowan = await startRowan()
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await rowan?.close()
    })

    /** On a question's page: still the one address, the way out in reach, and why it is asked. */
    const asks = async (page: Page, place: string) => {
      assert.equal(await placeOn(page), place)
      assert.equal(page.url(), `${rowan.publicUrl}/report`)
      assert.equal(await page.locator('a.leave[href="/leave"]').count(), 1)
      await shows(page, 'In danger now?')
      if (place !== 'check:0') {
        await shows(page, 'Why we ask')
        assert.ok(await button(page, 'skip').isVisible(), `${place} cannot be skipped`)
      }
    }

    test('1. somebody tells what happened, one question a page, and sees before sending who will see what', async () => {
      const page = await open('reporter')
      await page.goto(`${rowan.publicUrl}/report`)
      await shows(page, 'The few times we may act without asking you', 'Just been hurt?')
      await press(page, 'begin')
      await asks(page, 'who-for:0')
      await tick(page, 'whoFor', 'me')
      await press(page, 'continue')

      // The receipt is given at the first save.
      assert.equal(page.url(), `${rowan.publicUrl}/report`)
      told.receipt = await page.locator('.receipt').innerText()
      assert.equal(told.receipt.trim().split(/\s+/).length, 6)
      await page.fill('[name="receipt"]', 'these are not my six words')
      await press(page, 'check')
      await shows(page, 'That is not quite what we gave you')
      await page.fill('[name="receipt"]', told.receipt)
      await press(page, 'check')
      await shows(page, 'That’s right. You have it.')
      await press(page, 'continue')

      await asks(page, 'about:0')
      await tick(page, 'about', 'client')
      await press(page, 'continue')
      await asks(page, 'story:0')
      await page.fill('[name="story"]', story)
      await press(page, 'continue')
      await asks(page, 'harms:0')
      await tick(page, 'harms', 'violence')
      await tick(page, 'harms', 'robbery')
      await press(page, 'continue')
      await asks(page, 'when:0')
      await page.fill('[name="when"]', 'around 2am in March')
      await press(page, 'continue')
      await asks(page, 'where:0')
      await page.selectOption('[name="area"]', 'manchester')
      await press(page, 'continue')
      await asks(page, 'work:0')
      await press(page, 'skip')

      await asks(page, 'person:0')
      await page.fill('[name="phones"]', '07700 900561')
      await page.fill('[name="looks"]', 'a green parka')
      await page.fill('[name="marks"]', heldBack)
      await press(page, 'add')
      await asks(page, 'person:1')
      await shows(page, 'person 2')
      await page.fill('[name="names"]', 'Corvo Blackwater')
      await press(page, 'continue')
      await asks(page, 'vehicle:0')
      await page.fill('[name="registration"]', 'M?19')
      await page.fill('[name="description"]', 'a dented orange hatchback')
      await press(page, 'add')
      await asks(page, 'vehicle:1')
      await page.fill('[name="registration"]', 'hn68wrt')
      await press(page, 'continue')
      await asks(page, 'files:0')
      await press(page, 'skip')

      await asks(page, 'consents:0')
      assert.equal(await page.locator('[name="purposes"]:checked').count(), 0, 'nothing is chosen for them')
      for (const purpose of ['count', 'warn', 'support']) await tick(page, 'purposes', purpose)
      assert.equal(await page.locator('[name="purposes"]').count(), 4, 'only what has a path is offered')
      await press(page, 'continue')
      await asks(page, 'held-back:0')
      await tick(page, 'withheld', 'marks')
      await press(page, 'continue')
      await asks(page, 'timing:0')
      await tick(page, 'timing', 'now')
      await press(page, 'continue')
      await asks(page, 'support:0')
      await page.fill('[name="callMe"]', 'Wren')
      await press(page, 'continue')
      await shows(page, 'Tell us one way to reach you')
      assert.equal(await page.inputValue('[name="callMe"]'), 'Wren', 'what was typed is still there')
      await page.fill('[name="how"]', '07700 900733, text only')
      await page.fill('[name="never"]', 'say you are from the dentist')
      await page.locator('main label', { hasText: 'Manchester Action on Street Health' }).click()
      await press(page, 'continue')

      await asks(page, 'check:0')
      await shows(page, 'What happens when you send it', 'National Ugly Mugs receives it', 'It is counted in figures')
      await shows(page, 'Two people write and check a short warning', 'The warning leaves out: What stands out')
      await shows(page, 'Manchester Action on Street Health contacts you within two days', story, heldBack)

      const ines = await staff('ines')
      const before = await listed(rowan, ines, 'new')
      await press(page, 'send')
      await shows(page, 'We have it. Thank you for telling us', told.receipt)
      const fresh = (await listed(rowan, ines, 'new')).filter((each) => !before.includes(each))
      assert.equal(fresh.length, 1, 'one report has come to the desk')
      told.report = fresh[0] ?? ''
    })

    test('2. the receipt, typed carelessly, leads back, and never to what was told', async () => {
      const page = await open('came back')
      const words = told.receipt.trim().split(/\s+/)
      const careless = words.map((word, i) => (i % 2 ? word.toUpperCase() : `  ${word},`)).join('\n')
      await page.goto(`${rowan.publicUrl}/return`)
      await page.fill('[name="receipt"]', 'no such words at all')
      await press(page, 'enter')
      await shows(page, 'A receipt has six words. We read 5.')
      await page.fill('[name="receipt"]', careless)
      await press(page, 'enter')
      assert.equal(page.url(), `${rowan.publicUrl}/return`)
      await shows(
        page,
        'What happened with it',
        'It is waiting to be read',
        'Received',
        'We never show here what you told us',
      )
      await hides(page, ...secrets, '900561', '900733', 'Corvo', 'parka', 'hatchback', told.receipt)
      await press(page, 'finish')
      await page.goto(`${rowan.publicUrl}/return`)
      await shows(page, 'Type the six words or 20 numbers')
    })

    test('3. the desk writes a warning from picks, a second person publishes it, nobody else sees anything', async () => {
      const ines = await staff('ines')
      const address = rowan.staffUrl + told.report
      await ines.goto(address)
      await ines.locator(`form[action="${told.report}/claim"] button`).click()
      await shows(ines, 'claimed by you')
      assert.match(await ines.content(), /kestrel mill/)
      await hides(ines, '900733', 'dentist')
      const form = ines.locator(`form[action="${told.report}/warning"]`)
      assert.doesNotMatch(await form.innerHTML(), /swallow/, 'what is held back is not offered')
      await tick(ines, 'severity', 'severe')
      await tick(ines, 'fact', 'looks-0')
      await tick(ines, 'fact', 'vehicle-0')
      await form.locator('[name="clue"][value^="phone|whole|"]').check({ force: true })
      await form.locator('[name="clue"][value^="plate|part|"]').check({ force: true })
      await form.locator('[name="clue"][value="plate|whole|HN68WRT"]').check({ force: true })
      await form.locator('button[value="ask"]').click()
      await shows(ines, 'A second person is asked', 'somebody else must check it')
      assert.equal(await ines.locator('button[value="approve"]').count(), 0, 'nobody approves their own warning')

      const joan = await staff('joan')
      await joan.goto(`${rowan.staffUrl}/desk/second`)
      await joan.locator(`main a[href="${told.report}"]`).click()
      await joan.locator('button[value="approve"]').click()
      if ((await joan.locator('[name="answered"]').count()) > 0) {
        await shows(joan, 'Answer every line')
        for (const flag of await joan.locator('[name="answered"]').all()) await flag.check({ force: true })
        await joan.locator('button[value="approve"]').click()
      }
      await shows(joan, 'Published. It is on its way')

      for (const stranger of ['tess', 'bea', 'ruth', 'sam', 'noor', 'ollie']) {
        const page = await staff(stranger)
        const answer = await page.goto(address)
        assert.equal(answer?.status(), 404, `${stranger} finds nothing`)
        await hides(page, ...secrets, '900561')
        const queue = await page.goto(`${rowan.staffUrl}/desk?show=all`)
        if (queue?.status() === 200) await hides(page, told.report)
      }
    })

    test('4. a member sees it in the app and in the feed, and a letter that says nothing is on its way', async () => {
      const member = await open('member')
      await signInMember(rowan, member, 'Juniper')
      await member.goto(`${rowan.publicUrl}/alerts`)
      await shows(member, 'Violence and robbery: Manchester', 'a green parka', 'a dented orange hatchback')
      await hides(member, ...secrets)
      await member.goto(`${rowan.publicUrl}/me/account`)
      const feed = /\S+\/feed\/\S+/.exec(await textOf(member))?.[0] ?? ''
      assert.ok(feed.startsWith(rowan.publicUrl), `the feed’s address stands in the account: ${feed}`)
      const answer = await fetch(feed)
      assert.match(answer.headers.get('content-type') ?? '', /atom\+xml/)
      const atom = await answer.text()
      assert.match(atom, /a green parka/)
      assert.doesNotMatch(atom, /kestrel|swallow/)
      assert.equal((await fetch(`${feed.slice(0, -3)}xyz`)).status, 404, 'another token is nobody’s')

      const joan = room('joan')
      await eventually(
        'a letter to the member',
        async () => (await letters(rowan, joan, 'juniper@example.org')).length >= 3,
      )
      for (const letter of await letters(rowan, joan, 'juniper@example.org')) {
        assert.match(letter, /There is something new for you/)
        assert.doesNotMatch(letter, /violen|robb|warn|sex|manchester|parka|900561/i)
      }
    })

    test('5. a member checks a number written with letters; nothing found is no all-clear; a worker checks for others', async () => {
      const member = room('member')
      await eventually('the checker knows the number', async () => {
        await check(member, rowan.publicUrl, 'o7700 9oo 56I')
        return /Same number/.test(await textOf(member))
      })
      assert.equal(member.url(), `${rowan.publicUrl}/check`, 'what is asked never stands in an address')
      await shows(member, 'Letters stand for 0 or 1', 'One report', 'Nothing found never means safe')
      await hides(member, ...secrets)
      // Part of a plate, as it was glimpsed: which kind of likeness, never the registered value.
      await check(member, rowan.publicUrl, 'HN68 ???')
      await shows(member, 'A registration like', 'Part of the registration is the same', 'This may be someone else')
      await hides(member, 'WRT', 'orange hatchback')
      await check(member, rowan.publicUrl, '020 7946 0321')
      await shows(member, 'Nothing found for', 'This is not an all-clear')
      const bea = await staff('bea')
      await check(bea, rowan.staffUrl, '+44 7700 900561')
      await shows(bea, 'Same number')
      const visitor = await open('visitor')
      await visitor.goto(`${rowan.publicUrl}/check`)
      await shows(visitor, 'Checking is for members')
      assert.equal(await visitor.locator('[name="asked"]').count(), 0)
    })

    test('6. the reporter stops the warning: it is gone everywhere, and the trace shows every use', async () => {
      const page = await open('withdraws')
      await page.goto(`${rowan.publicUrl}/return`)
      await page.fill('[name="receipt"]', told.receipt)
      await press(page, 'enter')
      await shows(page, 'Others have been warned', 'Leaves out: What stands out')
      await press(page, 'open:stop:warn')
      await shows(page, 'Is somebody making you do this?', 'The warning is taken back everywhere it went')
      const joan = room('joan')
      const before = (await letters(rowan, joan, 'juniper@example.org')).length
      await tick(page, 'forced', 'yes')
      await press(page, 'stop:warn')
      await shows(page, 'Stopped. It is being taken back everywhere now', 'The warning is no longer shown')
      await hides(page, 'forced', 'pressure')

      const member = room('member')
      await check(member, rowan.publicUrl, 'o7700 9oo 56I')
      assert.doesNotMatch(await textOf(member), /Same number/, 'the checker answered after the withdrawal')
      await member.goto(`${rowan.publicUrl}/alerts`)
      await shows(member, 'no longer shown', 'This does not mean that the person is safe to meet')
      await hides(member, 'green parka', 'orange hatchback')
      await eventually('a letter that it is no longer shown', async () => {
        const now = await letters(rowan, joan, 'juniper@example.org')
        return now.length === before + 1 && now.some((each) => each.includes('no longer shown'))
      })
      const retraction = (await letters(rowan, joan, 'juniper@example.org')).find((each) => each.includes('no longer'))
      assert.match(retraction ?? '', /does not mean that anything is safe/)

      await page.goto(`${rowan.publicUrl}/return`)
      for (const use of ['Received', 'Opened and read', 'Taken on', 'A warning was begun', 'The warning was sent out'])
        await shows(page, use)
      await shows(page, 'handed to people', 'Somebody checked', 'You stopped something', 'The warning was taken back')
      await shows(page, 'The alert desk', 'A member', 'Rowan')
      await hides(page, 'Ines', 'Joan', 'Juniper', ...secrets)

      const ines = room('ines')
      await ines.goto(`${rowan.staffUrl}/desk?show=all&sort=newest`)
      await shows(ines, 'may be under pressure')
      await ines.goto(rowan.staffUrl + told.report)
      await shows(ines, 'somebody may be forcing them', 'They do not agree to warn', 'Taken back')
    })

    test('7. an organisation’s log is taken in: every row accounted for, and in the desk’s queue', async () => {
      const request = readImportArguments([legacyLog, '--yes', '--json'])
      const run = async () => {
        const out: string[] = []
        const terminal = { out: (text: string) => void out.push(text), err: () => {} }
        assert.equal(await runImport(rowan.house, prepareImport(request, new Date()), terminal), 0)
        return JSON.parse(out.join('')) as Record<'rows' | 'imported' | 'attention' | 'duplicates' | 'blank', number>
      }
      const totals = await run()
      assert.ok(totals.imported > 0 && totals.attention > 0)
      assert.equal(totals.imported + totals.attention + totals.duplicates + totals.blank, totals.rows)
      const again = await run()
      assert.deepEqual(
        [again.rows, again.imported, again.attention],
        [totals.rows, 0, 0],
        'run twice, nothing is doubled',
      )
      const [ines, ruth] = [room('ines'), room('ruth')]
      let standing = 0
      for (const page of [ines, ruth]) {
        await page.goto(`${rowan.staffUrl}/desk?show=all&origin=import`)
        const count = /(\d[\d,]*) reports?\b/.exec(await textOf(page))?.[1] ?? '0'
        standing += Number(count.replace(',', ''))
      }
      assert.equal(standing, totals.imported + totals.attention, 'every stored row stands in a queue')
      await ines.goto(`${rowan.staffUrl}/desk?show=all&origin=import`)
      await ines.locator('main table a[href^="/desk/"]').first().click()
      assert.match(await ines.content(), /Imported from/)
    })

    test('a draft that is resumed names the questions that are answered, never the answers', async () => {
      const page = await open('drafts')
      await page.goto(`${rowan.publicUrl}/report`)
      await press(page, 'begin')
      await press(page, 'skip')
      await press(page, 'skip')
      await asks(page, 'story:0')
      await page.fill('[name="story"]', 'the heron waited')
      await press(page, 'continue')
      const receipt = await page.locator('.receipt').innerText()
      await press(page, 'continue')
      await tick(page, 'harms', 'stalking')
      await press(page, 'stop')
      await shows(page, 'We kept what you wrote')

      const later = await open('resumes')
      await later.goto(`${rowan.publicUrl}/return`)
      await later.fill('[name="receipt"]', receipt)
      await press(later, 'enter')
      assert.equal(later.url(), `${rowan.publicUrl}/report`)
      await shows(later, 'Answered earlier. We don’t show it again here.', 'Not answered')
      await hides(later, 'heron', 'stalking')
      await press(later, 'go:story:0')
      await asks(later, 'story:0')
      await hides(later, 'heron')
      // Exit ends it on this computer.
      await later.locator('a.leave').click()
      await later.waitForURL((url) => url.origin !== rowan.publicUrl)
      await later.goto(`${rowan.publicUrl}/report`)
      await shows(later, 'You can skip any question')
    })

    test('somebody else’s story can only be counted or warned about', async () => {
      const page = await open('third party')
      await page.goto(`${rowan.publicUrl}/report`)
      await press(page, 'begin')
      await tick(page, 'whoFor', 'someone-else')
      await press(page, 'continue')
      await press(page, 'continue')
      while (!(await placeOn(page)).startsWith('consents')) await press(page, 'skip')
      const offered = await page
        .locator('[name="purposes"]')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))
      assert.deepEqual(offered, ['count', 'warn'])
    })

    test('a report about a worker of the alert desk’s own organisation goes to the independent adviser alone', async () => {
      const [ines, ruth] = [room('ines'), room('ruth')]
      const seen = { ines: await listed(rowan, ines, 'all'), ruth: await listed(rowan, ruth, 'new') }
      const page = await open('about a worker')
      await page.goto(`${rowan.publicUrl}/report`)
      await press(page, 'begin')
      await press(page, 'skip')
      await tick(page, 'about', 'worker')
      await page.selectOption('[name="organisation"]', { label: 'National Ugly Mugs' })
      await press(page, 'continue')
      await press(page, 'continue')
      await asks(page, 'route:0')
      await hides(page, '>National Ugly Mugs<')
      await press(page, 'continue')
      await page.fill('[name="story"]', 'their worker asked me for money, by the lapwing')
      await press(page, 'continue')
      while ((await placeOn(page)) !== 'check:0') await press(page, 'skip')
      await shows(page, 'Independent advisers receives it', 'their own organisation does not see it')
      await press(page, 'send')
      await shows(page, 'Independent advisers reads it within 4 hours')
      const fresh = (await listed(rowan, ruth, 'new')).filter((each) => !seen.ruth.includes(each))
      assert.equal(fresh.length, 1)
      await ruth.goto(rowan.staffUrl + fresh[0])
      assert.match(await ruth.content(), /lapwing/)
      assert.deepEqual(await listed(rowan, ines, 'all'), seen.ines)
      assert.equal((await ines.goto(rowan.staffUrl + fresh[0]))?.status(), 404)
    })

    test('nothing went wrong unseen, and nothing that was told stands in the log', () => {
      const log = rowan.logged.join('\n')
      assert.deepEqual(
        rowan.logged.filter((line) => line.includes('"level":"error"')),
        [],
      )
      for (const secret of [...secrets, 'heron', 'lapwing', '900561', told.receipt])
        assert.ok(!log.includes(secret), secret)
    })
  })
}
