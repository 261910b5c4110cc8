// What `rowan audit …` says. English, like all of the command line.
import type { AuditFault, AuditVerdict } from '../verify-audit.ts'

const faults: { [W in AuditFault['what']]: (fault: Extract<AuditFault, { what: W }>) => string } = {
  edited: ({ sequence }) => `Entry ${sequence} was changed after it was written.`,
  'out-of-order': ({ sequence }) =>
    `Entry ${sequence} does not follow the one before it: it was moved, or something was put in or taken out there.`,
  missing: ({ sequence }) => `Entry ${sequence} is missing.`,
  'cut-off': ({ sequence, promised }) =>
    `Entry ${sequence} and what follows it are missing: ${promised} entries were vouched for. The end was cut off, or an earlier copy was put back.`,
  rewritten: ({ from, sequence }) =>
    from === sequence
      ? `Entry ${sequence} was written anew: it is not the one that was vouched for.`
      : `The audit was written anew from entry ${from} on, or after it and not later than entry ${sequence}: what stands there is not what was vouched for.`,
  unlinked: ({ amount }) =>
    `Entries that belong to no place in the audit: ${amount}. They were put in from outside Rowan.`,
  forged: ({ sequence }) => `The checkpoint kept at entry ${sequence} was not signed by this service.`,
}

export const auditWords = {
  verifyUsage: 'rowan audit verify [--checkpoint FILE] …',
  verifySummary: 'Read the whole audit and name the first entry that was changed; against checkpoints a partner kept',
  checkpointUsage: 'rowan audit checkpoint',
  checkpointSummary: 'Sign the audit so far and print the checkpoint, for a partner to keep',
  fault: (fault: AuditFault) => (faults[fault.what] as (fault: AuditFault) => string)(fault),
  whole: (p: AuditVerdict) =>
    `The audit is whole: ${p.entries} entries, each following the one before, as ${p.checkpoints} checkpoints vouch for.`,
  noEntries: 'Nothing has been recorded yet, so there is nothing to vouch for.',
  unreadable: (p: { file: string }) => `${p.file} cannot be read.`,
  notOne: (p: { file: string }) => `${p.file} is not a checkpoint of Rowan.`,
  notOurs: (p: { file: string }) =>
    `${p.file} was not signed by this service: it was changed, or it comes from another one. Nothing was compared.`,
  broken: 'The audit contradicts its own newest checkpoint, so nothing was signed. Run: rowan audit verify',
  arguments: 'Only --checkpoint FILE may follow.',
}
