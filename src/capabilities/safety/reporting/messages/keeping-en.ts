// Words about how long a report stays, and about a copy of it. English: the others match it.
export const keepingEn = {
  title: 'How long we keep it',
  goes: (p: { when: string }) =>
    `We delete it on ${p.when}, unless a warning from it is still out or a court makes us keep it.`,
  soon: 'You can keep it for another year, or erase it now.',
  later: 'From a year before that day you can ask here to keep it longer. You can erase it at any time.',
  keep: 'Keep it for another year',
  copy: 'A copy of what you told us',
  copyNone: 'You can ask the team for a copy. They first make sure that it is you who asks.',
  copyAsked: 'You asked for a copy. The team writes to you here how they make sure that it is you.',
  copyReady: (p: { when: string }) => `Your copy is ready. You can read it here until ${p.when}.`,
  copyRefused: 'The team could not give a copy. Their reply says why, and how to complain.',
  ask: 'Ask for a copy',
  read: 'Read the copy',
  askTitle: 'Ask for a copy?',
  askWhat: [
    'Whoever holds your receipt can read the copy here while it is ready. If somebody else may have it, take a new receipt first.',
    'The team has up to a month. One of them prepares it, and a second one checks that it tells nothing about other people.',
    'It is shown only here, never sent by post or e-mail, and it goes after 30 days.',
  ],
  askIt: 'Ask for it',
  copyTitle: 'Your copy',
  copyGone: 'This copy can no longer be opened. If you took a new receipt, ask for a copy again.',
  deleteCopy: 'Delete this copy now',
  back: 'Go back',
  done: { keptLonger: 'Saved. We keep it for another year.', copyAsked: 'We have asked the team for a copy.' },
}
