// One question a page. Each step names its fields; the page around them is the same.
import type { Child } from 'hono/jsx'
import { areas, boroughNames } from '#partnership/organisations/index.ts'
import { formatMonth } from '#platform/i18n/dates.ts'
import { ChoiceCards } from '#ui/cards.tsx'
import { Button, type ErrorItem, Input, Select, Textarea } from '#ui/components/index.ts'
import { doField, Question } from '#ui/form-page.tsx'
import { kept } from '#ui/kept.ts'
import { ProofField } from '#ui/proof-field.tsx'
import { typedForm } from '#ui/shell.tsx'
import type { AddedFile } from '../add-file.ts'
import type { SealAsk } from '../ask-to-seal.ts'
import type { ErrorTextKey } from '../error-texts.ts'
import { errorText } from '../error-texts.ts'
import { mostPeople, mostVehicles, type Place } from '../journey.ts'
import type { ReportingWords } from '../messages/words.ts'
import { aboutKinds, allowedPurposes, harmKinds, withholdable, workKinds } from '../report.ts'
import type { Receiver } from '../route-report.ts'
import { FilesFields, UploadForm } from './files-fields.tsx'
import type { Desk } from './frame.ts'
import { peopleItems } from './held-items.ts'
import { SealingNotes, sealData } from './sealing-notes.tsx'

export type QuestionView = {
  place: Place
  progress: { step: number; of: number }
  values: Record<string, string[]>
  errors: Record<string, string>
  isThirdParty: boolean
  isFirst: boolean
  /** Services a worker could work for; the routes a report about an insider may take; who offers support. */
  organisations: readonly Receiver[]
  routes: readonly Receiver[]
  supporters: readonly Receiver[]
  /** With whom a report would be held; named only where that does not tell whom the report is about. */
  mayName: boolean
  adviser?: string | undefined
  /** What the browser shall seal of this question. */
  ask?: SealAsk | undefined
  /** What was added so far. */
  files?: readonly AddedFile[]
}

/** Fields of one step, given what to show in them. */
type Fields = (view: QuestionView, desk: Desk, field: FieldTools) => Child
type FieldTools = {
  value: (name: string) => string
  values: (name: string) => string[]
  error: (name: string) => string | undefined
  /** What a one-line field needs: its name, and what to show in it and beside it. */
  of: (name: string) => { name: string; id: string; value: string; errorMessage: string | undefined }
}

const pairs = <K extends string>(keys: readonly K[], label: (key: K) => string) =>
  keys.map((key) => ({ value: key, label: label(key) }))

/** Months of the last three years, newest first. */
function months(desk: Desk) {
  const list = []
  for (let back = 0; back < 36; back++) {
    const at = new Date(Date.UTC(desk.now.getUTCFullYear(), desk.now.getUTCMonth() - back, 1, 12))
    list.push({ value: at.toISOString().slice(0, 7), label: formatMonth(desk.locale, at) })
  }
  return list
}

const fields: Record<Exclude<Place['step'], 'check'>, Fields> = {
  'who-for': (_view, { words }, field) => (
    <ChoiceCards
      kind="radios"
      name="whoFor"
      value={field.value('whoFor')}
      errorMessage={field.error('whoFor')}
      items={[
        { value: 'me', label: words.steps['who-for'].me },
        {
          value: 'someone-else',
          label: words.steps['who-for']['someone-else'],
          hint: words.steps['who-for'].someoneElseHint,
        },
      ]}
    />
  ),
  about: (view, { words }, field) => (
    <>
      <ChoiceCards
        kind="radios"
        name="about"
        value={field.value('about')}
        errorMessage={field.error('about')}
        items={pairs(aboutKinds, (key) => words.steps.about[key])}
      />
      <Select
        {...field.of('organisation')}
        label={words.steps.about.organisation}
        items={[
          { value: '', label: words.steps.about.chooseOrganisation },
          ...view.organisations.map((each) => ({ value: each.id, label: each.name })),
        ]}
      />
    </>
  ),
  route: (view, { words }, field) => (
    <ChoiceCards
      kind="radios"
      name="route"
      value={field.value('route') || view.routes[0]?.id}
      errorMessage={field.error('route')}
      items={view.routes.map((each) => ({
        value: each.id,
        label: each.name,
        hint: each.kind === 'adviser' ? words.steps.route.independent : words.steps.route.desk,
      }))}
    />
  ),
  story: (_view, { words }, field) => (
    <Textarea {...field.of('story')} label={words.steps.story.label} labelClasses="govuk-visually-hidden" rows={9} />
  ),
  harms: (_view, { words }, field) => (
    <ChoiceCards
      kind="checkboxes"
      name="harms"
      values={field.values('harms')}
      errorMessage={field.error('harms')}
      items={pairs(harmKinds, (key) => words.harms[key])}
    />
  ),
  when: (_view, desk, field) => (
    <>
      <Input {...field.of('when')} label={desk.words.steps.when.words} hint={desk.words.steps.when.wordsHint} />
      <Select
        {...field.of('month')}
        label={desk.words.steps.when.month}
        items={[{ value: '', label: desk.words.steps.when.noMonth }, ...months(desk)]}
      />
    </>
  ),
  where: (_view, { words }, field) => (
    <>
      <Select
        {...field.of('area')}
        label={words.steps.where.area}
        items={[
          { value: '', label: words.steps.where.noArea },
          ...areas.map((area) => ({
            value: area,
            label: area === 'elsewhere' ? words.steps.where.elsewhere : boroughNames[area],
          })),
        ]}
      />
      <Input {...field.of('where')} label={words.steps.where.words} hint={words.steps.where.wordsHint} />
    </>
  ),
  work: (_view, { words }, field) => (
    <ChoiceCards
      kind="checkboxes"
      name="work"
      values={field.values('work')}
      errorMessage={field.error('work')}
      items={pairs(workKinds, (key) => words.work[key])}
    />
  ),
  person: (_view, { words }, field) => {
    const { person } = words.steps
    const input = (name: string, label: string, hint?: string) => (
      <Input {...field.of(name)} label={label} hint={hint} spellcheck={false} />
    )
    return (
      <>
        {input('names', person.names, person.namesHint)}
        {input('phones', person.phones, person.phonesHint)}
        {input('emails', person.emails)}
        <Textarea {...field.of('looks')} label={person.looks} rows={3} />
        {input('marks', person.marks, person.marksHint)}
      </>
    )
  },
  vehicle: (_view, { words }, field) => {
    const { vehicle } = words.steps
    return (
      <>
        <Input
          {...field.of('registration')}
          label={vehicle.registration}
          hint={vehicle.registrationHint}
          spellcheck={false}
          autocapitalize="characters"
        />
        <Input {...field.of('description')} label={vehicle.description} />
      </>
    )
  },
  files: (view, desk, field) => <FilesFields files={view.files ?? []} desk={desk} error={field.error('file')} />,
  consents: (view, { words }, field) => (
    <ChoiceCards
      kind="checkboxes"
      name="purposes"
      values={field.values('purposes')}
      errorMessage={field.error('purposes')}
      items={[...allowedPurposes(view.isThirdParty, false), ...(view.isThirdParty ? [] : (['match'] as const))].map(
        (purpose) => ({
          value: purpose,
          label: words.purposes[purpose],
          hint: words.purposes[`${purpose}Hint`],
        }),
      )}
    />
  ),
  holding: (view, { words }, field) => (
    <>
      <p>{whoHolds(view, words)}</p>
      <ChoiceCards
        kind="radios"
        name="people"
        value={field.value('people') || '2'}
        errorMessage={field.error('people')}
        items={peopleItems(words)}
      />
      <p>
        <a class="govuk-link" href="/held-reports">
          {words.held.step.more}
        </a>
      </p>
    </>
  ),
  'held-back': (_view, { words }, field) => (
    <ChoiceCards
      kind="checkboxes"
      name="withheld"
      values={field.values('withheld')}
      errorMessage={field.error('withheld')}
      items={pairs(withholdable, (key) => words.fields[key])}
    />
  ),
  timing: (_view, { words }, field) => <TimingFields words={words} field={field} />,
  support: (view, { words }, field) => <SupportFields words={words} field={field} supporters={view.supporters} />,
}

export function TimingFields(props: { words: ReportingWords; field: FieldTools }) {
  const { timing } = props.words.steps
  const { field } = props
  return (
    <>
      <ChoiceCards
        kind="radios"
        name="timing"
        value={field.value('timing')}
        errorMessage={field.error('timing')}
        items={(['now', 'another-report', 'until'] as const).map((value) => ({
          value,
          label: timing[value],
          hint: timing[`${value}Hint`],
        }))}
      />
      <Input {...field.of('weeks')} label={timing.weeks} inputMode="numeric" classes="govuk-input--width-3" />
    </>
  )
}

function whoHolds({ adviser, mayName }: QuestionView, { held }: ReportingWords): string {
  if (!adviser) return held.step.nobody
  return mayName ? held.step.who({ name: adviser }) : held.step.whoUnnamed
}

export function SupportFields(props: { words: ReportingWords; field: FieldTools; supporters: readonly Receiver[] }) {
  const { support } = props.words.steps
  const { field } = props
  return (
    <>
      <Input {...field.of('callMe')} label={support.callMe} hint={support.callMeHint} />
      <Input {...field.of('how')} label={support.how} />
      <Input {...field.of('when')} label={support.when} />
      <Input {...field.of('never')} label={support.never} hint={support.neverHint} />
      <ChoiceCards
        kind="radios"
        name="organisation"
        legend={support.organisation}
        hint={support.organisationHint}
        value={field.value('organisation') || (props.supporters.length === 1 ? props.supporters[0]?.id : undefined)}
        errorMessage={field.error('organisation')}
        items={props.supporters.map((each) => ({ value: each.id, label: each.name }))}
      />
    </>
  )
}

export const fieldTools = (
  values: Record<string, string[]>,
  errors: Record<string, string>,
  words: ReportingWords,
): FieldTools => {
  const value = (name: string) => values[name]?.[0] ?? ''
  const error = (name: string) => (errors[name] ? errorText(words, errors[name] as ErrorTextKey, name) : undefined)
  return {
    value,
    values: (name) => values[name] ?? [],
    error,
    of: (name) => ({ name, id: name, value: value(name), errorMessage: error(name) }),
  }
}

/** The list at the top of a page, each linked to its field. */
export const errorItems = (errors: Record<string, string>, words: ReportingWords): ErrorItem[] =>
  Object.entries(errors).map(([name, key]) => ({
    text: errorText(words, key as ErrorTextKey, name),
    href: name === 'page' ? undefined : `#${name}`,
  }))

/** Steps whose empty fields are the catalogue's words alone: no names of organisations, no months that pass. */
const alwaysSame: ReadonlySet<string> = new Set(['who-for', 'story', 'harms', 'work', 'where', 'person', 'vehicle'])

export function QuestionScreen(props: { view: QuestionView; desk: Desk }) {
  const { view, desk } = props
  const { words, Frame } = desk
  const step = view.place.step as Exclude<Place['step'], 'check'>
  const text: { question: string; hint?: string; why: string } = words.steps[step]
  const number = view.place.index + 1
  const question =
    number > 1 && step === 'person'
      ? words.steps.person.questionNext({ number })
      : number > 1 && step === 'vehicle'
        ? words.steps.vehicle.questionNext({ number })
        : text.question
  const hint = step === 'consents' && view.isThirdParty ? words.steps.consents.hintThird : text.hint
  const field = fieldTools(view.values, view.errors, words)
  const isBlank = Object.keys(view.errors).length === 0 && Object.values(view.values).every((list) => list.length === 0)
  return (
    <Frame hasErrors={Object.keys(view.errors).length > 0} progress={view.progress} keeps={{ enter: 'continue' }}>
      <Question
        id={typedForm}
        action={desk.action}
        token={desk.token}
        hidden={{ at: `${step}:${view.place.index}` }}
        data={sealData(view.ask)}
        question={question}
        hint={hint}
        errors={errorItems(view.errors, words)}
        why={text.why}
        after={<FurtherButtons view={view} words={words} />}
      >
        <ProofField challenge={desk.proof} assets={desk.assets} />
        {isBlank && alwaysSame.has(step)
          ? kept(words, `fields ${step} ${view.isThirdParty}`, () => <>{fields[step](view, desk, field)}</>)
          : fields[step](view, desk, field)}
        <SealingNotes words={words} ask={view.ask} />
      </Question>
      {step === 'files' ? <UploadForm desk={desk} /> : null}
    </Frame>
  )
}

/** Another of the same, and back: buttons, since the whole report stands at one address and what was typed goes along. */
function FurtherButtons(props: { view: QuestionView; words: ReportingWords }) {
  const { view, words } = props
  const { step, index } = view.place
  const add =
    step === 'person' && index < mostPeople - 1
      ? words.steps.person.add
      : step === 'vehicle' && index < mostVehicles - 1
        ? words.steps.vehicle.add
        : undefined
  return (
    <p class="further">
      {add ? (
        <Button name={doField} value="add" kind="quiet">
          {add}
        </Button>
      ) : null}
      {view.isFirst ? null : (
        <button type="submit" name={doField} value="back" class="link-button">
          {words.back}
        </button>
      )}
    </p>
  )
}
