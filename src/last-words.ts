// A fault nobody caught ends the process, as it should, but says so in our own log: Node's own print would quote the row or form.
import type { Log } from '#platform/log.ts'

export function sayLastWords(log: Log): void {
  const end = (event: string) => (error: unknown) => {
    log.error(event, error)
    process.exit(1)
  }
  process.on('unhandledRejection', end('unhandled-rejection'))
  process.on('uncaughtException', end('uncaught-exception'))
}
