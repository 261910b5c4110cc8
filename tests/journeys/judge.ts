// Whether a page can be used by anybody: axe, and nothing wider than the screen, narrow and wide.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** To be put into every page before it is judged. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [320, 1280]
export const height = 900

/** What axe finds on the page with its folds open, shortly. The menu of languages stays shut: open, it lies over the page. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) fold.open = true
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations: found } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return found.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
    )
  })
}

/** What is wrong with the page where it stands, at each width. */
export async function judge(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wider > 0) wrong.push(`${name}, ${width} px: ${wider} px wider than the screen`)
    for (const each of await violations(page)) wrong.push(`${name}, ${width} px: ${each}`)
  }
  return wrong
}
