// What workers read around a check; the question and the answer are the members' own words. English so far.
export const staffEn = {
  title: 'Check for somebody',
  lead: 'For somebody without an account who asks you. Read the answer to them as it stands; write none of it down.',
  safer: 'Ways to stay safer',
}
