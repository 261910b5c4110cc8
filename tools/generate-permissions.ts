// Writes docs/PERMISSIONS.md from the matrix and docs/RETENTION.md from the schedule. `--check` writes nothing and fails when a page
// says something else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printSchedule } from '#engines/retention/index.ts'
import { printMatrix } from '#permissions/print-matrix.ts'

const docs = join(import.meta.dirname, '..', 'docs')
const pages = [
  { path: join(docs, 'PERMISSIONS.md'), text: printMatrix(), from: 'the matrix' },
  { path: join(docs, 'RETENTION.md'), text: printSchedule(), from: 'the schedule' },
]

const standing = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

for (const { path, text, from } of pages) {
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } else if (standing(path) !== text) {
    console.error(`${path.slice(path.lastIndexOf('docs/'))} is not what ${from} says. Run: npm run generate`)
    process.exitCode = 1
  }
}
