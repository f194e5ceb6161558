/** Every route of the client. The router is built from this list, and the tests visit each of them. */
export const routes = {
  signIn: '/sign-in',
  worklist: '/worklist',
  patient: '/patients/$patientId',
  case: '/cases/$caseId',
  meetings: '/meetings',
  agenda: '/meetings/$meetingId',
  imports: '/imports',
  import: '/imports/$importId',
  rules: '/rules',
  ledger: '/rules/ledger',
  dryRun: '/rules/dry-runs/$dryRunId',
  itemHistory: '/items/$itemId/history',
  about: '/about',
} as const;
