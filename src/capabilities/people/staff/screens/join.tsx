// What somebody invited sees: first the two halves of the code, then a passphrase and a phone of their own.
import { Callout, Card, Facts } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import type { Invitation } from '../joining/invitation.ts'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import { CodeFields, type FactorErrors, factorItems, PassphraseFields } from './own-factors.tsx'

const words = joiningWords.join

export type JoinErrors = { one?: string; other?: string }

export function JoinScreen(props: { shell: StaffPageProps; token: string; errors: JoinErrors }) {
  const { errors } = props
  const items = (['one', 'other'] as const).flatMap((field) =>
    errors[field] ? [{ text: errors[field], href: `#${field}` }] : [],
  )
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      <p>{words.lead}</p>
      <div class="card">
        <Form action="/join" token={props.token}>
          {(['one', 'other'] as const).map((field) => (
            <Input
              name={field}
              label={words[field]}
              hint={words.halfHint}
              errorMessage={errors[field]}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
            />
          ))}
          <Button>{words.next}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}

export function JoinAsYourselfScreen(props: {
  shell: StaffPageProps
  token: string
  invitation: Invitation
  url: string
  secret: string
  errors: FactorErrors
}) {
  const { invitation } = props
  const items = factorItems(props.errors)
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      <p>{words.ownLead}</p>
      <Card title={words.you}>
        <Facts
          items={[
            { key: en.account.name, value: invitation.displayName },
            { key: en.account.username, value: invitation.username },
            { key: en.account.organisation, value: invitation.organisationName },
            { key: en.account.roles, value: invitation.roles.map((role) => en.roles[role]).join(', ') },
          ]}
        />
        <Callout tone="quiet">
          <p>{words.notYou}</p>
        </Callout>
      </Card>
      <Form action="/join/yourself" token={props.token}>
        <Card title={joiningWords.factor.passphraseTitle}>
          <PassphraseFields errors={props.errors} />
        </Card>
        <Card title={joiningWords.factor.codesTitle}>
          <CodeFields url={props.url} secret={props.secret} errors={props.errors} />
        </Card>
        <Button>{words.finish}</Button>
      </Form>
    </StaffPage>
  )
}
