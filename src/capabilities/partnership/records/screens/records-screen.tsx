// What goes, what is held, which copies are asked for; the form of a hold; the page on which a copy is prepared and checked.
import { formatDay } from '#platform/i18n/dates.ts'
import { codename } from '#safety/reporting/index.ts'
import { Band, Callout, Card } from '#ui/cards.tsx'
import { Button, ButtonGroup, ErrorSummary, Input, Radios, Textarea } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import type { CopyAtWork } from '../copy-report.ts'
import type { Going } from '../hold-report.ts'
import { type CopyRow, type Hold, holdReasons, knownBy } from '../kinds.ts'
import { en } from '../messages/en.ts'

export const recordsPath = '/records'
export type Errors = Readonly<Record<string, keyof typeof en.errors>>
export type Typed = Readonly<Record<string, string>>

export const dayText = (text: string) => formatDay('en', new Date(`${text}T12:00:00Z`))
export const errorIn = (errors: Errors, name: string): string | undefined => errors[name] && en.errors[errors[name]]
export function Wrong(props: { errors: Errors }) {
  const items = Object.entries(props.errors).map(([name, key]) => ({ text: en.errors[key], href: `#${name}` }))
  return items.length > 0 ? <ErrorSummary items={items} /> : null
}

export function RecordsScreen(props: {
  shell: StaffPageProps
  token: string
  personId: string
  going: readonly Going[]
  holds: readonly Hold[]
  copies: readonly CopyRow[]
}) {
  const { going, holds, copies, token } = props
  return (
    <StaffPage {...props.shell}>
      <p>{en.intro}</p>
      <Card title={en.going}>
        {going.length === 0 ? (
          <p class="quiet">{en.goingNone}</p>
        ) : (
          <SortableTable
            caption={en.going}
            isCaptionHidden
            firstCellIsHeader
            columns={[
              { key: 'report', label: en.columns.report },
              { key: 'goes', label: en.columns.goes },
              { key: 'held', label: en.columns.held },
              { key: 'act', label: en.columns.act },
            ]}
            rows={going.map(({ id, goesAt, hold }) => ({
              cells: [
                codename(id),
                formatDay('en', goesAt),
                hold ? <HoldBand hold={hold} /> : '–',
                hold ? '' : <a href={`${recordsPath}/hold/${id}`}>{en.hold}</a>,
              ],
            }))}
          />
        )}
      </Card>
      <Card title={en.holds}>
        {holds.length === 0 ? (
          <p class="quiet">{en.holdsNone}</p>
        ) : (
          <SortableTable
            caption={en.holds}
            isCaptionHidden
            firstCellIsHeader
            columns={[
              { key: 'report', label: en.holdColumns.report },
              { key: 'why', label: en.holdColumns.why },
              { key: 'until', label: en.holdColumns.until },
              { key: 'by', label: en.holdColumns.by },
              { key: 'act', label: en.holdColumns.act },
            ]}
            rows={holds.map((hold) => ({
              cells: [
                codename(hold.reportId),
                <>
                  {en.reasons[hold.reason]}: <TypedText>{hold.words}</TypedText>
                </>,
                <HoldBand hold={hold} />,
                hold.proposedBy.name,
                <Form action={`${recordsPath}/holds/${hold.id}`} token={token}>
                  <ButtonGroup>
                    {hold.confirmedAt ? null : hold.proposedBy.id === props.personId ? (
                      <span class="quiet">{en.own}</span>
                    ) : (
                      <Button name={doField} value="confirmed" kind="quiet">
                        {en.confirm}
                      </Button>
                    )}
                    <button type="submit" name={doField} value="ended" class="link-button">
                      {en.end}
                    </button>
                  </ButtonGroup>
                </Form>,
              ],
            }))}
          />
        )}
      </Card>
      <Card title={en.copies}>
        {copies.length === 0 ? (
          <p class="quiet">{en.copiesNone}</p>
        ) : (
          <SortableTable
            caption={en.copies}
            isCaptionHidden
            firstCellIsHeader
            columns={[
              { key: 'report', label: en.copyColumns.report },
              { key: 'asked', label: en.copyColumns.asked },
              { key: 'state', label: en.copyColumns.state },
              { key: 'act', label: en.copyColumns.act },
            ]}
            rows={copies.map((copy) => ({
              cells: [
                codename(copy.reportId),
                formatDay('en', copy.askedAt),
                en.copyStates[copy.state === 'prepared' ? 'prepared' : 'asked'],
                <a href={`${recordsPath}/copies/${copy.id}`}>{en.openCopy}</a>,
              ],
            }))}
          />
        )}
      </Card>
      <p>
        <a href={`${recordsPath}/people`}>{en.peopleLink}</a>
      </p>
    </StaffPage>
  )
}

const HoldBand = ({ hold }: { hold: Hold }) =>
  hold.confirmedAt ? (
    <Band tone="leaf">{en.held({ until: dayText(hold.endsOn) })}</Band>
  ) : (
    <Band tone="amber">{en.waits}</Band>
  )

export function HoldScreen(props: {
  shell: StaffPageProps
  token: string
  reportId: string
  typed: Typed
  errors: Errors
}) {
  const { typed, errors } = props
  return (
    <StaffPage {...props.shell} hasErrors={Object.keys(errors).length > 0}>
      <Wrong errors={errors} />
      <p>{en.holdIntro}</p>
      <Form action={`${recordsPath}/hold/${props.reportId}`} token={props.token}>
        <Radios
          name="reason"
          legend={en.why}
          value={typed.reason}
          errorMessage={errorIn(errors, 'reason')}
          items={holdReasons.map((value) => ({ value, label: en.reasons[value] }))}
        />
        <Textarea
          name="words"
          label={en.words}
          hint={en.wordsHint}
          value={typed.words}
          errorMessage={errorIn(errors, 'words')}
        />
        <Input
          name="endsOn"
          type="date"
          label={en.until}
          value={typed.endsOn}
          errorMessage={errorIn(errors, 'endsOn')}
          classes="govuk-input--width-10"
        />
        <Button>{en.propose}</Button>
      </Form>
    </StaffPage>
  )
}

export function CopyScreen(props: {
  shell: StaffPageProps
  token: string
  at: CopyAtWork
  typed: Typed
  errors: Errors
}) {
  const { at, typed, errors } = props
  const action = `${recordsPath}/copies/${at.copy.id}`
  return (
    <StaffPage {...props.shell} hasErrors={Object.keys(errors).length > 0}>
      <Wrong errors={errors} />
      <ul class="govuk-list govuk-list--bullet">
        {en.rules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      {at.isSecond ? (
        <Card title={en.text}>
          <TypedText>{at.text}</TypedText>
          <p class="quiet">
            {en.known}: {at.copy.knownBy ? en.knownBy[at.copy.knownBy] : '–'}
          </p>
          <Form action={action} token={props.token}>
            <input type="hidden" name="seal" value={at.seal} />
            <ButtonGroup>
              <Button name={doField} value="ready">
                {en.give}
              </Button>
              <Button name={doField} value="asked" kind="quiet">
                {en.sendBack}
              </Button>
            </ButtonGroup>
          </Form>
        </Card>
      ) : (
        <>
          {at.copy.state === 'prepared' ? (
            <Callout tone="amber">
              <p>{en.secondOnly}</p>
            </Callout>
          ) : null}
          <Form action={action} token={props.token}>
            <Radios
              name="knownBy"
              legend={en.known}
              value={typed.knownBy ?? at.copy.knownBy ?? undefined}
              errorMessage={errorIn(errors, 'knownBy')}
              items={knownBy.map((value) => ({ value, label: en.knownBy[value] }))}
            />
            <Textarea
              name="text"
              label={en.text}
              rows={18}
              value={typed.text ?? at.text}
              errorMessage={errorIn(errors, 'text')}
            />
            <p class="quiet">{en.refuseHint}</p>
            <ButtonGroup>
              <Button name={doField} value="prepare">
                {en.prepare}
              </Button>
              <button type="submit" name={doField} value="refused" class="link-button">
                {en.refuse}
              </button>
            </ButtonGroup>
          </Form>
        </>
      )}
    </StaffPage>
  )
}
