// A page that asks one thing: the question, why we ask, and three ways on that are all equally right.
import type { PropsWithChildren } from 'hono/jsx'
import {
  type Attributes,
  Button,
  ButtonGroup,
  type Content,
  classNames,
  Details,
  type ErrorItem,
  ErrorSummary,
  Hint,
  isShown,
} from './components/index.ts'
import { kept } from './kept.ts'
import { PublicPage, type PublicPageProps } from './page.tsx'
import { TokenField } from './shell.tsx'
import { type ShellWords, useWords } from './words/words.ts'

/** The field that says which button was pressed. */
export const doField = 'do'
export type Pressed = 'continue' | 'skip' | 'stop'

export interface FormProps {
  /** The address the form posts to. */
  action: string
  /** The signed token of this step. */
  token?: string
  /** Further values that travel along unseen. */
  hidden?: Readonly<Record<string, string>>
  classes?: string
  id?: string
  /** Attributes for a script of the page, such as what it shall seal. */
  data?: Attributes | undefined
}

/** A form that leaves checking to the server and nothing in the browser's memory. */
export function Form(props: PropsWithChildren<FormProps>) {
  return (
    <form
      method="post"
      action={props.action}
      novalidate
      autocomplete="off"
      class={props.classes}
      id={props.id}
      {...props.data}
    >
      <TokenField token={props.token} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  )
}

export interface QuestionProps extends FormProps {
  /** The question: the page's heading, and the name of the group of fields under it. */
  question: Content
  hint?: Content
  errors?: readonly ErrorItem[]
  /** Folded under the fields. */
  why?: Content
  whyTitle?: Content
  continueLabel?: Content
  /** Every question may be skipped; only pages that ask nothing leave this out. */
  canSkip?: boolean
  canStop?: boolean
  /** Where the page has a single text field whose label says more than the question, or no field: heading without a fieldset. */
  isPlain?: boolean
  /** Further buttons under the usual ones. They stand last so that Enter still means "continue". */
  after?: Content
}

/** The question itself, to stand in a page. Buttons send `do=continue`, `do=skip` or `do=stop`. */
export function Question(props: PropsWithChildren<QuestionProps>) {
  const words = useWords()
  const hasHint = isShown(props.hint)
  const { canSkip = true, canStop = true } = props
  return (
    <>
      {props.errors?.length ? <ErrorSummary items={props.errors} /> : null}
      <Form
        action={props.action}
        token={props.token}
        hidden={props.hidden}
        classes={classNames('question', props.classes)}
        id={props.id}
        data={props.data}
      >
        {props.isPlain ? (
          <>
            <h1 class="govuk-heading-l">{props.question}</h1>
            {hasHint ? <Hint id="question-hint">{props.hint}</Hint> : null}
            {props.children}
          </>
        ) : (
          <fieldset class="govuk-fieldset" aria-describedby={hasHint ? 'question-hint' : undefined}>
            <legend class="govuk-fieldset__legend">
              <h1 class="govuk-heading-l">{props.question}</h1>
            </legend>
            {hasHint ? <Hint id="question-hint">{props.hint}</Hint> : null}
            {props.children}
          </fieldset>
        )}
        {isShown(props.why) ? <Details summary={props.whyTitle ?? words.whyWeAsk}>{props.why}</Details> : null}
        {props.continueLabel === undefined ? (
          kept(words, `buttons ${canSkip} ${canStop}`, () => (
            <WaysOn words={words} canSkip={canSkip} canStop={canStop} label={words.continue} />
          ))
        ) : (
          <WaysOn words={words} canSkip={canSkip} canStop={canStop} label={props.continueLabel} />
        )}
        {isShown(props.after) ? props.after : null}
      </Form>
    </>
  )
}

function WaysOn(props: { words: ShellWords; canSkip: boolean; canStop: boolean; label: Content }) {
  const { words } = props
  return (
    <ButtonGroup>
      <Button name={doField} value="continue">
        {props.label}
      </Button>
      {props.canSkip ? (
        <Button name={doField} value="skip" kind="quiet">
          {words.skip}
        </Button>
      ) : null}
      {props.canStop ? (
        <button type="submit" name={doField} value="stop" class="link-button">
          {words.stopAndKeep}
        </button>
      ) : null}
    </ButtonGroup>
  )
}

/** A whole page for one question. */
export function QuestionPage(props: PropsWithChildren<{ shell: PublicPageProps } & QuestionProps>) {
  const { shell, ...question } = props
  return (
    <PublicPage {...shell} hasErrors={shell.hasErrors ?? Boolean(question.errors?.length)}>
      <Question {...question} />
    </PublicPage>
  )
}
