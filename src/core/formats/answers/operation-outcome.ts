/** FHIR's answer to what was sent: OperationOutcome (R4), an issue for each thing that is wrong, not sure or not read. */
import type { Received, ReceivedFault, RefusedFault } from './received.js';

interface Issue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly details: { readonly text: string };
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly Issue[];
}

/** Of the value set issue-type; what is not here is a rule of this service. */
const issueTypes: Readonly<Record<string, string>> = {
  'not-read': 'not-supported',
  missing: 'required',
  'wrong-type': 'structure',
  unreadable: 'structure',
  'malformed-json': 'structure',
  'unknown-format': 'not-supported',
  'media-type': 'not-supported',
  duplicate: 'duplicate',
  'too-long': 'too-long',
  'too-many': 'too-costly',
  'too-large': 'too-costly',
  'unreadable-length': 'value',
  'unreadable-date': 'value',
  'date-in-future': 'value',
};

const issueOf = ({ kind, code, column, message, expected }: ReceivedFault): Issue => ({
  severity: kind === 'holds' ? 'error' : 'warning',
  code: issueTypes[code] ?? 'business-rule',
  details: { text: message },
  diagnostics: `${code}; expected ${expected}`,
  ...(column === null ? {} : { expression: [column] }),
});

/** Most issues of one answer: the rest stands at the address that it names. */
const mostIssues = 200;

/** What became of a message that was received. */
export function outcomeOfReceived({ location, done, taken, known, held, faults, kept }: Received): OperationOutcome {
  const counts = done
    ? `${taken} recorded, ${known} known before, ${held} held`
    : 'stored; it is still being worked off';
  const more = faults.length > mostIssues ? `; ${faults.length - mostIssues} more issues there` : '';
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'information',
        code: 'informational',
        details: { text: counts },
        diagnostics: `${location}${more}; the message itself is ${kept ? 'kept encrypted for a set time' : 'not kept'}`,
      },
      ...faults.slice(0, mostIssues).map(issueOf),
    ],
  };
}

/** Why nothing was taken. */
export const outcomeOfRefusal = (faults: readonly RefusedFault[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: faults.map(({ code, detail, expected }) => ({
    severity: 'error',
    code: issueTypes[code] ?? 'invalid',
    details: { text: detail },
    ...(expected === undefined ? {} : { diagnostics: `${code}; expected ${expected}` }),
  })),
});
