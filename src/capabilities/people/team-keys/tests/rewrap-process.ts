// A process that goes on with a re-wrap as one of the demonstration's people, until it is done or killed.
import { sampleVisit } from '#people/staff/index.ts'
import { openRowan } from '#tests/faults/whole-rowan.ts'
import { startRewrap } from '../rewrap.ts'

const [appUrl = '', rootKey = '', username = ''] = process.argv.slice(2)
const { house, close } = await openRowan(
  { ownerUrl: '', appUrl },
  { rootKey: Buffer.from(rootKey, 'hex'), demonstration: false },
)
const { state, finished } = await startRewrap(house, await sampleVisit(house, username))
process.stdout.write(`${state}\n`)
await finished
process.stdout.write('finished\n')
await close()
