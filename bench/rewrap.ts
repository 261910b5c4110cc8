// How many records a second a team's turn of the key carries over, end to end on a real database, with the ratio to
// a floor of the same run: the engine alone, without a database, which no re-wrap can outrun by more than the second core.
//
// node --import tsx bench/rewrap.ts [records, default 10000]
import { generateKeyPair, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { startRewrap, turnEpoch } from '#people/team-keys/index.ts'
import { openKeysWorld } from '#people/team-keys/tests/keys-world.ts'
import { layDownReports } from '#people/team-keys/tests/many-reports.ts'

const amount = Number(process.argv[2] ?? 10_000)
if (!(amount > 0 && amount <= 1_000_000)) throw new Error('Give the number of records, a million at most')

const [from, to] = [await generateKeyPair(), await generateKeyPair()]
const binding = { organisation: 'organisation', epoch: 1, record: 'record', part: 'report' }
const wrapped = await wrapKey(new Uint8Array(32).fill(7), from.publicKey, binding)
const bareFrom = performance.now()
let bare = 0
for (; performance.now() < bareFrom + 1000; bare++)
  await wrapKey(await unwrapKey(wrapped, from.privateKey, binding), to.publicKey, { ...binding, epoch: 2 })

const world = await openKeysWorld()
try {
  const ines = await world.visit('ines')
  const team = await world.house.asActor(ines.actor, (tx) => currentTeamKey(tx, world.organisationId))
  if (!team) throw new Error('the team has no key')
  await layDownReports(world.database.ownerUrl, team, amount)
  await turnEpoch(world.house, ines)
  const cpu = process.cpuUsage()
  const began = performance.now()
  await (await startRewrap(world.house, await world.visit('ines'))).finished
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const figures = {
    bench: 'rewrap',
    records: amount,
    rewrapsPerSecond: Math.round(amount / seconds),
    perCoreSecond: Math.round((amount * 1e6) / (user + system)),
    floorPerSecond: bare,
    toFloor: Number((amount / seconds / bare).toFixed(2)),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await world.close()
}
