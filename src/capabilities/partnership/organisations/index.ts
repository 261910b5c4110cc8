// The door of organisations: who the Forum's members are, what they receive, the areas of Greater Manchester.
export { type Area, areas, boroughNames, isArea } from './areas.ts'
export {
  currentTeamKey,
  insertOrganisation,
  insertTeamKey,
  listOrganisations,
  type Organisation,
  type OrganisationKind,
  type TeamKey,
} from './store.ts'
