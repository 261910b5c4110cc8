// The palette, light and dark: every pair of colours that carries words is far enough apart (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const source = readFileSync(new URL('../styles/_tokens.scss', import.meta.url), 'utf8')
const [light = '', dark = ''] = source.split('@media screen and (prefers-color-scheme: dark)')

function colours(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]))
}

/** Relative luminance, 0 to 1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** Words on ground, and the least contrast. */
const pairs: ReadonlyArray<readonly [string, string, number]> = [
  ...['paper', 'card', 'leaf-2', 'berry-2', 'amber-2', 'quiet-2'].map((ground) => ['ink', ground, 7] as const),
  ...['paper', 'card', 'quiet-2'].map((ground) => ['soft', ground, 4.5] as const),
  ...['paper', 'card', 'leaf-2'].map((ground) => ['leaf', ground, 4.5] as const),
  ...['paper', 'card', 'berry-2'].map((ground) => ['berry', ground, 4.5] as const),
  ['amber', 'amber-2', 4.5],
  ['on-leaf', 'leaf', 7],
  ['on-leaf', 'leaf-3', 7],
  ['on-berry', 'berry', 4.5],
  ['on-berry', 'berry-3', 4.5],
  ['on-focus', 'focus', 7],
  ['field', 'card', 3],
  ['field', 'paper', 3],
]

for (const [name, set] of Object.entries({ light: colours(light), dark: { ...colours(light), ...colours(dark) } })) {
  test(`words can be read on every ground: ${name}`, () => {
    for (const [words, ground, least] of pairs) {
      const [a, b] = [set[words], set[ground]]
      assert.ok(a && b, `${words} on ${ground}`)
      assert.ok(contrast(a, b) >= least, `${words} on ${ground}: ${contrast(a, b).toFixed(2)}, not ${least}`)
    }
  })
}
