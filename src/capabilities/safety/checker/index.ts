// The door of the checker: entries are made and ended by other capabilities, questions are asked by screens.
export { check } from './check.ts'
export { confirmDifferentPerson, type ReportEntry, reportEntries } from './confirm-person.ts'
export type { AnswerGroup, CheckAnswer, EntryDetail, EntryIdentifier, NewEntries, Question } from './entry.ts'
export { endEntries, makeEntries } from './keep-entries.ts'
export { registerPublic } from './public.tsx'
export { registerStaff } from './staff.tsx'
