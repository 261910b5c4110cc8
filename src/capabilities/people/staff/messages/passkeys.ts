// What staff read about passkeys: coming in with one, making, listing and removing their own.
export const passkeyWords = {
  signIn: {
    link: 'Sign in with a passkey',
    title: 'Sign in with a passkey',
    lead: 'Your browser asks for your finger, your face or your PIN. You need no username and no code.',
    button: 'Use my passkey',
    otherWay:
      'Passphrase and code are an equal way in. Use them where this browser has no passkeys or runs no scripts.',
    otherLink: 'Sign in with passphrase and code',
  },
  stepUp: {
    link: 'Prove it with a passkey instead',
    title: 'Prove that it is you',
    lead: 'Your browser asks for your finger, your face or your PIN. Then you are led back.',
    button: 'Use my passkey',
    none: 'You have no passkey that can be used here. Use your passphrase and a code.',
    otherWay: 'Passphrase and code prove it just as well.',
    otherLink: 'Use passphrase and code',
  },
  account: {
    title: 'Passkeys',
    note: 'A passkey on your phone, computer or key ring lets you in with your finger, face or PIN: no passphrase, no code.',
    link: 'See and make your passkeys',
  },
  list: {
    title: 'My passkeys',
    lead: 'A passkey lets you in and opens your own key, as your passphrase does. Nobody can make one for you, and nobody can make one for somebody else.',
    none: 'You have no passkey. Passphrase and code are an equal way in.',
    name: 'Name',
    unnamed: 'Without a name',
    made: (p: { when: string }) => `Made ${p.when}`,
    used: 'Last used',
    never: 'Not yet',
    doubted: 'May have been copied. It opens nothing any more: remove it',
    action: 'Do',
    remove: 'Remove',
    removeHidden: (p: { name: string }) => `the passkey “${p.name}”`,
    make: 'Make a passkey',
    isMade: 'Your passkey is made. You can use it from now on; passphrase and code go on working.',
    removed:
      'That passkey is removed and opens nothing any more. Every other session of yours is ended. Your device may still list it: remove it there too.',
    gone: 'That passkey was removed already.',
    last: 'That passkey is your last way in, so it stays. Make another one first.',
  },
  make: {
    title: 'Make a passkey',
    lead: 'Your browser asks where to keep it and who you are. Some ask twice.',
    synced:
      'If your device copies passkeys to an account of its maker, whoever gets into that account can come in here as you. A passkey that stays on one device or on a key ring does not have that weakness.',
    name: 'A name for it',
    nameHint: 'To tell it from others later, such as “work phone” or “blue key”.',
    button: 'Make the passkey',
    back: 'My passkeys',
  },
  remove: {
    title: 'Remove a passkey',
    ask: (p: { name: string }) => `Remove the passkey “${p.name}”?`,
    text: 'It opens nothing any more from then on. Every other session of yours is ended. Passphrase and code go on working.',
    button: 'Remove it',
  },
  elsewhere: (p: { origin: string }) =>
    `Passkeys belong to one address. Here it is ${p.origin}: open that one to use them.`,
  nowhere:
    'Passkeys need an address with a name and https. Whoever looks after this machine sets it; until then use passphrase and code.',
  problems: {
    wrong:
      'That passkey opens nothing here. It may have been removed, or the page was open for too long. Try once more, or use passphrase and code',
    copied:
      'That passkey may have been copied: its count went back. It opens nothing any more. Use passphrase and code, then remove it',
    noSecret:
      'This browser cannot get from your passkey what opens your key. Use the browser you made it in, or passphrase and code',
    noSecretMade:
      'That passkey was not kept: it cannot hold what opens your key, so it would let you in to nothing. Remove it from your device. Another device or browser may do; passphrase and code are an equal way in',
    already: 'That passkey stands here already',
    tooMany: 'Ten passkeys are the most. Remove one first',
    cancelled: 'No passkey was used: it was stopped, or took too long. Try again, or use passphrase and code',
    unsupported: 'This browser offers no passkeys here, or runs no scripts. Passphrase and code are an equal way in',
    expired: 'That page was open for too long. Try again',
  },
}
export type PasskeyProblem = keyof typeof passkeyWords.problems
