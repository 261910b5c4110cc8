// The pages of recovery words.
import { Callout } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input, PasswordInput } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { typedForm } from '#ui/shell.tsx'
import { waysInWords } from '../messages/ways-in/words.ts'
import { memberWords } from '../messages/words.ts'
import type { RecoverProblem } from './recover.ts'

export type RecoverTrouble = RecoverProblem | 'pseudonymMissing' | 'expired'

export function WordsScreen(props: {
  shell: PublicShell
  token: string
  fresh: string | undefined
  problem: 'wrong' | 'busy' | 'expired' | undefined
  hasWords: boolean
}) {
  const all = waysInWords[props.shell.locale]
  const { words } = all
  const error = props.problem && (props.problem === 'wrong' ? words.wrong : all[props.problem])
  return (
    <PublicPage {...props.shell} hasErrors={error !== undefined} memberPlace="account">
      {error ? <ErrorSummary items={[{ text: error, href: '#passphrase' }]} /> : null}
      {props.fresh ? (
        <>
          <PageHeading lead={words.freshText}>{words.fresh}</PageHeading>
          <p class="receipt" translate="no">
            <bdi dir="ltr">{props.fresh}</bdi>
          </p>
          <Button href="/me">{words.next}</Button>
        </>
      ) : (
        <>
          <PageHeading lead={props.hasWords ? words.has : words.hasNot}>{words.title}</PageHeading>
          <Form action="/me/words" token={props.token}>
            <PasswordInput name="passphrase" label={words.passphrase} errorMessage={error} autocomplete="off" />
            <Button>{words.make}</Button>
          </Form>
        </>
      )}
    </PublicPage>
  )
}

export function RecoverScreen(props: {
  shell: PublicShell
  token: string
  pseudonym: string
  problem: RecoverTrouble | undefined
}) {
  const all = waysInWords[props.shell.locale]
  const { recover: words } = all
  const trouble = troubleOf(props)
  const at = (name: string) => (trouble?.field === name ? trouble.text : undefined)
  return (
    <PublicPage {...props.shell} hasErrors={trouble !== undefined} backHref="/sign-in" keeps={{ enter: '' }}>
      {trouble ? <ErrorSummary items={[{ text: trouble.text, href: `#${trouble.field}` }]} /> : null}
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <Form action="/recover" id={typedForm} token={props.token}>
        <Input
          name="pseudonym"
          label={words.pseudonym}
          value={props.pseudonym}
          errorMessage={at('pseudonym')}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          attributes={{ dir: 'auto' }}
        />
        <Input
          name="words"
          label={words.words}
          errorMessage={at('words')}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          attributes={{ dir: 'ltr' }}
        />
        <PasswordInput
          name="next"
          label={words.next}
          hint={all.account.passphraseHint}
          errorMessage={at('next')}
          autocomplete="off"
        />
        <Button>{words.button}</Button>
      </Form>
      <Callout tone="quiet">
        <p>
          {words.without}{' '}
          <a class="govuk-link" href="/join">
            {all.join.title}
          </a>
        </p>
      </Callout>
    </PublicPage>
  )
}

function troubleOf(props: { shell: PublicShell; problem: RecoverTrouble | undefined }) {
  const all = waysInWords[props.shell.locale]
  const { recover: words } = all
  switch (props.problem) {
    case undefined:
      return undefined
    case 'pseudonymMissing':
      return { field: 'pseudonym', text: words.pseudonymMissing }
    case 'no-match':
      return { field: 'pseudonym', text: words.noMatch }
    case 'words-unreadable':
      return { field: 'words', text: words.unreadable }
    case 'busy':
    case 'expired':
      return { field: 'next', text: all[props.problem] }
    default:
      return { field: 'next', text: memberWords[props.shell.locale].problem.passphrase[props.problem] }
  }
}
