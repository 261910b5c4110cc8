// How long a report stays, and a copy of it: a card on the return page, and the parts it opens.
import { formatDay } from '#platform/i18n/dates.ts'
import { Card } from '#ui/cards.tsx'
import { Button, ButtonGroup } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import type { ReturnView } from '../return-with-receipt.ts'
import type { Desk } from './frame.ts'

export function KeepingCard(props: { desk: Desk; view: ReturnView; mayKeepLonger: boolean }) {
  const { desk, view } = props
  const { keeping: t } = desk.words
  const { copy } = view
  const when = copy.endsAt ? formatDay(desk.locale, copy.endsAt) : ''
  const lines = { none: t.copyNone, asked: t.copyAsked, ready: t.copyReady({ when }), refused: t.copyRefused }
  return (
    <Card title={t.title}>
      {view.goesAt ? <p>{t.goes({ when: formatDay(desk.locale, view.goesAt) })}</p> : null}
      <p class="quiet">{props.mayKeepLonger ? t.soon : t.later}</p>
      <p>{lines[copy.state]}</p>
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          {props.mayKeepLonger ? (
            <Button name={doField} value="keep-longer" kind="quiet">
              {t.keep}
            </Button>
          ) : null}
          {copy.state === 'ready' ? (
            <Button name={doField} value="open:copy" kind="quiet">
              {t.read}
            </Button>
          ) : null}
          {copy.state === 'none' || copy.state === 'refused' ? (
            <button type="submit" name={doField} value="open:copy-ask" class="link-button">
              {t.ask}
            </button>
          ) : null}
        </ButtonGroup>
      </Form>
    </Card>
  )
}

/** Parts of the return page about a copy. */
export const isAboutCopy = (part: string): boolean => part === 'copy' || part === 'copy-ask'

export function CopyPart(props: { desk: Desk; part: string; text: string | undefined }) {
  const { desk, text } = props
  const { words, Frame } = desk
  const t = words.keeping
  const isAsking = props.part === 'copy-ask'
  return (
    <Frame>
      <h1 class="govuk-heading-l">{isAsking ? t.askTitle : t.copyTitle}</h1>
      {isAsking ? (
        <ul class="govuk-list govuk-list--bullet">
          {t.askWhat.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      ) : text === undefined ? (
        <p>{t.copyGone}</p>
      ) : (
        <TypedText>{text}</TypedText>
      )}
      <Form action={desk.action} token={desk.token}>
        <ButtonGroup>
          {isAsking ? (
            <Button name={doField} value="copy:ask">
              {t.askIt}
            </Button>
          ) : null}
          <Button name={doField} value="close" kind="quiet">
            {t.back}
          </Button>
          {isAsking ? null : (
            <button type="submit" name={doField} value="copy:take-back" class="link-button">
              {t.deleteCopy}
            </button>
          )}
        </ButtonGroup>
      </Form>
    </Frame>
  )
}
