// What a check found, in words: the same for members and for workers.
import type { IdentifierKind } from '#engines/matching/index.ts'
import { boroughNames } from '#partnership/organisations/index.ts'
import { formatMonth } from '#platform/i18n/dates.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import { Callout, ResultCard, type Tone } from '#ui/cards.tsx'
import { Identifier } from '#ui/shell.tsx'
import type { AnswerGroup, CheckAnswer } from '../entry.ts'
import { type CheckWords, checkWords } from '../messages/words.ts'

/** Numbers, plates and addresses run left to right, and stay whole while they are short; a name runs as its letters do. */
function Asked(props: { kind: IdentifierKind; text: string }) {
  if (props.kind === 'name') return <bdi dir="auto">{props.text}</bdi>
  return props.text.length <= 24 ? <Identifier>{props.text}</Identifier> : <bdi dir="ltr">{props.text}</bdi>
}

/** A short question without letters of a right-to-left script is kept whole; a longer one may break. */
function AsTyped(props: { text: string }) {
  const isShort = props.text.length <= 24 && !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(props.text)
  return isShort ? <Identifier>{props.text}</Identifier> : <bdi dir="auto">{props.text}</bdi>
}

/** `asked` is the question as typed; it is shown where nothing was found. */
export function Answer(props: { locale: Locale; answer: CheckAnswer; asked: string }) {
  const words = checkWords[props.locale]
  const { answer } = props
  if (answer.kind === 'limit')
    return (
      <Callout tone="amber" title={words.limit.title}>
        <p>{words.limit[answer.span]}</p>
      </Callout>
    )
  if (answer.kind === 'unreadable') return null
  if (answer.groups.length === 0)
    return (
      <Callout
        tone="amber"
        title={
          <>
            {words.nothing} <AsTyped text={props.asked} />
          </>
        }
      >
        <p>{words.nothingText}</p>
        <p>
          <a class="govuk-link" href="/check/safer">
            {words.safer}
          </a>
        </p>
      </Callout>
    )
  return (
    <>
      <h2 class="govuk-visually-hidden">{words.found({ count: answer.groups.length })}</h2>
      {answer.groups.map((group) => (
        <Group group={group} locale={props.locale} />
      ))}
      <Callout tone="amber">
        <p>
          {words.caution}{' '}
          <a class="govuk-link" href="/check/safer">
            {words.safer}
          </a>
        </p>
      </Callout>
    </>
  )
}

const toneOf = (group: AnswerGroup): Tone => (group.how === 'identical' ? 'berry' : 'amber')

function bandOf(words: CheckWords, { how, kind, band }: AnswerGroup): string {
  if (how === 'identical') return words.band.same[kind]
  return band === 'possible' ? words.band.possible : words.band.likely
}

function Group(props: { group: AnswerGroup; locale: Locale }) {
  const { group, locale } = props
  const words = checkWords[locale]
  const isIdentical = group.how === 'identical'
  const why = group.why.map((kind) => `${words.why[kind]}.`).join(' ')
  const harms = group.harms.map((harm) => words.harm[harm])
  return (
    <ResultCard
      tone={toneOf(group)}
      band={bandOf(words, group)}
      level={3}
      title={
        isIdentical ? (
          <Asked kind={group.kind} text={group.asked} />
        ) : (
          <>
            {words.like[group.kind]} <Asked kind={group.kind} text={group.asked} />
          </>
        )
      }
      facts={[
        harms.length > 0 && { key: words.fact.happened, value: listed(locale, harms) },
        group.lookOutFor.length > 0 && {
          key: words.fact.lookOut,
          value: group.lookOutFor.map((text) => <div dir="auto">{text}</div>),
        },
        isIdentical && { key: words.fact.why, value: why },
      ]}
    >
      <HowMany group={group} locale={locale} />
      {isIdentical ? (
        group.kind === 'name' && ` ${words.sameNameNote}`
      ) : (
        <>
          {' '}
          <strong>{why}</strong> {words.someoneElse}
        </>
      )}
    </ResultCard>
  )
}

/** "3 different people told us. Last: October 2026, Bolton." or "One report, 2024." */
function HowMany(props: { group: AnswerGroup; locale: Locale }) {
  const { group, locale } = props
  const words = checkWords[locale]
  const when = whenAndWhere(locale, group)
  if (group.reports === 1 && when !== '') return <>{words.only({ when })}</>
  const last = when === '' ? '' : ` ${words.last({ when })}`
  if (group.differentPeople === undefined) return <>{words.reports({ count: group.reports }) + last}</>
  return (
    <>
      <strong>{words.people({ count: group.differentPeople })}</strong>
      {last}
    </>
  )
}

/** "October 2026, Bolton", "2024, Bolton", "2024" or nothing: no more than the answer holds. */
function whenAndWhere(locale: Locale, { last, area }: AnswerGroup): string {
  const when =
    last?.month === undefined
      ? last?.year.toString()
      : formatMonth(locale, new Date(Date.UTC(last.year, last.month - 1, 15)))
  const where = area && (area === 'elsewhere' ? checkWords[locale].elsewhere : boroughNames[area])
  return [when, where].filter(Boolean).join(locale === 'ar' ? '، ' : ', ')
}

/** Harms in one line, the first word alone capitalised. */
const listed = (locale: Locale, items: readonly string[]): string =>
  items
    .map((item, index) => (index === 0 ? item : item.charAt(0).toLocaleLowerCase(locale) + item.slice(1)))
    .join(locale === 'ar' ? '، ' : ', ')
