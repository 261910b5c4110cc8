// The pages of a member's passkeys.
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { Identifier } from '#ui/shell.tsx'
import { type PasskeyWords, passkeyWords } from '../messages/passkeys/words.ts'
import { memberWords } from '../messages/words.ts'

/** A ceremony to run here; or the address where passkeys are, or none at all. */
export type CeremonyHere = { ceremony: unknown } | { origin: string } | undefined

export type PasskeyProblem = keyof PasskeyWords['problem'] | 'rests'
export type PassphraseProblem = 'currentWrong' | 'passphraseMissing' | 'busy'

type Page = { shell: PublicShell; token: string; problem: PasskeyProblem | undefined }

function Trouble(props: Page) {
  const { locale } = props.shell
  const { problem } = props
  if (!problem) return null
  const text = problem === 'rests' ? memberWords[locale].problem.rests : passkeyWords[locale].problem[problem]
  return <ErrorSummary items={[{ text }]} />
}

function NotHere(props: { shell: PublicShell; here: { origin: string } | undefined }) {
  const words = passkeyWords[props.shell.locale]
  return (
    <Callout tone="amber">
      {props.here ? (
        <p>
          {words.elsewhere} <Identifier>{props.here.origin}</Identifier>
        </p>
      ) : (
        <p>{words.nowhere}</p>
      )}
    </Callout>
  )
}

export function ShowPasskeyScreen(props: Page & { here: CeremonyHere; next: string }) {
  const { signIn: words } = passkeyWords[props.shell.locale]
  const { here, next } = props
  const question = next === '' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <PublicPage {...props.shell} hasErrors={props.problem !== undefined}>
      <Trouble {...props} />
      <PageHeading lead={here && 'ceremony' in here ? words.lead : undefined}>{words.title}</PageHeading>
      {here && 'ceremony' in here ? (
        <PasskeyForm
          assets={props.shell.assets}
          action="/sign-in/passkey"
          token={props.token}
          hidden={{ next }}
          ceremony={here.ceremony}
          button={words.button}
        />
      ) : (
        <NotHere shell={props.shell} here={here} />
      )}
      <p class="govuk-body">
        {words.otherWay}{' '}
        <a class="govuk-link" href={`/sign-in${question}`}>
          {words.otherLink}
        </a>
      </p>
    </PublicPage>
  )
}

export type ListedPasskey = { id: string; name: string; isDoubted: boolean }

export function PasskeysScreen(
  props: Page & {
    passkeys: readonly ListedPasskey[]
    done: 'isMade' | 'removed' | 'gone' | undefined
    passphraseProblem: PassphraseProblem | undefined
  },
) {
  const { list: words } = passkeyWords[props.shell.locale]
  const { problem: problems } = memberWords[props.shell.locale]
  const error = props.passphraseProblem && problems[props.passphraseProblem]
  return (
    <PublicPage {...props.shell} hasErrors={error !== undefined || props.problem !== undefined} backHref="/me">
      {error ? <ErrorSummary items={[{ text: error, href: '#passphrase' }]} /> : <Trouble {...props} />}
      {props.done ? (
        <Callout tone="leaf">
          <p>{words[props.done]}</p>
        </Callout>
      ) : null}
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <p>{words.traces}</p>
      {props.passkeys.length === 0 ? <p>{words.none}</p> : null}
      {props.passkeys.map((passkey) => (
        <Card title={<bdi>{passkey.name || words.unnamed}</bdi>}>
          {passkey.isDoubted ? <p>{words.copied}</p> : null}
          <Form action="/me/passkeys/remove" token={props.token} hidden={{ passkey: passkey.id }}>
            <Button kind="quiet">
              {words.remove}
              <span class="govuk-visually-hidden">
                {' '}
                <bdi>{passkey.name || words.unnamed}</bdi>
              </span>
            </Button>
          </Form>
        </Card>
      ))}
      <Card title={words.make}>
        <Form action="/me/passkeys" token={props.token}>
          <PasswordInput
            name="passphrase"
            label={words.passphrase}
            hint={words.passphraseHint}
            errorMessage={error}
            autocomplete="off"
          />
          <Button>{words.go}</Button>
        </Form>
      </Card>
    </PublicPage>
  )
}

export function MakePasskeyScreen(props: Page & { here: CeremonyHere }) {
  const { make: words } = passkeyWords[props.shell.locale]
  const { here } = props
  return (
    <PublicPage {...props.shell} hasErrors={props.problem !== undefined} backHref="/me/passkeys">
      <Trouble {...props} />
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      {here && 'ceremony' in here ? (
        <PasskeyForm
          assets={props.shell.assets}
          action="/me/passkeys/make"
          token={props.token}
          ceremony={here.ceremony}
          button={words.button}
        >
          <Input
            name="name"
            label={words.name}
            hint={words.nameHint}
            autocomplete="off"
            attributes={{ dir: 'auto', maxlength: '40' }}
          />
        </PasskeyForm>
      ) : (
        <NotHere shell={props.shell} here={here} />
      )}
    </PublicPage>
  )
}
