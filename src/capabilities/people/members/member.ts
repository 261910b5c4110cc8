// What a member is: kinds, preferences and how a pseudonym is read. Pure; nothing here knows a database or a page.

import type { Area } from '#partnership/organisations/index.ts'
import type { MemberActor } from '#permissions/actor.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import type { WorkKind } from '#safety/reporting/index.ts'

export const memberKinds = ['individual', 'venue', 'project'] as const
export type MemberKind = MemberActor['memberKind']
export const isMemberKind = (text: string): text is MemberKind => (memberKinds as readonly string[]).includes(text)

/** What a member chose. Empty `areas` or `work` means all of them. */
export type MemberPreferences = {
  email?: string | undefined
  locale: Locale
  areas: Area[]
  work: WorkKind[]
  emailAlerts: boolean
}

/** Everything Rowan knows of a member, sealed to the service key in one piece. */
export type MemberProfile = { pseudonym: string; preferences: MemberPreferences; feedToken: string }

/** How an alert reaches a member. In-app is always there; e-mail only when both address and wish were given. */
export type Channel = 'in-app' | 'email'
export type MemberContact = {
  id: string
  kind: MemberKind
  locale: Locale
  email?: string | undefined
  channels: Channel[]
}

export const PSEUDONYM_MIN = 3
export const PSEUDONYM_MAX = 40
/** Shortest passphrase of a member, in characters. The pepper outside the database makes up for it being short. */
export const MEMBER_PASSPHRASE_MIN = 10

export const defaultPreferences = (locale: Locale = 'en'): MemberPreferences => ({
  locale,
  areas: [],
  work: [],
  emailAlerts: false,
})

/** What two writings of one pseudonym share: compatibility forms, case, and runs of blanks made one. */
export const canonicalPseudonym = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC').trim().replace(/\s+/gu, ' ')

/** Where a member's private feed answers; the token is the only key to it. */
export const feedPath = (token: string): string => `/feed/${token}`
