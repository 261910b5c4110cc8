// The left of the desk: what they told us, what they agreed to, the clues and who else gave them, and what was written.
import type { Child } from 'hono/jsx'
import { formatDay, formatList, formatMonth, formatWhen } from '#platform/i18n/dates.ts'
import { alertWords, areaName, findPointers, monthOf } from '#safety/alerts/index.ts'
import type { OpenedReport, ReportContent } from '#safety/reporting/index.ts'
import { replyLimit } from '#safety/reporting/index.ts'
import { Band, Callout, Card, Chip, Chips, type Fact, Facts } from '#ui/cards.tsx'
import { Button, Details, Table, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { Identifier, TypedText } from '#ui/shell.tsx'
import { Fold } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'
import { PersonConcerned } from './ask-worker.tsx'

const words = en.report

/** A text with what could point to somebody marked in it. */
export function Marked(props: { text: string }) {
  const parts: Child[] = []
  let at = 0
  for (const pointer of findPointers(props.text)) {
    parts.push(props.text.slice(at, pointer.start))
    parts.push(<mark title={en.flags[pointer.kind]}>{pointer.text}</mark>)
    at = pointer.end
  }
  parts.push(props.text.slice(at))
  return <TypedText>{parts}</TypedText>
}

function factsOf(content: ReportContent): (Fact | false)[] {
  const fact = (key: string, text: string | undefined): Fact | false =>
    text?.trim() ? { key, value: <Marked text={text} /> } : false
  const people = (content.people ?? []).flatMap((person, i) =>
    [person.names, person.phones, person.emails, person.looks, person.marks].some((text) => text.trim())
      ? [
          fact(
            `${words.parts.person} ${i + 1}`,
            [person.names, person.phones, person.emails, person.looks, person.marks]
              .filter((text) => text.trim())
              .join('\n'),
          ),
        ]
      : [],
  )
  const vehicles = (content.vehicles ?? []).map((vehicle, i) =>
    fact(`${words.parts.vehicle} ${i + 1}`, [vehicle.registration, vehicle.description].filter(Boolean).join('\n')),
  )
  const where = [content.where?.area ? areaName('en', content.where.area) : '', content.where?.words ?? '']
  const when = [content.when?.words ?? '', content.when?.month ? monthOf('en', content.when.month) : '']
  const names = alertWords.en
  return [
    fact(words.parts.story, content.story),
    content.harms?.length
      ? {
          key: words.parts.harms,
          value: formatList(
            'en',
            content.harms.map((harm) => names.harms[harm]),
          ),
        }
      : false,
    fact(words.parts.when, when.filter(Boolean).join(' · ')),
    fact(words.parts.where, where.filter(Boolean).join(' · ')),
    content.work?.length
      ? {
          key: words.parts.work,
          value: formatList(
            'en',
            content.work.map((kind) => names.work[kind]),
          ),
        }
      : false,
    content.about ? { key: words.parts.about, value: words.abouts[content.about.kind] } : false,
    ...people,
    ...vehicles,
    fact(
      words.parts.leftover,
      Object.entries(content.leftover ?? {})
        .map(([key, text]) => `${key}: ${text}`)
        .join('\n'),
    ),
    content.imported
      ? {
          key: words.parts.imported,
          value: `${content.imported.file}, line ${content.imported.line}, ${content.imported.reference}`,
        }
      : false,
    fact(
      words.parts.besideImported,
      Object.entries(content.imported?.beside ?? {})
        .map(([key, text]) => `${key}: ${text}`)
        .join('\n'),
    ),
    fact(words.parts.doubts, (content.imported?.doubts ?? []).map((doubt) => doubt.replaceAll('-', ' ')).join('\n')),
  ]
}

export function Told(props: {
  opened: OpenedReport
  now: Date
  isFolded: boolean
  token: string
  /** Beside the confirmation of the person concerned. */
  error: string | undefined
}) {
  const { opened, now } = props
  const { item, content, consents } = opened
  const given = consents.filter((consent) => consent.isGiven)
  return (
    <Card title={words.heading} note={words.opened({ at: formatWhen('en', now, now) })}>
      {item.pressureFlagAt ? (
        <Callout tone="amber">
          <p>{words.pressure}</p>
        </Callout>
      ) : null}
      <PersonConcerned item={item} token={props.token} error={props.error} now={now} />
      <Fold label={words.read} isOpen={!props.isFolded}>
        <Facts items={factsOf(content)} />
      </Fold>
      <Chips>
        {consents.map((consent) => (
          <Chip tone={consent.isGiven ? 'leaf' : 'quiet'}>
            {en.purposes[consent.purpose]}: {consent.isGiven ? words.yes : words.no}
          </Chip>
        ))}
        {given.map((consent) =>
          consent.withheld.length ? (
            <Chip tone="berry">
              {words.heldBack({
                purpose: en.purposes[consent.purpose],
                fields: formatList(
                  'en',
                  consent.withheld.map((field) => en.fields[field]),
                ),
              })}
            </Chip>
          ) : null,
        )}
        {given.map((consent) =>
          consent.timing === 'until' && consent.notBefore ? (
            <Chip tone="amber">{words.waitsUntil({ day: formatDay('en', consent.notBefore) })}</Chip>
          ) : consent.timing === 'another-report' ? (
            <Chip tone="amber">{words.waitsForAnother}</Chip>
          ) : null,
        )}
      </Chips>
      {given.length === 0 ? <p>{words.noConsents}</p> : null}
    </Card>
  )
}

export function Clues(props: { opened: OpenedReport }) {
  const { identifiers } = props.opened
  return (
    <Card title={words.clues}>
      {identifiers.length === 0 ? (
        <p>{words.noClues}</p>
      ) : (
        <Table
          head={[{ content: words.clue }, { content: words.earlier }, { content: words.band }]}
          rows={identifiers.map((clue) => [
            {
              content: (
                <>
                  {alertWords.en.clueKinds[clue.kind]}: <Identifier>{clue.display}</Identifier>
                  {clue.isPartial ? ` (${words.partial})` : ''}
                </>
              ),
            },
            {
              content: clue.earlier.length ? (
                <ul class="govuk-list">
                  {clue.earlier.slice(0, 8).map((other) => (
                    <li>
                      <a href={`/desk/${other.reportId}`}>
                        {words.earlierOne({ name: other.codename, when: formatMonth('en', other.sentAt) })}
                      </a>
                      {other.outcome ? ` (${en.queue.outcomes[other.outcome]})` : ''}
                    </li>
                  ))}
                </ul>
              ) : (
                words.alone
              ),
            },
            { content: clue.earlier.length ? <Band tone="berry">{words.same}</Band> : '' },
          ])}
        />
      )}
    </Card>
  )
}

export function Messages(props: {
  opened: OpenedReport
  token: string
  now: Date
  typed: string | undefined
  error: string | undefined
}) {
  const { opened } = props
  return (
    <Card title={words.messages}>
      {opened.messages.length === 0 ? <p>{words.noMessages}</p> : null}
      {opened.messages.map((message) => (
        <div>
          <p class="card__note">
            {message.direction === 'from-reporter' ? words.fromThem : words.fromUs({ by: message.by ?? '' })} ·{' '}
            {formatWhen('en', message.at, props.now)}
          </p>
          <TypedText>{message.text}</TypedText>
        </div>
      ))}
      <Form action={`/desk/${opened.item.id}/reply`} token={props.token}>
        <Textarea
          name="reply"
          label={words.reply}
          hint={words.replyHint}
          rows={3}
          value={props.typed}
          errorMessage={props.error}
          attributes={{ maxlength: replyLimit }}
        />
        <Button kind="quiet">{words.send}</Button>
      </Form>
    </Card>
  )
}

export function History(props: { opened: OpenedReport; now: Date }) {
  return (
    <Details summary={words.history}>
      <Table
        head={[
          { content: words.at },
          { content: words.what },
          { content: words.who },
          { content: words.howMany, isNumeric: true },
        ]}
        rows={props.opened.uses.map((use) => [
          { content: formatWhen('en', use.at, props.now) },
          { content: en.uses[use.kind] },
          { content: en.actors[use.by] },
          { content: use.amount ?? '', isNumeric: true },
        ])}
      />
    </Details>
  )
}
