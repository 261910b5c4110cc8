// Rows of re-wrapping and of recovery from paper, for the world in which every role tries every table.
import { randomUUID } from 'node:crypto'

type Row = Readonly<Record<string, unknown>>
type Ids = { ours: string; theirs: string; person: string; colleague: string; elsewhere: string }
type Bytes = (length: number) => Buffer

/** One request confirmed for the worker whose rows these are, one that waits for their yes. */
function recoveryOf(organisation_id: string, first: string, second: string, bytes: Bytes) {
  const set = {
    id: randomUUID(),
    organisation_id,
    share_set: '0123abcd',
    public_key: bytes(32),
    threshold: 3,
    shares: 5,
    made_by: first,
  }
  const requests = [first, second].map((requested_by) => ({
    id: randomUUID(),
    organisation_id,
    set_id: set.id,
    requested_by,
  }))
  const confirmations = requests.map(({ id, requested_by }) => ({
    request_id: id,
    organisation_id,
    confirmed_by: requested_by === first ? second : first,
  }))
  return { set, requests, confirmations }
}

/** Of both organisations, in an order that foreign keys accept. */
export function teamKeyRows(ids: Ids, bytes: Bytes, sealed: Buffer): [table: string, rows: Row[]][] {
  const both = [
    recoveryOf(ids.ours, ids.person, ids.colleague, bytes),
    recoveryOf(ids.theirs, ids.elsewhere, ids.colleague, bytes),
  ]
  return [
    [
      'team_keys.rewrap',
      [ids.ours, ids.theirs].map((organisation_id) => ({ id: randomUUID(), organisation_id, to_epoch: 1 })),
    ],
    ['team_keys.recovery_set', both.map(({ set }) => set)],
    [
      'team_keys.recovery_wrap',
      both.map(({ set }) => ({
        set_id: set.id,
        organisation_id: set.organisation_id,
        epoch: 1,
        wrapped: sealed,
      })),
    ],
    ['team_keys.recovery_request', both.flatMap(({ requests }) => requests)],
    ['team_keys.recovery_confirmation', both.flatMap(({ confirmations }) => confirmations)],
  ]
}
