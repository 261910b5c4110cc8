// Words of the alarms' page. Staff screens are in English.
import type { AlarmKind } from '#platform/alarms/raise-alarm.ts'

const kinds: Record<AlarmKind, { title: string; what: string; todo: string }> = {
  'checks-one-account': {
    title: 'One account keeps on checking',
    what: 'It reached what an account may check and went on asking.',
    todo: 'A person with a reason can tell you it. If it is a member’s account, a membership worker can stop it.',
  },
  'checks-many-accounts': {
    title: 'Members together check far more than usual',
    what: 'It may be one reader with many accounts. While it lasts each member has five checks an hour; workers are not held back.',
    todo: 'Look whom accounts were given to lately. Tell members that they can ask a worker to check.',
  },
  'openings-many': {
    title: 'Somebody opened more records than they usually do',
    what: 'They were asked for a reason and for a fresh proof of who they are.',
    todo: 'Ask them. A colleague who is ill or a full queue explains it; if nothing does, end their access under Colleagues.',
  },
  'openings-stopped': {
    title: 'Somebody was stopped from opening more records',
    what: 'They opened as many as anybody can in a short time, and tried on.',
    todo: 'Speak to them today. If you are in doubt, end their access under Colleagues first and ask afterwards.',
  },
  'sign-ins-guessed': {
    title: 'Many names are tried at the door',
    what: 'Sign-ins failed under many different names. Nobody is locked out by it, and each further try costs more.',
    todo: 'Nothing opened by this. If it goes on for hours, tell whoever runs the machine.',
  },
  'account-reaching': {
    title: 'An account asks for pages that are not there for it',
    what: 'It asked again and again for what its role does not have, and was shown nothing.',
    todo: 'Ask the person. An old bookmark explains one or two, not many.',
  },
  'receipts-guessed': {
    title: 'Receipts are being guessed',
    what: 'Many well-formed receipts fitted nothing. Guessing one would take far longer than anybody lives.',
    todo: 'Nothing opened by this. If it goes on for hours, tell whoever runs the machine.',
  },
}

export const en = {
  title: 'Alarms',
  intro: 'What the house noticed by itself. Nobody sees an alarm about their own account.',
  none: 'Nothing to look at',
  noneText: 'What is noticed stands here, and is counted beside the link.',
  done: 'Looked at',
  kinds,
  amount: (p: { amount: number }) => (p.amount === 1 ? 'Once' : `${p.amount} times`),
  first: 'First',
  last: 'Last',
  often: 'How often',
  who: 'Whose account',
  house: 'Which house',
  ourHouse: 'Yours',
  otherHouse: 'Another organisation of the Forum',
  service: 'The service as a whole',
  someMember: 'A member’s',
  someWorker: 'Somebody of that organisation',
  reason: 'Their reason',
  note: 'What you found',
  noteHint: 'Kept sealed, for those who may see this alarm. No names of reporters.',
  look: 'I have looked at this',
  lookedBy: (p: { name: string; when: string }) => `${p.name}, ${p.when}`,
  colleague: 'A colleague',
  problems: {
    missing: 'Say in a few words what you found.',
    long: 'Say it in fewer words.',
    expired: 'This page was open for a long time. Please send it once more.',
  },
  marked: 'Kept. Thank you for looking.',
  letter: {
    subject: 'Rowan: something to look at',
    text: (p: { address: string }) =>
      `There is something to look at in Rowan. It is not said here what.\n\nSign in and open Alarms:\n${p.address}/alarms\n`,
  },
}
