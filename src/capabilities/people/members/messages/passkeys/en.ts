// What a member reads about passkeys, in English: the catalogue that the other languages must match.
export const en = {
  signIn: {
    link: 'Sign in with a passkey',
    title: 'Sign in with a passkey',
    lead: 'Your browser asks for your finger, your face or your PIN. You type nothing.',
    button: 'Use my passkey',
    otherWay: 'Pseudonym and passphrase are an equal way in, also where a browser has no passkeys or runs no scripts.',
    otherLink: 'Type pseudonym and passphrase',
  },
  list: {
    title: 'Your passkeys',
    lead: 'With a passkey, your phone or computer lets you in with your finger, face or PIN. Your passphrase goes on working.',
    traces:
      'A passkey leaves a trace: your device lists it with the address of this site, and perhaps so does the account that keeps your passwords. Whoever can unlock your device can come in here. If somebody looks through your phone, stay with your passphrase.',
    none: 'You have no passkey.',
    unnamed: 'Without a name',
    copied: 'May have been copied: it opens nothing any more.',
    remove: 'Remove',
    make: 'Make a passkey',
    passphrase: 'Your passphrase',
    passphraseHint: 'So that nobody makes one who only holds your phone for a moment.',
    go: 'Continue',
    isMade: 'Your passkey is made. You can sign in with it from now on.',
    removed:
      'That passkey opens nothing any more, and every other device is signed out. Your device may still list it: remove it there too.',
    gone: 'That passkey was removed already.',
  },
  make: {
    title: 'Make a passkey',
    lead: 'Your browser asks where to keep it, and for your finger, your face or your PIN.',
    name: 'A name for it, if you like',
    nameHint: 'Only you see it.',
    button: 'Make the passkey',
  },
  elsewhere: 'Passkeys belong to one address, and this page has another. Open this one:',
  nowhere: 'There are no passkeys here yet. Pseudonym and passphrase let you in.',
  problem: {
    wrong: 'That passkey opens nothing here. Try once more, or type pseudonym and passphrase',
    copied:
      'That passkey may have been copied. It opens nothing any more: type pseudonym and passphrase, then remove it',
    already: 'You have that passkey already',
    tooMany: 'Ten passkeys are the most. Remove one first',
    cancelled: 'No passkey was used: it was stopped, or took too long. Try again, or use your passphrase',
    unsupported: 'This browser offers no passkeys here, or runs no scripts. Use your passphrase: it is an equal way',
    expired: 'This page had been open for long. Press the button once more',
  },
}

export type Words = typeof en
