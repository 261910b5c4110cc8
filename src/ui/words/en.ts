// The shell's words in English: the catalogue every other language must match.

export const en = {
  // Public shell
  name: 'Rowan',
  skipToContent: 'Skip to the page',
  leaveNow: 'Leave now',
  language: 'Language',
  dangerNow: 'In danger now?',
  dangerCall: 'Call 999. If you can’t speak, press 55 when asked.',
  withoutTraces: 'How to use this without leaving traces',
  progress: (p: { step: number; of: number }) => `Step ${p.step} of ${p.of}`,

  memberPlaces: {
    label: 'Your places',
    alerts: 'Warnings',
    check: 'Check',
    choices: 'Choices',
    account: 'Account',
  },

  // Question pages
  continue: 'Continue',
  skip: 'Skip',
  stopAndKeep: 'Stop and keep what I wrote',
  whyWeAsk: 'Why we ask',

  // Components
  back: 'Back',
  error: 'Error',
  errorTitle: 'Something needs another look',
  errorInTitle: 'Needs another look',
  warning: 'Warning',
  important: 'Important',
  success: 'Done',
  show: 'Show',
  showPassword: 'Show password',
  pages: 'Pages',
  page: (p: { number: number | string }) => `Page ${p.number}`,
  previous: 'Previous',
  previousHidden: 'page',
  next: 'Next',
  nextHidden: 'page',

  // Staff shell
  menu: 'Menu',
  waiting: 'waiting',
  wings: {
    safety: 'Safety',
    support: 'Support',
    partnership: 'Partnership',
    understanding: 'Understanding',
    people: 'People',
  },
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  search: 'Search',
  apply: 'Show',
  clear: 'Clear',
  filters: 'Filters',
  sortedUp: 'smallest or earliest first',
  sortedDown: 'largest or latest first',
  sort: 'sort',
  hardToRead: 'This may be hard to read. Open it when you are ready.',
  keys: 'Keyboard',
  keysIntro: 'Everything works without these.',
  keySearch: 'go to search',
  keyMove: 'next, previous',
  keyOpen: 'open',
  keyHelp: 'show or hide this list',
}
