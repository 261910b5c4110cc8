// Colleagues: who works here, and who can open what is sealed to the team.
import { formatDay } from '#platform/i18n/dates.ts'
import { Callout, Chip, Chips } from '#ui/cards.tsx'
import { Button } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import { type Colleague, readsSealed } from '../person.ts'

const words = en.people

export function PeopleScreen(props: {
  shell: StaffPageProps
  token: string
  organisation: string
  ownId: string
  people: readonly Colleague[]
  hasTeam: boolean
  mayGive: boolean
  mayInvite: boolean
  mayEnd: boolean
}) {
  const { people, ownId } = props
  return (
    <StaffPage {...props.shell}>
      <p>{words.lead({ organisation: props.organisation })}</p>
      {props.hasTeam ? null : (
        <Callout tone="amber">
          <p>{words.noTeam}</p>
        </Callout>
      )}
      <SortableTable
        caption={words.title}
        isCaptionHidden
        firstCellIsHeader
        columns={[
          { key: 'name', label: words.name },
          { key: 'username', label: words.username },
          { key: 'roles', label: words.roles },
          { key: 'key', label: words.key },
          { key: 'do', label: words.action, isLabelHidden: true },
        ]}
        rows={people.map((person) => ({
          cells: [
            person.id === ownId ? `${person.displayName} (${words.you})` : person.displayName,
            person.username,
            <Chips>
              {person.roles.map((role) => (
                <Chip>{en.roles[role]}</Chip>
              ))}
            </Chips>,
            <KeyState person={person} hasTeam={props.hasTeam} />,
            <>
              {props.mayGive && person.keys.length === 0 && readsSealed(person.roles) ? (
                <Form action="/people/give-key" token={props.token} hidden={{ person: person.id }}>
                  <Button kind="quiet">
                    {words.give}
                    <span class="govuk-visually-hidden"> {words.giveTo({ name: person.displayName })}</span>
                  </Button>
                </Form>
              ) : null}
              {props.mayEnd && person.id !== ownId ? (
                <a class="govuk-link alone" href={`/people/${person.id}/end`}>
                  {joiningWords.leaver.link}
                  <span class="govuk-visually-hidden">
                    {joiningWords.leaver.linkHidden({ name: person.displayName })}
                  </span>
                </a>
              ) : null}
            </>,
          ],
        }))}
      />
      {people.length === 1 ? <p>{words.alone}</p> : null}
      {props.mayInvite ? (
        <p>
          <a class="govuk-link alone" href="/people/invitations">
            {joiningWords.invitations.link}
          </a>
        </p>
      ) : null}
    </StaffPage>
  )
}

function KeyState(props: { person: Colleague; hasTeam: boolean }) {
  const { person } = props
  const newest = person.keys.at(-1)
  if (newest) {
    const when = formatDay('en', newest.givenAt)
    return newest.givenBy ? words.given({ by: newest.givenBy, when }) : words.since({ when })
  }
  if (!readsSealed(person.roles)) return words.notNeeded
  return props.hasTeam ? <Chip tone="amber">{words.waits}</Chip> : ''
}
