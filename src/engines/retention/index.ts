// The door of the schedule: times for sweeps and pages, and its printed form.
export { printSchedule } from './print-schedule.ts'
export { backupDays, daysOf, type Line, lines, monthsOf, unnamed } from './schedule.ts'
