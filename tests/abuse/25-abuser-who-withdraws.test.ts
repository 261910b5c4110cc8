// Abuse 25: an abuser who withdraws somebody's report, with the receipt or standing beside her. The withdrawal works, as it must;
// what she says in private about it reaches the desk, and nothing on any page of his differs by it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Abused, canary, comeBackWith, openAbused, sendReport, staffIn } from './abuse-world.ts'

let world: Abused
before(async () => {
  world = await openAbused()
})
after(() => world.close())

const answers = () => ({
  'who-for': { whoFor: 'me' },
  story: { story: canary() },
  consents: { purposes: ['count', 'warn'] },
  timing: { timing: 'now' },
})
/** Without what differs by chance: tokens, and the proof of that very report. */
const plain = (text: string) =>
  text
    .replaceAll(/name="token" value="[^"]*"/g, '')
    .replaceAll(/<(textarea|p|code|bdi)[^>]*(proof|receipt)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/[A-Za-z0-9_-]{60,}/g, '')
    .replaceAll(/\b(today|yesterday)?,? ?\d{1,2}:\d{2}\b/g, '')

test('forced or not, every page that follows is the same to whoever watches, then and when he comes back', async () => {
  const pages: string[][] = []
  for (const forced of ['yes', 'no', 'skip']) {
    const { receipt } = await sendReport(world, answers())
    const watched = await comeBackWith(world, receipt)
    const seen: string[] = []
    const look = (text: string) => void seen.push(plain(text))
    look((await watched.submit('/return', '/return', { do: 'open:stop:warn' })).text)
    look((await watched.submit('/return', '/return', { do: 'stop:warn', forced })).text)
    look((await watched.get('/return')).text)
    const later = await comeBackWith(world, receipt)
    look((await later.get('/return')).text)
    look((await later.submit('/return', '/return', { do: 'open:allow:warn' })).text)
    pages.push(seen)
  }
  assert.deepEqual(pages[0], pages[1])
  assert.deepEqual(pages[2], pages[1])
})

test('the desk sees that it may have been forced, and sees nothing of the kind where it was not', async () => {
  const ids: Record<string, string> = {}
  for (const forced of ['yes', 'no']) {
    const { receipt, reportId } = await sendReport(world, answers())
    const watched = await comeBackWith(world, receipt)
    await watched.submit('/return', '/return', { do: 'open:stop:warn' })
    await watched.submit('/return', '/return', { do: 'stop:warn', forced })
    ids[forced] = reportId
  }
  const ines = await staffIn(world, 'ines')
  const flag = /forced|forcing|pressure|made to/i
  const main = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? ''
  assert.match(main((await ines.get(`/desk/${ids.yes}`)).text), flag)
  assert.doesNotMatch(main((await ines.get(`/desk/${ids.no}`)).text), flag)
})

test('what he allows again afterwards does not take the flag away', async () => {
  const { receipt, reportId } = await sendReport(world, answers())
  const watched = await comeBackWith(world, receipt)
  await watched.submit('/return', '/return', { do: 'open:stop:warn' })
  await watched.submit('/return', '/return', { do: 'stop:warn', forced: 'yes' })
  await watched.submit('/return', '/return', { do: 'open:stop:count' })
  await watched.submit('/return', '/return', { do: 'stop:count', forced: 'no' })
  await watched.submit('/return', '/return', { do: 'open:allow:warn' })
  await watched.submit('/return', '/return', { do: 'allow:warn', timing: 'now' })
  const ines = await staffIn(world, 'ines')
  assert.match((await ines.get(`/desk/${reportId}`)).text, /forced|forcing|pressure|made to/i)
})
