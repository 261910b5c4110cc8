// The pages of somebody who joins.
import type { PropsWithChildren } from 'hono/jsx'
import type { Organisation } from '#partnership/organisations/index.ts'
import { LinkCards } from '#ui/cards.tsx'
import { Button, type ErrorItem, ErrorSummary, Input, PasswordInput, Radios, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { type Keeps, typedForm } from '#ui/shell.tsx'
import { waysInWords } from '../messages/ways-in/words.ts'
import { memberWords } from '../messages/words.ts'
import type { ApplicationState } from './application-store.ts'
import type { AccountMistakes } from './open-account.ts'

type Common = { shell: PublicShell; token: string }
const wordsOf = ({ shell }: Pick<Common, 'shell'>) => waysInWords[shell.locale]

function Frame(props: PropsWithChildren<{ shell: PublicShell; back: string; errors?: ErrorItem[]; keeps?: Keeps }>) {
  const { errors = [] } = props
  return (
    <PublicPage {...props.shell} hasErrors={errors.length > 0} backHref={props.back} keeps={props.keeps}>
      {errors.length > 0 ? <ErrorSummary items={errors} /> : null}
      {props.children}
    </PublicPage>
  )
}

export function JoinScreen(props: { shell: PublicShell }) {
  const { join: words } = wordsOf(props)
  return (
    <Frame shell={props.shell} back="/sign-in">
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <LinkCards
        items={[
          { href: '/join/codes', title: words.codes, text: words.codesText },
          { href: '/join/evidence', title: words.evidence, text: words.evidenceText },
          { href: '/join/answer', title: words.answer, text: words.answerText },
        ]}
      />
      <p>{words.worker}</p>
      <p>{words.without}</p>
    </Frame>
  )
}

export type CodesTrouble = 'unreadable' | 'not-together' | 'expired'

export function CodesScreen(props: Common & { typed: readonly [string, string]; problem: CodesTrouble | undefined }) {
  const all = wordsOf(props)
  const { codes: words } = all
  const { problem } = props
  const text =
    problem && (problem === 'expired' ? all.expired : problem === 'unreadable' ? words.missing : words.together)
  const field = (name: string, label: string, value: string, error: string | undefined) => (
    <Input
      name={name}
      label={label}
      hint={words.hint}
      value={value}
      errorMessage={error}
      autocomplete="off"
      spellcheck={false}
      attributes={{ dir: 'ltr', inputmode: 'numeric' }}
    />
  )
  return (
    <Frame keeps={{ enter: '' }} shell={props.shell} back="/join" errors={text ? [{ text, href: '#one' }] : []}>
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <Form action="/join/codes" id={typedForm} token={props.token}>
        {field('one', words.one, props.typed[0], text)}
        {field('two', words.two, props.typed[1], undefined)}
        <Button>{words.button}</Button>
      </Form>
    </Frame>
  )
}

export type EvidenceTrouble = 'missing' | 'long' | 'teamMissing' | 'full' | 'busy' | 'expired'

export function EvidenceScreen(
  props: Common & {
    teams: readonly Organisation[]
    words: string
    team: string
    problem: EvidenceTrouble | undefined
  },
) {
  const all = wordsOf(props)
  const { evidence: words } = all
  const { problem, teams } = props
  const text = problem && (problem === 'busy' || problem === 'expired' ? all[problem] : words[problem])
  const isTeam = problem === 'teamMissing' && teams.length > 1
  return (
    <Frame
      keeps={{ enter: '' }}
      shell={props.shell}
      back="/join"
      errors={text ? [{ text, href: isTeam ? '#team' : '#words' }] : []}
    >
      <PageHeading lead={teams.length > 0 ? words.lead : words.none}>{words.title}</PageHeading>
      {teams.length > 0 ? (
        <>
          <p>{words.once}</p>
          <Form action="/join/evidence" id={typedForm} token={props.token}>
            <Textarea
              name="words"
              label={words.words}
              hint={words.hint}
              value={props.words}
              errorMessage={isTeam ? undefined : text}
              autocomplete="off"
              spellcheck={false}
              attributes={{ dir: 'auto' }}
            />
            {teams.length > 1 ? (
              <Radios
                name="team"
                legend={words.team}
                value={props.team}
                errorMessage={isTeam ? text : undefined}
                items={teams.map((each) => ({ value: each.id, label: <bdi>{each.name}</bdi> }))}
              />
            ) : null}
            <Button>{words.button}</Button>
          </Form>
        </>
      ) : null}
    </Frame>
  )
}

export function ReceiptScreen(props: { shell: PublicShell; code: string | undefined }) {
  const { receipt: words } = wordsOf(props)
  return (
    <Frame shell={props.shell} back="/join">
      <PageHeading lead={props.code ? words.lead : words.gone}>{words.title}</PageHeading>
      {props.code ? (
        <>
          <p class="receipt" translate="no">
            <bdi dir="ltr">{props.code}</bdi>
          </p>
          <p>{words.next}</p>
        </>
      ) : null}
      <p>
        <a class="govuk-link" href="/join/answer">
          {words.link}
        </a>
      </p>
    </Frame>
  )
}

export type AnswerShown = { state: ApplicationState } | { problem: 'unreadable' | 'unknown' | 'busy' | 'expired' }

export function AnswerScreen(props: Common & { shown: AnswerShown | undefined }) {
  const all = wordsOf(props)
  const { answer: words } = all
  const { shown } = props
  const problem = shown && 'problem' in shown ? shown.problem : undefined
  const text = problem && (problem === 'busy' || problem === 'expired' ? all[problem] : words[problem])
  const state = shown && 'state' in shown ? shown.state : undefined
  const mayTryAgain = state === 'again' || state === 'expired' || state === 'declined'
  return (
    <Frame shell={props.shell} back="/join" errors={text ? [{ text, href: '#words' }] : []}>
      <PageHeading lead={state ? words.states[state] : words.lead}>{words.title}</PageHeading>
      {mayTryAgain ? (
        <p>
          <a class="govuk-link" href={state === 'declined' ? '/join' : '/join/evidence'}>
            {state === 'declined' ? all.join.title : words.again}
          </a>
        </p>
      ) : null}
      {state ? null : (
        <Form action="/join/answer" token={props.token}>
          <Input
            name="words"
            label={words.words}
            errorMessage={text}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            attributes={{ dir: 'ltr' }}
          />
          <Button>{words.button}</Button>
        </Form>
      )}
    </Frame>
  )
}

export type AccountTrouble = Omit<AccountMistakes, 'form'> & { form?: 'busy' | 'no-right' | 'expired' }

export function AccountScreen(props: Common & { pseudonym: string; trouble: AccountTrouble }) {
  const all = wordsOf(props)
  const { account: words } = all
  const { trouble } = props
  const formError = trouble.form && (trouble.form === 'no-right' ? words.gone : all[trouble.form])
  const nameError = formError ?? (trouble.pseudonym && words.pseudonymMistakes[trouble.pseudonym])
  const problems = memberWords[props.shell.locale].problem.passphrase
  const passphraseError = trouble.passphrase && problems[trouble.passphrase]
  const errors = [
    ...(nameError ? [{ text: nameError, href: '#pseudonym' }] : []),
    ...(passphraseError ? [{ text: passphraseError, href: '#passphrase' }] : []),
  ]
  return (
    <Frame shell={props.shell} back="/join" errors={errors}>
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <Form action="/join/account" token={props.token}>
        <Input
          name="pseudonym"
          label={words.pseudonym}
          hint={words.pseudonymHint}
          value={props.pseudonym}
          errorMessage={nameError}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          attributes={{ dir: 'auto' }}
        />
        <PasswordInput
          name="passphrase"
          label={words.passphrase}
          hint={words.passphraseHint}
          errorMessage={passphraseError}
          autocomplete="off"
        />
        <Button>{words.button}</Button>
      </Form>
    </Frame>
  )
}
