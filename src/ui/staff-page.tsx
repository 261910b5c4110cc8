// The shell of every staff page: the wings of the house on a rail with what waits, then the work itself.
import type { PropsWithChildren } from 'hono/jsx'
import type { Locale } from '#platform/i18n/locales.ts'
import type { Assets } from './assets.ts'
import { type Content, classNames, isShown, SkipLink } from './components/index.ts'
import { Mark } from './mark.tsx'
import { Document, documentTitle, TokenField } from './shell.tsx'
import { type ShellWords, useWords } from './words/words.ts'

export type Wing = keyof ShellWords['wings']

export interface RailItem {
  href: string
  label: string
  /** How many wait; 0 shows nothing. */
  count?: number
  isCurrent?: boolean
}

export interface RailWing {
  wing: Wing
  items: readonly RailItem[]
}

/** What a staff page is told about the request and the person. */
export interface StaffShell {
  locale: Locale
  assets: Assets
  path: string
  /** The session's form token, for signing out and the language menu. */
  token?: string
  /** Only what this person may enter; none before signing in. */
  rail: readonly RailWing[]
  person?: { name: string; organisation?: string }
  signOutAction?: string
}

export interface Crumb {
  text: Content
  href?: string
}

export interface StaffPageProps extends StaffShell {
  title: string
  hasErrors?: boolean
  /** Where this page stands; the last one is this page and is its heading unless `isHeadingInPage`. */
  crumbs?: readonly Crumb[]
  isHeadingInPage?: boolean
  /** Beside the crumbs: state, who has claimed it. */
  badges?: Content
  /** At the end of the bar: by when, and what may be done with the whole. */
  actions?: Content
  notice?: Content
}

export function StaffPage(props: PropsWithChildren<StaffPageProps>) {
  return (
    <Document
      locale={props.locale}
      assets={props.assets}
      documentTitle={documentTitle(props.locale, props.title, props.hasErrors)}
      styles="staff.css"
      scripts={['leave.js', 'staff-keys.js']}
      bodyClass={props.rail.length ? 'staff' : 'staff staff--out'}
    >
      <StaffFrame {...props} />
    </Document>
  )
}

function StaffFrame(props: PropsWithChildren<StaffPageProps>) {
  const words = useWords()
  const hasRail = props.rail.length > 0
  return (
    <>
      <SkipLink>{words.skipToContent}</SkipLink>
      <header class="side">
        <a class="side__name" href="/">
          <Mark />
          <span translate="no">{words.name}</span>
        </a>
        {hasRail ? (
          <>
            <nav class="rail rail--open" aria-label={words.menu}>
              <Wings rail={props.rail} />
            </nav>
            <details class="rail rail--folded">
              <summary>{words.menu}</summary>
              <nav aria-label={words.menu}>
                <Wings rail={props.rail} />
              </nav>
            </details>
          </>
        ) : null}
        <div class="side__person">
          {props.person ? (
            <>
              <p>
                <span class="govuk-visually-hidden">{words.signedInAs} </span>
                <strong>{props.person.name}</strong>
                {props.person.organisation ? <span class="side__organisation">{props.person.organisation}</span> : null}
              </p>
              <form method="post" action={props.signOutAction ?? '/sign-out'}>
                <TokenField token={props.token} />
                <button type="submit" class="side__button">
                  {words.signOut}
                </button>
              </form>
            </>
          ) : null}
          <a class="leave" href="/leave" rel="nofollow">
            {words.leaveNow}
          </a>
        </div>
      </header>
      <div class="desk">
        <main id="content">
          <Bar {...props} />
          {isShown(props.notice) ? props.notice : null}
          {props.children}
        </main>
        {hasRail ? <KeyboardHelp /> : null}
      </div>
    </>
  )
}

function Wings(props: { rail: readonly RailWing[] }) {
  const words = useWords()
  return (
    <>
      {props.rail.map((wing) =>
        wing.items.length ? (
          <div class="rail__wing">
            <p class="rail__title">{words.wings[wing.wing]}</p>
            <ul>
              {wing.items.map((item) => (
                <li>
                  <a href={item.href} aria-current={item.isCurrent ? 'page' : undefined}>
                    <span>{item.label}</span>
                    {item.count ? (
                      <span class="rail__count">
                        {item.count}
                        <span class="govuk-visually-hidden"> {words.waiting}</span>
                      </span>
                    ) : null}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ) : null,
      )}
    </>
  )
}

function Bar(props: StaffPageProps) {
  const crumbs = props.crumbs ?? (props.isHeadingInPage ? [] : [{ text: props.title }])
  if (!crumbs.length && !isShown(props.badges) && !isShown(props.actions)) return null
  return (
    <div class="bar">
      <ol class="crumbs">
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1
          return (
            <li>
              {crumb.href && !isLast ? (
                <a href={crumb.href}>{crumb.text}</a>
              ) : isLast && !props.isHeadingInPage ? (
                <h1 class="crumbs__here">{crumb.text}</h1>
              ) : (
                crumb.text
              )}
            </li>
          )
        })}
      </ol>
      {isShown(props.badges) ? <div class="bar__badges">{props.badges}</div> : null}
      {isShown(props.actions) ? <div class="bar__actions">{props.actions}</div> : null}
    </div>
  )
}

/** Left what is known, right what is being made; under one another on a small screen. */
export function Columns(props: { left: Content; right: Content; isEven?: boolean }) {
  return (
    <div class={classNames('columns', props.isEven && 'columns--even')}>
      <div class="columns__part">{props.left}</div>
      <div class="columns__part">{props.right}</div>
    </div>
  )
}

/** Distressing text, folded under a plain label until asked for. */
export function Fold(props: PropsWithChildren<{ label: Content; note?: Content; isOpen?: boolean }>) {
  const words = useWords()
  return (
    <details class="fold" open={props.isOpen}>
      <summary>
        <span class="fold__label">{props.label}</span>
        <span class="fold__note">{props.note ?? words.hardToRead}</span>
      </summary>
      <div class="fold__text">{props.children}</div>
    </details>
  )
}

/** The keys that help, listed at the foot of the page; `?` opens the list. */
function KeyboardHelp() {
  const words = useWords()
  const keys: ReadonlyArray<readonly [readonly string[], string]> = [
    [['/'], words.keySearch],
    [['j', 'k'], words.keyMove],
    [['Enter'], words.keyOpen],
    [['?'], words.keyHelp],
  ]
  return (
    <footer class="keys">
      <details data-keys="help">
        <summary>{words.keys}</summary>
        <p>{words.keysIntro}</p>
        <dl class="facts">
          {keys.map(([names, text]) => (
            <div>
              <dt>
                {names.map((name) => (
                  <kbd dir="ltr">{name}</kbd>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </footer>
  )
}
