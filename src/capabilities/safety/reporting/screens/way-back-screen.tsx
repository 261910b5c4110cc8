// A person's way back after sending: a new receipt, none any more; the proof that something was told, and checking one.
import { formatDay, formatTime } from '#platform/i18n/dates.ts'
import { Callout, Card, ChoiceCards } from '#ui/cards.tsx'
import { Button, ButtonGroup, Details, ErrorSummary, Textarea } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { typedForm } from '#ui/shell.tsx'
import type { ReportSession } from '../report-session.ts'
import type { Desk } from './frame.ts'
import { errorItems, fieldTools } from './question-screen.tsx'

/** The proof itself, folded: it is long, and only some want it. */
function ProofDetails(props: { desk: Desk; proof: string; href: string }) {
  const { proof: t } = props.desk.words.receipts
  return (
    <Details summary={t.summary}>
      <p>{t.what}</p>
      <p class="proof" translate="no" dir="ltr" lang="en">
        {props.proof}
      </p>
      <p>
        <a class="govuk-link" href={props.href}>
          {t.check}
        </a>
      </p>
    </Details>
  )
}

type Flashed = { values: Record<string, string[]>; errors: Record<string, string> }
type OwnProps = Flashed & { desk: Desk; proof: string | undefined; proofPath: string }

/** The parts of the return page that ask before they act on the receipt, and what they answer. */
export function ReceiptPart(props: OwnProps & { part: string; receipt: ReportSession['receipt'] }) {
  if (props.part === 'access') return <DeletePart desk={props.desk} />
  if (props.part === 'access-deleted') return <DeletedPart desk={props.desk} />
  if (props.part === 'new-receipt' && props.receipt)
    return <NewReceiptPart desk={props.desk} shown={props.receipt.shown} />
  return <OwnPart {...props} />
}

function Bullets(props: { lines: readonly string[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {props.lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** All that one may do with one's receipt, and the proof. A page of its own: the return page carries the words of others. */
function OwnPart(props: OwnProps) {
  const { desk, proof } = props
  const { receipts: t } = desk.words
  const { Frame } = desk
  const field = fieldTools(props.values, props.errors, desk.words)
  const hasErrors = Object.keys(props.errors).length > 0
  return (
    <Frame hasErrors={hasErrors}>
      {hasErrors ? <ErrorSummary items={errorItems(props.errors, desk.words)} /> : null}
      <h1 class="govuk-heading-l">{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Card title={t.replaceTitle}>
        <Bullets lines={t.replaceWhat} />
        <Form action={desk.action} token={desk.token}>
          <ChoiceCards
            kind="radios"
            name="kind"
            legend={t.replaceKind}
            value="words"
            errorMessage={field.error('kind')}
            items={[
              { value: 'words', label: t.words },
              { value: 'digits', label: t.digits },
            ]}
          />
          <ButtonGroup>
            <Button name={doField} value="receipt:new">
              {t.replaceIt}
            </Button>
            <Button name={doField} value="close" kind="quiet">
              {t.keepIt}
            </Button>
          </ButtonGroup>
        </Form>
      </Card>
      {proof ? <ProofDetails desk={desk} proof={proof} href={props.proofPath} /> : null}
      <Form action={desk.action} token={desk.token}>
        <button type="submit" name={doField} value="open:access" class="link-button">
          {t.delete}
        </button>
      </Form>
    </Frame>
  )
}

function NewReceiptPart(props: { desk: Desk; shown: string }) {
  const { desk } = props
  const { receipts: t } = desk.words
  const { Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.newTitle}</h1>
      <p>{t.newLead}</p>
      <Card title={t.card}>
        <p class="receipt" translate="no" dir="ltr" lang="en">
          {props.shown}
        </p>
      </Card>
      <Form action={desk.action} token={desk.token}>
        <Button name={doField} value="close">
          {t.onward}
        </Button>
      </Form>
    </Frame>
  )
}

function DeletePart(props: { desk: Desk }) {
  const { desk } = props
  const { receipts: t } = desk.words
  const { Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.deleteTitle}</h1>
      <Bullets lines={t.deleteWhat} />
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          <Button name={doField} value="close" kind="quiet">
            {t.keepIt}
          </Button>
          <Button name={doField} value="access:delete" kind="danger">
            {t.deleteIt}
          </Button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function DeletedPart(props: { desk: Desk }) {
  const { desk } = props
  const { receipts: t } = desk.words
  const { Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.deletedTitle}</h1>
      <p>{t.deletedText}</p>
      <Form action={desk.action} token={desk.token}>
        <Button name={doField} value="finish" kind="quiet">
          {desk.words.return.leave}
        </Button>
      </Form>
    </Frame>
  )
}

export type ProofAnswer = { typed: string; error?: 'empty' | 'expired' | 'wrong'; receivedAt?: string }

const momentOf = ({ locale }: Desk, iso: string): string => {
  const at = new Date(iso)
  return `${formatDay(locale, at)}, ${formatTime(locale, at)}`
}

/** Anybody checks a proof somebody showed them. */
export function ProofScreen(props: { desk: Desk; answer: ProofAnswer | undefined; publicKey: string }) {
  const { desk, answer } = props
  const { proof: t } = desk.words.receipts
  const { Frame } = desk
  const error = answer?.error && t[answer.error]
  return (
    <Frame hasErrors={error !== undefined} keeps={{ enter: 'check' }}>
      {error ? <ErrorSummary items={[{ href: '#proof', text: error }]} /> : null}
      {answer?.receivedAt ? (
        <Callout tone="leaf">
          <p role="status">{t.right({ when: momentOf(desk, answer.receivedAt) })}</p>
        </Callout>
      ) : null}
      <h1 class="govuk-heading-l">{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Form action={desk.action} token={desk.token} classes="question" id={typedForm}>
        <Textarea
          name="proof"
          id="proof"
          label={t.label}
          hint={t.hint}
          rows={5}
          value={answer?.typed ?? ''}
          errorMessage={error}
          spellcheck={false}
          attributes={{ dir: 'ltr', autocapitalize: 'none' }}
        />
        <Button name={doField} value="check">
          {t.go}
        </Button>
      </Form>
      <p class="quiet">
        {t.key}{' '}
        <code class="proof" translate="no" dir="ltr">
          {props.publicKey}
        </code>
      </p>
    </Frame>
  )
}
