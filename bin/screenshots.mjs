// `npm run screenshots`: installs what is missing and takes the pictures of the documents.
import { run } from './runtime.mjs'

await run('tools/screenshots.ts', process.argv.slice(2))
