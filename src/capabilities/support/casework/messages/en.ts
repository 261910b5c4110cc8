// The words of casework. English alone: staff screens are written in English, typed so that another language can be added.
import type { ClosedReason, RequestShow, RequestState } from '../support-request.ts'

const count = (amount: number, one: string, other: string) => `${amount} ${amount === 1 ? one : other}`

const show: Record<RequestShow, string> = {
  waiting: 'Waiting',
  mine: 'Mine',
  taken: 'With anybody',
  closed: 'Closed',
}

const states: Record<RequestState, string> = {
  waiting: 'waiting',
  owned: 'taken on',
  contacted: 'contacted',
  closed: 'closed',
  withdrawn: 'taken back',
}

const reasons: Record<ClosedReason, string> = {
  supported: 'They got what they asked for',
  'declined-by-person': 'They do not want it any more',
  'could-not-reach': 'Could not reach them',
  'no-capacity': 'Nobody has the time',
  'referred-on': 'They went on to another service',
}

export const en = {
  title: 'My people',
  expired: 'That page had been open too long. Nothing was changed: please do it again.',
  quicker: 'It is not where it was: somebody else has moved it. Look again below.',
  show,
  states,
  reasons,

  list: {
    caption: 'People who asked for a worker',
    columns: { name: 'Request', state: 'State', asked: 'Asked', due: 'Contact by', owner: 'With', end: 'Ended' },
    /** Requests have no names outside their envelope. */
    name: (p: { code: string }) => `Request ${p.code}`,
    due: 'Contact by',
    dues: { '': 'Any time', late: 'Already past' },
    late: 'late',
    you: 'you',
    nobody: 'nobody',
    total: (p: { total: number }) => count(p.total, 'request', 'requests'),
    pages: 'Pages',
    empty: {
      waiting: 'Nobody waits',
      mine: 'You have taken nothing on',
      taken: 'Nobody has taken anything on',
      closed: 'Nothing closed yet',
    } satisfies Record<RequestShow, string>,
    emptyWaiting:
      'When somebody asks for a worker of your team, it appears here with the time by which they hear from you.',
    emptyOther: 'Change the choice above, or see who waits.',
    toWaiting: 'Who waits',
  },

  request: {
    with: (p: { name: string }) => `with ${p.name}`,
    withYou: 'with you',
    free: 'nobody has taken it on',
    asked: (p: { when: string }) => `Asked ${p.when}`,
    due: (p: { when: string }) => `Contact by ${p.when}`,
    sealed: 'How to reach them is sealed',
    sealedText:
      'It opens for one worker: whoever takes this on. They are told that a worker read it. Take it on only if you can make contact in time.',
    sealedOther: (p: { name: string }) => `${p.name} has taken this on. Only they can read how to reach the person.`,
    take: 'Take this on',
    taken: 'It is with you now.',
    never: 'Never say or leave',
    neverNone: 'They named nothing. Even so: say nothing of Rowan, of a report or of their work to anybody but them.',
    opened: (p: { at: string }) => `Opened ${p.at}, recorded. They can see that a worker read it.`,
    rules: 'Before you make contact',
    how: 'How to reach them',
    when: 'When',
    callMe: 'Call them',
    none: 'They did not say',
    rule: 'Make sure that it is them before you say why you call. If somebody else answers, it was a wrong number.',
    contacted: 'I have contacted them',
    contactedDone: 'Noted. They can see it with their receipt.',
    contactedOn: (p: { when: string }) => `Contacted ${p.when}`,
    handBack: 'Hand back',
    handBackOther: 'Hand it back for them',
    handedBack: 'It waits for somebody again. The time by which they hear from us has not changed.',
    close: 'Close',
    closeLegend: 'How did it end?',
    closeHint: 'Closing removes how to reach them. They can ask again with their receipt.',
    closeNow: 'Close this',
    closeMissing: 'Choose how it ended',
    closed: 'Closed. How to reach them is removed.',
    closedAs: (p: { reason: string; when: string }) => `${p.reason} · ${p.when}`,
    closedText: 'How to reach them was removed when it was closed.',
  },
}
