// The two pages somebody meets who opens unusually many records: why, and not now.
import { Callout } from '#ui/cards.tsx'
import { ErrorSummary, Textarea } from '#ui/components/index.ts'
import { TokenField } from '#ui/shell.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { hard } from './weigh-opening.ts'

export const openingWords = {
  reason: {
    title: 'You have opened more than you usually do',
    lead: 'Each of these is somebody’s story. If there is a good reason, say it in a sentence and go on.',
    told: 'A colleague is told that you opened many, and reads your reason. Everybody whose record you opened sees that in their trace, as always.',
    label: 'Why do you need to open more?',
    hint: 'For example: I am taking over the queue of a colleague who is ill. No names of reporters, please.',
    go: 'Go on',
    back: 'Leave it for now',
  },
  problems: {
    missing: 'Say why you need to open more.',
    long: 'Say it in fewer words.',
    expired: 'This page was open for a long time. Please send it once more.',
  },
  stopped: {
    title: 'No more records for now',
    text: `You have opened about ${hard} in a short time. That is the most anybody can, whatever the reason; a colleague has been told.`,
    later: 'About one more opens every five minutes. What you have open already stays open to you.',
  },
} as const

export function ReasonScreen(props: {
  shell: StaffPageProps
  token: string
  back: string
  reason: string
  problem: keyof typeof openingWords.problems | undefined
}) {
  const t = openingWords.reason
  const message = props.problem && openingWords.problems[props.problem]
  return (
    <StaffPage {...props.shell}>
      {message ? <ErrorSummary items={[{ href: '#reason', text: message }]} /> : null}
      <p>{t.lead}</p>
      <p>{t.told}</p>
      <form method="post" action="/openings">
        <TokenField token={props.token} />
        <input type="hidden" name="back" value={props.back} />
        <Textarea
          name="reason"
          id="reason"
          label={t.label}
          hint={t.hint}
          rows={3}
          value={props.reason}
          errorMessage={message}
        />
        <button type="submit" class="govuk-button">
          {t.go}
        </button>
      </form>
      <p>
        <a class="govuk-link" href="/">
          {t.back}
        </a>
      </p>
    </StaffPage>
  )
}

export function StoppedScreen(props: { shell: StaffPageProps }) {
  const t = openingWords.stopped
  return (
    <StaffPage {...props.shell}>
      <Callout tone="berry">
        <p>{t.text}</p>
      </Callout>
      <p>{t.later}</p>
    </StaffPage>
  )
}
