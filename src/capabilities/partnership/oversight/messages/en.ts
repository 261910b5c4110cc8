// The words of oversight. English alone: staff screens are written in English.
import type { StaffRole } from '#permissions/matrix.ts'
import type { FieldError } from '../forms.ts'
import type { AskedFor, Asker, Basis, Decision, LegalRequest, Part, Power } from '../legal-request.ts'

const askers: Record<Asker, string> = {
  police: 'Police',
  court: 'A court',
  prosecutor: 'A prosecutor',
  'social-services': 'Social services',
  immigration: 'Immigration authorities',
  'other-authority': 'Another authority',
  lawyer: 'A lawyer',
  'person-named': 'Somebody who thinks they are named here',
  ourselves: 'Nobody: one of us saw a danger',
}

const powers: Record<Power, string> = {
  'court-order': 'A court’s order',
  warrant: 'A search warrant',
  'statutory-notice': 'A notice under a law',
  'demand-for-keys': 'A demand for keys',
  'subject-access': 'A person’s right to see what is held about them',
  voluntary: 'None: they ask for it to be given freely',
  'danger-to-life': 'A danger to somebody’s life',
  'child-at-risk': 'A child at risk',
}

const askedFor: Record<AskedFor, string> = {
  'one-report': 'One report',
  reports: 'Several reports',
  identifiers: 'Numbers, plates, names',
  messages: 'Messages with somebody who told us',
  members: 'Members',
  staff: 'People who work here',
  logs: 'Records of who did what',
  keys: 'Keys',
  everything: 'Everything',
}

const decisions: Record<Decision, string> = {
  refuse: 'Refuse',
  'nothing-held': 'Answer that nothing of it is held',
  narrow: 'Hand over a part',
  comply: 'Hand over what is asked for',
}

const bases: Record<Basis, string> = {
  'legal-order': 'The law orders it',
  'danger-to-life': 'A life is in danger',
  'child-at-risk': 'A child is at risk',
}

const parts: Record<Part, string> = {
  words: 'What was told',
  identifiers: 'Numbers, plates, names in it',
  messages: 'Messages',
  files: 'Files',
  times: 'When it came and what was done with it',
  contact: 'How to reach somebody',
}

const roles: Partial<Record<StaffRole, string>> = {
  desk: 'alert desk',
  adviser: 'independent adviser',
  caseworker: 'caseworker',
  coordinator: 'coordinator',
}

const standing: Record<LegalRequest['standing'], string> = {
  entered: 'no proposal yet',
  proposed: 'waits for a second person',
  decided: 'decided',
}

const errors: Record<FieldError, string> = {
  choose: 'Choose one',
  chooseSome: 'Choose at least one',
  date: 'Give the day, such as 2026-05-31',
  dateAhead: 'This day is still to come',
  datePast: 'This day has passed: leave it empty if nothing forbids telling',
  dateFar: 'A year at most: a longer ban is decided again when it ends',
  words: 'Write something',
  tooLong: 'This is too long: 5,000 characters at most',
  onlyOrder: 'Only an order of the law can forbid telling',
  reports: 'Paste the address of at least one report, as it stands at the desk',
  tooMany: 'Fifty reports at a time, at most',
}

export const en = {
  expired: 'That page had been open too long. Nothing was changed: please do it again.',
  askers,
  powers,
  askedFor,
  decisions,
  bases,
  parts,
  roles,
  standing,
  errors,
  by: (p: { name: string | undefined; organisation: string; role: string }) =>
    [p.name, p.role, p.organisation].filter(Boolean).join(', '),

  /** What a field is called in the list at the top of a page that came back. */
  fields: {
    asker: 'Who asks',
    power: 'Power',
    askedOn: 'Date',
    asked: 'What they ask for',
    words: 'What it says',
    decision: 'The answer',
    basis: 'Ground',
    parts: 'What',
    tellOn: 'Ban on telling',
    reason: 'Why',
    rejectWhy: 'Why not',
    reports: 'Reports',
  } as Readonly<Record<string, string>>,

  audit: {
    title: 'Audit',
    intro:
      'Rowan writes down who opened, published, changed or handed over what: never the words, only what was done. Each entry is tied to the one before it.',
    what: 'What a checkpoint is',
    whatText: [
      'A checkpoint is a small file that says: so many entries there were, and this is the mark of the last one. Rowan signs it.',
      'Keep one from time to time, somewhere that is yours. If anybody changes an entry later, even whoever runs the machine, your file shows it.',
      'It holds no name, no report and no word of anybody. You may keep it anywhere.',
    ],
    how: 'To check, give your file to whoever runs Rowan and watch them run this beside you:',
    command: 'rowan audit verify --checkpoint FILE',
    newest: 'Download the newest checkpoint',
    none: 'No checkpoint yet',
    noneText: 'The first is made within an hour of the first thing done here.',
    key: 'The key that signs them',
    keyText: 'Ed25519. Write it down once and compare it with the key in each file: it stays the same.',
    caption: 'Checkpoints',
    columns: { sequence: 'Entries', at: 'Signed', file: 'File' },
    download: (p: { sequence: number }) => `Download checkpoint ${p.sequence}`,
    pages: 'Pages',
  },

  register: {
    title: 'Legal requests',
    intro:
      'Whoever asks for what people told us is written down here, whatever the answer was. Nothing leaves without consent unless two people of different organisations or roles agree to it.',
    enter: 'Write down a request',
    caption: 'Requests',
    empty: 'Nobody has asked for anything',
    emptyText: 'A letter from a court, a call from the police, a danger one of you saw: write it down here first.',
    columns: { name: 'Request', from: 'From', power: 'By what power', at: 'Written down', standing: 'State' },
    name: (p: { code: string }) => `Request ${p.code}`,
    pages: 'Pages',
  },

  form: {
    asker: 'Who asks?',
    power: 'By what power?',
    powerHint: 'A call or a friendly letter is no power. Ask for the paper.',
    askedOn: 'Date of the request',
    asked: 'What do they ask for?',
    words: 'What it says, and how it came',
    wordsHint: 'Sealed. Reference, court, name of the officer, the words of the order.',
    save: 'Write it down',
    saved: 'Written down. Now somebody proposes an answer, and a second person looks at it.',
  },

  request: {
    says: 'What it says',
    facts: { from: 'From', power: 'By what power', on: 'Dated', asked: 'Asks for', by: 'Written down by' },
    proposal: 'Proposed answer',
    propose: 'Propose an answer',
    proposeHint: 'Take advice before anything leaves. Refusing and narrowing are always possible first.',
    decision: 'The answer',
    basis: 'If something is handed over: on what ground?',
    partsAllowed: 'If something is handed over: what, at most?',
    tellOn: 'Does the order forbid telling the person? Until which day?',
    tellOnHint: 'Leave empty if it does not. The person is told the day after it ends, with the date.',
    reason: 'Why',
    reasonHint: 'Sealed. What was weighed, whose advice was taken.',
    proposeNow: 'Propose',
    proposed: 'Proposed. It counts for nothing until a second person confirms it.',
    by: 'Proposed by',
    why: 'Why',
    ground: 'Ground',
    may: 'At most',
    telling: 'Told',
    tellingNow: 'at once',
    tellingLater: (p: { day: string }) => `forbidden until ${p.day}, then told`,
    second: 'The second person',
    secondHint: 'Read the request and the reason. You answer for it too.',
    confirm: 'I confirm this answer',
    reject: 'Send it back',
    rejectWhy: 'Why not (for sending it back)',
    confirmed: 'Confirmed. The decision stands.',
    rejected: 'Sent back. Another answer may be proposed.',
    ownWork: 'You proposed this. Somebody else has to look at it.',
    sameHat:
      'You stand in the same role of the same organisation as who proposed this: somebody of another one has to look at it.',
    elsewhere: 'It is not where it was: somebody else has moved it. Look again below.',
    saidConfirmed: 'Confirmed by',
    saidRejected: 'Sent back by',
    handOver: 'Hand over',
    handOverHint:
      'Record it here first, then hand it over. Each person who told is shown a line about it, at once or when the ban ends.',
    reports: 'Reports it is about',
    reportsHint: 'Paste their addresses from the desk, one on a line. Only reports of your own organisation.',
    partsGiven: 'What leaves',
    handNow: 'Record that it leaves',
    handed: (p: { amount: number; told: boolean }) =>
      `Recorded for ${p.amount} ${p.amount === 1 ? 'report' : 'reports'}. ${p.told ? 'Their traces show it now.' : 'Their traces show it when the ban ends.'}`,
    refused: {
      undecided: 'Two people have not agreed to hand anything over.',
      parts: 'This is more than was agreed to.',
      already: 'One of these is recorded here already. Nothing further was recorded for it.',
      'not-held': 'One of these is not a report of your organisation. Nothing was recorded for it.',
    },
    disclosures: 'What left',
    columns: { report: 'Report', parts: 'What', at: 'When', told: 'Told' },
    notTold: (p: { day: string }) => `not before ${p.day}`,
  },
}
