// How long somebody waits after failing to sign in: not at all for slips, then longer and longer, never for ever.

/** Seconds to wait after the n-th failure in a row (the first is 0), the last one for all further. */
export const waits: readonly number[] = [0, 0, 0, 0, 30, 60, 120, 240, 480, 900]

/** Failures older than this are forgotten, so that a bad week does not add up. */
export const forgottenAfterSeconds = 24 * 3600
