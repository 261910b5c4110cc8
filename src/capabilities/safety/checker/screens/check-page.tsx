// The one page of the checker on the public app: the question, and under it what was found.
import type { Locale } from '#platform/i18n/locales.ts'
import { LinkCards } from '#ui/cards.tsx'
import { Button, ButtonGroup, type ErrorItem, ErrorSummary, Input } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { typedForm } from '#ui/shell.tsx'
import type { CheckAnswer } from '../entry.ts'
import { checkWords, type Problem } from '../messages/words.ts'
import { Answer } from './answer.tsx'

export type QuestionFormProps = {
  locale: Locale
  token: string
  /** What stands in the field: what was asked, or typed and not taken. */
  typed?: string | undefined
  problem?: Problem | undefined
}

export function QuestionForm(props: QuestionFormProps) {
  const words = checkWords[props.locale]
  return (
    <Form action="/check" id={typedForm} token={props.token} classes="check">
      <Input
        name="asked"
        label={<span class="govuk-visually-hidden">{words.label}</span>}
        hint={words.hint}
        value={props.typed}
        errorMessage={props.problem && words.problem[props.problem]}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        attributes={{ dir: 'auto', maxlength: 1000 }}
      />
      <ButtonGroup>
        <Button>{words.button}</Button>
        <span class="govuk-hint">{words.notKept}</span>
      </ButtonGroup>
    </Form>
  )
}

export function CheckAnother(props: { locale: Locale; token: string }) {
  return (
    <Form action="/check/clear" token={props.token}>
      <Button kind="quiet">{checkWords[props.locale].another}</Button>
    </Form>
  )
}

export const errorsOf = ({ locale, problem }: QuestionFormProps): ErrorItem[] =>
  problem ? [{ text: checkWords[locale].problem[problem], href: '#asked' }] : []

export function CheckPage(props: { shell: PublicShell; form: QuestionFormProps; answer?: CheckAnswer | undefined }) {
  const { shell, form, answer } = props
  const words = checkWords[shell.locale]
  const errors = errorsOf(form)
  return (
    <PublicPage {...shell} memberPlace="check" hasErrors={errors.length > 0} keeps={{ enter: '' }}>
      {errors.length > 0 ? <ErrorSummary items={errors} /> : null}
      <PageHeading>{words.heading}</PageHeading>
      <QuestionForm {...form} />
      {answer ? (
        <>
          <Answer locale={shell.locale} answer={answer} asked={form.typed ?? ''} />
          <CheckAnother locale={shell.locale} token={form.token} />
        </>
      ) : null}
    </PublicPage>
  )
}

/** What somebody without an account sees: how to have it checked all the same. */
export function VisitorPage(props: { shell: PublicShell }) {
  const words = checkWords[props.shell.locale]
  return (
    <PublicPage {...props.shell}>
      <PageHeading lead={words.visitor.lead}>{words.heading}</PageHeading>
      <LinkCards
        items={[{ href: '/sign-in?next=check', title: words.visitor.signIn, text: words.visitor.signInText }]}
      />
      <h2 class="govuk-heading-m">{words.visitor.worker}</h2>
      <p class="govuk-body">{words.visitor.workerText}</p>
      <h2 class="govuk-heading-m">{words.visitor.join}</h2>
      <p class="govuk-body">{words.visitor.joinText}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/check/safer">
          {words.safer}
        </a>
      </p>
    </PublicPage>
  )
}

export function SaferPage(props: { shell: PublicShell }) {
  const words = checkWords[props.shell.locale].saferPage
  return (
    <PublicPage {...props.shell} backHref="/check">
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      <ul class="govuk-list govuk-list--bullet">
        {words.items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </PublicPage>
  )
}
