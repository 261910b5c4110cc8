// Fictional members of the demonstration. Their passphrases are published: outside it they open nothing.

export const sampleMembers = [
  {
    pseudonym: 'Juniper',
    passphrase: 'three small lanterns',
    kind: 'individual',
    does: 'An individual, Manchester and Salford',
  },
  {
    pseudonym: 'Marigold',
    passphrase: 'seven quiet harbours',
    kind: 'individual',
    does: 'An individual, reads Romanian',
  },
  { pseudonym: 'Lantern House', passphrase: 'green door and kettle', kind: 'venue', does: 'A venue' },
] as const

export const isPublishedPassphrase = (typed: string): boolean =>
  sampleMembers.some((member) => member.passphrase === typed.normalize('NFKC').trim())
