// Limits by visit, network and system: what is free, what a proof or a wait costs, and that each is used once.
import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Clock } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Signer } from '../http/step-token.ts'
import {
  type Act,
  type Allowance,
  allowances,
  bitsFor,
  leastBits,
  mostTimes,
  mostWaiting,
  type Tier,
  throughPerSecond,
  waitFor,
} from './acts.ts'
import { type Bucket, levelOf, pour, seedOf, sweepBuckets } from './bucket-store.ts'
import { networkOf, type TrustedProxies, visitorAddress } from './network.ts'
import { type Challenge, issueChallenge, readProof } from './proof.ts'

export type LimitParts = {
  keys: Signer & { secret(label: string): Uint8Array }
  clock: Clock
  proxies: TrustedProxies
  /** Multiplies what is free; 1 as in acts.ts. */
  scale: number
  /** Bits taken off every challenge: for tests, which would otherwise do nothing but hash. */
  lighter?: number
  /** One transaction of the task that counts. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Who asks, as far as limits know: a session's id, and where the request comes from. */
export type Asker = { c: Context; session: { id: string } | undefined }

export type Verdict = { isFree: true; isPaid: boolean } | { isFree: false; bits: number }

export type Limits = ReturnType<typeof createLimits>

/** How long a price that was asked of a network is offered on its pages beforehand, in milliseconds. */
const rememberedFor = 10 * 60_000

export function createLimits({ keys, clock, proxies, scale, run, lighter = 0 }: LimitParts) {
  const subjectOf = (asker: Asker) => asker.session?.id ?? '-'
  let seed: { day: string; readAt: number; key: Promise<Uint8Array> } | undefined

  /** Drawn from the service key and the day's half in the database; read again each minute, should a crash have emptied it. */
  const keyNow = (): Promise<Uint8Array> => {
    const now = clock.now()
    const day = now.toISOString().slice(0, 10)
    if (seed?.day === day && now.getTime() - seed.readAt < 60_000) return seed.key
    const key = run((tx) => seedOf(tx, day, randomBytes(32))).then((half) =>
      createHmac('sha256', keys.secret('limits')).update(half).digest(),
    )
    seed = { day, readAt: now.getTime(), key }
    key.catch(() => {
      seed = undefined
    })
    return key
  }
  const tagOf = async (name: string): Promise<Buffer> =>
    createHmac('sha256', await keyNow())
      .update(name)
      .digest()

  const networkHere = ({ c }: Asker): string | undefined => {
    const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
    const socket = bindings?.incoming?.socket?.remoteAddress
    return networkOf(visitorAddress(socket, c.req.header('x-forwarded-for'), proxies))
  }
  const bucketOf = async (name: string, { free, perHour }: Allowance, most = mostTimes): Promise<Bucket> => ({
    tag: await tagOf(name),
    free: free * scale,
    most: free * scale * most,
    drain: (perHour * scale) / 3600,
  })
  const ruleOf = (act: Act, tier: Tier) => allowances[act][tier]

  // What was asked lately, by act and network, in this process: so that pages can offer the work before it is asked for.
  const asked = new Map<string, { bits: number; until: number }>()
  const note = (place: string, bits: number) => {
    if (asked.size > 5000) asked.clear()
    asked.set(place, { bits, until: clock.now().getTime() + rememberedFor })
  }

  const inTens = new Map<string, { waiting: number; full: number; readAt: number }>()

  /** True the first time within `seconds`: for what may happen once, and for counting different ones only. */
  const isFirst = async (name: string, seconds: number): Promise<boolean> => {
    const bucket = { tag: await tagOf(`once ${name}`), free: 1, most: 1, drain: 1e-9 + 1 / seconds }
    const answer = await run((tx) => pour(tx, [bucket], clock.now(), false))
    return [...answer.values()].every(({ hadRoom }) => hadRoom)
  }

  return {
    /**
     * Counts one act and says whether it may go on: free, paid for by `proof` (what the form carried), or not yet. What was
     * refused is not counted: somebody who only asks does not raise the price for their neighbours.
     */
    async weigh(asker: Asker, act: Act, proof = '', isWaited = false): Promise<Verdict> {
      const now = clock.now()
      const network = networkHere(asker)
      const names: [Tier, string][] = [['system', `${act} system`]]
      if (network !== undefined) names.push(['network', `${act} network ${network}`])
      if (asker.session) names.push(['visit', `${act} visit ${asker.session.id}`])
      const paid = readProof(keys, act, subjectOf(asker), proof, now, leastBits - lighter)
      const isPaid = isWaited || (paid !== undefined && (await isFirst(`proof ${paid.challenge}`, 3600)))
      const buckets = await Promise.all(
        names.map(async ([tier, name]) => ({ tier, bucket: await bucketOf(name, ruleOf(act, tier)) })),
      )
      const levels = await run((tx) =>
        pour(
          tx,
          buckets.map(({ bucket }) => bucket),
          now,
          isPaid,
        ),
      )
      const over: Partial<Record<Tier, number>> = {}
      for (const { tier, bucket } of buckets) {
        const found = levels.get(Buffer.from(bucket.tag).toString('hex'))
        if (found && !found.hadRoom) over[tier] = Math.max(1, found.level / bucket.free)
      }
      const bits = bitsFor(over)
      if (over.system !== undefined) note(`${act} `, bits)
      if (over.network !== undefined) note(`${act} ${network}`, bits)
      // Somebody's own level may have asked for more than an old, cheaper proof.
      const isEnough = isWaited || (paid !== undefined && (over.visit === undefined || paid.bits + lighter >= bits - 2))
      if (Object.keys(over).length === 0) return { isFree: true, isPaid }
      return isPaid && isEnough ? { isFree: true, isPaid } : { isFree: false, bits }
    },

    /** Work to offer on a page that leads to `act`, when this network or everybody was lately asked for it; else undefined. */
    offer(asker: Asker, act: Act): Challenge | undefined {
      const now = clock.now().getTime()
      const found = [`${act} `, `${act} ${networkHere(asker)}`].flatMap((place) => {
        const each = asked.get(place)
        return each && each.until > now ? [each.bits] : []
      })
      return found.length === 0 ? undefined : this.challenge(asker, act, Math.max(...found))
    },

    challenge: (asker: Asker, act: Act, bits: number): Challenge =>
      issueChallenge(keys, act, subjectOf(asker), bits - lighter, clock.now()),

    /**
     * A place among those who wait without a script: when it is one's turn, in milliseconds since 1970. They are let through one
     * after the other for each network, so many tickets are no quicker than one. Undefined while all places are taken.
     */
    async ticket(asker: Asker, bits: number): Promise<number | undefined> {
      const bucket = await bucketOf(
        `waiting ${networkHere(asker) ?? 'nowhere'}`,
        { free: mostWaiting, perHour: throughPerSecond * 3600 },
        1,
      )
      const answer = await run((tx) => pour(tx, [bucket], clock.now(), false))
      const place = [...answer.values()][0]
      if (!place?.hadRoom) return undefined
      return clock.now().getTime() + Math.max(waitFor(bits), place.level / bucket.drain) * 1000
    },

    isFirst,

    /** Adds one to a count of one's own naming; answers how full it is: above 1 is more than `free`. */
    async count(name: string, allowance: Allowance): Promise<number> {
      const bucket = await bucketOf(`count ${name}`, allowance)
      const answer = await run((tx) => pour(tx, [bucket], clock.now(), true))
      return ([...answer.values()][0]?.level ?? 0) / bucket.free
    },

    /**
     * As `count`, for what everybody adds to at once: each process writes it down in tens, so that nobody waits in line for one
     * row. What it answers may be some tens behind.
     */
    async countInTens(name: string, allowance: Allowance): Promise<number> {
      const mine = inTens.get(name) ?? { waiting: 0, full: 0, readAt: 0 }
      inTens.set(name, mine)
      mine.waiting++
      const now = clock.now().getTime()
      if (mine.waiting < 10 && Math.abs(now - mine.readAt) < 10_000) return mine.full
      const weight = mine.waiting
      mine.waiting = 0
      mine.readAt = now
      const bucket = { ...(await bucketOf(`count ${name}`, allowance)), weight }
      const answer = await run((tx) => pour(tx, [bucket], clock.now(), true))
      mine.full = ([...answer.values()][0]?.level ?? 0) / bucket.free
      return mine.full
    },

    /** How full that count is, without adding to it. */
    async fullness(name: string, allowance: Allowance): Promise<number> {
      const bucket = await bucketOf(`count ${name}`, allowance)
      return (await run((tx) => levelOf(tx, bucket.tag, clock.now()))) / bucket.free
    },

    /** A name for where a request comes from that only this process can read: who shares a network shares its turns. */
    turnOf: (asker: Asker): { network: string; visit: string } => ({
      network: networkHere(asker) ?? 'nowhere',
      visit: subjectOf(asker),
    }),

    /** The network as others may count it: never shown, stored only as a digest. */
    networkHere,

    sweep: (): Promise<void> => run((tx) => sweepBuckets(tx, clock.now())),
  }
}
