// The checker on a worker's screen: the same question and the same answer, for somebody who asked.
import { ErrorSummary } from '#ui/components/index.ts'
import { Columns, StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import type { CheckAnswer } from '../entry.ts'
import { staffEn } from '../messages/staff-en.ts'
import { checkWords } from '../messages/words.ts'
import { Answer } from './answer.tsx'
import { CheckAnother, errorsOf, QuestionForm, type QuestionFormProps } from './check-page.tsx'

export function StaffCheckScreen(props: {
  shell: StaffPageProps
  form: QuestionFormProps
  answer?: CheckAnswer | undefined
}) {
  const { form, answer } = props
  const errors = errorsOf(form)
  return (
    <StaffPage {...props.shell} hasErrors={errors.length > 0}>
      {errors.length > 0 ? <ErrorSummary items={errors} /> : null}
      <Columns
        left={
          <>
            <p>{staffEn.lead}</p>
            <QuestionForm {...form} />
          </>
        }
        right={
          answer ? (
            <>
              <Answer locale="en" answer={answer} asked={form.typed ?? ''} />
              <CheckAnother locale="en" token={form.token} />
            </>
          ) : null
        }
      />
    </StaffPage>
  )
}

export function StaffSaferScreen(props: { shell: StaffPageProps }) {
  const words = checkWords.en.saferPage
  return (
    <StaffPage {...props.shell}>
      <p>{words.lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {words.items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </StaffPage>
  )
}
