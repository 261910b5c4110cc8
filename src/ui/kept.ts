// Pieces of pages that are the same for everybody, rendered once for each language: words of the catalogue and addresses of
// assets. Never anything a person typed, may do or is: what is kept here is shown to everybody who comes after.
import { raw } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'

const pieces = new WeakMap<object, Map<string, string>>()

/**
 * What `render` makes, rendered at the first call. `words` is the catalogue it is made from, which stands for the language, or
 * the assets; `name` tells the pieces of one catalogue apart and is a constant of the code. JSX has escaped what comes back.
 */
export function kept(words: object, name: string, render: () => JSX.Element) {
  let known = pieces.get(words)
  if (!known) {
    known = new Map()
    pieces.set(words, known)
  }
  let text = known.get(name)
  if (text === undefined) {
    text = String(render())
    known.set(name, text)
  }
  return raw(text)
}
