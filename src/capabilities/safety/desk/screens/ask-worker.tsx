// What only a worker can say of a report: that the person concerned confirms it, that different people told of the same one.
import { formatWhen } from '#platform/i18n/dates.ts'
import type { ReportEntry } from '#safety/checker/index.ts'
import type { OpenedReport } from '#safety/reporting/index.ts'
import { Card } from '#ui/cards.tsx'
import { Button, ButtonGroup, Checkboxes, Details } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { Identifier } from '#ui/shell.tsx'
import { en } from '../messages/en.ts'

const words = en.report

/** For a third party's report: what confirming means, or when it was done. */
export function PersonConcerned(props: {
  item: OpenedReport['item']
  token: string
  error: string | undefined
  now: Date
}) {
  const { item } = props
  if (!item.isThirdParty) return null
  if (item.confirmedAt) return <p>{words.confirmed({ when: formatWhen('en', item.confirmedAt, props.now) })}</p>
  return (
    <>
      <p>{words.thirdParty}</p>
      <Details summary={words.confirm} open={props.error !== undefined}>
        <p>{words.confirmWhat}</p>
        <Form action={`/desk/${item.id}/confirm`} token={props.token}>
          <Checkboxes
            name="spoken"
            classes="govuk-checkboxes--small"
            errorMessage={props.error}
            items={[{ value: 'yes', label: words.confirmTick }]}
          />
          <Button kind="quiet">{words.confirmNow}</Button>
        </Form>
      </Details>
    </>
  )
}

/** For live entries that other reports name too: whether different people told of them. */
export function DifferentPeople(props: { reportId: string; entries: readonly ReportEntry[]; token: string }) {
  const shared = props.entries.filter((entry) => entry.others > 0)
  if (shared.length === 0) return null
  return (
    <Card title={words.differentTitle} note={words.differentHint}>
      {shared.map((entry) => (
        <Form action={`/desk/${props.reportId}/different`} token={props.token} hidden={{ entry: entry.id }}>
          <p>
            {words.different}: <Identifier>{entry.value}</Identifier> ({words.others({ amount: entry.others })})
            <br />
            {words.differentNow({ answer: entry.isDifferentPerson ? words.yes : words.no })}
          </p>
          <ButtonGroup>
            <Button name="yes" value="yes" kind="quiet">
              {words.differentYes}
            </Button>
            <Button name="yes" value="no" kind="quiet">
              {words.differentNo}
            </Button>
          </ButtonGroup>
        </Form>
      ))}
    </Card>
  )
}
