// The documents point at what is there. Apart from code's own tests because they belong to no room.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
const documents = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md'], { cwd: root }).sort()

/** Pictures are written by `npm run screenshots`: looked for from the first one on. */
const hasPictures = existsSync(join(root, 'docs/pictures'))

type Pointer = { document: string; line: number; target: string; path: string }

/** What a document points at: relative links, pictures, and file names in backticks. Fenced blocks are sketches. */
function pointersIn(document: string, text: string): Pointer[] {
  const found: Pointer[] = []
  let isFenced = false
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced
    if (isFenced) continue
    const point = (target: string, path: string) => found.push({ document, line: index + 1, target, path })
    for (const [, target = ''] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:[a-z]+:|\/\/|#)/i.test(target)) continue
      point(target, join(dirname(join(root, document)), target.replace(/#.*$/, '')))
    }
    for (const [, target = ''] of line.matchAll(/`((?:src|docs|tests|tools|bench|bin|samples)\/[\w./-]+)`/g))
      point(target, join(root, target))
  }
  return found
}

const isThere = (pointer: Pointer) =>
  existsSync(pointer.path) || (!hasPictures && relative(root, pointer.path).startsWith('docs/pictures/'))

const missingIn = (document: string, text: string) =>
  pointersIn(document, text)
    .filter((pointer) => !isThere(pointer))
    .map(({ line, target }) => `${document}:${line} → ${target}`)

test('every relative link and every file named in backticks is there', () => {
  const all = documents.map((document) => ({ document, text: readFileSync(join(root, document), 'utf8') }))
  const pointers = all.flatMap(({ document, text }) => pointersIn(document, text))
  assert.ok(
    documents.length >= 10 && pointers.length >= 150,
    `${documents.length} documents, ${pointers.length} pointers`,
  )
  assert.deepEqual(
    all.flatMap(({ document, text }) => missingIn(document, text)),
    [],
  )
})

test('a link to nowhere is found', () => {
  const text =
    'See [it](docs/NOWHERE.md), `src/nowhere.ts`, [here](README.md#top), `src/apps.ts` and [there](https://example.org).'
  assert.deepEqual(missingIn('README.md', text), ['README.md:1 → docs/NOWHERE.md', 'README.md:1 → src/nowhere.ts'])
})

test('every heading a document’s own link names is one of its headings', () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
  const lost = documents.flatMap((document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const headings = new Set([...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading = '']) => slug(heading)))
    return [...text.matchAll(/\]\(#([^)\s]+)\)/g)]
      .map(([, anchor = '']) => anchor)
      .filter((anchor) => !headings.has(anchor))
      .map((anchor) => `${document} → #${anchor}`)
  })
  assert.deepEqual(lost, [])
})
