// The door of held reports: what the composition needs. Reporting is given its part by capability.ts.
export { seekMatch } from './seek-match.ts'
export {
  askHolders,
  countMatches,
  judgeMatch,
  listMatches,
  markSpokenWith,
  openParty,
  writeToHolder,
} from './work-match.ts'
