// `rowan audit verify` and `rowan audit checkpoint`: for whoever runs the machine, and for a partner who brings a file.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkpointFile, readCheckpointFile, type SignedCheckpoint } from '#engines/audit/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { auditWords as words } from './messages/command-line.ts'
import { ChainBroken, signCheckpoint, signerOf } from './sign-checkpoint.ts'
import { isOurs, verifyAudit } from './verify-audit.ts'

/** A sentence for whoever typed the command; nothing was judged or signed. */
class Refused extends Error {
  override name = 'Refused'
}

type Command = {
  summary: string
  usage: string
  run(house: House, args: readonly string[], out?: Say): Promise<number>
}
type Say = { say(words: string): void }
const standardOutput: Say = { say: (text) => void process.stdout.write(`${text}\n`) }

/** Exit code 0 for a whole audit, 1 for a fault. */
async function verify(house: House, args: readonly string[], out: Say): Promise<number> {
  const kept: SignedCheckpoint[] = []
  for (const file of filesOf(args)) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Refused(words.unreadable({ file }))
    })
    const checkpoint = readCheckpointFile(text)
    if (!checkpoint) throw new Refused(words.notOne({ file }))
    if (!isOurs(house, checkpoint)) throw new Refused(words.notOurs({ file }))
    kept.push(checkpoint)
  }
  const verdict = await verifyAudit(house, kept)
  out.say(verdict.fault ? words.fault(verdict.fault) : words.whole(verdict))
  return verdict.fault ? 1 : 0
}

function filesOf(args: readonly string[]): string[] {
  try {
    const { values } = parseArgs({ args: [...args], options: { checkpoint: { type: 'string', multiple: true } } })
    return values.checkpoint ?? []
  } catch {
    throw new Refused(words.arguments)
  }
}

async function checkpoint(house: House, _args: readonly string[], out: Say): Promise<number> {
  const signed = await signCheckpoint(house, true)
  if (!signed) throw new Refused(words.noEntries)
  out.say(checkpointFile(signed, signerOf(house).publicKey).trimEnd())
  return 0
}

const command = (summary: string, usage: string, run: typeof verify): Command => ({
  summary,
  usage,
  async run(house, args, out = standardOutput) {
    try {
      return await run(house, args, out)
    } catch (error) {
      if (error instanceof Refused) out.say(error.message)
      else if (error instanceof ChainBroken) out.say(words.broken)
      else throw error
      return 1
    }
  },
})

export const auditCommands = {
  'audit verify': command(words.verifySummary, words.verifyUsage, verify),
  'audit checkpoint': command(words.checkpointSummary, words.checkpointUsage, checkpoint),
} as const satisfies Record<string, Command>
