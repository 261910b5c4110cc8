// A member's alerts as an Atom feed (RFC 4287). Titles are neutral, since a reader may show them on a lock screen; the
// content is what the app shows. Pure.
import { isolate } from '#platform/i18n/isolate.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import type { AlertBody } from './alert.ts'
import { alertWords } from './messages/index.ts'
import { headlineOf, monthOf, phraseOf, whereOf } from './wording.ts'

export type FeedEntry = {
  id: string
  updatedAt: Date
  href: string
  mark: string
} & ({ kind: 'alert'; body: AlertBody; version: number } | { kind: 'ended' })

/** Characters that XML 1.0 cannot hold, whatever is escaped: most controls, lone surrogates, two non-characters. */
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unfit, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The alert as plain HTML for a reader, every text in it escaped. */
function contentOf(locale: Locale, body: AlertBody): string {
  const words = alertWords[locale]
  const line = (label: string, text: string) => `<p><b>${xml(label)}:</b> ${xml(text)}</p>`
  const list = (label: string, items: readonly string[]) =>
    items.length ? `<p><b>${xml(label)}:</b></p><ul>${items.map((item) => `<li>${xml(item)}</li>`).join('')}</ul>` : ''
  const english = `<p><i>${xml(words.parts.writtenInEnglish)}</i></p>`
  const hasEnglish = (body.facts.length > 0 || body.freeText !== undefined) && locale !== 'en'
  return [
    `<p><b>${xml(headlineOf(locale, body))}</b> – ${xml(words.severity[body.severity])}</p>`,
    list(
      words.parts.manner,
      body.manner.map((manner) => words.manner[manner]),
    ),
    list(
      words.parts.lookOut,
      body.facts.map((fact) => `${words.factKinds[fact.kind]}: ${fact.text}`),
    ),
    list(
      words.parts.clues,
      body.identifiers.map(
        (clue) =>
          `${words.clueKinds[clue.kind]}: ${isolate(clue.display ?? clue.value)}${clue.isPartial ? ` (${words.parts.partly})` : ''}`,
      ),
    ),
    body.freeText ? line(words.parts.ownWords, body.freeText.text) : '',
    hasEnglish ? english : '',
    body.month ? line(words.parts.when, monthOf(locale, body.month)) : '',
    line(words.parts.where, whereOf(locale, body)),
    body.work.length
      ? line(
          words.parts.work,
          phraseOf(
            locale,
            body.work.map((kind) => words.work[kind]),
          ),
        )
      : '',
    `<p>${xml(words.notSafe)}</p><p>${xml(words.keepToYourself)}</p>`,
  ].join('')
}

function entryOf(locale: Locale, entry: FeedEntry): string {
  const words = alertWords[locale]
  const title = entry.kind === 'ended' ? words.feed.ended : entry.version > 1 ? words.feed.changed : words.feed.entry
  const content = entry.kind === 'ended' ? `<p>${xml(words.ended.text)}</p>` : contentOf(locale, entry.body)
  return `  <entry>
    <id>urn:uuid:${xml(entry.id)}</id>
    <title>${xml(title)}</title>
    <updated>${entry.updatedAt.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="${xml(entry.href)}"/>
    <rights>${xml(`${words.mark} ${entry.mark}`)}</rights>
    <content type="html">${xml(content)}</content>
  </entry>
`
}

/** The whole feed. `id` and entries' ids are UUIDs that stay the same; `selfHref` is the feed's own private address. */
export function atomFeed(feed: {
  locale: Locale
  id: string
  selfHref: string
  updatedAt: Date
  entries: readonly FeedEntry[]
}): string {
  const words = alertWords[feed.locale]
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.locale}">
  <id>urn:uuid:${xml(feed.id)}</id>
  <title>${xml(words.feed.title)}</title>
  <updated>${feed.updatedAt.toISOString()}</updated>
  <author><name>Rowan</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(feed.selfHref)}"/>
${feed.entries.map((entry) => entryOf(feed.locale, entry)).join('')}</feed>
`
}
