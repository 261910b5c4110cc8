// The door of oversight: the commands of the audit. What leaves without consent goes through the pages of the register.
export { auditCommands } from './command-line.ts'
export { blurOldWords } from './register-store.ts'
