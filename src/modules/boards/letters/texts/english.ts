import type { ConditionContent, DecisionContent, PutOffContent } from '../letter-content.js';

type MonthNames = readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/** Every text of a letter and of minutes that is not the board's own. */
export interface LetterTexts {
  readonly months: MonthNames;
  readonly letter: string;
  readonly minutes: string;
  readonly letterTitle: (caseNumber: string, date: string) => string;
  readonly minutesTitle: (board: string, date: string) => string;
  /** In the head of every page. */
  readonly synthetic: string;
  readonly syntheticLong: string;
  readonly page: string;
  readonly of: string;
  readonly head: {
    readonly patient: string;
    readonly case: string;
    readonly meeting: string;
    readonly place: string;
    readonly time: string;
  };
  readonly noneStated: string;
  readonly notStated: string;
  readonly noDate: string;
  readonly question: string;
  readonly proposal: string;
  readonly whyNow: string;
  readonly options: string;
  readonly chosen: string;
  readonly decision: string;
  readonly outcome: string;
  readonly outcomes: Readonly<Record<Exclude<DecisionContent['kind'], 'listed-under-standard'>, string>>;
  readonly listedUnder: (protocol: string) => string;
  readonly listedUnderUnstated: string;
  readonly protocol: string;
  readonly intent: string;
  readonly intents: Readonly<Record<DecisionContent['intent'], string>>;
  readonly rationale: string;
  readonly conditions: string;
  readonly conditionKinds: Readonly<Record<ConditionContent['kind'], string>>;
  readonly conditionColumns: readonly [string, string, string];
  readonly actions: string;
  readonly actionColumns: readonly [string, string, string];
  readonly dissent: string;
  readonly unknown: string;
  readonly quorum: string;
  readonly present: string;
  readonly missing: string;
  readonly nobody: string;
  readonly amendments: string;
  readonly amendedBy: (by: string, at: string) => string;
  readonly reason: string;
  readonly lesions: string;
  readonly lesionColumns: readonly [string, string, string, string, string, string, string];
  readonly moreLesions: (count: number) => string;
  readonly chart: string;
  /** The chart for those who do not see it. */
  readonly chartInWords: (lesions: readonly string[]) => string;
  readonly chartElsewhere: string;
  readonly signature: string;
  readonly signedBy: (by: string, at: string) => string;
  readonly notSigned: string;
  readonly fingerprint: string;
  readonly verify: string;
  readonly limits: string;
  readonly attendance: string;
  readonly attendanceColumns: readonly [string, string, string, string];
  readonly quorumRule: string;
  readonly cases: string;
  readonly caseHeading: (place: number, caseNumber: string) => string;
  readonly putOff: Readonly<Record<PutOffContent['kind'], string>>;
}

export const english: LetterTexts = {
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  letter: 'Letter to the treating clinician',
  minutes: 'Minutes of the meeting',
  letterTitle: (caseNumber, date) => `Letter to the treating clinician, case ${caseNumber}, meeting of ${date}`,
  minutesTitle: (board, date) => `Minutes of the meeting of ${date}, ${board}`,
  synthetic: 'Synthetic data',
  syntheticLong: 'Synthetic data: a demonstration. No patient of a hospital is described.',
  page: 'Page',
  of: 'of',
  head: { patient: 'Patient', case: 'Case', meeting: 'Meeting', place: 'Place', time: 'Time' },
  noneStated: 'None stated.',
  notStated: 'Not stated.',
  noDate: 'no date',
  question: 'Question to the board',
  proposal: 'Proposal of the clinician',
  whyNow: 'Why now',
  options: 'Options, in no order',
  chosen: 'chosen by the board',
  decision: 'Decision of the board',
  outcome: 'Outcome',
  outcomes: {
    'options-chosen': 'The board chose:',
    'none-chosen': 'The board chose none of the options.',
    'no-consensus': 'The board came to no consensus.',
  },
  listedUnder: (protocol) => `Listed under the protocol “${protocol}”, not discussed.`,
  listedUnderUnstated: 'Listed under a protocol that is not stated, not discussed.',
  protocol: 'Protocol',
  intent: 'Intent',
  intents: {
    curative: 'curative',
    'local-control': 'local control',
    'symptom-control': 'symptom control',
    'none-stated': 'not stated',
  },
  rationale: 'Reasons',
  conditions: 'Conditions',
  conditionKinds: { if: 'If', until: 'Until', else: 'Else' },
  conditionColumns: ['Condition', 'Owner', 'Expires'],
  actions: 'Who does what',
  actionColumns: ['What', 'Who', 'By'],
  dissent: 'Dissent',
  unknown: 'Not known at the meeting',
  quorum: 'Quorum as it was',
  present: 'Present',
  missing: 'Missing',
  nobody: 'nobody',
  amendments: 'Amended after the signature',
  amendedBy: (by, at) => `${by}, ${at}`,
  reason: 'Reason',
  lesions: 'Lesions as shown at the meeting (mm)',
  lesionColumns: ['Lesion', 'Site', 'Baseline', 'Lowest before', 'Now', 'Against baseline', 'Against lowest'],
  moreLesions: (count) =>
    `${count === 1 ? '1 more lesion' : `${count} more lesions`} without a change beyond measurement noise: on the page of the case.`,
  chart: 'Course of the lesions',
  chartInWords: (lesions) =>
    `Curves of the measured lesions over time, whose sizes the table gives: ${lesions.join('; ')}.`,
  chartElsewhere: 'The curves of the lesions are on the page of the case.',
  signature: 'Signature',
  signedBy: (by, at) => `Signed by ${by}, ${at}.`,
  notSigned: 'Not signed.',
  fingerprint: 'Fingerprint of the signed text (SHA-256)',
  verify:
    'The page of the case computes the fingerprint anew from the stored text; one changed character gives another. Amendments stand beside the signed text and leave it as it was.',
  limits:
    'The service that printed this decides nothing: the decision is that of the board, in its own words. It reads no images, is not a medical device, and shows only findings reported to it; no notice does not mean no emergency.',
  attendance: 'Attendance',
  attendanceColumns: ['Name', 'Discipline', 'From', 'To'],
  quorumRule: 'Quorum',
  cases: 'Cases',
  caseHeading: (place, caseNumber) => `${place}. Case ${caseNumber}`,
  putOff: {
    deferred: 'Deferred.',
    returned: 'Returned to the referring clinician.',
    'not-reached': 'Not reached at this meeting.',
  },
};
