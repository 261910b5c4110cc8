// The form that runs a passkey's ceremony: an ordinary form to the server, filled in by a script that only its page loads.
import type { PropsWithChildren } from 'hono/jsx'
import type { Assets } from './assets.ts'
import { Button, ButtonGroup, type Content } from './components/index.ts'
import { TokenField } from './shell.tsx'

/** Sent without the script, its fields are empty, and the page that follows says what else there is. */
export function PasskeyForm(
  props: PropsWithChildren<{
    assets: Assets
    action: string
    token: string
    /** From `registration` or `authentication` of the platform's passkeys. */
    ceremony: unknown
    button: Content
    hidden?: Readonly<Record<string, string>>
  }>,
) {
  const hidden = { ...props.hidden, credential: '', secret: '', problem: '' }
  return (
    <>
      <form
        method="post"
        action={props.action}
        novalidate
        autocomplete="off"
        data-passkey={JSON.stringify(props.ceremony)}
      >
        <TokenField token={props.token} />
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {props.children}
        <ButtonGroup>
          <Button>{props.button}</Button>
        </ButtonGroup>
      </form>
      <script src={props.assets.href('passkey.js')} defer />
    </>
  )
}
