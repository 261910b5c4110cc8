// The demonstration's fictional staff. Their passphrases and secrets are published here on purpose; outside a demonstration
// they open nothing (see sign-in.ts).
import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import type { StaffRole } from '#permissions/matrix.ts'

export type SamplePerson = {
  username: string
  displayName: string
  /** The `slug` of a demonstration organisation. */
  organisation: string
  roles: readonly StaffRole[]
  /** What they do here, in a few words. */
  does: string
}

/** One passphrase for them all: there is nothing to protect, and much to try out. */
export const samplePassphrase = 'rowan leaf and lamp light'

export const samplePeople: readonly SamplePerson[] = [
  {
    username: 'ines',
    displayName: 'Ines Amaro',
    organisation: 'national-ugly-mugs',
    roles: ['desk', 'membership'],
    does: 'Alert desk: reads reports and writes warnings; makes members’ accounts',
  },
  {
    username: 'joan',
    displayName: 'Joan Whitfield',
    organisation: 'national-ugly-mugs',
    roles: ['desk'],
    does: 'Alert desk: the second pair of eyes',
  },
  {
    username: 'moira',
    displayName: 'Moira Farrant',
    organisation: 'national-ugly-mugs',
    roles: ['caseworker', 'desk'],
    does: 'Supports people who asked for a worker; the desk on some days',
  },
  {
    username: 'tess',
    displayName: 'Tess Okafor',
    organisation: 'mash',
    roles: ['caseworker'],
    does: 'Supports people who asked for a worker',
  },
  {
    username: 'bea',
    displayName: 'Bea Lund',
    organisation: 'mash',
    roles: ['outreach'],
    does: 'Outreach: takes reports for people, checks someone for them',
  },
  {
    username: 'ruth',
    displayName: 'Ruth Hale',
    organisation: 'independent-advisers',
    roles: ['adviser'],
    does: 'Independent adviser: reports about officers and partners’ workers',
  },
  {
    username: 'idris',
    displayName: 'Idris Vale',
    organisation: 'independent-advisers',
    roles: ['adviser'],
    does: 'Independent adviser: the second pair of eyes there',
  },
  {
    username: 'sam',
    displayName: 'Sam Corrigan',
    organisation: 'greater-manchester-police',
    roles: ['police'],
    does: 'Police liaison: sees only what was consented to, which is nothing yet',
  },
  {
    username: 'noor',
    displayName: 'Noor Bashir',
    organisation: 'manchester-city-council',
    roles: ['coordinator'],
    does: 'Coordinates the Forum',
  },
  {
    username: 'ollie',
    displayName: 'Ollie Penn',
    organisation: 'manchester-city-council',
    roles: ['operator'],
    does: 'Runs the machine; can never read a report',
  },
]

/** Base32, 160 bits, the same on every machine, so that a code can be worked out by whoever tries the demonstration. */
export const sampleTotpSecret = (username: string): string => {
  const digest = createHash('sha1').update(`rowan demonstration ${username}`).digest()
  return new Secret({ buffer: Uint8Array.from(digest).buffer }).base32
}

const published = new Set(samplePeople.map((person) => sampleTotpSecret(person.username)))
export const isPublishedSecret = (secret: string): boolean => published.has(secret)
