// Headings of logs → what a column is about. Words only, so that finding the heading row and planning the import agree.
import type { Field } from './record.ts'

interface HeadingRule {
  field: Field
  /** All of the heading, in plain words. */
  exactly: RegExp
  /** Some of the heading. */
  partly?: RegExp
}

// The order decides between partial matches: what must never be taken for something harmless comes first.
const rules: readonly HeadingRule[] = [
  {
    field: 'clientInitials',
    exactly:
      /^(client |reporter |her |their |su )?(initials?|name of client|client( name| id| ref| code)?|reporter)( confidential)?$/,
    partly: /\b(initials|reporter|service user|sex worker|confidential)\b/,
  },
  {
    field: 'consent',
    exactly:
      /^(ok to share|consents?|consent given|consent to share|sharing|share|permission|can we share|happy to share)$/,
    partly: /\b(share|sharing|consent|permission)\b/,
  },
  {
    field: 'police',
    exactly: /^(police|police informed|police told|reported to police|informed police|gmp|told police)$/,
    partly: /\b(police|gmp|crime (ref|number|no))\b/,
  },
  {
    field: 'reportedOn',
    exactly: /^(date )?(reported|of report|report date|received|taken|logged)( on| date)?$|^reported( on)?$/,
    partly:
      /\b(date|day|when)\b.*\b(reported|received|taken|logged|report)\b|\b(reported|received|logged)\b.*\b(on|date)\b/,
  },
  {
    field: 'incidentOn',
    exactly: /^(date|when|incident date|date of incident|date incident|day|happened on|date and time|date time)$/,
    partly: /\b(date|when|day)\b/,
  },
  {
    field: 'takenBy',
    exactly: /^(taken by|worker|staff|recorded by|logged by|entered by|by|received by|who took it)$/,
    partly: /\b(taken|recorded|logged|entered) by\b|\bworker\b/,
  },
  {
    field: 'emails',
    exactly: /^(e ?mails?|e ?mail address(es)?)$/,
    partly: /\be ?mails?\b/,
  },
  {
    field: 'vehicleLook',
    exactly:
      /^(car|vehicle|car make colour|make colour|make model|vehicle description|car description|make|model|colour|vehicle details)$/,
    partly: /\b(make|model|colour|color|vehicle desc\w*|car desc\w*)\b/,
  },
  {
    field: 'plates',
    exactly:
      /^(car |vehicle )?(regs?|registrations?|number ?plates?|reg no|reg number|registration number|plates?|vrm)( s)?$/,
    partly: /\b(reg|regs|registration|plate|plates|number ?plate|vrm)\b/,
  },
  {
    field: 'phones',
    exactly:
      /^(phones?|phone no( s)?|phone numbers?|tel|telephone|mobiles?|mobile no|number s|numbers?|tel no|contact number)( [0-9])?$/,
    partly: /\b(phones?|tel|telephone|mobiles?|numbers? used|whatsapp)\b/,
  },
  {
    field: 'reference',
    exactly: /^(ref|ref no|reference|reference number|id|no|report no|report number|report ref|log no|row|case no)$/,
    partly: /\b(ref|reference)\b/,
  },
  {
    field: 'kind',
    exactly: /^(type|kind|category|incident type|type of incident|nature|crime type|what kind)$/,
    partly: /\b(type|category|kind)\b/,
  },
  {
    field: 'personDescription',
    exactly:
      /^(description|description of (person|man|offender|perp|perpetrator|suspect|client|male)|desc|appearance|what he looked like|suspect)$/,
    partly: /\b(desc|description|appearance|looked like)\b/,
  },
  {
    field: 'names',
    exactly:
      /^(names?|nick ?names?|alias|aliases|profiles?|usernames?|handles?|name nickname profile|user name|profile name|aka)$/,
    partly: /\b(names?|nickname|alias|profile|username|handle|aka)\b/,
  },
  {
    field: 'narrative',
    exactly:
      /^(what happened|incident|details?|details of incident|account|narrative|summary|incident details|report|what they said)$/,
    partly: /\b(happened|incident|narrative|details|account|summary)\b/,
  },
  {
    field: 'area',
    exactly: /^(where|area|location|place|borough|district|address|town|postcode)$/,
    partly: /\b(where|area|location|place|borough|postcode)\b/,
  },
  {
    field: 'notes',
    exactly: /^(notes?|comments?|other|other info|remarks|any other info(rmation)?|misc|actions?|follow up)$/,
    partly: /\b(notes?|comments?|remarks|other|action|follow)\b/,
  },
]

/** `sure`: `heading` all of the heading was known, `likely` a word of it, `content` guessed from the cells. */
export interface Heading {
  field: Field
  sure: 'heading' | 'likely'
}

/** A heading in plain words: lower case, letters and digits only. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** @returns what a column with this heading is about, or nothing when no word of it is known. */
export function readHeading(heading: string): Heading | undefined {
  if (heading.length > 120) return undefined
  const words = plainHeading(heading)
  if (words === '') return undefined
  const exact = rules.find((rule) => rule.exactly.test(words))
  if (exact) return { field: exact.field, sure: 'heading' }
  const partial = rules.find((rule) => rule.partly?.test(words))
  return partial && { field: partial.field, sure: 'likely' }
}

/** Fields that several columns may fill ("Phone 1", "Phone 2"). Any other field takes its first column only. */
export const repeatable: ReadonlySet<Field> = new Set<Field>([
  'phones',
  'emails',
  'names',
  'plates',
  'consent',
  'police',
  'clientInitials',
])
