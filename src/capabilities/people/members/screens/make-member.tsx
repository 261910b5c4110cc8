// The membership worker's page: make an account, and counts in place of a list.
import { Callout } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input, Radios, Table } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { Identifier } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import type { PseudonymMistake } from '../create-member.ts'
import { type MemberKind, memberKinds } from '../member.ts'
import { staffEn as words } from '../messages/staff-en.ts'

export type MakeErrors = { pseudonym?: PseudonymMistake; kind?: 'missing'; form?: 'expired' | 'busy' }
export type MonthRow = { month: string; counts: Record<MemberKind, number> }
export type MakeMemberProps = {
  shell: StaffPageProps
  token: string
  typed: { pseudonym: string; kind: string }
  errors: MakeErrors
  /** Shown once, right after it was made. */
  made?: { pseudonym: string; passphrase: string } | undefined
  months: readonly MonthRow[]
}

export function MakeMemberScreen(props: MakeMemberProps) {
  const { errors, made } = props
  const pseudonymError = errors.form ? words[errors.form] : errors.pseudonym && words.mistakes[errors.pseudonym]
  const kindError = errors.kind && words.kindMissing
  const items = [
    ...(pseudonymError ? [{ text: pseudonymError, href: '#pseudonym' }] : []),
    ...(kindError ? [{ text: kindError, href: '#kind' }] : []),
  ]
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      {made ? (
        <Callout tone="leaf" title={words.made}>
          <p>{words.madeText}</p>
          <dl class="facts">
            <div>
              <dt>{words.madePseudonym}</dt>
              <dd>
                <bdi dir="auto">{made.pseudonym}</bdi>
              </dd>
            </div>
            <div>
              <dt>{words.madePassphrase}</dt>
              <dd>
                <Identifier>{made.passphrase}</Identifier>
              </dd>
            </div>
          </dl>
          <p>{words.madeNext}</p>
        </Callout>
      ) : null}
      <section class="card">
        <h2 class="card__title">{words.make}</h2>
        <p>{words.intro}</p>
        <Form action="/members" token={props.token}>
          <Input
            name="pseudonym"
            label={words.pseudonym}
            hint={words.pseudonymHint}
            value={props.typed.pseudonym}
            errorMessage={pseudonymError}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            attributes={{ dir: 'auto' }}
          />
          <Radios
            name="kind"
            legend={words.kind}
            value={props.typed.kind}
            errorMessage={kindError}
            items={memberKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          />
          <Button>{words.button}</Button>
        </Form>
      </section>
      <p>
        <a class="govuk-link" href="/members/applications">
          {words.applications}
        </a>
        {' · '}
        <a class="govuk-link" href="/members/stop">
          {words.stop}
        </a>
      </p>
      <Counts months={props.months} />
    </StaffPage>
  )
}

function Counts(props: { months: readonly MonthRow[] }) {
  if (props.months.length === 0)
    return (
      <section class="empty">
        <p class="empty__title">{words.none}</p>
        <p>{words.noneText}</p>
      </section>
    )
  const total = (kind: MemberKind) => props.months.reduce((sum, row) => sum + row.counts[kind], 0)
  return (
    <section>
      <Table
        caption={words.counts}
        firstCellIsHeader
        head={[
          { content: words.month },
          ...memberKinds.map((kind) => ({ content: words.kindNames[kind], isNumeric: true })),
        ]}
        rows={[
          [{ content: words.total }, ...memberKinds.map((kind) => ({ content: total(kind), isNumeric: true }))],
          ...props.months.map((row) => [
            { content: row.month },
            ...memberKinds.map((kind) => ({ content: row.counts[kind], isNumeric: true })),
          ]),
        ]}
      />
      <p class="govuk-hint">{words.countsHint}</p>
    </section>
  )
}
