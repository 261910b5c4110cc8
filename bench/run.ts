// `npm run bench -- NAME`: runs one bench under the Node that Rowan pins and prints its one line of JSON; without a name, says which there are.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname
// A bench prints `bench: 'its name'`; the other files here serve them.
const names = readdirSync(here)
  .filter(
    (file) => file.endsWith('.ts') && readFileSync(join(here, file), 'utf8').includes(`bench: '${file.slice(0, -3)}'`),
  )
  .map((file) => file.slice(0, -3))

const [name, ...rest] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  process.stderr.write(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}\n`)
  process.exit(name === undefined ? 0 : 2)
}
process.argv = [process.argv[0] ?? 'node', join(here, `${name}.ts`), ...rest]
await import(pathToFileURL(join(here, `${name}.ts`)).href)
