// The shell of every public page: one column, the way out always in reach, nothing needed beyond HTML.
import type { PropsWithChildren } from 'hono/jsx'
import type { Locale } from '#platform/i18n/locales.ts'
import type { Assets } from './assets.ts'
import { BackLink, type Content, isShown, SkipLink } from './components/index.ts'
import { kept } from './kept.ts'
import { Mark } from './mark.tsx'
import { MemberNav, type MemberPlace } from './member-nav.tsx'
import { Document, documentTitle, type Keeps, LanguageMenu } from './shell.tsx'
import { useWords } from './words/words.ts'

/** What a page is told about the request it answers. */
export interface PublicShell {
  locale: Locale
  assets: Assets
  /** This page's own path and query: the language menu comes back here. */
  path: string
  /** The session's form token, where there is one. */
  token?: string
}

export interface Progress {
  /** From 1. */
  step: number
  of: number
}

export interface PublicPageProps extends PublicShell {
  hasErrors?: boolean
  /** The page has a form named `typedForm` whose fields a change of language carries along. */
  keeps?: Keeps | undefined
  progress?: Progress
  /** A link above the page's title. */
  backHref?: string
  /** Above the page's heading: what was just done. */
  notice?: Content
  /** A signed-in member's page, and which of their places it is. */
  memberPlace?: MemberPlace | undefined
  /** Words typed here are sealed in the browser, where it can. */
  seals?: boolean
  /** Wider than one column: a directory, a poster. */
  isWide?: boolean
}

export function PublicPage(props: PropsWithChildren<PublicPageProps>) {
  return (
    <Document
      locale={props.locale}
      assets={props.assets}
      // One title for all: what stands in a browser's history must not say what somebody did here.
      documentTitle={documentTitle(props.locale, undefined, props.hasErrors)}
      styles="public.css"
      scripts={props.seals ? ['leave.js', 'seal.js'] : ['leave.js']}
      bodyClass={props.isWide ? 'public public--wide' : 'public'}
    >
      <PublicFrame {...props} />
    </Document>
  )
}

function PublicFrame(props: PropsWithChildren<PublicPageProps>) {
  const words = useWords()
  return (
    <>
      {kept(words, 'skip', () => (
        <SkipLink>{words.skipToContent}</SkipLink>
      ))}
      <header class="top">
        <div class="top__inner">
          {kept(words, 'name', () => (
            <a class="top__name" href="/">
              <Mark />
              <span translate="no">{words.name}</span>
            </a>
          ))}
          <LanguageMenu locale={props.locale} back={props.path} token={props.token} keeps={props.keeps} />
          {kept(words, 'leave', () => (
            <a class="leave" href="/leave" rel="nofollow">
              {words.leaveNow}
            </a>
          ))}
        </div>
      </header>
      <div class="page">
        <main id="content">
          {props.memberPlace ? <MemberNav place={props.memberPlace} /> : null}
          {props.backHref ? <BackLink href={props.backHref} /> : null}
          {isShown(props.notice) ? props.notice : null}
          {props.progress ? <ProgressBar {...props.progress} /> : null}
          {props.children}
        </main>
        {kept(words, 'foot', () => (
          <footer class="foot">
            <p>
              <strong>{words.dangerNow}</strong> {withBoldNumbers(words.dangerCall)}
            </p>
            <p>
              <a class="govuk-link" href="/traces">
                {words.withoutTraces}
              </a>
            </p>
          </footer>
        ))}
      </div>
    </>
  )
}

/** The numbers of a sentence stand out: they are what somebody in a hurry looks for. */
function withBoldNumbers(sentence: string): Content {
  return sentence.split(/(\d+)/).map((part, index) => (index % 2 ? <strong>{part}</strong> : part))
}

/** How far along; in words for those who hear the page. It never counts down. */
export function ProgressBar(props: Progress) {
  const words = useWords()
  const of = Math.max(1, Math.round(props.of))
  const step = Math.min(of, Math.max(0, Math.round(props.step)))
  return (
    <svg
      class="progress"
      role="img"
      aria-label={words.progress({ step, of })}
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
    >
      <rect class="progress__all" width="100" height="1" />
      <rect class="progress__done" width={Math.round((100 * step) / of)} height="1" />
    </svg>
  )
}

/** The page's heading and a line under it. Question pages set their own. */
export function PageHeading(props: PropsWithChildren<{ lead?: Content }>) {
  return (
    <>
      <h1 class="govuk-heading-l">{props.children}</h1>
      {isShown(props.lead) ? <p class="lead">{props.lead}</p> : null}
    </>
  )
}
