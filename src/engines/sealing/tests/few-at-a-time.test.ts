// The doorway keeps its numbers: never more inside, never more waiting, nobody forgotten.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fewAtATime, type Standing, standingIn, TooBusy } from '../index.ts'

test('never more than the number allowed run, and everybody let in is served in order', async () => {
  const door = fewAtATime({ atOnce: 4, mayWait: 100 })
  let inside = 0
  let most = 0
  const started: number[] = []
  const work = Array.from({ length: 60 }, (_, number) =>
    door.run(async () => {
      started.push(number)
      most = Math.max(most, ++inside)
      await wait(number % 3)
      inside--
      if (number % 7 === 0) throw new Error('planned')
      return number
    }),
  )
  const ended = await Promise.allSettled(work)
  assert.equal(most, 4)
  assert.deepEqual(
    started,
    [...started].sort((a, b) => a - b),
  )
  assert.equal(ended.filter((end) => end.status === 'rejected').length, 9)
  assert.deepEqual(door.load(), { running: 0, waiting: 0 })
})

test('when the waiting places are full the next is refused at once, and the one after a leaver is let in', async () => {
  const door = fewAtATime({ atOnce: 1, mayWait: 2 })
  let leave = () => {}
  const first = door.run(() => new Promise<void>((end) => (leave = end)))
  const second = door.run(async () => 2)
  const third = door.run(async () => 3)
  await assert.rejects(
    door.run(async () => 4),
    TooBusy,
  )
  leave()
  await first
  assert.deepEqual(await Promise.all([second, third]), [2, 3])
  assert.equal(await door.run(async () => 5), 5)
})

/** A doorway whose work ends only when told to, and who was let in, in order. */
function slowDoor(options: Parameters<typeof fewAtATime>[0]) {
  const door = fewAtATime(options)
  const entered: string[] = []
  const refused: string[] = []
  const leaving: (() => void)[] = []
  const ask = (name: string, standing: Partial<Standing>) =>
    standingIn({ lane: 'rest', network: 'n', visit: '-', ...standing }, () =>
      door.run(async () => {
        entered.push(name)
        await new Promise<void>((leave) => leaving.push(leave))
      }),
    ).catch((error) => {
      assert.ok(error instanceof TooBusy)
      refused.push(name)
    })
  const letOneGo = async () => {
    leaving.shift()?.()
    await wait(0)
  }
  return { door, entered, refused, ask, letOneGo, isBusy: () => leaving.length > 0 }
}

test('a flood of guesses takes no place of whoever tells: they are let in, and next but one', async () => {
  const { entered, refused, ask, letOneGo, door } = slowDoor({
    atOnce: 4,
    mayWait: 40,
    kept: { reporter: 8, staff: 4, rest: 2 },
  })
  for (let i = 0; i < 500; i++) void ask(`guess ${i}`, { network: `net ${i % 3}`, visit: `v${i}` })
  await wait(0)
  assert.equal(door.load().waiting, 28)
  for (let i = 0; i < 8; i++) void ask(`teller ${i}`, { lane: 'reporter', network: `home ${i}` })
  void ask('worker', { lane: 'staff' })
  await wait(0)
  assert.ok(refused.every((name) => name.startsWith('guess')))
  // Every second place that becomes free is theirs: eight tellers within sixteen, the worker within four.
  for (let left = 0; left < 16; left++) {
    void ask(`more ${left}`, { network: 'net 0', visit: `m${left}` })
    await letOneGo()
    if (left === 3) assert.ok(entered.includes('worker'))
  }
  for (let i = 0; i < 8; i++) assert.ok(entered.includes(`teller ${i}`), `teller ${i}`)
})

test('in a full lane somebody from where few wait takes the last place of where most do', async () => {
  const { refused, entered, ask, letOneGo } = slowDoor({ atOnce: 1, mayWait: 10 })
  for (let i = 0; i < 30; i++) void ask(`flood ${i}`, { lane: 'reporter', network: 'flood', visit: `f${i % 2}` })
  await wait(0)
  assert.equal(refused.length, 19)
  for (let i = 0; i < 4; i++) void ask(`home ${i}`, { lane: 'reporter', network: `home ${i}` })
  await wait(0)
  assert.deepEqual(
    refused.filter((name) => name.startsWith('home')),
    [],
  )
  // Within four turns and the flood's one each in between, all of them are in.
  for (let left = 0; left < 6; left++) await letOneGo()
  assert.equal(entered.filter((name) => name.startsWith('home')).length, 4)
})

test('behind one address, a visit that asks hundreds of times waits for each of its neighbours’ single ones', async () => {
  const { entered, refused, ask, letOneGo, isBusy } = slowDoor({ atOnce: 1, mayWait: 40 })
  const exit = { lane: 'reporter', network: 'exit' } as const
  for (let i = 0; i < 300; i++) void ask('flooder', { ...exit, visit: 'flooder' })
  await wait(0)
  for (let i = 0; i < 30; i++) void ask(`honest ${i}`, { ...exit, visit: `h${i}` })
  await wait(0)
  assert.deepEqual(
    refused.filter((name) => name !== 'flooder'),
    [],
  )
  for (let left = 0; left < 32; left++) await letOneGo()
  assert.equal(new Set(entered.filter((name) => name !== 'flooder')).size, 30)
  while (isBusy()) await letOneGo()
})
