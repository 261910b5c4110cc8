// Organisations of the Forum: data that every other capability leans on. No screens of its own yet.
import type { Capability } from '../../house.ts'

export const organisations: Capability = { name: 'partnership/organisations', uses: [] }
