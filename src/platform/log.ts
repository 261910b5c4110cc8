// One JSON line an event. Fields are names, counts and durations: never bodies, queries, identifiers or addresses of people.
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>
export type Log = {
  info(event: string, fields?: LogFields): void
  /** Returns the reference to show to the person; the same reference stands in the log line. */
  error(event: string, error: unknown, fields?: LogFields): string
}

const reference = () => Math.random().toString(36).slice(2, 8).toUpperCase()

/** Keeps the error's class, its code and our own stack frames; drops its message, which may quote a row or a form. */
const describe = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = (error as { code?: unknown }).code
  const constraint = (error as { constraint?: unknown }).constraint
  // The stack repeats the message, a line of which may look like a frame: only lines with a place in code are kept.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^ +at (?:.* \()?(?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+\)?$/.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(/^at /, ''))
  return {
    error: error.name,
    code: typeof code === 'string' ? code : undefined,
    constraint: typeof constraint === 'string' ? constraint : undefined,
    at: frames.join(' < '),
  }
}

/** Makes a log that hands finished lines to `write` (default: standard error, so that command output stays clean). */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  const emit = (level: string, event: string, fields: LogFields) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }))
  return {
    info: (event, fields = {}) => emit('info', event, fields),
    error: (event, error, fields = {}) => {
      const ref = reference()
      const { at: where, ...rest } = describe(error)
      emit('error', event, { ref, ...rest, where, ...fields })
      return ref
    },
  }
}
