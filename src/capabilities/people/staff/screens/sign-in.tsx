// The page somebody signs in on; in a demonstration also who there is to be.
import { Button, ButtonGroup, Details, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { en } from '../messages/en.ts'
import { passkeyWords } from '../messages/passkeys.ts'

export type SignInProblem = keyof typeof en.signIn.errors
export type SignInErrors = { username?: SignInProblem; passphrase?: SignInProblem; code?: SignInProblem }

export type SampleRow = { displayName: string; organisation: string; does: string; username: string; code: string }
export type Samples = { passphrase: string; rows: readonly SampleRow[] }

const words = en.signIn

export function SignInScreen(props: {
  shell: StaffPageProps
  token: string
  username: string
  errors: SignInErrors
  samples: Samples | undefined
}) {
  const { errors } = props
  const text = (field: keyof SignInErrors) => errors[field] && words.errors[errors[field]]
  const items = (['username', 'passphrase', 'code'] as const).flatMap((field) =>
    errors[field] ? [{ text: words.errors[errors[field]], href: `#${field}` }] : [],
  )
  return (
    <StaffPage {...props.shell} hasErrors={items.length > 0}>
      {items.length > 0 ? <ErrorSummary items={items} /> : null}
      <div class="card">
        <Form action="/sign-in" token={props.token}>
          <Input
            name="username"
            label={words.username}
            value={props.username}
            errorMessage={text('username')}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
          <PasswordInput
            name="passphrase"
            label={words.passphrase}
            errorMessage={text('passphrase')}
            autocomplete="off"
          />
          <Input
            name="code"
            label={words.code}
            hint={words.codeHint}
            errorMessage={text('code')}
            inputMode="numeric"
            autocomplete="one-time-code"
            spellcheck={false}
            classes="govuk-input--width-10"
          />
          <ButtonGroup>
            <Button>{words.button}</Button>
            <a class="govuk-link alone" href="/sign-in/passkey">
              {passkeyWords.signIn.link}
            </a>
          </ButtonGroup>
        </Form>
      </div>
      {props.samples ? <SamplePeople {...props.samples} /> : null}
    </StaffPage>
  )
}

function SamplePeople(props: Samples) {
  const t = en.samples
  return (
    <Details id="sample-people" summary={t.summary}>
      <p>{t.fictional}</p>
      <p>
        {t.passphrase} <code>{props.passphrase}</code>
      </p>
      <p>{t.fresh}</p>
      <SortableTable
        caption={t.caption}
        isCaptionHidden
        firstCellIsHeader
        columns={(['person', 'username', 'code'] as const).map((key) => ({ key, label: t[key] }))}
        rows={props.rows.map((row) => ({
          cells: [
            <>
              {row.displayName}
              <div class="govuk-hint">
                {row.organisation}. {row.does}
              </div>
            </>,
            <code>{row.username}</code>,
            <code class="identifier">{row.code}</code>,
          ],
        }))}
      />
    </Details>
  )
}
