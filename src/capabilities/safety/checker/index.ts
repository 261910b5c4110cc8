// The door of the checker: entries are made and ended by other capabilities, questions are asked by screens.
// Pages are registered by the composition from public.tsx and staff.tsx, so that making an entry does not load them.
export { confirmDifferentPerson, type ReportEntry, reportEntries } from './confirm-person.ts'
export type { AnswerGroup, CheckAnswer, EntryDetail, EntryIdentifier, NewEntries, Question } from './entry.ts'
export { endEntries, makeEntries } from './keep-entries.ts'
