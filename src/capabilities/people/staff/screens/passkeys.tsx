// Passkeys: coming in with one, proving who one is, one's own list, making and removing one.
import type { PropsWithChildren } from 'hono/jsx'
import { formatWhen } from '#platform/i18n/dates.ts'
import { Callout, Card } from '#ui/cards.tsx'
import { Button, ErrorSummary, Input } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'
import { SortableTable } from '#ui/tables.tsx'
import { type PasskeyProblem, passkeyWords as words } from '../messages/passkeys.ts'

/** A ceremony to run here; or the address where passkeys are, or none at all. */
export type CeremonyHere = { ceremony: unknown } | { origin: string } | undefined

type Page = { shell: StaffPageProps; problem: PasskeyProblem | undefined }

function Framed(props: PropsWithChildren<Page>) {
  const { problem } = props
  return (
    <StaffPage {...props.shell} hasErrors={problem !== undefined}>
      {problem ? <ErrorSummary items={[{ text: words.problems[problem] }]} /> : null}
      {props.children}
    </StaffPage>
  )
}

function NotHere(props: { here: { origin: string } | undefined }) {
  return (
    <Callout tone="amber">
      <p>{props.here ? words.elsewhere(props.here) : words.nowhere}</p>
    </Callout>
  )
}

/** Signing in or proving it: one button, and the equal way under it. */
export function ShowPasskeyScreen(
  props: Page & {
    token: string
    action: string
    here: CeremonyHere
    hidden?: Readonly<Record<string, string>>
    texts: { lead: string; button: string; otherWay: string; otherLink: string }
    otherHref: string
  },
) {
  const { here, texts } = props
  return (
    <Framed shell={props.shell} problem={props.problem}>
      <div class="card">
        {here && 'ceremony' in here ? (
          <>
            <p>{texts.lead}</p>
            <PasskeyForm
              assets={props.shell.assets}
              action={props.action}
              token={props.token}
              hidden={props.hidden}
              ceremony={here.ceremony}
              button={texts.button}
            />
          </>
        ) : (
          <NotHere here={here} />
        )}
        <p>
          {texts.otherWay}{' '}
          <a class="govuk-link" href={props.otherHref}>
            {texts.otherLink}
          </a>
        </p>
      </div>
    </Framed>
  )
}

export type ListedPasskey = { id: string; name: string; madeAt: Date; usedAt: Date | null; isDoubted: boolean }

const nameOf = (passkey: { name: string }) => passkey.name || words.list.unnamed
export const makePath = '/account/passkeys/make'
export const removePath = '/account/passkeys/remove'

export function PasskeysScreen(props: { shell: StaffPageProps; passkeys: readonly ListedPasskey[]; now: Date }) {
  const { list } = words
  const when = (at: Date) => formatWhen('en', at, props.now)
  return (
    <StaffPage {...props.shell}>
      <p>{list.lead}</p>
      {props.passkeys.length === 0 ? (
        <p>{list.none}</p>
      ) : (
        <SortableTable
          caption={list.title}
          isCaptionHidden
          firstCellIsHeader
          columns={[
            { key: 'name', label: list.name },
            { key: 'used', label: list.used },
            { key: 'do', label: list.action, isLabelHidden: true },
          ]}
          rows={props.passkeys.map((passkey) => ({
            cells: [
              <>
                <bdi>{nameOf(passkey)}</bdi>
                <div class="govuk-hint">{list.made({ when: when(passkey.madeAt) })}</div>
              </>,
              passkey.isDoubted ? list.doubted : passkey.usedAt ? when(passkey.usedAt) : list.never,
              <a class="govuk-link" href={`${removePath}?${new URLSearchParams({ passkey: passkey.id })}`}>
                {list.remove}
                <span class="govuk-visually-hidden"> {list.removeHidden({ name: nameOf(passkey) })}</span>
              </a>,
            ],
          }))}
        />
      )}
      <p>
        <Button href={makePath}>{list.make}</Button>
      </p>
    </StaffPage>
  )
}

export function MakePasskeyScreen(props: Page & { token: string; here: CeremonyHere }) {
  const { make } = words
  const { here } = props
  return (
    <Framed shell={props.shell} problem={props.problem}>
      <div class="card">
        {here && 'ceremony' in here ? (
          <>
            <p>{make.lead}</p>
            <p>{make.synced}</p>
            <PasskeyForm
              assets={props.shell.assets}
              action={makePath}
              token={props.token}
              ceremony={here.ceremony}
              button={make.button}
            >
              <Input
                name="name"
                label={make.name}
                hint={make.nameHint}
                autocomplete="off"
                attributes={{ maxlength: '40' }}
                classes="govuk-input--width-20"
              />
            </PasskeyForm>
          </>
        ) : (
          <NotHere here={here} />
        )}
      </div>
    </Framed>
  )
}

export function RemovePasskeyScreen(props: { shell: StaffPageProps; token: string; passkey: ListedPasskey }) {
  const { remove } = words
  return (
    <StaffPage {...props.shell}>
      <Card title={remove.ask({ name: nameOf(props.passkey) })}>
        <p>{remove.text}</p>
        <Form action={removePath} token={props.token} hidden={{ passkey: props.passkey.id }}>
          <Button kind="danger">{remove.button}</Button>
        </Form>
      </Card>
    </StaffPage>
  )
}

/** On the account page: that there are passkeys. */
export function PasskeysCard() {
  return (
    <Card title={words.account.title} note={words.account.note}>
      <p>
        <a class="govuk-link" href="/account/passkeys">
          {words.account.link}
        </a>
      </p>
    </Card>
  )
}
