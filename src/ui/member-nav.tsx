// A member's few places in one quiet line. "Leave now" stands above it on every page.
import { useWords } from './words/words.ts'

const places = { alerts: '/alerts', check: '/check', choices: '/me', account: '/me/account' } as const
export type MemberPlace = keyof typeof places

export function MemberNav(props: { place: MemberPlace }) {
  const words = useWords()
  return (
    <nav class="places" aria-label={words.memberPlaces.label}>
      {(Object.keys(places) as MemberPlace[]).map((place) => (
        <a href={places[place]} aria-current={place === props.place ? 'page' : undefined}>
          {words.memberPlaces[place]}
        </a>
      ))}
    </nav>
  )
}
