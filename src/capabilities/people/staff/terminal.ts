// Asking somebody at a terminal, also for what must not be shown while it is typed.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type Terminal = {
  say(line: string): void
  /** The line that was typed. `isHidden` shows nothing of it. Rejects with NothingTyped when the input ends. */
  ask(question: string, isHidden?: boolean): Promise<string>
}

/** The input ended before there was an answer. */
export class NothingTyped extends Error {
  override name = 'NothingTyped'
}

/** This process's own terminal; lines are read one by one from a pipe as well. */
export function processTerminal(): Terminal & { close(): void } {
  let isMuted = false
  const output = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (!isMuted) process.stdout.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY, historySize: 0 })
  const typed: string[] = []
  let wake: (() => void) | undefined
  let isOver = false
  lines.on('line', (line) => {
    typed.push(line)
    wake?.()
  })
  lines.on('close', () => {
    isOver = true
    wake?.()
  })
  // Ctrl-C reaches readline, not the process, while it holds the terminal.
  lines.on('SIGINT', () => lines.close())
  return {
    say: (line) => void process.stdout.write(`${line}\n`),
    async ask(question, isHidden = false) {
      process.stdout.write(question)
      isMuted = isHidden
      while (typed.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve))
      isMuted = false
      if (isHidden || !process.stdin.isTTY) process.stdout.write('\n')
      const line = typed.shift()
      if (line === undefined) throw new NothingTyped()
      return line
    },
    close: () => lines.close(),
  }
}
