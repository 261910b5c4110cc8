// The receipt: shown at the first save and once more after sending; typed back if the person likes.
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ButtonGroup, ErrorSummary, Input } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { typedForm } from '#ui/shell.tsx'
import type { ReportSession } from '../report-session.ts'
import type { Receiver } from '../route-report.ts'
import type { Desk } from './frame.ts'
import { errorItems, fieldTools } from './question-screen.tsx'
import { WhereSealed } from './sealing-notes.tsx'

type Receipt = NonNullable<ReportSession['receipt']>
type View = { receipt: Receipt; values: Record<string, string[]>; errors: Record<string, string> }

export function ReceiptScreen(props: { view: View; desk: Desk }) {
  const { view, desk } = props
  const { words: t, Frame } = desk
  const isWords = view.receipt.kind === 'words'
  return (
    <Frame hasErrors={Object.keys(view.errors).length > 0} keeps={{ enter: 'continue' }}>
      {Object.keys(view.errors).length > 0 ? <ErrorSummary items={errorItems(view.errors, t)} /> : null}
      <h1 class="govuk-heading-l">{t.receipt.title}</h1>
      <p>{t.receipt.lead}</p>
      <Card title={isWords ? t.receipt.words : t.receipt.digits}>
        <p class="receipt" translate="no" dir="ltr" lang="en">
          {view.receipt.shown}
        </p>
      </Card>
      <p>{t.receipt.keep}</p>
      <Form action={desk.action} token={desk.token} classes="question" id={typedForm}>
        <RepeatField view={view} desk={desk} />
        <ButtonGroup>
          <Button name={doField} value="continue">
            {t.receipt.continue}
          </Button>
          {view.receipt.isRepeated ? null : (
            <Button name={doField} value="check" kind="quiet">
              {t.receipt.check}
            </Button>
          )}
          <button type="submit" name={doField} value={isWords ? 'as-digits' : 'as-words'} class="link-button">
            {isWords ? t.receipt.asDigits : t.receipt.asWords}
          </button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function RepeatField(props: { view: View; desk: Desk }) {
  const { view, desk } = props
  const { words: t } = desk
  if (view.receipt.isRepeated)
    return (
      <Callout tone="leaf">
        <p>{t.receipt.right}</p>
      </Callout>
    )
  const field = fieldTools(view.values, view.errors, t)
  return (
    <Input
      name="receipt"
      id="receipt"
      label={t.receipt.again}
      hint={t.receipt.againHint}
      value={field.value('receipt')}
      errorMessage={field.error('receipt')}
      spellcheck={false}
      autocapitalize="none"
      attributes={{ dir: 'ltr' }}
    />
  )
}

export function SentScreen(props: {
  view: { receiver: Receiver | undefined; isHeld?: boolean } & Partial<View>
  desk: Desk
  help: { href: string; text: string }
  returnPath: string
  canFinish: boolean
}) {
  const { view, desk } = props
  const { words: t, Frame } = desk
  const { receipt } = view
  return (
    <Frame keeps={receipt && !receipt.isRepeated ? { enter: 'check' } : undefined}>
      <h1 class="govuk-heading-l">{view.isHeld ? t.held.sent.title : t.sent.title}</h1>
      <h2 class="govuk-heading-m">{t.sent.next}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {view.receiver ? <li>{t.sent.read({ name: view.receiver.name })}</li> : null}
        <li>{view.isHeld ? t.held.sent.next : t.sent.reply}</li>
      </ul>
      <h2 class="govuk-heading-m">{t.sent.help}</h2>
      <p>
        <a class="govuk-link" href={props.help.href}>
          {props.help.text}
        </a>
      </p>
      {receipt ? (
        <Form action={desk.action} token={desk.token} classes="question" id={typedForm}>
          <Card title={t.sent.receipt}>
            <p class="receipt" translate="no" dir="ltr" lang="en">
              {receipt.shown}
            </p>
          </Card>
          <RepeatField view={{ receipt, values: view.values ?? {}, errors: view.errors ?? {} }} desk={desk} />
          {receipt.isRepeated ? null : (
            <Button name={doField} value="check" kind="quiet">
              {t.receipt.check}
            </Button>
          )}
        </Form>
      ) : null}
      <p>
        <a class="govuk-link" href={props.returnPath}>
          {t.sent.comeBack}
        </a>
      </p>
      {props.canFinish ? <FinishForm desk={desk} /> : null}
    </Frame>
  )
}

/** Ends the session, so that the receipt does not stay behind on this device. A worker's screen has its own way. */
export function FinishForm(props: { desk: Desk }) {
  const { desk } = props
  return (
    <Form action={desk.action} token={desk.token}>
      <Button name={doField} value="finish" kind="quiet">
        {desk.words.return.leave}
      </Button>
    </Form>
  )
}

/** The first page: what is asked, what we may do without asking, and what helps right now. */
export function StartScreen(props: { desk: Desk; returnPath: string; helpPath: string }) {
  const { desk } = props
  const { words: t, Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.start.title}</h1>
      <p class="lead">{t.start.lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {t.start.points.map((point) => (
          <li>{point}</li>
        ))}
      </ul>
      <p>
        <a class="govuk-link" href={props.helpPath}>
          {t.start.justHurt}
        </a>
      </p>
      <Callout tone="amber" title={t.start.exceptionsTitle}>
        <ul class="govuk-list govuk-list--bullet">
          {t.start.exceptions.map((each) => (
            <li>{each}</li>
          ))}
        </ul>
        <p>{t.start.exceptionsThen}</p>
      </Callout>
      <WhereSealed words={t} />
      <Form action={desk.action} token={desk.token} classes="question">
        <ButtonGroup>
          <Button name={doField} value="begin">
            {t.start.begin}
          </Button>
          <a class="govuk-link" href={props.returnPath}>
            {t.start.comeBack}
          </a>
        </ButtonGroup>
      </Form>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{t.start.howLocked}</span>
        </summary>
        <div class="govuk-details__text">{t.start.whoSees}</div>
      </details>
    </Frame>
  )
}
