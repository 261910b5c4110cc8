// Proving once more who one is, before something heavy; what is behind it waits.
import { Callout } from '#ui/cards.tsx'
import type { Content } from '#ui/components/index.ts'
import { Button, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'

export type StepUpProblem = keyof typeof en.stepUp.errors
export type StepUpErrors = { passphrase?: StepUpProblem; code?: StepUpProblem }

const words = en.stepUp

export function StepUpScreen(props: {
  shell: StaffPageProps
  token: string
  back: string
  isUndone: boolean
  errors: StepUpErrors
  /** Another way to prove it, equal to the form below: a passkey. */
  otherWay?: Content
}) {
  const { errors } = props
  const text = (field: keyof StepUpErrors) => errors[field] && words.errors[errors[field]]
  const items = (['passphrase', 'code'] as const).flatMap((field) =>
    errors[field] ? [{ text: words.errors[errors[field]], href: `#${field}` }] : [],
  )
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      {props.isUndone ? (
        <Callout tone="amber">
          <p>{words.undone}</p>
        </Callout>
      ) : null}
      <p>{words.why}</p>
      {props.otherWay}
      <div class="card">
        <Form
          action="/step-up"
          token={props.token}
          hidden={{ back: props.back, ...(props.isUndone ? { undone: 'yes' } : {}) }}
        >
          <PasswordInput
            name="passphrase"
            label={en.signIn.passphrase}
            errorMessage={text('passphrase')}
            autocomplete="off"
          />
          <Input
            name="code"
            label={en.signIn.code}
            hint={en.signIn.codeHint}
            errorMessage={text('code')}
            inputMode="numeric"
            autocomplete="one-time-code"
            spellcheck={false}
            classes="govuk-input--width-10"
          />
          <Button>{words.button}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}
