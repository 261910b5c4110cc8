// The doorway keeps its numbers: never more inside, never more waiting, nobody forgotten.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fewAtATime, TooBusy } from '../index.ts'

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
