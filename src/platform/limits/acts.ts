// Which acts are counted, and how many of each are free before a price is asked. Pages are never counted.

/** A bucket: so many are free at once, and so many an hour drain from it. */
export type Allowance = { free: number; perHour: number }
export type Tier = 'visit' | 'network' | 'system'
export type Act = 'first-save' | 'receipt' | 'sign-in' | 'code' | 'upload'

/**
 * What is free for one visit (a session), one network (/24 or /48: an office, a hostel, a Tor exit) and the whole system. The
 * figures of a network are what a busy shared exit does, not what one person does (docs/adr/0017).
 */
export const allowances: Readonly<Record<Act, Readonly<Record<Tier, Allowance>>>> = {
  'first-save': {
    visit: { free: 4, perHour: 6 },
    network: { free: 40, perHour: 120 },
    system: { free: 400, perHour: 4000 },
  },
  receipt: {
    visit: { free: 8, perHour: 12 },
    network: { free: 40, perHour: 120 },
    system: { free: 400, perHour: 4000 },
  },
  'sign-in': {
    visit: { free: 20, perHour: 30 },
    network: { free: 60, perHour: 180 },
    system: { free: 600, perHour: 6000 },
  },
  code: { visit: { free: 8, perHour: 12 }, network: { free: 30, perHour: 60 }, system: { free: 200, perHour: 1000 } },
  upload: {
    visit: { free: 20, perHour: 60 },
    network: { free: 80, perHour: 240 },
    system: { free: 800, perHour: 8000 },
  },
}

/** Buckets hold at most so many times what is free: who stops flooding does not leave a debt of days to their neighbours. */
export const mostTimes = 16

/** Leading zero bits of a proof: about 16,000 hashes where a limit is just passed, doubled each time the level doubles. */
export const leastBits = 14
/** What the network's and the system's levels may raise it to: a second or two on a computer, some ten on an old phone. */
export const mostShared = 18
/** What one visit's own level may raise it to. */
export const mostBits = 24

/** Seconds of waiting without a script at the limit, and at most. */
export const leastWait = 15
export const mostWait = 120

/** How many who wait are let through for one network, a second; and how many may wait there. */
export const throughPerSecond = 0.5
export const mostWaiting = 240

/** `over`: level by what is free, for each tier that was passed. Doubling a level adds one bit; one's own adds two. */
export function bitsFor(over: Partial<Record<Tier, number>>): number {
  const steps = (times: number | undefined) => Math.max(0, Math.floor(Math.log2(Math.max(1, times ?? 1))))
  const shared = Math.min(mostShared, leastBits + Math.max(steps(over.network), steps(over.system)))
  return Math.min(mostBits, shared + 2 * Math.ceil(2 * Math.log2(Math.max(1, over.visit ?? 1))))
}

/** The same price in seconds, for whoever has no script. */
export const waitFor = (bits: number): number =>
  Math.min(mostWait, Math.round(leastWait * 2 ** (Math.max(0, bits - leastBits) / 3)))
