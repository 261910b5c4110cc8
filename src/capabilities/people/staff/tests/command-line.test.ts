// The first people, entered at the terminal: each types a passphrase of their own and reads their secret once.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { commands } from '../command-line.ts'
import { NothingTyped, type Terminal } from '../terminal.ts'
import { asOwner, Browser, openWorld, type World } from './staff-world.ts'

const own = 'seven herons on the weir'

class Typist implements Terminal {
  readonly said: string[] = []
  readonly hidden: boolean[] = []
  readonly #answers: string[]
  constructor(...answers: string[]) {
    this.#answers = answers
  }
  say(line: string): void {
    this.said.push(line)
  }
  async ask(_question: string, isHidden = false): Promise<string> {
    this.hidden.push(isHidden)
    const answer = this.#answers.shift()
    if (answer === undefined) throw new NothingTyped()
    return answer
  }
  get text(): string {
    return this.said.join('\n')
  }
}

describe('rowan organisation add, rowan staff add', () => {
  let world: World
  before(async () => {
    world = await openWorld({ demonstration: false })
  })
  after(() => world.close())

  const run = async (name: keyof typeof commands, line: string, ...answers: string[]) => {
    const terminal = new Typist(...answers)
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    return { code: await commands[name].run(world.house, args, terminal), terminal }
  }

  it('an organisation, then its first person, who can sign in and holds the key; the second waits for it', async () => {
    const added = await run(
      'organisation add',
      '--slug lantern --name "Lantern House" --kind support --receives-reports',
    )
    assert.equal(added.code, 0, added.terminal.text)
    const staff = '--organisation lantern --roles desk'
    const first = await run('staff add', `${staff} --username Ida --name "Ida Moss"`, own, own)
    assert.equal(first.code, 0, first.terminal.text)
    assert.ok(first.terminal.hidden.every(Boolean), 'nothing is shown while it is typed')
    assert.ok(!first.terminal.text.includes(own))
    assert.match(first.terminal.text, /The team begins with this person/)
    const url = new URL(/otpauth:\S+/.exec(first.terminal.text)?.[0] ?? '')
    const secret = url.searchParams.get('secret') ?? ''
    assert.ok(first.terminal.text.replaceAll(' ', '').includes(`\n${secret}\n`))

    const second = await run('staff add', `${staff} --username kit --name "Kit Vale"`, own, own)
    assert.match(second.terminal.text, /a colleague who holds the team’s key gives it/)

    const browser = new Browser(world)
    assert.equal((await browser.signIn('ida', secret, { passphrase: own })).location, '/')
    const page = (await browser.get('/people')).text
    assert.match(page, /Since the team began/)
    assert.match(page, /Waits for the key/)
  })

  it('abuse 15: from the third person on nobody comes in here, and nobody who stands here gets another passphrase', async () => {
    assert.deepEqual(Object.keys(commands).sort(), ['organisation add', 'staff add'])
    const before = await asOwner(world, 'select * from staff.credential order by person_id')
    const third = await run('staff add', '--organisation lantern --roles desk --username mal --name Mal', own, own)
    assert.equal(third.code, 1)
    assert.match(third.terminal.text, /From now on they invite others themselves/)
    assert.deepEqual(third.terminal.hidden, [], 'nobody chose a passphrase in vain')
    await run('organisation add', '--slug ember --name "Ember Rooms" --kind support')
    const again = await run('staff add', '--organisation ember --roles desk --username ida --name "Ida Moss"', own, own)
    assert.match(again.terminal.text, /has this username already/)
    assert.deepEqual(await asOwner(world, 'select * from staff.credential order by person_id'), before)
  })

  it('a passphrase that is short, plain or mistyped is asked for again, and the rest is not lost', async () => {
    const answers = ['short', 'abcabcabcabcabc', own, 'something else', own, own]
    const { code, terminal } = await run(
      'staff add',
      '--organisation ember --roles outreach --username ivo --name Ivo',
      ...answers,
    )
    assert.equal(code, 0)
    for (const sentence of [/too short/, /too plain/, /differ/, /need no key/]) assert.match(terminal.text, sentence)
  })

  it('what cannot be is refused before anybody types a passphrase, with what to do', async () => {
    const good = { organisation: 'ember', roles: 'desk', username: 'una', name: 'Una' }
    for (const [change, sentence] of [
      [{ organisation: 'nowhere' }, /one of ember, lantern/],
      [{ roles: 'chief' }, /one or more of desk/],
      [{ roles: 'desk,operator' }, /do not go together/],
      [{ roles: 'police' }, /do not go together/],
      [{ username: 'ida' }, /has this username already/],
      [{ username: 'Ü!' }, /3 to 40/],
      [{ name: '' }, /what colleagues call/],
    ] as const) {
      const args = Object.entries({ ...good, ...change }).map(([key, value]) => `--${key} "${value}"`)
      const { code, terminal } = await run('staff add', args.join(' '), own, own)
      assert.equal(code, 1)
      assert.match(terminal.text, sentence)
      assert.deepEqual(terminal.hidden, [])
    }
    const unknown = await run('staff add', '--role desk')
    assert.match(unknown.terminal.text, /--role/)
    const ended = await run('staff add', '--organisation ember --roles desk --username una --name Una')
    assert.match(ended.terminal.text, /nobody was entered/)
    for (const [line, sentence] of [
      ['--slug lantern --name Other --kind support', /already/],
      ['--slug "no blanks" --name Other --kind support', /--slug/],
      ['--slug other --name Other --kind empire', /one of support/],
    ] as const) {
      const { code, terminal } = await run('organisation add', line)
      assert.equal(code, 1)
      assert.match(terminal.text, sentence)
    }
  })
})
