// Everything the checker says, in English: the catalogue that the other languages must match.
import type { DifferenceKind, IdentifierKind } from '#engines/matching/index.ts'
import { plural } from '#platform/i18n/messages.ts'
import type { HarmKind } from '#safety/reporting/index.ts'

export const en = {
  title: 'Check',
  heading: 'Check someone',
  hint: 'Phone, car, e-mail or profile name. Part of one is enough.',
  label: 'Phone, car, e-mail or profile name',
  button: 'Check',
  another: 'Check another',
  notKept: 'We don’t keep what you ask.',

  visitor: {
    lead: 'Checking is for members. A worker can also check for you.',
    signIn: 'Sign in to check',
    signInText: 'If you have a pseudonym and a passphrase.',
    worker: 'Ask a worker to check',
    workerText:
      'Any support service of the Forum can check for you: on the phone, on the van or at a drop-in. You need no account and no name.',
    join: 'Become a member',
    joinText:
      'Ask a worker you know. You choose a made-up name. You need no e-mail and no real name. It takes a few minutes.',
  },

  problem: {
    empty: 'Type a phone number, car, e-mail or profile name',
    tooLong: 'Type at most 200 characters: one number, car, e-mail or name at a time',
    notRecognised:
      'We can’t read that. Type a phone number, a car registration, an e-mail or a profile name, or a part of one',
    expired: 'This page had been open for long. Press Check once more',
  },
  limit: {
    title: 'That is a lot of checks',
    hour: 'You can check again when the next hour begins. If you are worried about someone now, a worker can check for you.',
    day: 'You have reached the number of checks for a day. You can check again tomorrow. If you are worried about someone now, a worker can check for you.',
  },

  nothing: 'Nothing found for',
  nothingText: 'This is not an all-clear. Many people are never reported, and numbers and names change.',
  caution: 'Nothing found never means safe. Many people are never reported.',
  safer: 'Ways to stay safer',
  found: (p: { count: number }) => plural('en', p.count, { one: 'One match', other: '# matches' }),

  band: {
    same: { phone: 'Same number', plate: 'Same registration', email: 'Same address', name: 'Same name' },
    certain: 'Same',
    likely: 'Likely the same',
    possible: 'Possible',
  },
  like: {
    phone: 'A number like',
    plate: 'A registration like',
    email: 'An address like',
    name: 'A name like',
  } satisfies Record<IdentifierKind, string>,
  people: (p: { count: number }) =>
    plural('en', p.count, { one: 'One person told us.', other: '# different people told us.' }),
  reports: (p: { count: number }) =>
    plural('en', p.count, { one: 'One report received.', other: '# reports received.' }),
  last: (p: { when: string }) => `Last: ${p.when}.`,
  only: (p: { when: string }) => `One report, ${p.when}.`,
  elsewhere: 'outside Greater Manchester',
  someoneElse: 'This may be someone else.',
  sameNameNote: 'Many people share a name: this may be someone else.',

  fact: { happened: 'What happened', lookOut: 'Look out for', why: 'Why this matched' },
  harm: {
    violence: 'Violence',
    'sexual-violence': 'Sexual violence',
    robbery: 'Took money or things',
    threats: 'Threats',
    stalking: 'Stalking',
    blackmail: 'Blackmail',
    'non-payment': 'Did not pay',
    'time-wasting': 'Wasted time',
    'condom-removal': 'Took the condom off',
    'online-abuse': 'Abuse online',
    other: 'Other harm',
  } satisfies Record<HarmKind, string>,
  why: {
    identical: 'It is what you typed',
    'written-differently': 'It is written differently',
    'letters-for-digits': 'Letters stand for 0 or 1, or the other way round',
    'look-alike': 'Some characters look alike',
    'digits-swapped': 'Two digits are swapped somewhere',
    'one-digit-differs': 'One digit differs somewhere',
    'digit-missing': 'What you typed has one digit too few',
    'digit-extra': 'What you typed has one digit too many',
    'last-digits': 'The last digits are the same',
    'part-of-number': 'Part of the number is the same',
    'part-of-plate': 'Part of the registration is the same',
    'part-given': 'Only part of it was given to us, and that part is the same',
    'characters-swapped': 'Two characters are swapped somewhere',
    'one-character-differs': 'One character differs somewhere',
    'character-missing': 'What you typed has one character too few',
    'character-extra': 'What you typed has one character too many',
    'mailbox-alias': 'Both addresses lead to the same mailbox',
    'part-of-address': 'Part of the address is the same',
    spelling: 'It is spelt a little differently',
    'word-order': 'The words are in another order',
    nickname: 'It is a short or pet form of the name',
    'name-alike': 'The names sound or look alike',
  } satisfies Record<DifferenceKind, string>,

  saferPage: {
    title: 'Ways to stay safer',
    lead: 'Whatever a check says, these help. Use what fits how you work. If something happens, it is never your fault.',
    items: [
      'Tell someone you trust where you are, who with, and when you will call. Agree what they do if you don’t.',
      'Check more than one thing: the number, the car and the name. People change one and keep another.',
      'Speak on the phone first. Listen for others in the background, for pressure, and for a story that changes.',
      'Trust the feeling that something is off. You can stop at any time and owe nobody a reason.',
      'Take the money first and put it out of reach.',
      'Keep your phone charged and within reach. Save 999. If you can’t speak, press 55 when asked.',
      'Know the way out of a room or a car before you need it.',
    ],
    back: 'Back to the check',
  },
}

export type Words = typeof en
