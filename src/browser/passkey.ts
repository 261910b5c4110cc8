// Runs a passkey's ceremony when its form is sent, and sends the form with what came of it. What went wrong is sent as well:
// all words are the server's. The passkey's own secret stays here; what is posted is drawn from it by HKDF.

type Ceremony = {
  create: boolean
  options: PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions
  label?: string
}

const form = document.querySelector<HTMLFormElement>('form[data-passkey]')

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

const textOf = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

const show = (publicKey: PublicKeyCredentialRequestOptions) =>
  navigator.credentials.get({ publicKey }) as Promise<PublicKeyCredential>

const prfOf = (credential: PublicKeyCredential) => credential.getClientExtensionResults().prf

async function run(form: HTMLFormElement) {
  const fill = (name: string, value: string) => {
    ;(form.elements.namedItem(name) as HTMLInputElement).value = value
  }
  try {
    const ceremony = JSON.parse(form.dataset.passkey ?? '', (_, value) =>
      typeof value === 'string' && value.startsWith('bytes:') ? bytesOf(value.slice(6)) : value,
    ) as Ceremony
    const options = ceremony.options
    const label = ceremony.label
    const credential = ceremony.create
      ? ((await navigator.credentials.create({ publicKey: options })) as PublicKeyCredential)
      : await show(options)
    let prf = prfOf(credential)
    // Many tell their secret only when they are shown, not when they are made.
    if (ceremony.create && label && prf?.enabled && !prf.results)
      prf = prfOf(
        await show({
          challenge: crypto.getRandomValues(new Uint8Array(32)),
          rpId: options.rp.id,
          allowCredentials: [{ type: 'public-key', id: credential.rawId }],
          userVerification: 'required',
          extensions: options.extensions,
        }),
      )
    const secret = prf?.results?.first
    if (label && secret) {
      const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
      const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(label) }
      fill('secret', textOf(await crypto.subtle.deriveBits(how, key, 256)))
    }
    const said = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
    const response: Record<string, unknown> = { transports: said.getTransports?.() }
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const)
      if (said[name]) response[name] = textOf(said[name])
    fill('credential', JSON.stringify({ id: credential.id, response }))
  } catch (error) {
    fill('problem', (error as Error).name)
  }
  form.submit()
}

let isRunning = false
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  if (!isRunning) void run(form)
  isRunning = true
})
