// The door of alarms: how many wait for somebody.
export { countAlarms } from './look-at-alarm.ts'
