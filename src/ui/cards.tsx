// Cards: ways to go, choices that fill a card, what a check found, and the little words that grade them.
import type { PropsWithChildren } from 'hono/jsx'
import {
  Checkboxes,
  type CheckboxesProps,
  type Content,
  classNames,
  isShown,
  type ListOf,
  Radios,
  type RadiosProps,
} from './components/index.ts'

/** berry: danger, the same; amber: doubt; leaf: agreed, done; quiet: neither. The word says it, never the colour alone. */
export type Tone = 'berry' | 'amber' | 'leaf' | 'quiet'

/** A graded word: "Same number", "Possible". */
export function Band(props: PropsWithChildren<{ tone: Tone }>) {
  return <strong class={`band band--${props.tone}`}>{props.children}</strong>
}

/** A small fact: "warn: yes". */
export function Chip(props: PropsWithChildren<{ tone?: Tone }>) {
  return <span class={classNames('chip', props.tone && `chip--${props.tone}`)}>{props.children}</span>
}

export function Chips(props: PropsWithChildren) {
  return <div class="chips">{props.children}</div>
}

export interface LinkCard {
  href: string
  title: Content
  text?: Content
}

/** Ways to go from here, each a card that can be pressed anywhere. */
export function LinkCards(props: { items: ListOf<LinkCard>; level?: 2 | 3 }) {
  const Title = `h${props.level ?? 2}` as 'h2'
  return (
    <ul class="link-cards">
      {props.items.map((item) =>
        item ? (
          <li class="card link-card">
            <Title class="link-card__title">
              <a href={item.href}>{item.title}</a>
            </Title>
            {isShown(item.text) ? <p>{item.text}</p> : null}
          </li>
        ) : null,
      )}
    </ul>
  )
}

/** Checkboxes or radios as big cards. Links inside a hint stay links; the rest of the card chooses. */
export function ChoiceCards(props: ({ kind: 'checkboxes' } & CheckboxesProps) | ({ kind: 'radios' } & RadiosProps)) {
  const classes = classNames('choice-cards', props.classes)
  return props.kind === 'checkboxes' ? (
    <Checkboxes {...props} classes={classes} />
  ) : (
    <Radios {...props} classes={classes} />
  )
}

/** A surface with a title. */
export function Card(
  props: PropsWithChildren<{
    title?: Content
    level?: 2 | 3
    /** One quiet line under the title. */
    note?: Content
    tone?: Tone
    id?: string
    classes?: string
  }>,
) {
  const Title = `h${props.level ?? 2}` as 'h2'
  return (
    <section class={classNames('card', props.tone && `card--${props.tone}`, props.classes)} id={props.id}>
      {isShown(props.title) ? <Title class="card__title">{props.title}</Title> : null}
      {isShown(props.note) ? <p class="card__note">{props.note}</p> : null}
      {props.children}
    </section>
  )
}

export interface Fact {
  key: Content
  value: Content
}

/** What is known, as short pairs. */
export function Facts(props: { items: ListOf<Fact> }) {
  return (
    <dl class="facts">
      {props.items.map((item) =>
        item ? (
          <div>
            <dt>{item.key}</dt>
            <dd>{item.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

export interface ResultCardProps {
  tone: Tone
  band: Content
  title: Content
  facts?: ListOf<Fact>
  /** Links at the foot: "Seen this person?", "This is wrong". */
  links?: ReadonlyArray<{ href: string; text: Content }>
  level?: 2 | 3
}

/** One answer of a check. Children are the sentence under its title. */
export function ResultCard(props: PropsWithChildren<ResultCardProps>) {
  const Title = `h${props.level ?? 2}` as 'h2'
  return (
    <article class={`card result card--${props.tone}`}>
      <Band tone={props.tone}>{props.band}</Band>
      <Title class="card__title">{props.title}</Title>
      {isShown(props.children) ? <p>{props.children}</p> : null}
      {props.facts ? <Facts items={props.facts} /> : null}
      {props.links?.length ? (
        <ul class="result__links">
          {props.links.map((link) => (
            <li>
              <a class="govuk-link" href={link.href}>
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  )
}

/** A line that must not be missed, on its own ground: amber for doubt, berry for danger, leaf for what went well. */
export function Callout(props: PropsWithChildren<{ tone: Tone; title?: Content }>) {
  return (
    <div class={`callout callout--${props.tone}`}>
      {isShown(props.title) ? <p class="callout__title">{props.title}</p> : null}
      {props.children}
    </div>
  )
}

/** An empty list says what to do next. */
export function EmptyState(props: PropsWithChildren<{ title: Content; action?: { href: string; text: Content } }>) {
  return (
    <div class="empty">
      <p class="empty__title">{props.title}</p>
      {isShown(props.children) ? <p>{props.children}</p> : null}
      {props.action ? (
        <p>
          <a class="govuk-link" href={props.action.href}>
            {props.action.text}
          </a>
        </p>
      ) : null}
    </div>
  )
}
