// The page that says what is promised of a held report and what that rests on.
export const en = {
  title: 'Holding a report',
  lead: 'You can leave what you told us closed until somebody else names the same person.',
  promisesTitle: 'What we promise',
  promises: [
    'Until enough different people hold a report about the same person, nobody can open yours: not the services, not the adviser.',
    'You choose how many: two or three, you included. Nobody counts towards fewer than they asked for.',
    'Then one team opens it, whose name you saw before you chose. They talk with each of you, one by one, and only then tell you that there is somebody else.',
    'Nothing else happens unless you say so. You can send it on, leave it held or take it back.',
    'If it is about that team’s own people, another team is named.',
  ],
  restsTitle: 'What it rests on',
  rests: {
    inside:
      'Two keys are needed to find that two reports name the same person. Here both are on one computer. Whoever took over that computer could try numbers one by one and learn which are named. They could still not read your words without the adviser’s own key.',
    apart:
      'Two keys are needed to find that two reports name the same person. They are on computers of two organisations. Neither can do it alone.',
  },
  cannotTitle: 'What we can’t do',
  cannot: [
    'We compare whole phone numbers, e-mail addresses and number plates. Somebody who uses another one each time is not found.',
    'You need no account, so we can’t prove that two reports come from two people. That is why the adviser talks with each of you first.',
    'Somebody could hold a report about themselves to learn who spoke. They are told nothing before the adviser has talked with them, and then only if the adviser is sure.',
    'A message from the adviser tells you that something has moved. It never says what.',
  ],
  begin: 'Tell us what happened',
}
