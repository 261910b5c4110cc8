// One's own passphrase and codes: the fields for them, and the pages where somebody at work changes them.
import { Button, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { joiningWords } from '../messages/joining.ts'
import { CodeSquare } from './code-square.tsx'

const words = joiningWords.factor

/** Sentences by field. */
export type FactorErrors = { passphrase?: string; again?: string; code?: string }

export const factorItems = (errors: FactorErrors) =>
  (['passphrase', 'again', 'code'] as const).flatMap((field) =>
    errors[field] ? [{ text: errors[field], href: `#${field}` }] : [],
  )

export function PassphraseFields(props: { errors: FactorErrors }) {
  return (
    <>
      <PasswordInput
        name="passphrase"
        label={words.passphrase}
        hint={words.passphraseHint}
        errorMessage={props.errors.passphrase}
        autocomplete="new-password"
      />
      <PasswordInput name="again" label={words.again} errorMessage={props.errors.again} autocomplete="new-password" />
    </>
  )
}

export function CodeFields(props: { url: string; secret: string; errors: FactorErrors }) {
  return (
    <>
      <p>{words.codesLead}</p>
      <CodeSquare url={props.url} secret={props.secret} />
      <Input
        name="code"
        label={words.code}
        errorMessage={props.errors.code}
        inputMode="numeric"
        autocomplete="one-time-code"
        spellcheck={false}
        classes="govuk-input--width-10"
      />
    </>
  )
}

export function PassphraseScreen(props: { shell: StaffPageProps; token: string; errors: FactorErrors }) {
  const items = factorItems(props.errors)
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      <p>{words.passphraseNote}</p>
      <div class="card">
        <Form action="/account/passphrase" token={props.token}>
          <PassphraseFields errors={props.errors} />
          <Button>{words.change}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}

export function CodesScreen(props: {
  shell: StaffPageProps
  token: string
  url: string
  secret: string
  errors: FactorErrors
}) {
  const items = factorItems(props.errors)
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      <p>{words.codesNote}</p>
      <div class="card">
        <Form action="/account/codes" token={props.token}>
          <CodeFields url={props.url} secret={props.secret} errors={props.errors} />
          <Button>{words.change}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}
