// The right of the desk while a warning is being made: picks to tick, a preview, and what could point to the reporter.
import { areas } from '#partnership/organisations/index.ts'
import {
  type AlertBody,
  AlertCard,
  alertWords,
  areaName,
  type Flag,
  findPointers,
  limits,
  manners,
  monthOf,
  severities,
} from '#safety/alerts/index.ts'
import { harmKinds, type ReportContent, type Withholdable, workKinds } from '#safety/reporting/index.ts'
import { Card } from '#ui/cards.tsx'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  ErrorSummary,
  Fieldset,
  Input,
  Radios,
  Select,
  Textarea,
} from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { Identifier } from '#ui/shell.tsx'
import { en } from '../messages/en.ts'
import { clueValue, type OfferedClue, type OfferedFact, type WarningError, type WarningErrors } from '../offer-picks.ts'

const words = en.warning
const names = alertWords.en

const maxOf = (field: string) =>
  field.startsWith('text-') ? limits.fact : field === 'own-reason' ? limits.reason : limits.freeText
const errorText = (field: string, error: WarningError | undefined): string | undefined => {
  if (!error) return undefined
  return error === 'tooLong' ? words.errors.tooLong({ max: maxOf(field) }) : words.errors[error]
}

export type WarningFormProps = {
  reportId: string
  token: string
  body: AlertBody
  errors: WarningErrors
  facts: readonly OfferedFact[]
  clues: readonly OfferedClue[]
  withheld: readonly Withholdable[]
  month: string | undefined
  isUpdate: boolean
  hasDraft: boolean
}

function Facts(props: WarningFormProps) {
  const { body, errors } = props
  const offered = props.facts.filter((fact) => !fact.isHeldBack)
  if (offered.length === 0) return null
  return (
    <Fieldset legend={words.facts} legendClasses="govuk-fieldset__legend--s">
      <p class="govuk-hint">{words.factsHint}</p>
      {offered.map((fact) => {
        const picked = body.facts.find((each) => each.key === fact.key)
        const label = names.factKinds[fact.kind]
        return (
          <Checkboxes
            name="fact"
            idPrefix={`fact-${fact.key}`}
            classes="govuk-checkboxes--small"
            items={[
              {
                value: fact.key,
                label,
                checked: picked !== undefined,
                conditional: (
                  <Input
                    name={`text-${fact.key}`}
                    label={words.factText({ what: label })}
                    labelClasses="govuk-visually-hidden"
                    value={picked?.text ?? fact.text}
                    errorMessage={errorText(`text-${fact.key}`, errors[`text-${fact.key}`])}
                  />
                ),
              },
            ]}
          />
        )
      })}
    </Fieldset>
  )
}

function HeldBack(props: WarningFormProps) {
  return (
    <>
      {props.withheld.map((field) => (
        <p class="govuk-hint">{words.heldBack({ field: en.fields[field] })}</p>
      ))}
    </>
  )
}

export function WarningForm(props: WarningFormProps) {
  const { body, errors, withheld } = props
  const may = (field: Withholdable) => !withheld.includes(field)
  const clues = props.clues.filter((clue) => !clue.isHeldBack)
  const small = 'govuk-checkboxes--small picks'
  const legend = 'govuk-fieldset__legend--s'
  const list = Object.entries(errors)
  return (
    <Form
      action={`/desk/${props.reportId}/warning`}
      token={props.token}
      hidden={body.notForVenues ? { venues: 'no' } : {}}
    >
      {list.length ? (
        <ErrorSummary items={list.map(([field, error]) => ({ text: errorText(field, error), href: `#${field}` }))} />
      ) : null}
      {props.isUpdate ? <p>{words.updateHint}</p> : null}
      <Checkboxes
        name="harm"
        legend={words.harms}
        legendClasses={legend}
        classes={small}
        values={body.harms}
        errorMessage={errorText('harm', errors.harm)}
        items={harmKinds.map((harm) => ({ value: harm, label: names.harms[harm] }))}
      />
      <Radios
        name="severity"
        legend={words.severity}
        legendClasses={legend}
        classes="govuk-radios--small"
        value={body.severity}
        errorMessage={errorText('severity', errors.severity)}
        items={severities.map((severity) => ({ value: severity, label: words.severities[severity] }))}
      />
      {may('story') ? (
        <Checkboxes
          name="manner"
          legend={words.manner}
          legendClasses={legend}
          classes={small}
          values={body.manner}
          items={manners.map((manner) => ({ value: manner, label: names.manner[manner] }))}
        />
      ) : null}
      <Facts {...props} />
      {clues.length ? (
        <Checkboxes
          name="clue"
          legend={words.clues}
          legendClasses={legend}
          classes="govuk-checkboxes--small"
          values={body.identifiers.map(clueValue)}
          errorMessage={errorText('clue', errors.clue)}
          items={clues.map((clue) => ({
            value: clueValue(clue),
            label: (
              <>
                {names.clueKinds[clue.kind]}: <Identifier>{clue.display}</Identifier>
                {clue.isPartial ? ` (${names.parts.partly})` : ''}
              </>
            ),
          }))}
        />
      ) : null}
      {may('when') && props.month ? (
        <Select
          name="month"
          label={words.month}
          value={body.month ?? ''}
          errorMessage={errorText('month', errors.month)}
          items={[
            { value: '', label: words.noMonth },
            { value: props.month, label: monthOf('en', props.month) },
          ]}
        />
      ) : null}
      {may('where') ? (
        <Checkboxes
          name="area"
          legend={words.areas}
          legendClasses={legend}
          hint={words.areasHint}
          classes={small}
          values={body.areas}
          items={areas.map((area) => ({ value: area, label: areaName('en', area) }))}
        />
      ) : null}
      {may('work') ? (
        <Checkboxes
          name="work"
          legend={words.work}
          legendClasses={legend}
          hint={words.workHint}
          classes={small}
          values={body.work}
          items={workKinds.map((kind) => ({ value: kind, label: names.work[kind] }))}
        />
      ) : null}
      <HeldBack {...props} />
      {may('story') ? (
        <Checkboxes
          name="own"
          classes="govuk-checkboxes--small"
          items={[
            {
              value: 'yes',
              label: words.own,
              hint: words.ownHint,
              checked: body.freeText !== undefined,
              conditional: (
                <>
                  <Textarea
                    name="own-text"
                    label={words.ownText}
                    rows={3}
                    value={body.freeText?.text}
                    errorMessage={errorText('own-text', errors['own-text'])}
                  />
                  <Input
                    name="own-reason"
                    label={words.ownReason}
                    value={body.freeText?.reason}
                    errorMessage={errorText('own-reason', errors['own-reason'])}
                  />
                </>
              ),
            },
          ]}
        />
      ) : null}
      <ButtonGroup>
        <Button name="do" value="ask">
          {words.ask}
        </Button>
        <Button name="do" value="save" kind="quiet">
          {words.save}
        </Button>
        {props.hasDraft ? (
          <button type="submit" name="do" value="drop" class="link-button">
            {words.drop}
          </button>
        ) : null}
      </ButtonGroup>
    </Form>
  )
}

/** How members will read it. */
export function Preview(props: { body: AlertBody | undefined }) {
  return props.body && props.body.harms.length > 0 ? (
    <AlertCard locale="en" body={props.body} level={3} />
  ) : (
    <p class="govuk-hint">{words.notYet}</p>
  )
}

const textOf = (body: AlertBody | undefined): string =>
  body ? [...body.facts.map((fact) => fact.text), body.freeText?.text ?? ''].join(' ').toLowerCase() : ''

/** Words of the report that could name its writer, each with whether the warning holds them; then what was flagged. */
export function PointingCard(props: {
  title?: string
  content: ReportContent
  body: AlertBody | undefined
  flags: readonly Flag[]
}) {
  const told = [props.content.story, props.content.when?.words, props.content.where?.words]
  const used = textOf(props.body)
  const pointers = new Map<string, { text: string; why: string; isUsed: boolean }>()
  for (const text of told)
    for (const pointer of findPointers(text ?? ''))
      pointers.set(pointer.text.toLowerCase(), {
        text: pointer.text,
        why: en.flags[pointer.kind],
        isUsed: used.includes(pointer.text.toLowerCase()),
      })
  for (const flag of props.flags)
    if (flag.kind !== 'own-words')
      pointers.set(flag.text.toLowerCase(), { text: flag.text, why: en.flags[flag.kind], isUsed: true })
  const rows = [...pointers.values()]
  return (
    <Card title={props.title ?? en.point.heading} note={en.point.lead}>
      {rows.length === 0 ? (
        <p>{en.point.nothing}</p>
      ) : (
        <table class="govuk-table">
          <caption class="govuk-visually-hidden">{props.title ?? en.point.heading}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                {en.point.text}
              </th>
              <th scope="col" class="govuk-table__header">
                {en.point.why}
              </th>
              <th scope="col" class="govuk-table__header">
                {words.heading}
              </th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {rows.map((row) => (
              <tr class="govuk-table__row">
                <td class="govuk-table__cell">
                  <mark>{row.text}</mark>
                </td>
                <td class="govuk-table__cell">{row.why}</td>
                <td class="govuk-table__cell">{row.isUsed ? <strong>{en.point.used}</strong> : en.point.notUsed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
