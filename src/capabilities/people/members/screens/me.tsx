// A member's own page: which alerts, how they arrive, the feed, the passphrase, the way out.
import type { PropsWithChildren } from 'hono/jsx'
import { areas, boroughNames } from '#partnership/organisations/index.ts'
import { localeNames, locales } from '#platform/i18n/locales.ts'
import { workKinds } from '#safety/reporting/index.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Button, Checkboxes, type ErrorItem, ErrorSummary, Input, PasswordInput, Radios } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import type { MemberPlace } from '#ui/member-nav.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import { type Keeps, TypedText, typedForm } from '#ui/shell.tsx'
import type { PreferenceErrors } from '../forms.ts'
import type { MemberPreferences } from '../member.ts'
import { passkeyWords } from '../messages/passkeys/words.ts'
import { waysInWords } from '../messages/ways-in/words.ts'
import type { MemberWords } from '../messages/words.ts'
import { memberWords } from '../messages/words.ts'
import type { PassphraseMistake } from '../passphrase.ts'

export type PassphraseErrors = { current?: 'noMatch' | 'busy' | 'missing'; next?: PassphraseMistake }
export type Done = 'saved' | 'passphraseChanged' | 'feedRenewed'
export type MeProps = {
  shell: PublicShell
  token: string
  pseudonym: string
  preferences: MemberPreferences
  feedAddress: string
  done?: Done | undefined
  isExpired?: boolean | undefined
  preferenceErrors?: PreferenceErrors | undefined
  passphraseErrors?: PassphraseErrors | undefined
}

/** Which alerts. */
export function MeScreen(props: MeProps) {
  const { me: words } = memberWords[props.shell.locale]
  return (
    <AccountFrame {...props} heading={words.heading} place="choices">
      <p>
        <a class="govuk-link" href="/me/passkeys">
          {passkeyWords[props.shell.locale].list.title}
        </a>
      </p>
      <Form action="/sign-out" token={props.token}>
        <Button kind="quiet">{words.signOut}</Button>
      </Form>
      <Interests {...props} />
    </AccountFrame>
  )
}

/** How alerts arrive, the passphrase, the way out: apart, so that either page stays small on a dear line. */
export function AccountScreen(props: MeProps) {
  const { me: words } = memberWords[props.shell.locale]
  const ways = waysInWords[props.shell.locale]
  return (
    <AccountFrame {...props} heading={words.account} place="account" keeps={{ enter: '' }}>
      <Delivery {...props} />
      <Card title={words.feed} note={words.feedText} id="feed">
        <p>{words.feedAddress}:</p>
        <TypedText>{props.feedAddress}</TypedText>
        <Form action="/me/feed" token={props.token}>
          <Button kind="quiet">{words.renew}</Button>
        </Form>
      </Card>
      <Passphrase {...props} />
      <Card title={ways.words.title}>
        <p>{ways.words.freshText}</p>
        <p>
          <a class="govuk-link" href="/me/words">
            {ways.words.make}
          </a>
        </p>
      </Card>
      <p>
        <a class="govuk-link" href="/me/vouch">
          {ways.vouch.title}
        </a>
      </p>
      <p>
        {words.copyText}{' '}
        <a class="govuk-link" href="/me/copy" download>
          {words.copyLink}
        </a>
      </p>
      <Card title={words.leave} note={words.leaveText}>
        <p>
          <a class="govuk-link" href="/me/leave">
            {words.leaveLink}
          </a>
        </p>
      </Card>
    </AccountFrame>
  )
}

function AccountFrame(props: PropsWithChildren<MeProps & { heading: string; place: MemberPlace; keeps?: Keeps }>) {
  const { me: words, problem: problems } = memberWords[props.shell.locale]
  const errors = errorItems(problems, props)
  return (
    <PublicPage {...props.shell} hasErrors={errors.length > 0} memberPlace={props.place} keeps={props.keeps}>
      {errors.length > 0 ? <ErrorSummary items={errors} /> : null}
      {props.done ? (
        <Callout tone="leaf">
          <p>{words[props.done]}</p>
        </Callout>
      ) : null}
      <PageHeading
        lead={
          <>
            {words.signedInAs} <bdi dir="auto">{props.pseudonym}</bdi>
          </>
        }
      >
        {props.heading}
      </PageHeading>
      {props.children}
    </PublicPage>
  )
}

function errorItems(problems: MemberWords['problem'], props: MeProps): ErrorItem[] {
  const items: ErrorItem[] = []
  const { preferenceErrors, passphraseErrors } = props
  if (props.isExpired) items.push({ text: problems.expired })
  if (preferenceErrors?.email) items.push({ text: problems[preferenceErrors.email], href: '#email' })
  if (passphraseErrors?.current)
    items.push({ text: currentProblem(problems, passphraseErrors.current), href: '#current' })
  if (passphraseErrors?.next) items.push({ text: problems.passphrase[passphraseErrors.next], href: '#next' })
  return items
}

const currentProblem = (problems: MemberWords['problem'], why: 'noMatch' | 'busy' | 'missing') =>
  why === 'noMatch' ? problems.currentWrong : why === 'busy' ? problems.busy : problems.passphraseMissing

function Interests(props: MeProps) {
  const { me: words } = memberWords[props.shell.locale]
  const { preferences } = props
  return (
    <Card title={words.alerts}>
      <Form action="/me" token={props.token}>
        <Checkboxes
          name="areas"
          legend={words.areas}
          hint={words.areasHint}
          values={preferences.areas}
          items={areas.map((area) => ({
            value: area,
            label: area === 'elsewhere' ? words.elsewhere : boroughNames[area],
          }))}
        />
        <Checkboxes
          name="work"
          legend={words.work}
          hint={words.workHint}
          values={preferences.work}
          items={workKinds.map((kind) => ({ value: kind, label: words.workKinds[kind] }))}
        />
        <Button>{words.save}</Button>
      </Form>
    </Card>
  )
}

function Delivery(props: MeProps) {
  const { me: words, problem: problems } = memberWords[props.shell.locale]
  const { preferences, preferenceErrors } = props
  return (
    <Card title={words.delivery}>
      <Form action="/me/delivery" id={typedForm} token={props.token}>
        <Radios
          name="locale"
          legend={words.language}
          value={preferences.locale}
          items={locales.map((locale) => ({ value: locale, label: <bdi lang={locale}>{localeNames[locale]}</bdi> }))}
        />
        <Input
          name="email"
          type="email"
          label={words.email}
          hint={words.emailHint}
          value={preferences.email}
          errorMessage={preferenceErrors?.email && problems[preferenceErrors.email]}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          attributes={{ dir: 'ltr' }}
        />
        <Checkboxes
          name="emailAlerts"
          values={preferences.emailAlerts ? ['yes'] : []}
          items={[{ value: 'yes', label: words.emailAlerts, hint: words.emailAlertsHint }]}
        />
        <Button>{words.save}</Button>
      </Form>
    </Card>
  )
}

function Passphrase(props: MeProps) {
  const { me: words, problem: problems } = memberWords[props.shell.locale]
  const errors = props.passphraseErrors
  return (
    <Card title={words.passphrase}>
      <Form action="/me/passphrase" token={props.token}>
        <PasswordInput
          name="current"
          label={words.current}
          errorMessage={errors?.current && currentProblem(problems, errors.current)}
          autocomplete="off"
        />
        <PasswordInput
          name="next"
          label={words.next}
          hint={words.nextHint}
          errorMessage={errors?.next && problems.passphrase[errors.next]}
          autocomplete="off"
        />
        <Button>{words.change}</Button>
      </Form>
    </Card>
  )
}
