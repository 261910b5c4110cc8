// Seals a person's own words in the browser before they leave it, while a report is told. Forms are sent by fetch and the page is
// put in place of the one before, so what was typed can be read again: it stands in this page's memory and nowhere else.
import { canSeal, fromText, sealBody, sealTo, toText, wrapKey } from './sealing/envelope.ts'

type Values = Record<string, string>

/** What was typed, by the part it was sealed as. Gone with the page. */
const memory = new Map<string, Values>()
/** What was last typed, until it is known whether it was accepted. */
let last: { at: string; values: Values } | undefined
/** Undefined until the browser has been asked. False: forms go as they would without this script. */
let isAble: boolean | undefined
let isSending = false

const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)]
const show = (which: string) => {
  for (const each of all(`[data-seal-says=${which}]`)) each.hidden = false
}
const random = () => toText(crypto.getRandomValues(new Uint8Array(16)))

/** What a form asks to be sealed, as screens/sealing-notes.tsx writes it down. */
function askOf(form: HTMLFormElement) {
  const { seal, sealTeams = '', sealFields = '' } = form.dataset
  if (!seal) return undefined
  const [record = '', at = '', known = '', service = '', fixed = ''] = seal.split(' ')
  return {
    record,
    at,
    known: known.replace('+', ' '),
    service,
    fixed,
    teams: sealTeams.split(' ').map((team) => team.split(':') as [string, string, string]),
    fields: sealFields.split(' ').map((field) => {
      const [name = '', most = '', kind] = field.split(':')
      return { name, most: Number(most), isIdentifier: kind === 'id' }
    }),
  }
}

/** What a form sends, with the words that it asks for sealed. */
async function sealed(form: HTMLFormElement, whole: FormData): Promise<URLSearchParams> {
  const data = new URLSearchParams()
  for (const [name, value] of whole) if (typeof value === 'string') data.append(name, value)
  const ask = askOf(form)
  if (ask) await seal(ask, data)
  return data
}

async function seal(ask: NonNullable<ReturnType<typeof askOf>>, data: URLSearchParams): Promise<void> {
  const { record, fields } = ask
  const values: Values = {}
  for (const { name } of fields) {
    values[name] = data.get(name) ?? ''
    data.delete(name)
  }
  last = { at: ask.at, values }
  const filled = fields.filter(({ name }) => values[name]?.trim())
  const long = filled.find(({ name, most }) => (values[name]?.trim().length ?? 0) > most)
  if (long) return data.set('sealed', `long ${long.name}`)
  if (filled.length === 0) return data.set('sealed', ask.known && !memory.has(ask.known) ? 'keep' : 'none')
  const part = ask.fixed || `words ${random()}`
  const { dataKey, body } = await sealBody(JSON.stringify(values), { record, part })
  const wraps = await Promise.all(
    ask.teams.map(async ([organisation, epoch, key]) => [
      organisation,
      Number(epoch),
      toText(await wrapKey(dataKey, fromText(key), { organisation, epoch: Number(epoch), record, part })),
    ]),
  )
  const named = filled.filter((field) => field.isIdentifier).map(({ name }) => [name, values[name]])
  const identifiers =
    named.length > 0 &&
    toText(
      await sealTo(JSON.stringify(Object.fromEntries(named)), fromText(ask.service), {
        organisation: 'service',
        epoch: 0,
        record,
        part: `identifiers ${part}`,
      }),
    )
  memory.set(part, values)
  data.set(
    'sealed',
    JSON.stringify({
      part,
      filled: filled.map(({ name }) => name),
      body: toText(body),
      wraps,
      ...(identifiers && { identifiers }),
    }),
  )
}

async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  isAble ??= await canSeal()
  // The listener below lets it pass now.
  if (!isAble) return form.requestSubmit(button)
  const whole = new FormData(form)
  if (button instanceof HTMLButtonElement && button.name) whole.append(button.name, button.value)
  try {
    await arrive(fetch(form.action, { method: 'post', body: isUpload(form) ? whole : await sealed(form, whole) }))
  } catch {
    // Nothing was put in the page's place: what was typed still stands in its fields. Where nothing is typed, it goes as any form.
    if (form.dataset.seal) return show('failed')
    isAble = false
    form.requestSubmit(button)
  }
}

async function arrive(asked: Promise<Response>): Promise<void> {
  const answer = await asked
  if (!answer.ok) throw answer.status
  const text = await answer.text()
  if (new URL(answer.url).pathname === location.pathname) put(text)
  else location.href = answer.url
}

const isUpload = (form: HTMLFormElement) => form.enctype === 'multipart/form-data'

/** The page that was answered, in place of this one: no new address, no new line in the history. */
function put(text: string): void {
  const next = new DOMParser().parseFromString(text, 'text/html')
  const root = document.documentElement
  root.lang = next.documentElement.lang
  root.dir = next.documentElement.dir
  document.title = next.title
  document.body.replaceWith(document.adoptNode(next.body))
  // What was parsed does not run: a script that only this page has is asked for as its own page would.
  for (const { src } of all<HTMLScriptElement>('body script[src]'))
    document.body.append(Object.assign(document.createElement('script'), { src }))
  dress()
  scrollTo(0, 0)
  const first = document.querySelector<HTMLElement>('.govuk-error-summary, h1')
  if (!first) return
  first.tabIndex = -1
  first.focus()
}

/** Puts what was typed where it may be read: back into its fields, and beside the answers. */
function dress(): void {
  show(isAble ? 'yes' : 'no')
  const form = document.querySelector<HTMLFormElement>('form[data-seal]')
  const ask = form && askOf(form)
  if (form && ask) {
    const values = last?.at === ask.at ? last.values : memory.get(ask.known)
    for (const [name, value] of Object.entries(values ?? {})) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value
    }
    if (!values && ask.known) show('kept')
  }
  last = undefined
  for (const place of all('[data-sealed]')) {
    const values = memory.get(place.dataset.sealed ?? '')
    if (!values) continue
    place.textContent = Object.values(values).filter(Boolean).join('\n')
    place.className = 'typed'
    place.dir = 'auto'
  }
}

addEventListener('submit', (event) => {
  const form = event.target
  if (isAble === false || event.defaultPrevented || !(form instanceof HTMLFormElement)) return
  const { pathname } = new URL(form.action)
  if (form.method !== 'post') return
  if (!pathname.startsWith(location.pathname) && pathname !== '/language') return
  event.preventDefault()
  if (isSending) return
  isSending = true
  void send(form, event.submitter).finally(() => {
    isSending = false
  })
})

// A link to this very page asks for it anew.
addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
  if (!link || !isAble || link.href !== location.href || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  arrive(fetch(link.href)).catch(() => location.reload())
})

// A file has arrived (upload.ts): its page is fetched, so that what was typed on others is not forgotten.
addEventListener('arrived', (event) => {
  event.preventDefault()
  arrive(fetch(location.href)).catch(() => location.reload())
})

addEventListener('pagehide', () => memory.clear())

void canSeal().then((can) => {
  isAble ??= can
  dress()
})
