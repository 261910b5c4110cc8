// The figures of keys and walls in one line: sending, opening, re-wrapping, audit entries, sign-ins a second, each with its ratio to
// a floor of the same run, memory, and what receipts being derived do to pages. Each part is a bench of its own, in a process of its own.
//
// npm run bench -- seal
import { spawn } from 'node:child_process'
import { join } from 'node:path'

async function bench(name: string, ...args: number[]): Promise<Record<string, unknown>> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, `${name}.ts`), ...args.map(String)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`the bench "${name}" ended with ${code}`)
  return JSON.parse(said.trim().split('\n').at(-1) ?? '')
}

const sealing = await bench('sealing', 2)
const submit = await bench('submit', 200, 20)
const rewrap = await bench('rewrap', 5000)
const audit = await bench('audit', 5000)
const receipts = await bench('receipts', 6)
const sending = submit.sending as Record<string, number>
const figures = {
  bench: 'seal',
  submit: { perSecond: sending.perSecond, perCoreSecond: sending.perCoreSecond, toFloor: submit.toFloor },
  open: {
    perSecond: sealing.opensPerSecond,
    perCoreSecond: sealing.opensPerCoreSecond,
    toFloor: sealing.opensToFloor,
    aim: 3000,
  },
  rewrap: {
    perSecond: rewrap.rewrapsPerSecond,
    perCoreSecond: rewrap.perCoreSecond,
    toFloor: rewrap.toFloor,
    aim: 2000,
  },
  auditAppend: {
    perSecond: audit.hundredATransactionPerSecond,
    toFloor: audit.hundredToFloor,
    oneATransactionPerSecond: audit.oneATransactionTenAtOncePerSecond,
    oneATransactionToFloor: audit.tenAtOnceToFloor,
    aim: 1000,
  },
  signIn: { perSecond: receipts.signInsPerSecond, toFloor: receipts.signInsToFloor },
  pagesWhileFourReceipts: { p99ToUnloaded: receipts.pageP99LoadedToAlone, atMost: 3, ...(receipts.pages as object) },
  rssMiB: {
    sealing: sealing.peakRssMiB,
    rewrap: rewrap.peakRssMiB,
    audit: audit.peakRssMiB,
    served: receipts.rssMiB,
  },
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
