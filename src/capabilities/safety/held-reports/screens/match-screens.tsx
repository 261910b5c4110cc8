// What the adviser sees: groups, the people of one group without their words, and one person's words with the letters.
import type { Child } from 'hono/jsx'
import { formatAgo, formatMonth, formatWhen } from '#platform/i18n/dates.ts'
import type { ReportContent } from '#safety/reporting/index.ts'
import { Callout, Card, Chip, ChoiceCards, EmptyState, type Fact, Facts } from '#ui/cards.tsx'
import { Button, Table, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { staffEn as words } from '../messages/staff-en.ts'
import { type Match, mayAsk, type OpenedParty } from '../work-match.ts'

type Shell = { shell: StaffPageProps; now: Date }

function standOf(match: Match): keyof typeof words.stands {
  if (match.parties.every((each) => each.asked !== 'not-yet')) return 'asked'
  if (match.parties.some((each) => each.spokenAt === undefined)) return 'speak'
  if (match.verdict === undefined) return 'judge'
  return match.verdict === 'same' ? 'same' : 'ask'
}

export function MatchesScreen(props: Shell & { matches: readonly Match[] }) {
  return (
    <StaffPage {...props.shell}>
      <p class="lead">{words.lead}</p>
      {props.matches.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <Table
          head={[{ content: words.columns.group }, { content: words.columns.since }, { content: words.columns.stands }]}
          rows={props.matches.map((match) => [
            {
              content: (
                <a class="govuk-link" href={`/held/${match.id}`}>
                  {words.match({ people: new Set(match.parties.map((each) => each.person)).size })}
                </a>
              ),
            },
            { content: formatAgo('en', match.createdAt, props.now) },
            { content: words.stands[standOf(match)] },
          ])}
        />
      )}
    </StaffPage>
  )
}

const letterOf = (match: Match, reportId: string): string =>
  String.fromCharCode(65 + (match.parties.findIndex((each) => each.reportId === reportId) % 26))

export function MatchScreen(props: Shell & { match: Match; token: string }) {
  const { match, now, token } = props
  const stands = standOf(match)
  return (
    <StaffPage {...props.shell}>
      <ol class="govuk-list govuk-list--number">
        {words.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {match.parties.map((party) => (
        <Card title={words.party({ letter: letterOf(match, party.reportId) })}>
          <p>
            <Chip tone={party.openedAt ? 'leaf' : 'quiet'}>
              {party.openedAt ? words.opened({ when: formatWhen('en', party.openedAt, now) }) : words.notOpened}
            </Chip>{' '}
            <Chip tone={party.spokenAt ? 'leaf' : 'amber'}>
              {party.spokenAt ? words.spoken({ when: formatWhen('en', party.spokenAt, now) }) : words.notSpoken}
            </Chip>{' '}
            <Chip tone="quiet">{words.partyStands[party.asked]}</Chip>
          </p>
          {match.parties.some((other) => other !== party && other.person === party.person) ? (
            <p class="quiet">{words.seemsSame}</p>
          ) : null}
          <p>
            <a class="govuk-link" href={`/held/${match.id}/${party.reportId}`}>
              {words.open}
              <span class="govuk-visually-hidden"> ({words.party({ letter: letterOf(match, party.reportId) })})</span>
            </a>
          </p>
        </Card>
      ))}
      <p class="quiet">{words.gone}</p>
      {(stands === 'judge' || stands === 'ask' || stands === 'same') && !match.toldAt ? (
        <Card title={words.judge}>
          <Form action={`/held/${match.id}/judge`} token={token}>
            <ChoiceCards
              kind="radios"
              name="verdict"
              value={match.verdict}
              items={[
                { value: 'different', label: words.different },
                { value: 'same', label: words.same },
              ]}
            />
            <Button kind="quiet">{words.judgeIt}</Button>
          </Form>
        </Card>
      ) : null}
      {mayAsk(match) ? (
        <Card title={words.stands.ask} note={words.askHint}>
          <Form action={`/held/${match.id}/ask`} token={token}>
            <Button>{words.ask}</Button>
          </Form>
        </Card>
      ) : null}
    </StaffPage>
  )
}

function factsOf(content: ReportContent): Fact[] {
  const facts: [string, string][] = [
    [words.parts.story, content.story ?? ''],
    [
      words.parts.when,
      [content.when?.words, content.when?.month && formatMonth('en', new Date(`${content.when.month}-01T12:00:00Z`))]
        .filter(Boolean)
        .join(', '),
    ],
    [words.parts.where, [content.where?.area, content.where?.words].filter(Boolean).join(', ')],
    ...(content.people ?? []).map((each): [string, string] => [
      words.parts.person,
      Object.values(each).filter(Boolean).join('\n'),
    ]),
    ...(content.vehicles ?? []).map((each): [string, string] => [
      words.parts.vehicle,
      Object.values(each).filter(Boolean).join('\n'),
    ]),
  ]
  return facts
    .filter(([, text]) => text.trim() !== '')
    .map(([key, text]) => ({ key, value: (<TypedText>{text}</TypedText>) as Child }))
}

export function PartyScreen(props: Shell & { opened: OpenedParty; token: string; typed: string | undefined }) {
  const { opened, now, token } = props
  const { match, party, letters } = opened
  const path = `/held/${match.id}/${party.reportId}`
  return (
    <StaffPage {...props.shell}>
      <p>
        <a class="govuk-link" href={`/held/${match.id}`}>
          {words.match({ people: match.people })}
        </a>
      </p>
      <Card title={words.party({ letter: letterOf(match, party.reportId) })}>
        <Facts items={factsOf(opened.content)} />
      </Card>
      <Card title={words.letters}>
        {letters.length === 0 ? <p class="quiet">{words.noLetters}</p> : null}
        {letters.map((letter) => (
          <div class="reply">
            <p class="quiet">
              {words.from[letter.direction]} · {formatWhen('en', letter.at, now)}
            </p>
            <TypedText>{letter.text}</TypedText>
          </div>
        ))}
        <Form action={`${path}/write`} token={token}>
          <Textarea
            name="text"
            id="text"
            label={words.write}
            hint={words.writeHint}
            rows={5}
            value={props.typed ?? (letters.length === 0 ? words.first : '')}
          />
          <Button>{words.send}</Button>
        </Form>
      </Card>
      {party.spokenAt ? (
        <p>{words.spoken({ when: formatWhen('en', party.spokenAt, now) })}</p>
      ) : (
        <Form action={`${path}/spoken`} token={token}>
          <Button kind="quiet">{words.markSpoken}</Button>
        </Form>
      )}
    </StaffPage>
  )
}

/** Somebody without the team's key. */
export function ClosedScreen(props: { shell: StaffPageProps }) {
  return (
    <StaffPage {...props.shell}>
      <Callout tone="amber">
        <p>{words.closed}</p>
      </Callout>
    </StaffPage>
  )
}
