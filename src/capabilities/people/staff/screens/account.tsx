// One's own account: who Rowan takes one for, and where one is signed in.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Card, Chip, Facts } from '#ui/cards.tsx'
import { Button, ButtonGroup } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import type { StaffMember } from '../person.ts'
import type { KindOfBrowser } from '../sessions/kind-of-browser.ts'
import { PasskeysCard } from './passkeys.tsx'

const words = en.account

/** Work that has no screen of its own yet; whoever holds only these is told so rather than left looking for it. */
const withoutScreens: readonly string[] = ['police', 'coordinator', 'operator']

export type OwnSession = {
  id: string
  startedAt: Date
  seenAt: Date
  kind: KindOfBrowser | undefined
  isThisOne: boolean
}

export function AccountScreen(props: {
  shell: StaffPageProps
  token: string
  person: StaffMember
  sessions: readonly OwnSession[]
  now: Date
}) {
  const { person, now, token } = props
  const when = (at: Date) => formatWhen('en', at, now)
  return (
    <StaffPage {...props.shell}>
      {person.roles.every((role) => withoutScreens.includes(role)) ? <p>{words.nothingYet}</p> : null}
      <Card title={words.you}>
        <Facts
          items={[
            { key: words.name, value: person.displayName },
            { key: words.username, value: person.username },
            { key: words.organisation, value: person.organisationName },
            { key: words.roles, value: person.roles.map((role) => en.roles[role]).join(', ') },
          ]}
        />
      </Card>
      <Card title={joiningWords.factor.ownTitle} note={joiningWords.factor.ownNote}>
        <ul class="govuk-list">
          <li>
            <a class="govuk-link alone" href="/account/passphrase">
              {joiningWords.factor.changePassphrase}
            </a>
          </li>
          <li>
            <a class="govuk-link alone" href="/account/codes">
              {joiningWords.factor.changeCodes}
            </a>
          </li>
        </ul>
      </Card>
      <PasskeysCard />
      <Card title={words.sessions} note={words.sessionsNote}>
        <SortableTable
          caption={words.sessions}
          isCaptionHidden
          columns={[
            { key: 'kind', label: words.kind },
            { key: 'started', label: words.started },
            { key: 'seen', label: words.seen },
            { key: 'do', label: words.action, isLabelHidden: true },
          ]}
          rows={props.sessions.map((session) => ({
            cells: [
              session.kind ? words.kindOf(session.kind) : words.kindUnknown,
              when(session.startedAt),
              when(session.seenAt),
              session.isThisOne ? (
                <Chip tone="leaf">{words.thisOne}</Chip>
              ) : (
                <Form action="/account/end-session" token={token} hidden={{ session: session.id }}>
                  <Button kind="quiet">
                    {words.end}
                    <span class="govuk-visually-hidden"> {words.endHidden({ when: when(session.startedAt) })}</span>
                  </Button>
                </Form>
              ),
            ],
          }))}
        />
        <ButtonGroup>
          {props.sessions.length > 1 ? (
            <Form action="/account/end-others" token={token}>
              <Button kind="quiet">{words.endOthers}</Button>
            </Form>
          ) : null}
          <Form action="/account/end-all" token={token}>
            <Button kind="danger">{words.endAll}</Button>
          </Form>
        </ButtonGroup>
        <p class="govuk-hint">{words.leaveNote}</p>
      </Card>
    </StaffPage>
  )
}
