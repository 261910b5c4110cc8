// What both page shells share: the document itself, the language menu, hidden fields, text that keeps its direction.
import type { PropsWithChildren } from 'hono/jsx'
import { directionOf, type Locale, languageField, localeNames, locales } from '#platform/i18n/locales.ts'
import type { Assets } from './assets.ts'
import { kept } from './kept.ts'
import { shellWords, useWords, WordsContext } from './words/words.ts'

export interface DocumentProps {
  locale: Locale
  assets: Assets
  /** Stands in the browser's tab and history: it must not tell what Rowan is for. */
  documentTitle: string
  styles: 'public.css' | 'staff.css'
  scripts: readonly ('leave.js' | 'staff-keys.js' | 'seal.js')[]
  bodyClass: string
}

/** A whole page. Everything inside speaks the page's language. */
export function Document(props: PropsWithChildren<DocumentProps>) {
  const { locale } = props
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <Head {...props} />
      <body class={props.bodyClass}>
        <WordsContext.Provider value={shellWords[locale]}>{props.children}</WordsContext.Provider>
      </body>
    </html>
  )
}

/** The head: all but the title is the same for everybody. */
function Head({ assets, styles, scripts, documentTitle }: DocumentProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{documentTitle}</title>
      {kept(assets, `head ${styles} ${scripts.join(' ')}`, () => (
        <>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          <link rel="icon" href={assets.href('icon.svg')} />
          <link rel="stylesheet" href={assets.href(styles)} />
          {scripts.map((script) => (
            <script src={assets.href(script)} defer />
          ))}
        </>
      ))}
    </head>
  )
}

/** The page's title as the browser shows it. An error is said first, so that it is heard first. */
export function documentTitle(locale: Locale, title: string | undefined, hasErrors: boolean | undefined): string {
  const words = shellWords[locale]
  const parts = [hasErrors && words.errorInTitle, title, words.name].filter(Boolean)
  return parts.join(' – ')
}

/** The form of a page whose typed fields the language menu carries along. */
export const typedForm = 'typed'

/**
 * The languages, each named in itself. A form: choosing changes the reader's cookie, never the address. Where somebody
 * may have typed, the buttons belong to that form instead, so that what is typed goes with them and comes back.
 */
export function LanguageMenu(props: { locale: Locale; back: string; token?: string; keeps?: Keeps }) {
  const words = useWords()
  const { keeps } = props
  const buttons = kept(words, keeps ? 'languages that keep' : 'languages', () => (
    <>
      {locales.map((locale) => (
        <button
          type="submit"
          form={keeps ? typedForm : undefined}
          name={keeps ? languageField : 'locale'}
          value={locale}
          lang={locale}
          dir={directionOf(locale)}
          aria-current={locale === props.locale ? 'true' : undefined}
        >
          {localeNames[locale]}
        </button>
      ))}
    </>
  ))
  return (
    <>
      {/* Enter presses a form's first button, wherever it stands: that must never be a language. */}
      {keeps ? (
        <span class="govuk-visually-hidden" aria-hidden="true">
          <button type="submit" form={typedForm} name="do" value={keeps.enter} tabindex={-1} />
        </span>
      ) : null}
      <details class="languages">
        {kept(words, 'language', () => (
          <summary>
            <span class="govuk-visually-hidden">{words.language}: </span>
            {localeNames[props.locale]}
          </summary>
        ))}
        {keeps ? (
          <div>{buttons}</div>
        ) : (
          <form method="post" action="/language">
            <TokenField token={props.token} />
            <input type="hidden" name="back" value={props.back} />
            {buttons}
          </form>
        )}
      </details>
    </>
  )
}

/** What Enter does on a page whose typed fields go with a change of language: the value of its form's first button. */
export interface Keeps {
  enter: string
}

/** The signed token of a form, where the form carries one. */
export function TokenField(props: { token?: string }) {
  return props.token ? <input type="hidden" name="token" value={props.token} /> : null
}

/** A phone number, plate, address or receipt: read left to right, and never broken up by the sentence around it. */
export function Identifier(props: PropsWithChildren) {
  return (
    <bdi class="identifier" dir="ltr">
      {props.children}
    </bdi>
  )
}

/** Text somebody typed, in whatever language and direction it is, with its line ends kept. */
export function TypedText(props: PropsWithChildren) {
  return (
    <div class="typed" dir="auto">
      {props.children}
    </div>
  )
}
