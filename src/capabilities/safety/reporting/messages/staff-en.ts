// What a worker reads who types for somebody. English alone: staff screens are written in English.
export const staffEn = {
  title: 'Type in a report',
  returnTitle: 'Come back for somebody',
  notice: 'You are typing for somebody. Read each question to them; they choose.',
  noticeMore:
    'Write their words, not yours. What they do not want to answer is skipped; what they have not agreed to stays unticked.',
  step: (p: { step: number; of: number }) => `Question ${p.step} of ${p.of}`,
  next: 'When they have their receipt',
  nextText:
    'Read it out twice, slowly, or print it. Afterwards only they can come back to what they told you: you cannot.',
  print: 'Sheet to print',
  stopped: 'Read the receipt out before you go on: without it nobody can come back to what was typed.',
  another: 'Type in another',
  paper: {
    title: 'Keep this',
    words: 'Six words',
    digits: '20 numbers',
    where: 'Where they are asked for',
    careful: 'Keep it like a key. Whoever has it can read what was answered.',
    how: 'Print this page with your browser, then go back.',
    back: 'Back',
  },
}
