// What membership workers read. English so far; typed, so that languages can be added.
import type { PseudonymMistake } from '../create-member.ts'
import type { MemberKind } from '../member.ts'

export const staffEn = {
  title: 'Members',
  applications: 'Applications',
  stop: 'Let an account rest',
  make: 'Make an account',
  intro:
    'For somebody you know, or whom somebody you know vouches for. They choose a made-up name. Write down no real name and no e-mail.',
  pseudonym: 'Pseudonym, chosen by the person',
  pseudonymHint: '3 to 40 characters. Not a name they advertise under.',
  kind: 'Kind of account',
  kinds: {
    individual: 'One person',
    venue: 'A venue: sees alerts to pass on, never those about itself',
    project: 'A project: checks and reports for others',
  } satisfies Record<MemberKind, string>,
  kindNames: { individual: 'Individuals', venue: 'Venues', project: 'Projects' } satisfies Record<MemberKind, string>,
  button: 'Make the account',
  made: 'The account is made',
  madeText: 'Hand these over now. The passphrase is shown this once and nobody can look it up again.',
  madePseudonym: 'Pseudonym',
  madePassphrase: 'Passphrase',
  madeNext: 'They sign in on the public pages and can change the passphrase under “Account”.',
  counts: 'Accounts by month',
  countsHint: 'Rowan keeps no list of members, so there is none to show, ask for or take.',
  month: 'Made in',
  total: 'All',
  none: 'No accounts yet',
  noneText: 'Make the first one above.',
  expired: 'This page had been open for long. Press the button once more',
  busy: 'Many passphrases are being made just now. Try again in a few seconds',
  mistakes: {
    'too-short': 'The pseudonym needs at least 3 characters',
    'too-long': 'The pseudonym may have at most 40 characters',
    taken: 'Somebody has this pseudonym. Ask them for another',
  } satisfies Record<PseudonymMistake, string>,
  kindMissing: 'Choose the kind of account',
}
