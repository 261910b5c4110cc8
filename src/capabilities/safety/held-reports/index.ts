// The door of held reports: what the composition needs. Reporting is given its part by capability.ts.
export { countMatches } from './work-match.ts'
