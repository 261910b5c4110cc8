// `npm run bench`: installs what is missing and runs one bench.
import { run } from './runtime.mjs'

await run('bench/run.ts', process.argv.slice(2))
