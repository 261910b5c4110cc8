// One request: what it says, the answers proposed, the second person's word, and what left because of it.
import { formatDay, formatWhen } from '#platform/i18n/dates.ts'
import { codename } from '#safety/reporting/index.ts'
import { Callout, Card, Facts } from '#ui/cards.tsx'
import { Button, ButtonGroup, Checkboxes, ErrorSummary, Input, Radios, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import type { OpenedRequest } from '../decide.ts'
import type { Errors, Typed } from '../forms.ts'
import {
  type By,
  bases,
  decisions,
  handsOver,
  type Part,
  type Proposal,
  parts,
  type SecondProblem,
} from '../legal-request.ts'
import { en } from '../messages/en.ts'
import { errorIn, listOf, registerPath, summaryOf, textOf } from './register.tsx'

const words = en.request

export type RequestView = OpenedRequest & {
  token: string
  typed: Typed
  errors: Errors
  /** Why this person cannot be the second one, where somebody must be. */
  second: SecondProblem | undefined
  mayHandOver: boolean
  now: Date
}

const who = (by: By) => en.by({ name: by.name, organisation: by.organisation, role: en.roles[by.role] ?? by.role })
const listed = (some: readonly Part[]) => some.map((part) => en.parts[part]).join('; ')
const day = (text: string) => formatDay('en', new Date(`${text}T12:00:00Z`))

export function RequestScreen(props: { shell: StaffPageProps; view: RequestView }) {
  const { view } = props
  const { request, proposals } = view
  const isWrong = Object.keys(view.errors).length > 0
  const waiting = proposals.find((each) => !each.verdict)
  const agreed = proposals.find((each) => each.verdict?.said === 'confirmed')
  return (
    <StaffPage {...props.shell} hasErrors={isWrong}>
      {isWrong ? <ErrorSummary items={summaryOf(view.errors)} /> : null}
      <Facts
        items={[
          { key: words.facts.from, value: en.askers[request.asker] },
          { key: words.facts.power, value: en.powers[request.power] },
          { key: words.facts.on, value: day(request.askedOn) },
          { key: words.facts.asked, value: request.asked.map((each) => en.askedFor[each]).join('; ') },
          { key: words.facts.by, value: who(request.by) },
        ]}
      />
      <Card title={words.says}>
        <TypedText>{request.words}</TypedText>
      </Card>
      {proposals.map((proposal) => (
        <ProposalCard proposal={proposal} now={view.now} />
      ))}
      {waiting ? <SecondCard view={view} proposal={waiting} /> : null}
      {request.standing === 'entered' ? <ProposeCard view={view} /> : null}
      {view.disclosures.length > 0 ? <Left view={view} /> : null}
      {agreed && handsOver(agreed.decision) && view.mayHandOver ? <HandOverCard view={view} agreed={agreed} /> : null}
    </StaffPage>
  )
}

function ProposalCard(props: { proposal: Proposal; now: Date }) {
  const { proposal, now } = props
  const { verdict } = proposal
  const isHandingOver = handsOver(proposal.decision)
  return (
    <Card
      title={`${words.proposal}: ${en.decisions[proposal.decision]}`}
      note={formatWhen('en', proposal.at, now)}
      tone={verdict?.said === 'confirmed' ? 'leaf' : verdict ? 'quiet' : 'amber'}
    >
      <Facts
        items={[
          { key: words.by, value: who(proposal.by) },
          proposal.basis && { key: words.ground, value: en.bases[proposal.basis] },
          isHandingOver && { key: words.may, value: listed(proposal.parts) },
          isHandingOver && {
            key: words.telling,
            value: proposal.tellOn ? words.tellingLater({ day: day(proposal.tellOn) }) : words.tellingNow,
          },
          { key: words.why, value: <TypedText>{proposal.reason}</TypedText> },
          verdict && {
            key: verdict.said === 'confirmed' ? words.saidConfirmed : words.saidRejected,
            value: (
              <>
                {who(verdict.by)}, {formatWhen('en', verdict.at, now)}
                {verdict.reason ? <TypedText>{verdict.reason}</TypedText> : null}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

function SecondCard(props: { view: RequestView; proposal: Proposal }) {
  const { view, proposal } = props
  if (view.second)
    return (
      <Callout tone="quiet" title={words.second}>
        <p>{view.second === 'own-work' ? words.ownWork : words.sameHat}</p>
      </Callout>
    )
  return (
    <Card title={words.second} note={words.secondHint}>
      <Form action={`${registerPath}/${view.request.id}/judge`} token={view.token} hidden={{ proposal: proposal.id }}>
        <Textarea
          name="rejectWhy"
          label={words.rejectWhy}
          rows={2}
          value={textOf(view.typed, 'rejectWhy')}
          errorMessage={errorIn(view.errors, 'rejectWhy')}
        />
        <ButtonGroup>
          <Button name="do" value="confirm">
            {words.confirm}
          </Button>
          <Button kind="quiet" name="do" value="reject">
            {words.reject}
          </Button>
        </ButtonGroup>
      </Form>
    </Card>
  )
}

const partChoices = (some: readonly Part[]) => some.map((value) => ({ value, label: en.parts[value] }))

function ProposeCard(props: { view: RequestView }) {
  const { typed, errors, request, token } = props.view
  return (
    <Card title={words.propose} note={words.proposeHint}>
      <Form action={`${registerPath}/${request.id}/propose`} token={token}>
        <Radios
          name="decision"
          legend={words.decision}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-radios--small"
          value={textOf(typed, 'decision')}
          errorMessage={errorIn(errors, 'decision')}
          items={decisions.map((value) => ({ value, label: en.decisions[value] }))}
        />
        <Radios
          name="basis"
          legend={words.basis}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-radios--small"
          value={textOf(typed, 'basis')}
          errorMessage={errorIn(errors, 'basis')}
          items={bases.map((value) => ({ value, label: en.bases[value] }))}
        />
        <Checkboxes
          name="parts"
          legend={words.partsAllowed}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-checkboxes--small"
          values={listOf(typed, 'parts')}
          errorMessage={errorIn(errors, 'parts')}
          items={partChoices(parts)}
        />
        <Input
          name="tellOn"
          type="date"
          label={words.tellOn}
          hint={words.tellOnHint}
          value={textOf(typed, 'tellOn')}
          errorMessage={errorIn(errors, 'tellOn')}
          classes="govuk-input--width-10"
        />
        <Textarea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          value={textOf(typed, 'reason')}
          errorMessage={errorIn(errors, 'reason')}
        />
        <Button>{words.proposeNow}</Button>
      </Form>
    </Card>
  )
}

function HandOverCard(props: { view: RequestView; agreed: Proposal }) {
  const { view, agreed } = props
  return (
    <Card title={words.handOver} note={words.handOverHint}>
      <Form action={`${registerPath}/${view.request.id}/hand-over`} token={view.token}>
        <Textarea
          name="reports"
          label={words.reports}
          hint={words.reportsHint}
          rows={3}
          value={textOf(view.typed, 'reports')}
          errorMessage={errorIn(view.errors, 'reports')}
        />
        <Checkboxes
          name="parts"
          legend={words.partsGiven}
          legendClasses="govuk-fieldset__legend--s"
          classes="govuk-checkboxes--small"
          values={listOf(view.typed, 'parts')}
          errorMessage={errorIn(view.errors, 'parts')}
          items={partChoices(agreed.parts)}
        />
        <Button>{words.handNow}</Button>
      </Form>
    </Card>
  )
}

function Left(props: { view: RequestView }) {
  const { disclosures, now } = props.view
  return (
    <SortableTable
      caption={words.disclosures}
      columns={[
        { key: 'report', label: words.columns.report },
        { key: 'parts', label: words.columns.parts },
        { key: 'at', label: words.columns.at },
        { key: 'told', label: words.columns.told },
      ]}
      rows={disclosures.map((each) => ({
        cells: [
          codename(each.reportId),
          listed(each.parts),
          formatWhen('en', each.at, now),
          each.toldAt
            ? formatWhen('en', each.toldAt, now)
            : each.tellOn
              ? words.notTold({ day: day(each.tellOn) })
              : '',
        ],
      }))}
    />
  )
}
