// Photos, recordings and papers beside a report: what people read.
export const filesEn = {
  step: {
    question: 'Photos, recordings, papers',
    hint: 'Anything that shows what happened: messages, injuries, a car, a profile. You don’t need to have any.',
    why: 'It can help the people who read your report, and help them recognise somebody. You decide later whether a warning may draw on it. A file itself is never part of a warning.',
  },
  choose: 'Choose a file',
  kinds: 'A photo (JPEG, PNG, WebP), a sound recording or a PDF, up to 25 MB. One at a time, 10 in all.',
  what: 'We take out where and when it was made, and its name. What can be seen or heard in it stays. Only the team that reads your report can open it.',
  add: 'Add this file',
  sending: 'Sending',
  yours: 'Added',
  image: (p: { number: number }) => `Photo ${p.number}`,
  audio: (p: { number: number }) => `Recording ${p.number}`,
  pdf: (p: { number: number }) => `Paper ${p.number}`,
  earlier: 'A file you added earlier',
  checking: 'We are checking it. You can go on, no need to wait.',
  ready: 'Added',
  remove: 'Take out',
  look: 'See if it is checked',
  count: (p: { number: number }) => `Files added: ${p.number}`,
  refusedCount: (p: { number: number }) => `Not taken: ${p.number}`,
  heldBack: 'Photos, recordings, papers',
  sent: (p: { number: number }) =>
    `The same team can open what you added (files: ${p.number}). None of it goes into a warning.`,
  refused: {
    noFile: 'Choose a file first.',
    empty: 'This file is empty. Choose another one.',
    tooBig: 'This file is larger than 25 MB. Choose a smaller one, or a part of it.',
    notTaken:
      'We can’t take this kind of file. Photos can be JPEG, PNG or WebP, recordings MP3, M4A, AAC, AMR, OGG or WAV, papers PDF. A screenshot of it works too.',
    video: 'We can’t take videos yet. A screenshot of it works, or tell us in words what it shows.',
    heic: 'We can’t take this kind of photo (HEIC). Send it as JPEG, or take a screenshot of it.',
    broken:
      'We could not read this file: it is damaged, or not what it says it is. Try another one, or a screenshot of it.',
    tooManyPixels:
      'This photo is larger than we can take (50 megapixels). Choose a smaller one, or take a screenshot of it.',
    locked: 'This PDF has a password. Choose one without, or photos of its pages.',
    tooManyPages: 'This PDF has more than 40 pages. Choose a shorter one, or photos of the pages that matter.',
    tooSlow: 'This file took too much to read. Try a smaller one, or a screenshot of it.',
    virus: 'We found a virus in this file, so we did not keep it. Your phone or computer may have it too.',
    tooMany: 'That is as much as we can take for one report. Take something out first, or tell us in words.',
    busy: 'Many people are here right now. Wait a moment and add the file again. Nothing else you told us is lost.',
  },
}
