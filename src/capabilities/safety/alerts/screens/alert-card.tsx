// One alert as members and staff read it: fixed parts in the reader's language, written parts as they were written.
import { formatDay } from '#platform/i18n/dates.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import { Band, type Fact, Facts, type Tone } from '#ui/cards.tsx'
import type { Content } from '#ui/components/index.ts'
import { Identifier } from '#ui/shell.tsx'
import type { AlertBody, Severity } from '../alert.ts'
import { alertWords } from '../messages/index.ts'
import { headlineOf, monthOf, phraseOf, whereOf } from '../wording.ts'

export const toneOf: Readonly<Record<Severity, Tone>> = { severe: 'berry', serious: 'amber', caution: 'quiet' }

/** Text that a worker wrote in English, marked as such where the page speaks another language. */
function Written(props: { locale: Locale; children: string }) {
  return props.locale === 'en' ? (
    <span>{props.children}</span>
  ) : (
    <span lang="en" dir="ltr">
      {props.children}
    </span>
  )
}

function Clues(props: { locale: Locale; body: AlertBody }) {
  const words = alertWords[props.locale]
  return (
    <ul class="govuk-list">
      {props.body.identifiers.map((clue) => (
        <li>
          {words.clueKinds[clue.kind]}: <Identifier>{clue.display ?? clue.value}</Identifier>
          {clue.isPartial ? ` (${words.parts.partly})` : null}
        </li>
      ))}
    </ul>
  )
}

/** Everything an alert says, without its title. */
export function AlertParts(props: { locale: Locale; body: AlertBody; publishedAt?: Date; isChanged?: boolean }) {
  const { locale, body } = props
  const words = alertWords[locale]
  const isWritten = body.facts.length > 0 || body.freeText !== undefined
  const items: (Fact | false)[] = [
    body.manner.length > 0 && {
      key: words.parts.manner,
      value: phraseOf(
        locale,
        body.manner.map((manner) => words.manner[manner]),
      ),
    },
    body.facts.length > 0 && {
      key: words.parts.lookOut,
      value: (
        <ul class="govuk-list">
          {body.facts.map((fact) => (
            <li>
              {words.factKinds[fact.kind]}: <Written locale={locale}>{fact.text}</Written>
            </li>
          ))}
        </ul>
      ),
    },
    body.identifiers.length > 0 && { key: words.parts.clues, value: <Clues locale={locale} body={body} /> },
    body.freeText !== undefined && {
      key: words.parts.ownWords,
      value: <Written locale={locale}>{body.freeText.text}</Written>,
    },
    body.month !== undefined && { key: words.parts.when, value: monthOf(locale, body.month) },
    { key: words.parts.where, value: whereOf(locale, body) },
    {
      key: words.parts.work,
      value: body.work.length
        ? phraseOf(
            locale,
            body.work.map((kind) => words.work[kind]),
          )
        : words.allWork,
    },
    props.publishedAt !== undefined && {
      key: props.isChanged ? words.parts.changed : words.parts.published,
      value: formatDay(locale, props.publishedAt),
    },
  ]
  return (
    <>
      <Facts items={items} />
      {isWritten && locale !== 'en' ? <p class="govuk-hint">{words.parts.writtenInEnglish}</p> : null}
    </>
  )
}

/** An alert on its card. `href` makes its title a link. */
export function AlertCard(props: {
  locale: Locale
  body: AlertBody
  publishedAt?: Date
  isChanged?: boolean
  badge?: Content
  href?: string
  level?: 1 | 2 | 3
  foot?: Content
}) {
  const { locale, body } = props
  const Title = `h${props.level ?? 2}` as 'h2'
  const headline = headlineOf(locale, body)
  return (
    <article class={`card result card--${toneOf[body.severity]}`}>
      <Band tone={toneOf[body.severity]}>{alertWords[locale].severity[body.severity]}</Band> {props.badge}
      <Title class="card__title">{props.href ? <a href={props.href}>{headline}</a> : headline}</Title>
      <AlertParts locale={locale} body={body} publishedAt={props.publishedAt} isChanged={props.isChanged} />
      {props.foot}
    </article>
  )
}
