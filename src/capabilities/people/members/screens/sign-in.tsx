// Where members sign in.
import { Button, ButtonGroup, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { typedForm } from '#ui/shell.tsx'
import type { SignInProblem } from '../forms.ts'
import { passkeyWords } from '../messages/passkeys/words.ts'
import { memberWords } from '../messages/words.ts'

export type SignInScreenProps = {
  shell: PublicShell
  token: string
  pseudonym: string
  /** The page to go on to, by name. */
  next: string
  problem?: SignInProblem | undefined
}

export function SignInScreen(props: SignInScreenProps) {
  const { signIn: words, problem: problems } = memberWords[props.shell.locale]
  const { problem } = props
  const isPassphrase = problem === 'passphraseMissing' || problem === 'expired'
  const field = isPassphrase ? 'passphrase' : 'pseudonym'
  return (
    <PublicPage {...props.shell} hasErrors={problem !== undefined} keeps={{ enter: '' }}>
      {problem ? <ErrorSummary items={[{ text: problems[problem], href: `#${field}` }]} /> : null}
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <Form action="/sign-in" id={typedForm} token={props.token} hidden={props.next === '' ? {} : { next: props.next }}>
        <Input
          name="pseudonym"
          label={words.pseudonym}
          value={props.pseudonym}
          errorMessage={problem && !isPassphrase ? problems[problem] : undefined}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          attributes={{ dir: 'auto' }}
        />
        <PasswordInput
          name="passphrase"
          label={words.passphrase}
          errorMessage={problem && isPassphrase ? problems[problem] : undefined}
          autocomplete="off"
        />
        <ButtonGroup>
          <Button>{words.button}</Button>
          <a class="govuk-link" href={`/sign-in/passkey${props.next === '' ? '' : `?next=${props.next}`}`}>
            {passkeyWords[props.shell.locale].signIn.link}
          </a>
        </ButtonGroup>
      </Form>
      <h2 class="govuk-heading-s">{words.noAccount}</h2>
      <p class="govuk-body">
        {words.noAccountText}{' '}
        <a class="govuk-link" href="/join">
          {words.join}
        </a>
      </p>
      <h2 class="govuk-heading-s">{words.forgotten}</h2>
      <p class="govuk-body">
        {words.forgottenText}{' '}
        <a class="govuk-link" href="/recover">
          {words.recover}
        </a>
      </p>
    </PublicPage>
  )
}
