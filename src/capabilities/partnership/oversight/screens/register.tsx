// The register's list, and the form by which a request is written down.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Band, EmptyState } from '#ui/cards.tsx'
import { Button, Checkboxes, ErrorSummary, Input, Pagination, Select, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import type { Errors, Typed } from '../forms.ts'
import { askedFor, askers, type LegalRequest, powers } from '../legal-request.ts'
import { en } from '../messages/en.ts'

const words = en.register

/** A few letters of the request's random id: enough for two people to speak of it. */
export const requestName = (id: string): string => words.name({ code: id.slice(-5).toUpperCase() })

export const registerPath = '/oversight/requests'

export function RegisterScreen(props: {
  shell: StaffPageProps
  requests: readonly LegalRequest[]
  page: number
  hasMore: boolean
  now: Date
}) {
  const { requests, page, now } = props
  const href = (to: number) => (to > 1 ? `${registerPath}?page=${to}` : registerPath)
  return (
    <StaffPage {...props.shell}>
      <p>{words.intro}</p>
      {requests.length === 0 ? (
        <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
      ) : (
        <>
          <SortableTable
            caption={words.caption}
            isCaptionHidden
            firstCellIsHeader
            columns={[
              { key: 'name', label: words.columns.name },
              { key: 'from', label: words.columns.from },
              { key: 'power', label: words.columns.power },
              { key: 'at', label: words.columns.at },
              { key: 'standing', label: words.columns.standing },
            ]}
            rows={requests.map((each) => ({
              cells: [
                <a href={`${registerPath}/${each.id}`}>{requestName(each.id)}</a>,
                en.askers[each.asker],
                en.powers[each.power],
                formatWhen('en', each.at, now),
                <Standing request={each} />,
              ],
            }))}
          />
          <Pagination
            label={words.pages}
            previous={page > 1 ? { href: href(page - 1) } : undefined}
            next={props.hasMore ? { href: href(page + 1) } : undefined}
          />
        </>
      )}
    </StaffPage>
  )
}

export function Standing(props: { request: LegalRequest }) {
  const { standing, decision } = props.request
  if (decision) return <Band tone="leaf">{en.decisions[decision]}</Band>
  return <Band tone={standing === 'proposed' ? 'amber' : 'quiet'}>{en.standing[standing]}</Band>
}

export const textOf = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
export const listOf = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name] ?? []
  return typeof value === 'string' ? [value] : value
}
export const errorIn = (errors: Errors, name: string): string | undefined => {
  const key = errors[name]
  return key && en.errors[key]
}
export const summaryOf = (errors: Errors) =>
  Object.entries(errors).map(([name, key]) => ({
    text: `${en.fields[name] ?? ''}: ${en.errors[key]}`,
    href: `#${name}`,
  }))
const choices = <T extends string>(known: readonly T[], labels: Record<T, string>) =>
  known.map((value) => ({ value, label: labels[value] }))

export function EnterScreen(props: { shell: StaffPageProps; token: string; typed: Typed; errors: Errors }) {
  const { typed, errors } = props
  const isWrong = Object.keys(errors).length > 0
  return (
    <StaffPage {...props.shell} hasErrors={isWrong}>
      {isWrong ? <ErrorSummary items={summaryOf(errors)} /> : null}
      <Form action={registerPath} token={props.token}>
        <Select
          name="asker"
          label={en.form.asker}
          value={textOf(typed, 'asker')}
          errorMessage={errorIn(errors, 'asker')}
          items={[{ value: '', label: '' }, ...choices(askers, en.askers)]}
        />
        <Select
          name="power"
          label={en.form.power}
          hint={en.form.powerHint}
          value={textOf(typed, 'power')}
          errorMessage={errorIn(errors, 'power')}
          items={[{ value: '', label: '' }, ...choices(powers, en.powers)]}
        />
        <Input
          name="askedOn"
          type="date"
          label={en.form.askedOn}
          value={textOf(typed, 'askedOn')}
          errorMessage={errorIn(errors, 'askedOn')}
          classes="govuk-input--width-10"
        />
        <Checkboxes
          name="asked"
          legend={en.form.asked}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-checkboxes--small"
          values={listOf(typed, 'asked')}
          errorMessage={errorIn(errors, 'asked')}
          items={choices(askedFor, en.askedFor)}
        />
        <Textarea
          name="words"
          label={en.form.words}
          hint={en.form.wordsHint}
          value={textOf(typed, 'words')}
          errorMessage={errorIn(errors, 'words')}
        />
        <Button>{en.form.save}</Button>
      </Form>
    </StaffPage>
  )
}
