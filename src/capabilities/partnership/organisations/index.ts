// The door of organisations: who the Forum's members are, what they receive, the areas of Greater Manchester.
export { type Area, areas, boroughNames, isArea } from './areas.ts'
export {
  currentTeamKey,
  currentTeamKeys,
  type Epoch,
  holdTeamAlone,
  insertOrganisation,
  insertTeamKey,
  isEpochRetired,
  listEpochs,
  listOrganisations,
  type Organisation,
  type OrganisationKind,
  retireEpochs,
  type TeamKey,
} from './store.ts'
