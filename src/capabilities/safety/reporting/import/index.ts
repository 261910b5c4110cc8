// The door of the importer: bytes → log → plan → readings. Pure; whoever stores the readings does so elsewhere.
export { UnreadableLog } from './decode-text.ts'
export { describePlan } from './describe-plan.ts'
export { type ImportPlan, type PlanOptions, planImport } from './plan-import.ts'
export { readAll, readEach, type Totals } from './read-all.ts'
export { type Log, type RawRow, readLog } from './read-log.ts'
export type { Fate, RowReading } from './read-row.ts'
export { type Field, fields, type LegacyRecord, type Reason, type RoughDate } from './record.ts'
