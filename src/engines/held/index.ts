// The door of the engine of held reports: tags that need two keys, and words that open at their threshold.
export { joinPoints, lockOf, type Point, pointsOf, type Threshold, thresholds } from './points.ts'
export { HolderFailed, holderOfSeed, type KeyHolder, type Named, secretsOf } from './tags.ts'
