// Writes docs/PERMISSIONS.md from the matrix. `--check` writes nothing and fails when the page says something else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printMatrix } from '#permissions/print-matrix.ts'

const page = join(import.meta.dirname, '..', 'docs', 'PERMISSIONS.md')

const standing = (): string | undefined => {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return undefined
  }
}

if (process.argv.includes('--check')) {
  if (standing() !== printMatrix()) {
    console.error('docs/PERMISSIONS.md is not what the matrix says. Run: npm run generate')
    process.exitCode = 1
  }
} else {
  mkdirSync(dirname(page), { recursive: true })
  writeFileSync(page, printMatrix())
}
