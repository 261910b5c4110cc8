// Check your answers, and what will happen when they are sent: who gets what, in plain words, before anything leaves.
import type { Child } from 'hono/jsx'
import { boroughNames } from '#partnership/organisations/index.ts'
import { formatList, formatMonth } from '#platform/i18n/dates.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ButtonGroup, ErrorSummary } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { useWords } from '#ui/words/words.ts'
import type { AddedFile } from '../add-file.ts'
import { wantsHold } from '../holding.ts'
import { applies, isAnswered, maySayAbout, type Step, steps } from '../journey.ts'
import type { Receiver } from '../route-report.ts'
import { concernsInsider } from '../route-report.ts'
import type { DraftWords } from '../sealed-report.ts'
import { sealedAt } from '../sealed-words.ts'
import type { Desk } from './frame.ts'
import { errorItems } from './question-screen.tsx'
import { FinishForm } from './receipt-screen.tsx'
import { SealedAnswer } from './sealing-notes.tsx'

export type CheckView = {
  words: DraftWords
  /** Places whose answers may be shown: those given in this session. */
  here: readonly string[]
  isResumed: boolean
  errors: Record<string, string>
  receiver: Receiver
  organisations: readonly Receiver[]
  /** What was added. */
  files: readonly AddedFile[]
  /** With whom it would be held. */
  adviser?: string | undefined
}

type Row = { key: string; value: Child; target: string; isAnswered: boolean }

export function CheckScreen(props: { view: CheckView; desk: Desk }) {
  const { view, desk } = props
  const { words: t, Frame } = desk
  const rows = rowsOf(view, desk)
  return (
    <Frame hasErrors={Object.keys(view.errors).length > 0}>
      {Object.keys(view.errors).length > 0 ? <ErrorSummary items={errorItems(view.errors, t)} /> : null}
      <Form action={desk.action} token={desk.token} hidden={{ at: 'check:0' }} classes="question">
        <h1 class="govuk-heading-l">{t.steps.check.question}</h1>
        {/* The first button of a form is what Enter presses; nothing here may be sent by accident, so it is "back". */}
        <p>
          <button type="submit" name={doField} value="back" class="link-button">
            {t.back}
          </button>
        </p>
        <dl class="govuk-summary-list">
          {/* A button is named by itself and its row: repeating each question unseen would cost a kilobyte in Arabic. */}
          {rows.map((row, index) => (
            <div class="govuk-summary-list__row">
              <dt class="govuk-summary-list__key" id={`q${index}`}>
                {row.key}
              </dt>
              <dd class="govuk-summary-list__value">{row.value}</dd>
              <dd class="govuk-summary-list__actions">
                {/* biome-ignore lint/a11y/useButtonType: it sends by itself, and so many rows weigh */}
                <button
                  name={doField}
                  value={`go:${row.target}`}
                  id={`b${index}`}
                  aria-labelledby={`b${index} q${index}`}
                >
                  {row.isAnswered ? t.steps.check.change : t.steps.check.add}
                </button>
              </dd>
            </div>
          ))}
        </dl>
        <Card title={t.steps.check.whatHappens}>
          <ul class="govuk-list govuk-list--bullet">
            {consequences(view, desk).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Card>
        <CheckButtons desk={desk} isHeld={wantsHold(view.words)} />
      </Form>
    </Frame>
  )
}

function CheckButtons(props: { desk: Desk; isHeld: boolean }) {
  const shell = useWords()
  return (
    <ButtonGroup>
      <Button name={doField} value="send">
        {props.isHeld ? props.desk.words.held.check.send : props.desk.words.steps.check.send}
      </Button>
      <button type="submit" name={doField} value="stop" class="link-button">
        {shell.stopAndKeep}
      </button>
    </ButtonGroup>
  )
}

const NotAnswered = (props: { desk: Desk }) => <span class="quiet">{props.desk.words.steps.check.notAnswered}</span>

function rowsOf(view: CheckView, desk: Desk): Row[] {
  const { words: t } = desk
  const rows: Row[] = []
  const add = (step: Step, index: number, key: string, answer: Child, answered: boolean) => {
    const mayShow = view.here.includes(`${step}:${index}`) || !view.isResumed
    const value = !answered ? (
      <NotAnswered desk={desk} />
    ) : mayShow ? (
      answer
    ) : (
      <span class="quiet">{t.steps.check.notShown}</span>
    )
    rows.push({ key, value, target: `${step}:${index}`, isAnswered: answered })
  }
  const { content } = view.words
  for (const step of steps) {
    if (step === 'check' || !applies(step, view.words, view)) continue
    if (step === 'files') {
      const refused = view.files.filter((each) => each.state === 'refused').length
      const taken = view.files.length - refused
      const counts = [taken && t.files.count({ number: taken }), refused && t.files.refusedCount({ number: refused })]
      // How many there are is told to whoever comes back; which they are is not.
      const value = view.files.length > 0 ? counts.filter(Boolean).join(', ') : <NotAnswered desk={desk} />
      rows.push({ key: t.steps.files.question, value, target: 'files:0', isAnswered: view.files.length > 0 })
      continue
    }
    if (step === 'person' || step === 'vehicle') {
      const list = step === 'person' ? (content.people ?? []) : (content.vehicles ?? [])
      const label = step === 'person' ? t.person : t.vehicle
      list.forEach((each, index) => {
        const { sealed, ...fields } = each
        const text = Object.values(fields).filter(Boolean).join('\n')
        const answer = sealed ? <SealedAnswer words={t} sealed={sealed} /> : <TypedText>{text}</TypedText>
        add(step, index, label({ number: index + 1 }), answer, true)
      })
      if (list.length === 0) add(step, 0, t.steps[step].question, null, false)
      continue
    }
    add(
      step,
      0,
      t.steps[step].question,
      answerText(step, view, desk),
      step === 'timing' || isAnswered(step, view.words),
    )
  }
  return rows
}

function answerText(step: Exclude<Step, 'check' | 'files' | 'person' | 'vehicle'>, view: CheckView, desk: Desk): Child {
  const { words: t, locale } = desk
  const { content, consents, timing, support } = view.words
  const sealed = sealedAt({ step, index: 0 }, view.words)
  const locked = sealed ? <SealedAnswer words={t} sealed={sealed} /> : null
  const nameOf = (id: string | undefined) => view.organisations.find((each) => each.id === id)?.name
  switch (step) {
    case 'who-for':
      return content.whoFor ? t.steps['who-for'][content.whoFor] : null
    case 'about':
      return content.about
        ? [t.steps.about[content.about.kind], nameOf(content.about.organisationId)].filter(Boolean).join(': ')
        : null
    case 'route':
      return nameOf(content.about?.route)
    case 'story':
      return locked ?? <TypedText>{content.story}</TypedText>
    case 'harms':
      return formatList(
        locale,
        (content.harms ?? []).map((each) => t.harms[each]),
      )
    case 'when': {
      const month = content.when?.month
        ? formatMonth(locale, new Date(`${content.when.month}-01T12:00:00Z`))
        : undefined
      return beside(locked, [content.when?.words, month])
    }
    case 'where': {
      const area = content.where?.area
      const name = area === undefined ? undefined : area === 'elsewhere' ? t.steps.where.elsewhere : boroughNames[area]
      return beside(locked, [name, content.where?.words])
    }
    case 'work':
      return formatList(
        locale,
        (content.work ?? []).map((each) => t.work[each]),
      )
    case 'consents':
      return formatList(
        locale,
        consents.map((each) =>
          each.purpose === 'count' || each.purpose === 'warn' || each.purpose === 'support' || each.purpose === 'match'
            ? t.purposes[each.purpose]
            : '',
        ),
      )
    case 'holding':
      return view.words.holdFor === 3 ? t.held.step.three : t.held.step.two
    case 'held-back':
      return formatList(
        locale,
        consents.flatMap((each) => each.withheld.map((field) => t.fields[field])),
      )
    case 'timing':
      // Passed over means now: what will happen is shown, not a gap.
      return t.steps.timing[timing?.kind ?? 'now'] + (timing?.weeks ? ` (${timing.weeks})` : '')
    case 'support':
      return (
        locked ?? (
          <TypedText>
            {[support?.callMe, support?.how, support?.when, support?.never].filter(Boolean).join('\n')}
          </TypedText>
        )
      )
  }
}

/** What was chosen, and the words beside it. */
const beside = (locked: Child, texts: (string | undefined)[]) => (
  <>
    {locked}
    {texts.some(Boolean) ? <TypedText>{texts.filter(Boolean).join(', ')}</TypedText> : null}
  </>
)

/** What sending does, line by line, from what was chosen. */
function consequences(view: CheckView, desk: Desk): Child[] {
  const { words: t, locale } = desk
  const c = t.steps.check
  if (wantsHold(view.words)) {
    const { check, step } = t.held
    const people = view.words.holdFor ?? 2
    const held = maySayAbout(view)
      ? view.adviser && check.held({ name: view.adviser, people })
      : check.heldBySome({ people })
    return [held ?? step.nobody, check.quiet, check.change]
  }
  const { consents, support, timing } = view.words
  const taken = view.files.filter((each) => each.state !== 'refused').length
  const chosen = (purpose: string) => consents.find((each) => each.purpose === purpose)
  const warn = chosen('warn')
  const supporter = view.organisations.find((each) => each.id === support?.organisationId)
  const helperName = maySayAbout(view) ? (supporter?.name ?? '') : t.steps.support.helper
  return [
    maySayAbout(view) ? c.receives({ name: view.receiver.name }) : undefined,
    taken > 0 ? t.files.sent({ number: taken }) : undefined,
    maySayAbout(view) && concernsInsider(view.words.content) ? c.independent : undefined,
    consents.length === 0 ? c.none : undefined,
    chosen('count') ? c.count : undefined,
    warn ? c.warn : undefined,
    warn && warn.withheld.length > 0
      ? c.warnHeld({
          fields: formatList(
            locale,
            warn.withheld.map((field) => t.fields[field]),
          ),
        })
      : undefined,
    warn ? (timing && timing.kind !== 'now' ? c.warnLater : c.warnNow) : undefined,
    chosen('support') ? (supporter ? c.support({ name: helperName }) : c.supportMissing) : undefined,
    c.change24,
  ].filter((line) => line !== undefined)
}

/** Nothing told yet: kept apart from the check page so that its words stay short. */
export function StoppedScreen(props: {
  desk: Desk
  receipt: string | undefined
  hasDraft: boolean
  returnPath: string
  canFinish: boolean
}) {
  const { words: t, Frame } = props.desk
  return (
    <Frame>
      <h1 class="govuk-heading-l">{t.stopped.title}</h1>
      {props.hasDraft ? (
        <>
          <p>{t.stopped.text}</p>
          {props.receipt ? (
            <Callout tone="leaf" title={t.sent.receipt}>
              <p class="receipt" translate="no" dir="ltr" lang="en">
                {props.receipt}
              </p>
            </Callout>
          ) : null}
          <p>
            <a class="govuk-link" href={props.returnPath}>
              {t.stopped.resume}
            </a>
          </p>
        </>
      ) : (
        <p>{t.stopped.nothing}</p>
      )}
      {props.canFinish ? <FinishForm desk={props.desk} /> : null}
    </Frame>
  )
}
