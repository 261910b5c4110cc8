// What a test run says: a line a file, failures in full, and the totals.
import { relative } from 'node:path'
import type { run } from 'node:test'
import { inspect, stripVTControlCharacters } from 'node:util'

type Event = ReturnType<typeof run> extends AsyncIterable<infer E> ? E : never

export type Totals = { passed: number; failed: number; skipped: number }

const outputKept = 100_000

/** Collects the events of one test file. */
export function fileReport(file: string, projectRoot: string) {
  const name = relative(projectRoot, file)
  const beganAt = performance.now()
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 }
  const parents: string[] = []
  const failures: string[] = []
  let output = ''
  const unfinished: string[] = []

  const failed = (title: string, error: unknown) => {
    totals.failed += 1
    failures.push(`  ✗ ${title}\n${indent(words(error))}`)
  }

  return {
    totals,
    hear(event: Event) {
      // A string switch: Node's types leave out some of the events.
      const { type, data } = event as unknown as { type: string; data: EventData }
      if (type === 'test:start') {
        parents.length = data.nesting
        parents[data.nesting] = data.name
      }
      if (data.name !== file && type === 'test:enqueue') unfinished.push(data.name)
      if (type === 'test:complete' && unfinished.includes(data.name))
        unfinished.splice(unfinished.indexOf(data.name), 1)
      // Node tells of a promise nobody awaited only here.
      if (type === 'test:diagnostic' && data.level !== 'info') output += `${data.message}\n`
      if (type === 'test:stdout' || type === 'test:stderr') output = (output + data.message).slice(-outputKept)
      if (type === 'test:pass') {
        if (data.skip !== undefined && data.skip !== false) totals.skipped += 1
        else if (data.details?.type !== 'suite' && data.name !== file) totals.passed += 1
      }
      if (type === 'test:fail') {
        const error = data.details?.error
        const title = [...parents.slice(0, data.nesting), data.name === file ? name : data.name].join(' › ')
        if (data.todo !== undefined && data.todo !== false) totals.skipped += 1
        // A parent fails because its tests did, which have been counted; a file that was ended is counted by who ended it.
        else if (!['subtestsFailed', 'testAborted'].includes(error?.failureType ?? '')) failed(title, error)
      }
    },
    /** The file had to be ended from outside. */
    stopped(why: string) {
      failed(
        name,
        new Error(
          `${why} Unfinished: ${unfinished.join('; ') || 'none of its tests, so something it opened is still open'}`,
        ),
      )
    },
    /** To be called once when the file has ended: one that ended in the middle has not passed, whatever its exit code. */
    ended() {
      if (totals.failed > 0) return
      if (unfinished.length > 0) failed(name, new Error(`It ended before its tests did: ${unfinished.join('; ')}`))
      else if (totals.passed + totals.skipped === 0) failed(name, new Error('It holds no test.'))
    },
    /** One line when all is well; otherwise every failure and what the file printed. */
    text(): string {
      const seconds = ((performance.now() - beganAt) / 1000).toFixed(1)
      const counts = `${totals.passed} passed${totals.failed ? `, ${totals.failed} failed` : ''}${totals.skipped ? `, ${totals.skipped} skipped` : ''}`
      const line = `${totals.failed ? '✗' : '✓'} ${name}: ${counts} (${seconds} s)`
      if (totals.failed === 0) return line
      const printed = output.trim() ? `\n  what it printed:\n${indent(output.trimEnd())}` : ''
      return `${line}\n${failures.join('\n')}${printed}`
    },
  }
}

type EventData = {
  name: string
  nesting: number
  message?: string
  level?: string
  skip?: string | boolean
  todo?: string | boolean
  details?: { type?: string; error?: Error & { failureType?: string } }
}

function words(error: (Error & { failureType?: string }) | unknown): string {
  const cause = error instanceof Error && 'failureType' in error && error.cause !== undefined ? error.cause : error
  return stripVTControlCharacters(typeof cause === 'string' ? cause : inspect(cause, { depth: 6 }))
}

const indent = (text: string) => text.replace(/^/gm, '    ')

/** The last line of a run. */
export const totalsLine = ({ passed, failed, skipped }: Totals) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
