// Fills in every form of both apps that somebody can come upon, with words nobody ever wrote: found by walking the pages, so that a
// form which is added later is filled in as well.
import { formIn } from '#safety/alerts/tests/browse.ts'
import type { Person, Rowan } from './whole-rowan.ts'

/** Buttons and addresses that would end the walk, or take away what others walk on. */
const ending = /sign-out|^\/leave|end-all|end-others|end-session|\/end$|\/me\/leave|language/
const endingButton = /^(finish|erase|close|access:|receipt:new|stop$|drop|held:)/
const mostOfOneKind = 2

type Field = { tag: string; name: string; type: string }
const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

function typedFields(form: string): Field[] {
  return [...form.matchAll(/<(input|textarea)\b[^>]*>/g)]
    .map(([tag]) => ({ tag, name: attribute(tag, 'name'), type: attribute(tag, 'type') }))
    .filter(
      ({ tag, type }) =>
        tag.startsWith('<textarea') || ['', 'text', 'search', 'email', 'password', 'tel'].includes(type),
    )
}

/** Answers the routes that were sent something planted, as `app /path/:id`. */
export async function fillEveryForm(
  rowan: Pick<Rowan, 'apps'>,
  people: readonly Person[],
  plant: (name: string) => string,
): Promise<Set<string>> {
  const filled = new Set<string>()
  for (const person of people) {
    const { list } = rowan.apps[person.name].routes
    const patterns = list.map(({ method, path }) => ({
      method,
      path,
      fits: new RegExp(`^${path.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`),
    }))
    const kindOf = (method: string, path: string) =>
      patterns.find((each) => each.method === method && each.fits.test(path))?.path
    const seen = new Map<string, number>()
    const isNew = (what: string) => {
      const times = seen.get(what) ?? 0
      seen.set(what, times + 1)
      return times < mostOfOneKind
    }
    const pages = patterns.filter((each) => each.method === 'GET' && !each.path.includes(':')).map((each) => each.path)
    const known = new Set(pages)
    for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
      if (ending.test(page)) continue
      const { text } = await person.get(page)
      for (const [, href = ''] of text.matchAll(/href="(\/[^"#?]*)"/g)) {
        const kind = kindOf('GET', href)
        if (!kind?.includes(':') || known.has(href) || !isNew(`GET ${kind}`)) continue
        known.add(href)
        pages.push(href)
      }
      for (const [form, head = ''] of text.matchAll(/<form\b([^>]*)>[\s\S]*?<\/form>/g)) {
        const action = attribute(head, 'action')
        const kind = kindOf('POST', action)
        if (!kind || ending.test(action) || /multipart/.test(head)) continue
        const buttons = [...form.matchAll(/<button\b[^>]*name="do"[^>]*>/g)].map(([tag]) => attribute(tag, 'value'))
        for (const pressed of buttons.length > 0 ? buttons : ['']) {
          if (endingButton.test(pressed) || !isNew(`POST ${kind} ${pressed}`)) continue
          const fields = sendable(text, action)
          if (!fields) continue
          if (pressed) fields.set('do', pressed)
          for (const field of typedFields(form)) {
            fields.set(field.name, plant(`${kind} ${field.name}`))
            filled.add(`${person.name} ${kind}`)
          }
          for (const [tag] of form.matchAll(/<input\b[^>]*type="radio"[^>]*>/g))
            if (!fields.has(attribute(tag, 'name'))) fields.set(attribute(tag, 'name'), attribute(tag, 'value'))
          await person.post(action, fields.toString())
        }
      }
    }
  }
  return filled
}

function sendable(page: string, action: string): URLSearchParams | undefined {
  try {
    return formIn(page, action)
  } catch {
    return undefined
  }
}

/** Every route that takes a post, as `app /path/:id`. */
export const postRoutes = (rowan: Pick<Rowan, 'apps'>): string[] =>
  (['public', 'staff'] as const).flatMap((app) =>
    rowan.apps[app].routes.list.filter((route) => route.method === 'POST').map((route) => `${app} ${route.path}`),
  )

/** Routes that take a post and were not planted in by the walk, and why. A route that is in neither fails the test. */
export const notWalked: Readonly<Record<string, readonly string[]>> = {
  'planted in by hand, above': [
    'public /report',
    'public /me',
    'staff /members',
    'staff /desk/:id/warning',
    'staff /desk/:id/second',
    'staff /desk/:id/claim',
  ],
  'the same pages as on the public app': ['staff /assist'],
  'takes no typed words': [
    'public /language',
    'public /leave',
    'public /sign-out',
    'public /me/vouch',
    'public /me/feed',
    'public /me/leave',
    'public /me/passkeys/remove',
    'public /check/clear',
    'staff /check/clear',
    'staff /sign-out',
    'staff /people/give-key',
    'staff /people/:id/end',
    'staff /people/invitations/:id/confirm',
    'staff /people/invitations/:id/code',
    'staff /people/invitations/:id/take-back',
    'staff /account/end-session',
    'staff /account/end-others',
    'staff /account/end-all',
    'staff /account/passkeys/remove',
    'staff /team-keys/turn',
    'staff /team-keys/go-on',
    'staff /team-keys/stop',
    'staff /team-keys/new-set',
    'staff /team-keys/handed-out',
    'staff /team-keys/ask',
    'staff /team-keys/confirm/:id',
    'staff /team-keys/end/:id',
    'staff /desk/:id/release',
    'staff /desk/:id/confirm',
    'staff /desk/:id/different',
    'staff /support/:id/take',
    'staff /support/:id/hand-back',
    'staff /support/:id/contacted',
    'staff /support/:id/close',
    'staff /members/applications',
    'staff /members/applications/:id/open',
    'staff /held/:id/:report/spoken',
    'staff /held/:id/judge',
    'staff /held/:id/ask',
    'staff /records/holds/:id',
    'staff /records/copies/:id',
    'staff /records/people/:id',
  ],
  'numbers that a machine makes: proofs of work, and what a passkey answers': [
    'public /wait',
    'staff /wait',
    'public /sign-in/passkey',
    'staff /sign-in/passkey',
    'staff /step-up/passkey',
    'public /me/passkeys/make',
    'staff /account/passkeys/make',
  ],
  'behind steps of their own; their rooms search the whole database for what was typed': [
    'public /join/account',
    'public /report/files',
    'staff /assist/files',
    'staff /join/yourself',
    'staff /step-up',
    'staff /team-keys/type',
    'staff /held/:id/:report/write',
    'staff /desk/:id/close',
    'staff /members/applications/:id',
    'staff /members/stop',
    'staff /oversight/requests/:id/propose',
    'staff /oversight/requests/:id/judge',
    'staff /oversight/requests/:id/hand-over',
    'staff /records/hold/:id',
  ],
}
