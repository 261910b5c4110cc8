// `npm run bench -- NAME`: runs one bench under the Node that Rowan pins and prints its one line of JSON; without a name, says which there are.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname
// The other files here serve the benches.
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'ask-served.ts', 'served-rowan.ts'].includes(file))
  .map((file) => file.slice(0, -3))

const [name, ...rest] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  process.stderr.write(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}\n`)
  process.exit(name === undefined ? 0 : 2)
}
process.argv = [process.argv[0] ?? 'node', join(here, `${name}.ts`), ...rest]
await import(pathToFileURL(join(here, `${name}.ts`)).href)
