// Invitations: who is proposed, what each waits for, and a form to propose somebody.
import type { StaffRole } from '#permissions/matrix.ts'
import { formatWhen } from '#platform/i18n/dates.ts'
import { Callout, Card, Chip, Chips, EmptyState } from '#ui/cards.tsx'
import { Button, Checkboxes, ErrorSummary, Input } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import type { Invitation } from '../joining/invitation.ts'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import type { StaffProblem } from '../person.ts'

const words = joiningWords.invitations

/** What is typed into the form, and what was wrong with it. */
export type Proposal = { displayName: string; username: string; roles: readonly string[]; problem?: StaffProblem }
/** Half of a code, shown once to whoever made it. */
export type ShownHalf = { half: string; name: string; of: 'confirmer' | 'proposer' }

const fieldOf: Partial<Record<StaffProblem, string>> = {
  'display-name': 'name',
  username: 'username',
  'username-taken': 'username',
  roles: 'roles',
}

export function InvitationsScreen(props: {
  shell: StaffPageProps
  token: string
  ownId: string
  ownOrganisation: string
  joinUrl: string
  invitations: readonly (Invitation & { mayConfirm: boolean; mayMakeCode: boolean; mayTakeBack: boolean })[]
  shown: ShownHalf | undefined
  mayInvite: boolean
  /** Those that people of this organisation may hold. */
  roles: readonly StaffRole[]
  typed: Proposal
  now: Date
}) {
  const { problem } = props.typed
  const at = problem && (fieldOf[problem] ?? 'name')
  const error = (field: string) => (problem && at === field ? joiningWords.problems[problem] : undefined)
  return (
    <StaffPage {...props.shell} hasErrors={problem !== undefined}>
      {problem ? <ErrorSummary items={[{ text: joiningWords.problems[problem], href: `#${at}` }]} /> : null}
      {props.shown ? <Half {...props.shown} joinUrl={props.joinUrl} /> : null}
      <p>{words.lead}</p>
      {props.invitations.length > 0 ? <Waiting {...props} /> : <EmptyState title={words.none} />}
      {props.mayInvite ? (
        <Card title={words.proposeTitle}>
          <Form action="/people/invitations" token={props.token}>
            <Input
              name="name"
              label={words.name}
              hint={words.nameHint}
              value={props.typed.displayName}
              errorMessage={error('name')}
              autocomplete="off"
              spellcheck={false}
            />
            <Input
              name="username"
              label={words.username}
              hint={words.usernameHint}
              value={props.typed.username}
              errorMessage={error('username')}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
            />
            <Checkboxes
              name="roles"
              legend={words.roles}
              values={props.typed.roles}
              errorMessage={error('roles')}
              items={props.roles.map((role) => ({ value: role, label: en.roles[role] }))}
            />
            <Button>{words.propose}</Button>
          </Form>
        </Card>
      ) : null}
    </StaffPage>
  )
}

function Half(props: ShownHalf & { joinUrl: string }) {
  return (
    <Callout tone="amber" title={words.half({ name: props.name })}>
      <p>
        <code class="identifier" translate="no">
          {props.half}
        </code>
      </p>
      <p>
        {words.halfNote} <code class="identifier">{props.joinUrl}</code>.
      </p>
      <p>{props.of === 'confirmer' ? words.halfAfterConfirm : words.halfAfterCode}</p>
    </Callout>
  )
}

type Listed = Parameters<typeof InvitationsScreen>[0]

function Waiting(props: Pick<Listed, 'invitations' | 'token' | 'ownId' | 'ownOrganisation' | 'now'>) {
  const { ownId, now } = props
  const who = (id: string, name: string | undefined, organisation: string) =>
    id === ownId ? words.you : (name ?? words.elsewhere({ organisation }))
  return (
    <SortableTable
      caption={words.waiting}
      isCaptionHidden
      firstCellIsHeader
      columns={[
        { key: 'name', label: words.name },
        { key: 'proposed', label: words.proposed },
        { key: 'state', label: words.state },
        { key: 'do', label: words.action, isLabelHidden: true },
      ]}
      rows={props.invitations.map((each) => ({
        cells: [
          <>
            {each.displayName}
            <div class="govuk-hint">
              {each.username}
              {each.organisationId === props.ownOrganisation ? '' : `, ${each.organisationName}`}
            </div>
            <Chips>
              {each.roles.map((role) => (
                <Chip>{en.roles[role]}</Chip>
              ))}
            </Chips>
          </>,
          words.by({
            by: who(each.proposedBy, each.proposedByName, each.organisationName),
            when: formatWhen('en', each.proposedAt, now),
          }),
          stateOf(each, who, now),
          <>
            {each.mayConfirm ? (
              <Act {...props} id={each.id} act="confirm" hidden={words.confirmHidden({ name: each.displayName })} />
            ) : null}
            {each.mayMakeCode ? (
              <Act {...props} id={each.id} act="code" hidden={words.makeCodeHidden({ name: each.displayName })} />
            ) : null}
            {each.mayTakeBack ? (
              <Act {...props} id={each.id} act="take-back" hidden={words.takeBackHidden({ name: each.displayName })} />
            ) : null}
          </>,
        ],
      }))}
    />
  )
}

const buttons = { confirm: words.confirm, code: words.makeCode, 'take-back': words.takeBack } as const

function Act(props: { id: string; act: keyof typeof buttons; token: string; hidden: string }) {
  return (
    <Form action={`/people/invitations/${props.id}/${props.act}`} token={props.token}>
      <Button kind="quiet">
        {buttons[props.act]}
        <span class="govuk-visually-hidden"> {props.hidden}</span>
      </Button>
    </Form>
  )
}

function stateOf(
  each: Invitation,
  who: (id: string, name: string | undefined, organisation: string) => string,
  now: Date,
): string {
  if (each.expiresAt) return words.waitsForThem({ when: formatWhen('en', each.expiresAt, now) })
  if (each.confirmedBy)
    return words.waitsForCode({ by: who(each.confirmedBy, each.confirmedByName, each.organisationName) })
  return each.isAlone ? words.waitsForForum : words.waitsForSecond
}
