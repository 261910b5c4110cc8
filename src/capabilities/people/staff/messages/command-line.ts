// What is said at the terminal when an organisation or a person is entered. English: it is for whoever looks after the machine.
export const commandWords = {
  organisationSummary: 'Enter an organisation of the Forum',
  organisationUsage:
    'rowan organisation add --slug SLUG --name NAME --kind KIND [--receives-reports] [--offers-support]',
  slug: 'Give --slug: 2 to 40 small letters, digits and hyphens, such as “lantern-house”.',
  slugTaken: (p: { slug: string }) => `There is an organisation “${p.slug}” already. Choose another --slug.`,
  organisationName: 'Give --name: the organisation’s name, 2 to 120 characters.',
  kind: (p: { kinds: string }) => `Give --kind: one of ${p.kinds}.`,
  organisationAdded: (p: { name: string; slug: string }) =>
    `${p.name} is entered. Enter its first person with: rowan staff add --organisation ${p.slug} …`,

  staffSummary: 'Enter somebody who works here, with them at the keyboard',
  staffUsage: 'rowan staff add --organisation SLUG --username USERNAME --name NAME --roles ROLE[,ROLE]',
  roles: (p: { roles: string }) => `Give --roles: one or more of ${p.roles}, with commas between.`,
  organisation: (p: { organisations: string }) =>
    p.organisations
      ? `Give --organisation: one of ${p.organisations}.`
      : 'There is no organisation yet. Begin with: rowan organisation add',
  staffProblems: {
    username: 'Give --username: 3 to 40 small letters, digits, dots, hyphens and underscores.',
    'username-taken': 'Somebody has this username already. Choose another.',
    'display-name': 'Give --name: what colleagues call this person, up to 80 characters.',
    passphrase: 'This passphrase cannot be used. Choose a longer one.',
    roles:
      'These roles do not go together here. Police hold “police” alone, advisers “adviser” alone, and an operator no role that reads reports.',
    organisation: 'This organisation is not known.',
  },
  firstOnly: (p: { name: string }) =>
    `Two people work at ${p.name} already. From now on they invite others themselves, under “Colleagues”: one proposes, the other confirms.`,
  ownPassphrase:
    'Let the person take the keyboard now. They choose their passphrase; nobody else may see it, and nobody can ever read it back.',
  passphrase: 'Passphrase (at least 12 characters, nothing is shown): ',
  passphraseAgain: 'The same once more: ',
  passphrasesDiffer: 'These two differ. Begin again.',
  passphraseProblems: {
    'too-short': 'This is too short: 12 characters at least. Four or five words are easy to keep.',
    'too-long': 'This is too long: 256 characters at most.',
    'too-plain': 'This is too plain: it repeats itself. Four or five different words are easy to keep.',
  },
  nothingTyped: 'Nothing was typed, so nobody was entered.',
  staffAdded: (p: { name: string; organisation: string }) => `${p.name} is entered at ${p.organisation}.`,
  secret: (p: { secret: string; url: string }) =>
    [
      '',
      'For the person’s own phone, now; it is not shown again. In an app for codes (an “authenticator”), add an account by hand with this key:',
      '',
      `  ${p.secret}`,
      '',
      'or open this address on the phone:',
      '',
      `  ${p.url}`,
      '',
    ].join('\n'),
  teamBegun: 'The team begins with this person: from now on reports can be sealed to it, and they can open them.',
  waitForKey: 'They read nothing yet: a colleague who holds the team’s key gives it to them under “Colleagues”.',
  readsNothing: 'Their roles read nothing that is sealed, so they need no key.',
}
