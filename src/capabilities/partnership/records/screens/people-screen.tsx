// Requests of people who may be named: the rules first, then each request with its answer, then the form to write one down.
import { Band, Card } from '#ui/cards.tsx'
import { Button, Input, Select, Textarea } from '#ui/components/index.ts'
import { doField, Form } from '#ui/form-page.tsx'
import { TypedText } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { answers, type SubjectRequest } from '../kinds.ts'
import { en } from '../messages/en.ts'
import { dayText, type Errors, errorIn, recordsPath, type Typed, Wrong } from './records-screen.tsx'

export const peoplePath = `${recordsPath}/people`

export function PeopleScreen(props: {
  shell: StaffPageProps
  token: string
  personId: string
  requests: readonly SubjectRequest[]
  typed: Typed
  errors: Errors
}) {
  const { typed, errors, token } = props
  return (
    <StaffPage {...props.shell} hasErrors={Object.keys(errors).length > 0}>
      <Wrong errors={errors} />
      <p>{en.peopleIntro}</p>
      <ul class="govuk-list govuk-list--bullet">
        {en.peopleRules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      {props.requests.length === 0 ? <p class="quiet">{en.requestsNone}</p> : null}
      {props.requests.map((each) => (
        <Card title={`${en.askedOn} ${dayText(each.askedOn)}`} note={`${en.dueOn}: ${dayText(each.dueOn)}`}>
          <TypedText>{each.words}</TypedText>
          <p>
            <Band tone={each.isConfirmed ? 'leaf' : 'amber'}>
              {each.answer ? en.answers[each.answer] : en.open}
              {each.answer && !each.isConfirmed ? `: ${en.proposed}` : ''}
            </Band>
          </p>
          {each.reason ? <TypedText>{each.reason}</TypedText> : null}
          {each.isConfirmed ? null : (
            <Form action={`${peoplePath}/${each.id}`} token={token}>
              {each.answer && each.proposedBy !== props.personId ? (
                <Button name={doField} value="confirm">
                  {en.confirm}
                </Button>
              ) : null}
              <Select
                name="answer"
                id={`answer-${each.id}`}
                label={en.answer}
                value={each.answer ?? ''}
                items={[{ value: '', label: '' }, ...answers.map((value) => ({ value, label: en.answers[value] }))]}
              />
              <Textarea name="reason" id={`reason-${each.id}`} label={en.reason} rows={2} value={each.reason} />
              <Button name={doField} value="propose" kind="quiet">
                {en.propose}
              </Button>
            </Form>
          )}
        </Card>
      ))}
      <Card title={en.enter}>
        <Form action={peoplePath} token={token}>
          <Input
            name="askedOn"
            type="date"
            label={en.askedOn}
            value={typed.askedOn}
            errorMessage={errorIn(errors, 'askedOn')}
            classes="govuk-input--width-10"
          />
          <Textarea
            name="words"
            label={en.entered}
            hint={en.enteredHint}
            value={typed.words}
            errorMessage={errorIn(errors, 'words')}
          />
          <Button>{en.save}</Button>
        </Form>
      </Card>
    </StaffPage>
  )
}
