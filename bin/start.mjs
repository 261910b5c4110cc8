// `npm start`: installs what is missing and starts Rowan.
import { run } from './runtime.mjs'

await run('src/main.ts', process.argv.slice(2))
