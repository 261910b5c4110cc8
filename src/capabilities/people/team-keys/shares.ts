// Shares as they come from paper: read, checked against the set that stands, and joined. Pure but for the joining.
import { joinShares, publicKeyOf, readTypedShare, SealError, type TypedShareProblem } from '#engines/sealing/index.ts'

/** What is wrong with what was typed; `sheet` counts the boxes from 1, `group` the groups on the sheet. */
export type SharesProblem =
  | { why: TypedShareProblem['problem']; sheet: number; group?: number }
  | { why: 'other-set'; sheet: number; found: string }
  | { why: 'twice'; sheet: number }
  | { why: 'too-few' | 'not-joined' }

type Wanted = { shareSet: string; threshold: number; publicKey: Uint8Array }

/** The recovery private key of enough sheets of the set that stands, in any order; empty boxes are passed over. */
export async function joinTyped(
  typed: readonly string[],
  wanted: Wanted,
): Promise<{ privateKey: Uint8Array } | { problems: SharesProblem[] }> {
  const problems: SharesProblem[] = []
  const shares: Uint8Array[] = []
  const numbers = new Set<number>()
  for (const [at, text] of typed.entries()) {
    if (text.trim() === '') continue
    const sheet = at + 1
    const read = readTypedShare(text)
    if ('problem' in read) {
      problems.push({ why: read.problem, sheet, ...('group' in read ? { group: read.group } : {}) })
    } else if (read.label.set !== wanted.shareSet) {
      problems.push({ why: 'other-set', sheet, found: read.label.set })
    } else if (numbers.has(read.label.number)) {
      problems.push({ why: 'twice', sheet })
    } else {
      numbers.add(read.label.number)
      shares.push(read.share)
    }
  }
  if (problems.length > 0) return { problems }
  if (shares.length < wanted.threshold) return { problems: [{ why: 'too-few' }] }
  try {
    const privateKey = await joinShares(shares)
    if (Buffer.compare(publicKeyOf(privateKey), wanted.publicKey) === 0) return { privateKey }
    privateKey.fill(0)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
  }
  return { problems: [{ why: 'not-joined' }] }
}
