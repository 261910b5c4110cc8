// Five sheets, shown once and printed a page each; and the page on which three of them are typed back.
import { formatDay } from '#platform/i18n/dates.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ErrorSummary, Textarea } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { en } from '../messages/en.ts'
import type { MadeSet } from '../recovery-set.ts'
import type { SharesProblem } from '../shares.ts'

const words = en.paper

export function SheetsPage(props: {
  shell: StaffPageProps
  made: MadeSet
  organisation: string
  token: string
  now: Date
}) {
  const { made } = props
  return (
    <StaffPage {...props.shell}>
      <div class="unprinted">
        <Callout tone="amber">
          <p>{words.onceOnly}</p>
          <p>{words.print}</p>
        </Callout>
      </div>
      {made.shares.map((groups, at) => (
        <section class="card sheet">
          <h2 class="card__title">{words.sheet({ number: at + 1, of: made.shares.length })}</h2>
          <p>{words.sheetFor({ organisation: props.organisation, set: made.shareSet })}</p>
          <ol class="sheet__groups">
            {groups.map((group) => (
              <li translate="no">{group}</li>
            ))}
          </ol>
          <p>{words.what}</p>
          <p>{words.who}</p>
          <p>{words.how}</p>
          <p class="sheet__keeper">
            {words.keeper}: <span class="sheet__line" /> {words.since}: <span class="sheet__line" />
          </p>
          <p>{words.made2({ when: formatDay('en', props.now) })}</p>
        </section>
      ))}
      <div class="unprinted">
        <Form action="/team-keys/handed-out" token={props.token} hidden={{ set: made.setId }}>
          <Button>{words.handedOut}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}

export type TypedSheets = { typed: readonly string[]; problems: readonly SharesProblem[] }

/** A problem in words; `sheet` 0 is about them all. */
export function sentenceOf(problem: SharesProblem, wanted: string): { sheet: number; text: string } {
  const said = en.recovery.problems
  const sheet = 'sheet' in problem ? problem.sheet : 0
  switch (problem.why) {
    case 'other-set':
      return { sheet, text: said['other-set']({ found: problem.found, wanted }) }
    case 'character':
    case 'group':
    case 'length':
      return { sheet, text: said[problem.why]({ group: ('group' in problem && problem.group) || 1 }) }
    default:
      return { sheet, text: said[problem.why] }
  }
}

const boxes = [1, 2, 3]

export function TypePage(props: {
  shell: StaffPageProps
  token: string
  kept: TypedSheets | undefined
  wanted: string
}) {
  const problems = (props.kept?.problems ?? []).map((problem) => sentenceOf(problem, props.wanted))
  const recovery = en.recovery
  return (
    <StaffPage {...props.shell}>
      {problems.length > 0 ? (
        <ErrorSummary items={problems.map(({ sheet, text }) => ({ text, href: `#sheet-${Math.max(1, sheet)}` }))} />
      ) : null}
      <Card note={recovery.typeLead}>
        <Form action="/team-keys/type" token={props.token}>
          {boxes.map((box) => (
            <Textarea
              id={`sheet-${box}`}
              name="sheet"
              label={recovery.box({ number: box })}
              value={props.kept?.typed[box - 1] ?? ''}
              rows={4}
              spellcheck={false}
              errorMessage={problems.find(({ sheet }) => sheet === box || (sheet === 0 && box === 1))?.text}
            />
          ))}
          <Button>{recovery.button}</Button>
        </Form>
      </Card>
    </StaffPage>
  )
}
