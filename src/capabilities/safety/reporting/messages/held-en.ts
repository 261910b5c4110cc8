// Holding a report until somebody else names the same person: what people read.
export const heldEn = {
  purpose: 'Hold it until somebody else names the same person',
  purposeHint:
    'Nobody reads it until then, and nothing else you tick happens. It needs their phone number, e-mail or plate.',
  cannotHold:
    'We can’t hold this now. To compare, we need a whole phone number, e-mail or number plate. You can add one, change your choice, or try later. Nothing was sent.',
  step: {
    question: 'How many people must have named them?',
    hint: 'You are one of them.',
    two: 'Two: me and one more',
    three: 'Three: me and two more',
    who: (p: { name: string }) =>
      `Then one team, ${p.name}, may open it. They work for none of the services. They talk with you first, through your receipt, and nothing happens unless you say so.`,
    whoUnnamed:
      'Then one team of independent advisers may open it. They work for none of the services. They talk with you first, through your receipt, and nothing happens unless you say so.',
    nobody: 'There is nobody independent to hold it with right now. Choose something else on the page before.',
    more: 'What we promise about this, and what we can’t',
    why: 'You choose how many. Nobody is told that you hold something.',
  },
  check: {
    held: (p: { name: string; people: number }) =>
      `It is held. ${p.name} may open it once ${p.people} different people, you included, hold a report about the same person.`,
    heldBySome: (p: { people: number }) =>
      `It is held. A team of independent advisers may open it once ${p.people} different people, you included, hold a report about the same person.`,
    quiet: 'Until they have talked with each of you, nobody is told that there is somebody else. Not even you.',
    change: 'With your receipt you can change this, send it on or take it back at any time.',
    send: 'Hold it',
  },
  sent: {
    title: 'We are holding it',
    next: 'Nobody reads it. Come back with your receipt now and then: if the adviser wants to talk with you, it stands there.',
  },
  page: {
    lead: (p: { name: string; people: number }) =>
      `It is held with ${p.name} until ${p.people} different people name the same person.`,
    leadUnnamed: (p: { people: number }) => `It is held until ${p.people} different people name the same person.`,
    quiet: 'This page says nothing about others until the adviser has talked with each of you.',
    askedTitle: 'What do you want to happen?',
    asked:
      'The adviser has talked with each of you: somebody else holds a report about the same person. You decide for yours. Until you do, nothing happens.',
    stays: 'You chose to leave it held. You can change your mind.',
    stay: 'Leave it held',
    sendOn: 'Send it on',
    sendOnHint:
      'You choose again who may hear about it. It goes only when you press “Send it”. If you stop before that, it is kept for 30 days.',
    people: 'How many people must have named them?',
    change: 'Change',
    letters: 'Messages from the adviser',
    noLetters: 'None.',
    write: 'Write to the adviser',
    writeHint: 'They can read it only if they may open what you hold.',
    takeBack: 'Take it back and erase it',
  },
}
