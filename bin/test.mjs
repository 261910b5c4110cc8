// `npm test [paths]`: installs what is missing and runs the whole test suite, or the files and folders named.
import { run } from './runtime.mjs'

await run('tests/harness/run.ts', process.argv.slice(2))
