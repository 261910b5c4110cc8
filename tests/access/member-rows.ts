// Rows of members and of how they join, for the world in which every role tries every table.
import { randomUUID } from 'node:crypto'

type Row = Readonly<Record<string, unknown>>
type Ids = { ours: string; theirs: string; member: string }

/** Two members, and applications to both organisations, in an order that foreign keys accept. */
export function memberRows(
  ids: Ids,
  otherMember: string,
  bytes: (length: number) => Buffer,
  sealed: Buffer,
): [table: string, rows: Row[]][] {
  const both = [ids.member, otherMember]
  const account = { salt: sealed, verifier: sealed, parameters: '{}' }
  return [
    [
      'members.member',
      both.map((id) => ({ id, kind: 'individual', lookup: bytes(32), ...account, sealed_profile: sealed })),
    ],
    ['members.passkey', both.map((member_id) => ({ id: randomUUID(), member_id, lookup: bytes(32), sealed }))],
    ['members.recovery', both.map((member_id) => ({ member_id, ...account }))],
    ['members.standing', both.map((member_id) => ({ member_id, sealed }))],
    ['members.vouch_code', [{ lookup: bytes(32), owner: bytes(32), sealed, expires_on: '2099-01-01' }]],
    ['members.vouch_mark', [{ tag: bytes(32), amount: 1, ends_on: '2099-01-01' }]],
    ['members.stop', [{ tag: bytes(32) }]],
    ['members.intake', [ids.ours, ids.theirs].map((organisation_id) => ({ organisation_id }))],
    [
      'members.application',
      [ids.ours, ids.theirs].map((organisation_id) => ({
        id: randomUUID(),
        lookup: bytes(32),
        organisation_id,
        epoch: 1,
        state: 'waiting',
        body: sealed,
        wrapped_key: sealed,
        received_on: '2026-01-01',
        ends_on: '2099-01-01',
      })),
    ],
  ]
}
