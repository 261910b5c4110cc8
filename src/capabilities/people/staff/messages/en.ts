// What staff read when they sign in, about their colleagues and about their own sessions.
const browsers = {
  firefox: 'Firefox',
  chrome: 'Chrome or alike',
  safari: 'Safari',
  edge: 'Edge',
  other: 'Another browser',
} as const

export const en = {
  signIn: {
    title: 'Sign in',
    username: 'Username',
    passphrase: 'Passphrase',
    code: 'Code',
    codeHint: 'Six digits, from the app on your phone. A code works once.',
    button: 'Sign in',
    errors: {
      username: 'Type your username',
      passphrase: 'Type your passphrase',
      code: 'Type the six digits your app shows now',
      together: 'These three do not go together. Check each one, and use a new code',
      wait: 'Too many tries under this name. Wait a few minutes, then try again',
      expired: 'This page was open for too long. Type your passphrase and a new code again',
      busy: 'Many people are signing in at this moment. Try again in a few seconds',
    },
    signedOut: 'You are signed out.',
  },
  stepUp: {
    title: 'Is it you?',
    why: 'What comes next is heavy: it touches keys, people’s accounts or much at once. So prove once more that you are the one who signed in. It counts for five minutes.',
    undone:
      'What you pressed has not been done, and nothing you typed there was kept. After this you are led back to that page: press it once more.',
    undoneBack: 'You have proved that it is you. What you pressed before has not been done yet: press it once more.',
    button: 'It is me',
    errors: {
      passphrase: 'Type your passphrase',
      code: 'Type the six digits your app shows now',
      together: 'These two do not go together. Check both, and use a new code',
      expired: 'This page was open for too long. Type your passphrase and a new code again',
      busy: 'Many people are signing in at this moment. Try again in a few seconds',
    },
  },
  samples: {
    summary: 'Try it as one of the sample people',
    fictional:
      'This is a demonstration. These people are made up, and so is everything they can see. Never put anything real in here.',
    passphrase: 'They all have this passphrase:',
    caption: 'Sample people',
    person: 'Who',
    username: 'Username',
    code: 'Code now',
    fresh: 'A code works once and for about a minute. Load this page again for a new one.',
  },
  rail: {
    desk: 'Alert desk',
    alerts: 'Alerts',
    assist: 'Type in a report',
    check: 'Check someone',
    support: 'My people',
    members: 'Members',
    people: 'Colleagues',
    account: 'My account',
  },
  roles: {
    desk: 'Alert desk',
    adviser: 'Independent adviser',
    caseworker: 'Caseworker',
    outreach: 'Outreach',
    membership: 'Membership',
    police: 'Police liaison',
    coordinator: 'Coordinator',
    operator: 'Runs the machine',
  },
  people: {
    title: 'Colleagues',
    lead: (p: { organisation: string }) =>
      `Who works at ${p.organisation}, and who can open what is sealed to your team. A new colleague reads nothing until one of you gives them the team’s key.`,
    name: 'Name',
    username: 'Username',
    roles: 'What they do',
    key: 'Team’s key',
    action: 'Do',
    since: (p: { when: string }) => `Since the team began, ${p.when}`,
    given: (p: { by: string; when: string }) => `Given by ${p.by}, ${p.when}`,
    waits: 'Waits for the key',
    notNeeded: 'Reads nothing sealed',
    you: 'you',
    give: 'Give the team’s key',
    giveTo: (p: { name: string }) => `to ${p.name}`,
    gave: (p: { name: string }) =>
      `${p.name} can now open what is sealed to your team. It is recorded that you gave the key.`,
    noTeam:
      'Your organisation has no team’s key yet, so nothing can be sealed to it. It begins with the first person who reads reports or supports people.',
    alone:
      'You are the only one here so far. Whoever looks after Rowan’s machine can enter a colleague with you beside them.',
  },
  account: {
    title: 'My account',
    you: 'You',
    name: 'Name',
    username: 'Username',
    organisation: 'Organisation',
    roles: 'What you do',
    nothingYet: 'There is nothing else for you here yet. Nobody’s report, warning or name is shown to you.',
    sessions: 'Where you are signed in',
    sessionsNote:
      'Each of these ends by itself after half an hour without use, and after twelve hours in any case. If one is not yours, end it and change your passphrase.',
    kind: 'Browser',
    kindOf: (p: { browser: keyof typeof browsers; device: 'computer' | 'phone' | 'tablet' }) =>
      `${browsers[p.browser]} on a ${p.device}`,
    kindUnknown: 'Not known',
    started: 'Signed in',
    seen: 'Last used',
    thisOne: 'This one',
    end: 'End it',
    endHidden: (p: { when: string }) => `the session begun ${p.when}`,
    action: 'Do',
    endOthers: 'End all others',
    endAll: 'Sign out everywhere',
    leaveNote:
      '“Leave now”, on every page, ends all of these at once, clears what this browser kept of Rowan and leads to another site. Pressing Esc three times does the same.',
    ended: 'That session is ended.',
    endedOthers: 'All other sessions are ended. Only this one is left.',
    alreadyEnded: 'That session was over already.',
  },
  expired: 'That page was open for too long, so nothing was changed. Try again.',
}
export type StaffWords = typeof en
