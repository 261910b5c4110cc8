// Coming back: what became of it, replies, every choice and every use. Never the report itself.
import type { Child } from 'hono/jsx'
import { formatDay, formatList, formatWhen } from '#platform/i18n/dates.ts'
import { Callout, Card, Chip, ChoiceCards } from '#ui/cards.tsx'
import { Button, ButtonGroup, ErrorSummary, Textarea } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { ProofField } from '#ui/proof-field.tsx'
import { TypedText, typedForm } from '#ui/shell.tsx'
import type { UseRow } from '../index.ts'
import { type OfferedPurpose, offeredPurposes, withholdable } from '../report.ts'
import type { ReturnView } from '../return-with-receipt.ts'
import type { Receiver } from '../route-report.ts'
import type { Desk } from './frame.ts'
import { KeepingCard } from './keeping-screen.tsx'
import { errorItems, fieldTools, SupportFields, TimingFields } from './question-screen.tsx'

type Flashed = { values: Record<string, string[]>; errors: Record<string, string> }

/** Asking for the receipt. */
export function EnterScreen(props: Flashed & { desk: Desk; reportPath: string }) {
  const { desk } = props
  const { words: t, Frame } = desk
  const field = fieldTools(props.values, props.errors, t)
  const hasErrors = Object.keys(props.errors).length > 0
  return (
    <Frame hasErrors={hasErrors} keeps={{ enter: 'enter' }}>
      {hasErrors ? <ErrorSummary items={errorItems(props.errors, t)} /> : null}
      <h1 class="govuk-heading-l">{t.return.title}</h1>
      <p class="lead">{t.return.lead}</p>
      <Form action={desk.action} token={desk.token} classes="question" id={typedForm}>
        <Textarea
          name="receipt"
          id="receipt"
          label={t.return.label}
          rows={2}
          value={field.value('receipt')}
          errorMessage={field.error('receipt')}
          spellcheck={false}
          attributes={{ dir: 'ltr', autocapitalize: 'none' }}
        />
        <ProofField challenge={desk.proof} assets={desk.assets} />
        <Button name={doField} value="enter">
          {t.return.go}
        </Button>
      </Form>
      <p class="quiet">
        {t.return.lost}{' '}
        <a class="govuk-link" href={props.reportPath}>
          {t.start.title}
        </a>
      </p>
    </Frame>
  )
}

export type ReturnScreenProps = Flashed & {
  desk: Desk
  view: ReturnView
  done: string | undefined
  lastUsedAt: Date | undefined
}

export function ReturnScreen(props: ReturnScreenProps) {
  const { desk, view } = props
  const { words: t, Frame, locale, now } = desk
  const hasErrors = Object.keys(props.errors).length > 0
  const field = fieldTools(props.values, props.errors, t)
  const said: Readonly<Record<string, string>> = { ...t.return.done, ...t.keeping.done }
  const done = props.done === undefined ? undefined : said[props.done]
  return (
    <Frame hasErrors={hasErrors} keeps={{ enter: 'write' }}>
      {hasErrors ? <ErrorSummary items={errorItems(props.errors, t)} /> : null}
      {done ? (
        <Callout tone="leaf">
          <p role="status">{done}</p>
        </Callout>
      ) : null}
      <h1 class="govuk-heading-l">{t.return.pageTitle}</h1>
      <p class="lead">{t.return.progress[view.progress]}</p>
      <p class="quiet">
        {props.lastUsedAt ? t.return.lastUsed({ when: formatWhen(locale, props.lastUsedAt, now) }) : t.return.firstUse}
      </p>
      <p class="quiet">{t.return.notShown}</p>

      <Card title={t.return.replies}>
        {view.replies.length === 0 ? <p class="quiet">{t.return.noReplies}</p> : null}
        {view.replies.map((reply) => (
          <div class="reply">
            <p class="quiet">
              {formatWhen(locale, reply.at, now)} {reply.isNew ? <Chip tone="leaf">{t.return.new}</Chip> : null}
            </p>
            <TypedText>{reply.text}</TypedText>
          </div>
        ))}
        {view.support && view.support.state !== 'withdrawn' ? <p>{supportLine(view.support, desk)}</p> : null}
        {view.written > 0 ? <p class="quiet">{t.return.written({ count: view.written })}</p> : null}
        <Form action={desk.action} token={desk.token} id={typedForm}>
          <Textarea
            name="text"
            id="text"
            label={t.return.write}
            hint={t.return.writeHint}
            rows={4}
            value={field.value('text')}
            errorMessage={field.error('text')}
          />
          <Button name={doField} value="write" kind="quiet">
            {t.return.send}
          </Button>
        </Form>
      </Card>

      <Card title={t.return.choices}>
        <Form action={desk.action} token={desk.token}>
          <dl class="govuk-summary-list">
            {offeredPurposes.map((purpose) => (
              <ChoiceRow purpose={purpose} view={view} desk={desk} />
            ))}
          </dl>
        </Form>
        {view.isThirdParty && !view.isConfirmed ? <p class="quiet">{t.return.thirdParty}</p> : null}
      </Card>

      <Card title={t.return.trace} note={t.return.traceLead}>
        <Trace uses={view.uses} desk={desk} />
      </Card>

      <KeepingCard desk={desk} view={view} mayKeepLonger={view.mayKeepLonger} />

      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          <Button name={doField} value="finish">
            {t.return.leave}
          </Button>
          <button type="submit" name={doField} value="open:receipt" class="link-button">
            {t.receipts.title}
          </button>
          <button type="submit" name={doField} value="open:erase" class="link-button">
            {t.return.erase}
          </button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function supportLine(support: NonNullable<ReturnView['support']>, desk: Desk): string {
  const lines = desk.words.return.support
  const line = lines[support.state as keyof typeof lines]
  return line ? line({ name: support.organisation ?? desk.words.steps.support.helper }) : ''
}

function ChoiceRow(props: { purpose: OfferedPurpose; view: ReturnView; desk: Desk }) {
  const { purpose, view, desk } = props
  const { words: t, locale } = desk
  const consent = view.consents.find((each) => each.purpose === purpose)
  const isGiven = consent?.isGiven ?? false
  const isBarred = view.isThirdParty && !view.isConfirmed && purpose === 'support'
  const notes: Child[] = []
  if (isGiven && consent) {
    if (consent.withheld.length > 0)
      notes.push(
        t.return.heldBack({
          fields: formatList(
            locale,
            consent.withheld.map((field) => t.fields[field]),
          ),
        }),
      )
    if (consent.timing === 'another-report') notes.push(t.return.waitsReport)
    if (consent.notBefore) notes.push(t.return.waitsUntil({ when: formatDay(locale, consent.notBefore) }))
  } else if (consent?.withdrawnAt) notes.push(t.return.withdrawnOn({ when: formatDay(locale, consent.withdrawnAt) }))
  const button = (value: string, text: string) => (
    <button type="submit" name={doField} value={value} id={value} aria-labelledby={`${value} ${purpose}`}>
      {text}
    </button>
  )
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key" id={purpose}>
        {t.purposes[purpose]}
      </dt>
      <dd class="govuk-summary-list__value">
        <Chip tone={isGiven ? 'leaf' : 'quiet'}>{isGiven ? t.return.given : t.return.notGiven}</Chip>
        {notes.map((note) => (
          <p class="quiet">{note}</p>
        ))}
      </dd>
      <dd class="govuk-summary-list__actions">
        {isGiven && purpose !== 'count' ? button(`open:allow:${purpose}`, t.return.change) : null}{' '}
        {isGiven
          ? button(`open:stop:${purpose}`, t.return.stop)
          : isBarred
            ? null
            : button(`open:allow:${purpose}`, t.return.allow)}
      </dd>
    </div>
  )
}

function Trace(props: { uses: readonly UseRow[]; desk: Desk }) {
  const { words: t, locale, now } = props.desk
  if (props.uses.length === 0) return <p>{t.return.noTrace}</p>
  return (
    // Every use is a row: a class on each cell would cost half a kilobyte.
    <table class="trace">
      <thead>
        <tr>
          <th scope="col">{t.return.traceWhen}</th>
          <th scope="col">{t.return.traceWhat}</th>
          <th scope="col">{t.return.traceWho}</th>
        </tr>
      </thead>
      <tbody>
        {props.uses.map((use) => (
          <tr>
            <td>{formatWhen(locale, use.at, now)}</td>
            <td>
              {t.uses[use.kind]}{' '}
              {use.amount && use.amount > 1 ? <span class="quiet">{t.amount({ count: use.amount })}</span> : null}
            </td>
            {/* An adviser is not told from a desk here: whoever else holds the receipt must not learn whom it is about. */}
            <td>{t.usedBy[use.by === 'independent-adviser' ? 'alert-desk' : use.by]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A part of the return page that asks before it acts: stopping, allowing, erasing. */
export function PartScreen(props: Flashed & { desk: Desk; part: string; supporters: readonly Receiver[] }) {
  const [kind = '', purpose = ''] = props.part.split(':')
  if (kind === 'stop') return <StopPart {...props} purpose={purpose as OfferedPurpose} />
  if (kind === 'allow') return <AllowPart {...props} purpose={purpose as OfferedPurpose} />
  if (kind === 'erase') return <ErasePart {...props} />
  return <ErasedPart {...props} />
}

function StopPart(props: { desk: Desk; purpose: OfferedPurpose }) {
  const { desk, purpose } = props
  const { words: t, Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.return.stopTitle[purpose]}</h1>
      <p>{t.return.stopWhat[purpose]}</p>
      <Form action={desk.action} token={desk.token} classes="question">
        <ChoiceCards
          kind="radios"
          name="forced"
          legend={t.return.forced}
          hint={t.return.forcedHint}
          items={[
            { value: 'no', label: t.return.forcedNo },
            { value: 'yes', label: t.return.forcedYes },
            { value: 'skip', label: t.return.forcedSkip },
          ]}
        />
        <ButtonGroup>
          <Button name={doField} value={`stop:${purpose}`}>
            {t.return.stopIt}
          </Button>
          <Button name={doField} value="close" kind="quiet">
            {t.return.keepIt}
          </Button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function AllowPart(props: Flashed & { desk: Desk; purpose: OfferedPurpose; supporters: readonly Receiver[] }) {
  const { desk, purpose } = props
  const { words: t, Frame } = desk
  const field = fieldTools(props.values, props.errors, t)
  const hasErrors = Object.keys(props.errors).length > 0
  return (
    <Frame hasErrors={hasErrors} keeps={{ enter: `allow:${purpose}` }}>
      {hasErrors ? <ErrorSummary items={errorItems(props.errors, t)} /> : null}
      <h1 class="govuk-heading-l">{t.return.allowTitle[purpose]}</h1>
      <p>{t.purposes[`${purpose}Hint`]}</p>
      <Form action={desk.action} token={desk.token} classes="question" id={typedForm}>
        {purpose === 'warn' ? (
          <>
            <ChoiceCards
              kind="checkboxes"
              name="withheld"
              legend={t.steps['held-back'].question}
              hint={t.steps['held-back'].hint}
              values={field.values('withheld')}
              errorMessage={field.error('withheld')}
              items={withholdable.map((each) => ({ value: each, label: t.fields[each] }))}
            />
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{t.steps.timing.question}</legend>
              <TimingFields words={t} field={field} />
            </fieldset>
          </>
        ) : null}
        {purpose === 'support' ? <SupportFields words={t} field={field} supporters={props.supporters} /> : null}
        <ButtonGroup>
          <Button name={doField} value={`allow:${purpose}`}>
            {t.return.allowIt}
          </Button>
          <Button name={doField} value="close" kind="quiet">
            {t.return.keepIt}
          </Button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function ErasePart(props: { desk: Desk }) {
  const { desk } = props
  const { words: t, Frame } = desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.return.eraseTitle}</h1>
      <ul class="govuk-list govuk-list--bullet">
        {t.return.eraseWhat.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          <Button name={doField} value="close" kind="quiet">
            {t.return.keepIt}
          </Button>
          <Button name={doField} value="erase" kind="danger">
            {t.return.eraseIt}
          </Button>
        </ButtonGroup>
      </Form>
    </Frame>
  )
}

function ErasedPart(props: { desk: Desk }) {
  const { words: t, Frame } = props.desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.return.erasedTitle}</h1>
      <p>{t.return.erasedText}</p>
    </Frame>
  )
}
