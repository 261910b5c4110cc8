// Reads HTML into a tree, for comparing markup by meaning and for handing a fixture's HTML to a component as elements.
// Knows only well-formed HTML as templates write it; throws on anything else.
import { Fragment, type JSXNode, jsx } from 'hono/jsx'

export interface HtmlElement {
  tag: string
  attributes: Record<string, string>
  children: HtmlNode[]
}

export type HtmlNode = HtmlElement | string

const voidTags = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', ctdot: '⋯' }

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    const found = entities[name]
    if (found === undefined) throw new Error(`unknown entity ${whole}`)
    return found
  })
}

const tokenPattern =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/giy

/** @throws when a tag is not closed, closed twice, or the text cannot be read to its end */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { tag: '', attributes: {}, children: [] }
  const open = [root]
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < html.length) {
    const at = tokenPattern.lastIndex
    const token = tokenPattern.exec(html)
    if (!token) throw new Error(`unreadable HTML at ${JSON.stringify(html.slice(at, at + 60))}`)
    const [, closing, tag, attributeText, selfClosing, text] = token
    const parent = open.at(-1)!
    if (text !== undefined) parent.children.push(decode(text))
    else if (tag !== undefined && closing) {
      if (parent.tag !== tag.toLowerCase()) throw new Error(`</${tag}> closes <${parent.tag}>`)
      open.pop()
    } else if (tag !== undefined) {
      const element: HtmlElement = { tag: tag.toLowerCase(), attributes: {}, children: [] }
      for (const [, name, value] of (attributeText ?? '').matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
        if (name! in element.attributes) throw new Error(`<${tag}> has ${name} twice`)
        element.attributes[name!] = decode(value ?? '')
      }
      parent.children.push(element)
      if (!voidTags.has(element.tag) && !selfClosing) open.push(element)
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.tag}> is never closed`)
  return root.children
}

/** The same tree with only what a reader could notice: spaces folded, attributes and classes in one order. */
export function normalise(nodes: readonly HtmlNode[], keepsSpace = false): HtmlNode[] {
  const folded: HtmlNode[] = []
  for (const node of nodes) {
    if (typeof node === 'string') {
      const before = folded.at(-1)
      if (typeof before === 'string') folded[folded.length - 1] = before + node
      else folded.push(node)
    } else {
      const entries = Object.entries(node.attributes).map(([name, value]): [string, string] => [
        name,
        name === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ') : value,
      ])
      folded.push({
        tag: node.tag,
        attributes: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
        children: normalise(node.children, keepsSpace || node.tag === 'textarea' || node.tag === 'pre'),
      })
    }
  }
  if (keepsSpace) return folded
  return folded
    .map((node) => (typeof node === 'string' ? node.replace(/[ \t\r\n]+/g, ' ') : node))
    .filter((node) => node !== ' ')
    .map((node, index, all) => {
      if (typeof node !== 'string') return node
      const start = index === 0 ? node.trimStart() : node
      return index === all.length - 1 ? start.trimEnd() : start
    })
    .filter((node) => node !== '')
}

/** The tree as elements a component can be given as children; nothing is passed through unread. */
export function asElements(html: string): JSXNode {
  const build = (node: HtmlNode): JSXNode | string =>
    typeof node === 'string' ? node : jsx(node.tag, { ...node.attributes }, ...node.children.map(build))
  return jsx(Fragment, {}, ...parseHtml(html).map(build))
}
