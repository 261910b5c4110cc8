// Our components against govuk-frontend's own fixtures: same options, same markup.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Options, renderers, unclaimed } from './fixture-renderers.tsx'
import { normalise, parseHtml } from './html.ts'

interface Fixture {
  name: string
  options: Options
  html: string
}

function fixturesOf(component: string): Fixture[] {
  const url = import.meta.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  return (JSON.parse(readFileSync(new URL(url), 'utf8')) as { fixtures: Fixture[] }).fixtures
}

const counts = { claimed: 0, unclaimed: 0 }

for (const [component, render] of Object.entries(renderers)) {
  test(`${component} renders what govuk-frontend renders`, () => {
    const excused = unclaimed[component] ?? {}
    const fixtures = fixturesOf(component)
    for (const name of Object.keys(excused)) {
      assert.ok(
        fixtures.some((fixture) => fixture.name === name),
        `no fixture "${name}" to excuse`,
      )
    }
    for (const fixture of fixtures) {
      if (excused[fixture.name]) {
        counts.unclaimed++
        continue
      }
      counts.claimed++
      const ours = String(render(fixture.options))
      assert.deepEqual(
        normalise(parseHtml(ours)),
        normalise(parseHtml(fixture.html)),
        `${component}: ${fixture.name}\n${ours}\n${fixture.html}`,
      )
    }
  })
}

test('the number of fixtures compared is the number we say', () => {
  assert.deepEqual(counts, { claimed: 492, unclaimed: 2 })
})
