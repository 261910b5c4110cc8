// The right of the desk for the second person: the warning, every flag to answer, and three ways on.

import { formatAgo } from '#platform/i18n/dates.ts'
import { type AlertBody, AlertCard, type AlertOnDesk, AlertParts, type Flag, headlineOf } from '#safety/alerts/index.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Button, Checkboxes, Details, ErrorSummary, Input, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { en } from '../messages/en.ts'

const words = en.second

export type SecondCheckProps = {
  reportId: string
  token: string
  alert: AlertOnDesk
  body: AlertBody
  seal: string
  flags: readonly Flag[]
  author: string
  wantsAnother: boolean
  typed: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  now: Date
}

export function SecondCheck(props: SecondCheckProps) {
  const { alert, body, errors, typed } = props
  const action = `/desk/${props.reportId}/second`
  const hidden = { alert: alert.id, seal: props.seal }
  const list = Object.entries(errors)
  return (
    <>
      <Card
        title={words.heading}
        note={words.author({ name: props.author, ago: formatAgo('en', alert.askedAt ?? props.now, props.now) })}
      >
        <p>{words.lead}</p>
        <AlertCard locale="en" body={body} level={3} />
        {body.freeText ? (
          <Callout tone="amber">
            <p>{words.ownWordsWhy({ reason: body.freeText.reason })}</p>
          </Callout>
        ) : null}
        {alert.published ? (
          <Details summary={words.differences} open>
            <h3>
              {words.was}: {headlineOf('en', alert.published)}
            </h3>
            <AlertParts locale="en" body={alert.published} />
            <h3>
              {words.willBe}: {headlineOf('en', body)}
            </h3>
            <AlertParts locale="en" body={body} />
          </Details>
        ) : null}
      </Card>
      <Form action={action} token={props.token} hidden={hidden}>
        {list.length ? <ErrorSummary items={list.map(([field, text]) => ({ text, href: `#${field}` }))} /> : null}
        {props.flags.length ? (
          <Checkboxes
            name="answered"
            legend={en.point.heading}
            legendClasses="govuk-fieldset__legend--s"
            classes="govuk-checkboxes--small"
            errorMessage={errors.answered}
            items={props.flags.map((flag) => ({
              value: flag.id,
              label: (
                <>
                  <mark>{flag.text}</mark> – {en.flags[flag.kind]}
                  {flag.field ? ` (${en.fields[flag.field]})` : ''}
                </>
              ),
              hint: en.point.decide,
              checked: typed[`answered-${flag.id}`] === 'yes',
            }))}
          />
        ) : (
          <p>{en.point.nothing}</p>
        )}
        {props.wantsAnother ? (
          <Checkboxes
            name="another"
            classes="govuk-checkboxes--small"
            errorMessage={errors.another}
            items={[{ value: 'yes', label: words.confirmAnother, checked: typed.another === 'yes' }]}
          />
        ) : null}
        {alert.version === 0 ? (
          <Textarea
            name="explanation"
            label={words.explanation}
            hint={words.explanationHint}
            rows={2}
            value={typed.explanation ?? words.explanationText}
            errorMessage={errors.explanation}
          />
        ) : null}
        <Button name="do" value="approve">
          {words.approve}
        </Button>
      </Form>
      <Form action={action} token={props.token} hidden={hidden}>
        <Input name="why" label={words.backWhy} value={typed.why} errorMessage={errors.why} />
        <Button name="do" value="return" kind="quiet">
          {words.back}
        </Button>
      </Form>
      <Details summary={words.recuse}>
        <Form action={action} token={props.token} hidden={hidden}>
          <Input name="recuse-why" label={words.recuseWhy} hint={words.recuseHint} value={typed['recuse-why']} />
          <Button name="do" value="recuse" kind="quiet">
            {words.recuse}
          </Button>
        </Form>
      </Details>
    </>
  )
}
