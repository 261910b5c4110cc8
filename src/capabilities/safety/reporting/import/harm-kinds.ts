// Words for what kind of harm it was → a short list. Each word of the cell must be understood, or a person looks.
import type { HarmKind } from '../report.ts'

// Order matters: what is matched is taken out, so that "sexual assault" leaves no "assault" behind.
const rules: readonly [RegExp, HarmKind][] = [
  [/\b(?:stealthing|stealthed|stealth|condom remov(?:al|ed)|removed condom|removal of condom)\b/g, 'condom-removal'],
  [
    /\b(?:online (?:abuse|harassment|stalking|trolling)|doxx?(?:ing|ed)?|trolling|cyber ?(?:bullying|stalking))\b/g,
    'online-abuse',
  ],
  [
    /\b(?:sexual (?:assaults?|violence|abuse|harassment)|sex(?:ual)? attack|rapes?|raped|attempted rape|indecent assault|groped|serious sexual offences?|rasso)\b/g,
    'sexual-violence',
  ],
  [
    /\b(?:time ?wast(?:er|ers|ing)|fake bookings?|no ?shows?|hoax|nuisance|prank(?: calls?)?|timewaster)\b/g,
    'time-wasting',
  ],
  [
    /\b(?:non ?payments?|not paid|didnt pay|refused to pay|fraud|frauds?|counterfeit(?: money)?|fake (?:money|notes?|transfers?)|scams?|scammer|short ?paid|theft of services?|bounced payment|deception)\b/g,
    'non-payment',
  ],
  [/\b(?:online )?(?:blackmail(?:ed|ing)?|extortion|sextortion|outing|threat(?:ened)? to out)\b/g, 'blackmail'],
  [/\b(?:robbery|robbed|robbing|mugged|mugging|burglary|burgled|thefts?|stolen|stole)\b/g, 'robbery'],
  [/\b(?:stalking|stalked|stalker|following|followed|harassment|harassed)\b/g, 'stalking'],
  [/\b(?:verbal )?(?:threats?|threatened|threatening(?: behaviour)?|intimidation|verbal abuse)\b/g, 'threats'],
  [
    /\b(?:physical |serious |common )?(?:assaults?|assaulted|violence|violent|attack|attacked|beaten|beating|strangled|strangulation|gbh|abh|stabbing|stabbed|kidnap(?:ped|ping)?|weapon)\b/g,
    'violence',
  ],
  [/\b(?:other|misc|hate crime|suspicious|concern|general)\b/g, 'other'],
]
const empty = /\b(?:and|or|with|the|a|of|online|in person|attempted|possible|alleged|physical)\b/g

/** @returns kinds in the list's order; `unread` when some word was not understood. An empty cell has no kinds. */
export function readKinds(cell: string): { kinds: HarmKind[]; unread: boolean } {
  let words = cell
    .slice(0, 400)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (words === '' || /^(?:n k|n a|nk|na|unknown|not known)$/.test(words)) return { kinds: [], unread: false }
  const kinds = new Set<HarmKind>()
  for (const [pattern, kind] of rules) {
    words = words.replace(pattern, () => {
      kinds.add(kind)
      return ' '
    })
  }
  const unread = cell.length > 400 || words.replace(empty, ' ').trim() !== ''
  if (kinds.size === 0) kinds.add('other')
  return { kinds: [...kinds], unread }
}
