// Laws of the chain: whatever is done to a run of entries is found, at the first entry that is wrong.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  type ChainFault,
  chainStart,
  chainWalk,
  checkpointFile,
  checkpointSigner,
  isSigned,
  linkHash,
  readCheckpointFile,
  type StoredLink,
} from '../index.ts'

const entry = fc.record({
  atMicros: fc.bigInt(0n, 4_000_000_000_000_000n),
  kind: fc.constantFrom('report.opened', 'alert.published', 'key.given'),
  roles: fc.constantFrom('desk', 'desk,caseworker', 'task-import', ''),
  actorId: fc.constantFrom('', '0b9c1f0e-0000-4000-8000-000000000001'),
  organisationId: fc.constantFrom('', '0b9c1f0e-0000-4000-8000-000000000002'),
  recordId: fc.oneof(fc.constant(''), fc.uuid()),
  detail: fc.constantFrom('{}', '{"part":"answers"}', '{"amount":3}'),
})
type Entry = NonNullable<StoredLink['entry']>

function chainOf(entries: readonly Entry[]): StoredLink[] {
  let previous = chainStart
  return entries.map((each, i) => {
    const hash = linkHash({ ...each, sequence: i + 1 }, previous)
    const link = { sequence: i + 1, previous, hash, entry: each }
    previous = hash
    return link
  })
}

type Kept = { sequence: number; hash: Uint8Array }
function walk(links: readonly StoredLink[], kept: readonly Kept[] = []): ChainFault | undefined {
  const chain = chainWalk(kept)
  for (const link of links) {
    const fault = chain.take(link)
    if (fault) return fault
  }
  return chain.end()
}

const chains = fc
  .array(entry, { minLength: 3, maxLength: 25 })
  .chain((entries) =>
    fc.record({ entries: fc.constant(entries), at: fc.nat(entries.length - 1), to: fc.nat(entries.length - 1) }),
  )
const changed = (one: Entry): Entry => ({ ...one, kind: `${one.kind}-x` })
const lastOf = (links: readonly StoredLink[]): Kept => links.at(-1)!

describe('the chain', () => {
  test('an untouched chain has no fault, with every checkpoint ever signed', () => {
    fc.assert(
      fc.property(chains, ({ entries }) => {
        const links = chainOf(entries)
        assert.equal(walk(links, links), undefined)
      }),
    )
  })

  test('each field of an entry counts: any change of any of them is found at that entry', () => {
    fc.assert(
      fc.property(chains, fc.nat(6), ({ entries, at }, which) => {
        const links = chainOf(entries)
        const old = links[at]!.entry!
        const name = (['kind', 'roles', 'actorId', 'organisationId', 'recordId', 'detail', 'atMicros'] as const)[which]!
        const edited = { ...old, [name]: name === 'atMicros' ? old.atMicros + 1n : `${old[name]}x` }
        links[at] = { ...links[at]!, entry: edited }
        assert.deepEqual(walk(links), { what: 'edited', sequence: at + 1 })
      }),
    )
  })

  test('what one field loses another cannot gain: moving a letter between neighbours is found', () => {
    const one = {
      atMicros: 1n,
      kind: 'report.opened',
      roles: 'desk',
      actorId: '',
      organisationId: '',
      recordId: '',
      detail: '{}',
    }
    const other = { ...one, kind: 'report.opene', roles: 'ddesk' }
    assert.notDeepEqual(linkHash({ ...one, sequence: 1 }, chainStart), linkHash({ ...other, sequence: 1 }, chainStart))
  })

  test('two entries that changed places are found at the first of them', () => {
    fc.assert(
      fc.property(chains, ({ entries, at, to }) => {
        const links = chainOf(entries)
        const [low, high] = at < to ? [at, to] : [to, at]
        fc.pre(low !== high)
        const swapped = links.map((link) => ({ ...link }))
        swapped[low] = { ...links[high]!, sequence: low + 1 }
        swapped[high] = { ...links[low]!, sequence: high + 1 }
        assert.deepEqual(walk(swapped), { what: 'out-of-order', sequence: low + 1 })
      }),
    )
  })

  test('an entry taken out is found, its number left open or closed up', () => {
    fc.assert(
      fc.property(chains, ({ entries, at }) => {
        const links = chainOf(entries)
        fc.pre(at < links.length - 1)
        const open = links.filter((_, i) => i !== at)
        assert.deepEqual(walk(open), { what: 'missing', sequence: at + 1 })
        const closed = open.map((link, i) => ({ ...link, sequence: i + 1 }))
        assert.deepEqual(walk(closed), { what: 'out-of-order', sequence: at + 1 })
        const emptied = links.map((link, i) => (i === at ? { ...link, entry: undefined } : link))
        assert.deepEqual(walk(emptied), { what: 'missing', sequence: at + 1 })
      }),
    )
  })

  test('an end cut off, or an earlier copy, is found by a checkpoint and by nothing else', () => {
    fc.assert(
      fc.property(chains, ({ entries, at }) => {
        const links = chainOf(entries)
        fc.pre(at < links.length - 1)
        const cut = links.slice(0, at + 1)
        assert.equal(walk(cut), undefined)
        assert.deepEqual(walk(cut, [lastOf(links)]), { what: 'cut-off', sequence: at + 2, promised: links.length })
      }),
    )
  })

  test('a chain computed anew after an edit is found, between the checkpoints that enclose it', () => {
    fc.assert(
      fc.property(chains, ({ entries, at, to }) => {
        const links = chainOf(entries)
        const anew = chainOf(entries.map((each, i) => (i === at ? changed(each) : each)))
        assert.equal(walk(anew), undefined)
        const kept = [links[to]!, lastOf(links)]
        const fault = walk(anew, kept)
        assert.equal(fault?.what, 'rewritten')
        assert.ok(fault.what === 'rewritten' && fault.from <= at + 1 && at + 1 <= fault.sequence)
        if (to < at) assert.equal(fault.from, to + 2)
      }),
    )
  })
})

describe('a checkpoint', () => {
  const signer = checkpointSigner(randomBytes(32))
  const checkpoint = signer.sign({ sequence: 7, count: 7, hash: randomBytes(32), at: new Date('2026-05-01T10:00:00Z') })

  test('is read from its file as it was signed', () => {
    const read = readCheckpointFile(checkpointFile(checkpoint, signer.publicKey))
    assert.ok(read && isSigned(read, signer.publicKey))
    assert.equal(read.sequence, 7)
    assert.deepEqual(Buffer.from(read.publicKey), Buffer.from(signer.publicKey))
  })

  test('counts for nothing once any part of it is changed, or under another key', () => {
    const others = [
      { ...checkpoint, sequence: 8 },
      { ...checkpoint, count: 8 },
      { ...checkpoint, hash: randomBytes(32) },
      { ...checkpoint, at: new Date('2026-05-01T10:00:01Z') },
      { ...checkpoint, signature: randomBytes(64) },
    ]
    for (const other of others) assert.equal(isSigned(other, signer.publicKey), false)
    assert.equal(isSigned(checkpoint, checkpointSigner(randomBytes(32)).publicKey), false)
    assert.equal(isSigned(checkpoint, randomBytes(31)), false)
  })

  test('a file of anything else is no checkpoint, whatever it holds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readCheckpointFile(text) === undefined))
    const file = JSON.parse(checkpointFile(checkpoint, signer.publicKey)) as Record<string, unknown>
    for (const name of ['what', 'sequence', 'count', 'hash', 'at', 'signature', 'publicKey'])
      for (const bad of [undefined, null, -1, 0, 'x', '', {}, []])
        assert.equal(readCheckpointFile(JSON.stringify({ ...file, [name]: bad })), undefined, name)
  })

  test('the same seed signs under the same key, so that a restored service is the same signer', () => {
    const seed = randomBytes(32)
    assert.deepEqual(checkpointSigner(seed).publicKey, checkpointSigner(seed).publicKey)
    assert.throws(() => checkpointSigner(randomBytes(16)), TypeError)
  })
})
