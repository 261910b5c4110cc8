// Marking that somebody has left: what goes with them, before it goes.
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ButtonGroup, Checkboxes, ErrorSummary } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import type { Leaver } from '../leaving/end-person.ts'
import { joiningWords } from '../messages/joining.ts'

const words = joiningWords.leaver

export function LeaverScreen(props: { shell: StaffPageProps; token: string; leaver: Leaver; hasError: boolean }) {
  const { person, heldKey, isLastHolder } = props.leaver
  const name = person.displayName
  return (
    <StaffPage {...props.shell} hasErrors={props.hasError}>
      {props.hasError ? <ErrorSummary items={[{ text: words.understoodMissing, href: '#understood' }]} /> : null}
      <p>{words.lead({ name })}</p>
      <Card title={words.goes}>
        <ul class="govuk-list govuk-list--bullet">
          {words.goesList.map((each) => (
            <li>{each}</li>
          ))}
        </ul>
      </Card>
      {heldKey ? (
        <Callout tone={isLastHolder ? 'berry' : 'amber'}>
          <p>{isLastHolder ? words.last : words.key}</p>
        </Callout>
      ) : null}
      <Form action={`/people/${person.id}/end`} token={props.token}>
        {isLastHolder ? (
          <Checkboxes
            name="understood"
            errorMessage={props.hasError ? words.understoodMissing : undefined}
            items={[{ value: 'yes', label: words.understood }]}
          />
        ) : null}
        <ButtonGroup>
          <Button kind="danger">{words.button({ name })}</Button>
          <a class="govuk-link alone" href="/people">
            {words.cancel}
          </a>
        </ButtonGroup>
      </Form>
    </StaffPage>
  )
}
