// Coming back to a held report. The same page whether or not somebody else is there, until the adviser has spoken with each.
import { formatWhen } from '#platform/i18n/dates.ts'
import { Callout, Card, ChoiceCards } from '#ui/cards.tsx'
import { Button, ButtonGroup, ErrorSummary, Textarea } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import type { HeldView } from '../holding.ts'
import type { Desk } from './frame.ts'
import { peopleItems } from './held-items.ts'
import { errorItems, fieldTools } from './question-screen.tsx'

type Props = {
  desk: Desk
  view: HeldView
  /** Not for whoever came back with the receipt: another adviser holds what is about the first. */
  mayName: boolean
  done: string | undefined
  values: Record<string, string[]>
  errors: Record<string, string>
}

export function HeldScreen(props: Props) {
  const { desk, view } = props
  const { words: t, Frame, locale, now } = desk
  const w = t.held.page
  const hasErrors = Object.keys(props.errors).length > 0
  const field = fieldTools(props.values, props.errors, t)
  const done = props.done as keyof typeof t.return.done | undefined
  return (
    <Frame hasErrors={hasErrors} keeps={{ enter: 'write' }}>
      {hasErrors ? <ErrorSummary items={errorItems(props.errors, t)} /> : null}
      {done && t.return.done[done] ? (
        <Callout tone="leaf">
          <p role="status">{t.return.done[done]}</p>
        </Callout>
      ) : null}
      <h1 class="govuk-heading-l">{t.held.sent.title}</h1>
      <p class="lead">{props.mayName ? w.lead({ name: view.adviser, people: view.people }) : w.leadUnnamed(view)}</p>
      {view.asked ? <AskedCard view={view} desk={desk} /> : <p class="quiet">{w.quiet}</p>}

      <Card title={w.letters}>
        {view.replies.length === 0 ? <p class="quiet">{w.noLetters}</p> : null}
        {view.replies.map((reply) => (
          <div class="reply">
            <p class="quiet">{formatWhen(locale, reply.at, now)}</p>
            <TypedText>{reply.text}</TypedText>
          </div>
        ))}
        {view.written > 0 ? <p class="quiet">{t.return.written({ count: view.written })}</p> : null}
        <Form action={desk.action} token={desk.token}>
          <Textarea
            name="text"
            id="text"
            label={w.write}
            hint={w.writeHint}
            rows={4}
            value={field.value('text')}
            errorMessage={field.error('text')}
          />
          <Button name={doField} value="write" kind="quiet">
            {t.return.send}
          </Button>
        </Form>
      </Card>

      {view.asked ? null : (
        <>
          <Card title={w.people}>
            <Form action={desk.action} token={desk.token}>
              <ChoiceCards kind="radios" name="people" value={String(view.people)} items={peopleItems(t)} />
              <Button name={doField} value="held:people" kind="quiet">
                {w.change}
              </Button>
            </Form>
          </Card>
          <Card title={w.sendOn} note={w.sendOnHint}>
            <Form action={desk.action} token={desk.token}>
              <Button name={doField} value="held:send" kind="quiet">
                {w.sendOn}
              </Button>
            </Form>
          </Card>
        </>
      )}
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          <Button name={doField} value="finish">
            {t.return.leave}
          </Button>
          <button type="submit" name={doField} value="open:erase" class="link-button">
            {w.takeBack}
          </button>
        </ButtonGroup>
      </Form>
      <p>
        <a class="govuk-link" href="/held-reports">
          {t.held.step.more}
        </a>
      </p>
    </Frame>
  )
}

/** The adviser asks: nothing follows but from one of these buttons. */
function AskedCard(props: { view: HeldView; desk: Desk }) {
  const { view, desk } = props
  const w = desk.words.held.page
  return (
    <Card title={w.askedTitle}>
      <p>{view.asked?.answer ? w.stays : w.asked}</p>
      <p class="quiet">{w.sendOnHint}</p>
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          {view.asked?.answer ? null : (
            <Button name={doField} value="held:stay" kind="quiet">
              {w.stay}
            </Button>
          )}
          <Button name={doField} value="held:send" kind="quiet">
            {w.sendOn}
          </Button>
        </ButtonGroup>
      </Form>
    </Card>
  )
}
