import type { Direction } from '../charts/lesion-direction.js';
import type {
  FlagTier,
  LesionFacts,
  LesionRole,
  LocalTreatmentKind,
  Modality,
  NewLesionFinding,
  Organ,
  PatternVerdictValue,
  TimepointPhase,
} from '../../core/response/index.js';
import type { AgendaChange, AgendaDifference } from '../meetings/agenda-model.js';
import type { ImportFormat } from '../imports/import-model.js';
import type { MonthNames } from '../format/dates.js';
import { glossaryEnglish } from './glossary-english.js';
import { patientEnglish } from './patient-english.js';
import { rulesEnglish } from './rules-english.js';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};

const months: MonthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const organs: Readonly<Record<Organ, string>> = {
  'primary-site': 'primary site',
  'lymph-node': 'lymph node',
  lung: 'lung',
  liver: 'liver',
  bone: 'bone',
  brain: 'brain',
  adrenal: 'adrenal',
  pleura: 'pleura',
  mediastinum: 'mediastinum',
  skin: 'skin',
  'soft-tissue': 'soft tissue',
  kidney: 'kidney',
  spleen: 'spleen',
  pancreas: 'pancreas',
  bladder: 'bladder',
  breast: 'breast',
  peritoneum: 'peritoneum',
  chest: 'chest',
  'abdominal-cavity': 'abdominal cavity',
  body: 'body',
  other: 'other',
};

const roles: Readonly<Record<LesionRole, string>> = { target: 'target', 'non-target': 'non-target', new: 'new' };

const directions: Readonly<Record<Direction, string>> = {
  new: 'new',
  grew: 'grew',
  'grew-less': 'grew, under +20 %',
  noise: 'within noise',
  'shrank-less': 'shrank, under 30 %',
  shrank: 'shrank',
  'not-measured': 'not evaluable',
};

const findingStates: Readonly<Record<string, string>> = {
  measured: 'measured',
  'too-small-to-measure': 'too small to measure',
  absent: 'gone',
  present: 'present',
  decreased: 'decreased',
  unchanged: 'unchanged',
  increased: 'increased',
  'unequivocal-progression': 'unequivocal progression',
  merged: 'merged',
  'not-evaluable': 'NE',
  'not-done': 'not done',
};

const modalities: Readonly<Record<Modality, string>> = {
  CT: 'CT',
  MR: 'MR',
  'PET-CT': 'PET-CT',
  ultrasound: 'ultrasound',
  'X-ray': 'X-ray',
  clinical: 'clinical',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'yes',
  no: 'no',
  equivocal: 'equivocal',
  unknown: 'not known',
};

const phases: Readonly<Record<TimepointPhase, string>> = {
  'before-treatment': 'before treatment',
  baseline: 'baseline',
  'follow-up': 'follow-up',
  held: 'held',
};

export interface StripCounts {
  readonly lesions: number;
  readonly scans: number;
  readonly period: string;
  readonly grew: number;
  readonly appeared: number;
  readonly shrank: number;
  readonly between: number;
  readonly noise: number;
  readonly unknown: number;
}

export interface SumChange {
  readonly baseline: string;
  readonly now: string;
  readonly change: string | null;
  readonly response: string | null;
  /** Progression that the sum alone would not be. */
  readonly byNewLesion: boolean;
}

export interface PlacementDone {
  readonly patients: number;
  readonly questions: number;
  /** Date and time of the meeting. */
  readonly when: string;
  /** Minutes planned with these, and minutes of the meeting. */
  readonly used: number;
  readonly of: number;
}

const charts = {
  asTable: 'as a table',
  sizesAtEveryScan: 'Sizes at every scan, in mm',
  sums: 'Sums and responses at every scan',
  showFewer: 'Show fewer',
  sinceNadir: 'over nadir',
  sinceBaseline: 'from baseline',
  bandLegend: 'measurement noise: bands that overlap may be noise alone',
  shrinkLegend: '−30 % of baseline',
  growLegend: '+20 % and +5 mm over nadir',
  hatchLegend: 'not evaluable, not measured or treated',
  stripSentence: (counts: StripCounts) => {
    const parts = [
      counts.grew > 0 ? `${counts.grew} grew` : null,
      counts.appeared > 0 ? `${counts.appeared} new` : null,
      counts.shrank > 0 ? `${counts.shrank} shrank` : null,
      counts.between > 0 ? `${counts.between} changed less than a threshold` : null,
      counts.noise > 0 ? `${counts.noise} within measurement noise` : null,
      counts.unknown > 0 ? `${counts.unknown} not evaluable at the last scan` : null,
    ];
    return `${plural(counts.lesions, 'lesion', 'lesions')} over ${plural(counts.scans, 'scan', 'scans')} (${counts.period}): ${listed(parts)}.`;
  },
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline, ${now} mm now${change === null ? '' : ` (${change})`}${response === null ? '' : `; overall response ${response}${byNewLesion ? ', because of a new lesion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Sum of diameters ${baseline} mm at baseline. At the last scan not every target was measured: ${now} mm of those that were${response === null ? '' : `; overall response ${response}`}.`,
  noSums: 'There is no sum of diameters: no target lesion was measured.',
  sumShrink: (millimetres: string) => `−30 %: ${millimetres}`,
  sumGrow: (millimetres: string) => `+20 %: ${millimetres}`,
  scan: 'Scan',
  sumInMillimetres: 'Sum, mm',
  fromBaseline: 'From baseline',
  fromNadir: 'From nadir',
  target: 'Target',
  nonTarget: 'Non-target',
  newLesions: 'New lesion',
  overall: 'Overall',
  measuredPart: (size: string) => `${size} of those measured`,
};

const frame = {
  product: 'Consilium',
  tagline: 'Dissociated response, prepared for the tumour board',
  skip: 'Skip to the content',
  navigation: 'Main',
  worklist: 'Worklist',
  meetings: 'Meetings',
  imports: 'Imports',
  rules: 'Rules',
  synthetic: 'Synthetic data',
  syntheticLong:
    'Synthetic data: a demonstration with invented and public trial data. No patient of this hospital is shown.',
  language: 'Language',
  scheme: 'Colours',
  schemes: { light: 'Light', dark: 'Dark', auto: 'As the system' },
  signOut: 'Sign out',
  keyboard: 'Keys and words',
  shortcuts: 'Keyboard shortcuts',
  glossary: 'What the words mean',
  close: 'Close',
  cancel: 'Cancel',
  offline: 'No connection to the service. What you see was loaded before; changes cannot be saved.',
  reconnected: 'Connected again; everything was read anew.',
  live: 'Live',
  notLive: 'Not live',
  whatItIsNot: 'What this software is not',
  notADevice:
    'Not a medical device, not a diagnosis, and not for decisions that cannot wait for a board. It shows what was measured and reported, and lists options for discussion, none preferred. It reads no images. Only findings reported to this system are shown; no notice does not mean no emergency.',
  more: 'More about this',
  accountOf: (name: string) => `Account of ${name}`,
};

const find = {
  title: 'Find a patient',
  number: 'Patient number',
  hint: 'The whole number, as it was given. It is asked without standing in any address, and the audit keeps that it was asked.',
  now: 'Find',
  nobody: 'Nobody with this number is on your boards.',
  nobodyHint: 'Patients of other boards are not found here.',
  several: 'More than one patient has this number, from different issuers:',
  givenBy: (issuer: string) => `number given by ${issuer}`,
  failed: 'The service does not answer. Try again in a moment.',
};

const problems = {
  loading: 'Loading …',
  title: 'This could not be loaded',
  retry: 'Try again',
  offline: 'The service does not answer. It is tried again by itself.',
  notFound: 'There is nothing here, or nothing that you may see.',
  notFoundTitle: 'Not found',
  toStart: 'To your start page',
  notForAccount: 'This page is not for your account',
  cannotOpen: (roles: string) =>
    `Your account (${roles === '' ? 'without a role' : roles}) cannot open this page. An administrator gives roles and seats on boards.`,
  trace: (id: string) => `If you report this, name trace ${id}.`,
  unexpected: 'Something went wrong on this page.',
  notSaved: 'Not saved',
};

const signIn = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  notKept: 'The browser did not keep the session. It keeps one over https, or on the machine itself (localhost).',
  showPassword: 'Show the password',
  ended: 'You were signed out, as your session has ended. Sign in again to go on where you were.',
};

const lesionPlace = (site: string | null, organ: Organ | null, role: LesionRole) =>
  [site ?? (organ === null ? null : organs[organ]), roles[role]].filter((part) => part !== null).join(' · ');

const localTreatments: Readonly<Record<LocalTreatmentKind, string>> = {
  surgery: 'surgery',
  radiotherapy: 'radiotherapy',
  ablation: 'ablation',
  biopsy: 'biopsy',
  other: 'treated',
};

const definitionNames: Readonly<Record<string, string>> = {
  'DR-A': 'DR-A established growth',
  'DR-B': 'DR-B new lesion',
  'DR-C': 'DR-C organ level',
};

const courses: Readonly<Record<string, string>> = {
  concurrent: 'concurrent: shrinks and grows in the same interval',
  sequential: 'sequential: a response is held, another lesion now escapes',
};

const worklist = {
  count: (count: number, more: boolean) => `${plural(count, 'row', 'rows')}${more ? ', more to load' : ''}`,
  order:
    'Flags come first, then questions without a flag, then what could not be classified, then watches; within each, whose last scan is oldest. This is an order of dates and ranks no patient.',
  kind: 'What it is',
  question: 'Question and reason',
  lastScan: 'Last scan',
  state: 'State',
  meeting: 'Meeting',
  mark: 'Mark',
  markCase: (id: string) => `Mark case ${id}`,
  marked: (count: number) => `${count} marked`,
  questions: (count: number) =>
    count === 0 ? 'no question that could be put on a meeting' : plural(count, 'question', 'questions'),
  place: 'Put on a meeting',
  unmark: 'Unmark all',
  more: 'Load more',
  kindFilter: 'Flags, questions or watches',
  everyKind: 'All',
  kinds: { question: 'Question', failed: 'Not classified' },
  withoutFlag: 'without a flag',
  kindsFiltered: { flag: 'Flags', question: 'Questions without a flag', failed: 'Not classified', watch: 'Watches' },
  placedFilter: 'On a meeting or not',
  placements: { open: 'Not on a meeting', placed: 'On a meeting', all: 'All' },
  search: 'Search in what is shown',
  daysAgo: (days: number) => (days === 0 ? 'today' : `${plural(days, 'day', 'days')} ago`),
  empty: { open: 'Nothing waits for a meeting', placed: 'Nothing is on a coming meeting', all: 'Nothing here' },
  also: (titles: readonly string[]) => `Also asked: ${titles.join('; ')}`,
  watchesBeside: (definitions: readonly string[]) => `Watched beside it: ${definitions.join(', ')}`,
  nothingComputed: 'Nothing could be computed of what was received.',
  notOnIt: (count: number) => plural(count, 'question is not on it', 'questions are not on it'),
  proposed: 'proposed',
  emptyHint: 'Rows appear by themselves when new assessments are classified.',
  noMatch: 'Nothing shown has these words',
  notAllLoaded: 'Not every row is loaded yet: load more, or look elsewhere.',
  lookAmongAll: 'Look among all, on a meeting or not',
};

const named = (id: string | null): string => (id === null ? 'a case of another board' : `case ${id}`);

const questionOf = (id: string | null, question: number | null): string =>
  question === null ? named(id) : `${named(id)}, question ${question}`;

const agenda = {
  title: (when: string) => `Agenda of ${when}`,
  print: 'Print',
  cancelled: 'This meeting is cancelled.',
  empty: 'Nothing on this agenda yet',
  emptyHint: 'Questions are put on a meeting from the worklist or from a patient’s page.',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} of ${of} min used, ${of - used} left`
      : `${used} min planned, ${used - of} more than the meeting has`,
  unit: 'min',
  min: (minutes: number) => `${minutes} min`,
  minutesOf: (id: string | null, question: number | null) => `Minutes for ${questionOf(id, question)}`,
  minutesRange: (from: number, to: number) => `${from} to ${to} minutes`,
  patientTotal: (questions: number, minutes: number) => `${plural(questions, 'question', 'questions')}, ${minutes} min`,
  endOfTime: (minutes: number) => `the ${minutes} min of the meeting end here`,
  toTop: (id: string | null) => `Move ${named(id)} to the top`,
  question: 'Question',
  placeOf: (what: string, place: number, count: number) => `${what}: ${place} of ${count}`,
  questionUp: (id: string | null, question: number) => `Move ${questionOf(id, question)}, up`,
  questionDown: (id: string | null, question: number) => `Move ${questionOf(id, question)}, down`,
  up: (id: string | null) => `Move ${named(id)} up`,
  down: (id: string | null) => `Move ${named(id)} down`,
  takeOff: (id: string | null, question: number | null) => `Take ${questionOf(id, question)} off the agenda`,
  notShown: 'A case of another board',
  notShownHint: 'The patient does not stand on this board any more.',
  changedSince: {
    'newer-evidence': 'Newer evidence since it was placed',
    closed: 'Closed since it was placed',
    dismissed: 'Dismissed since it was placed',
  },
  moved: (to: number, count: number) => `Moved to place ${to} of ${count}`,
  takeOffTitle: (id: string | null) => `Take a question of ${named(id)} off the agenda`,
  takeOffNow: 'Take off',
  reasonNeeded: 'Reason (needed)',
  reasonMissing: 'Say why in a few words: the reason is kept with the question.',
  conflict: 'Someone else changed this agenda meanwhile',
  difference: (difference: AgendaDifference): string => {
    switch (difference.kind) {
      case 'added':
        return `${named(difference.patientId)}: ${plural(difference.questions, 'question was', 'questions were')} added.`;
      case 'removed':
        return `${named(difference.patientId)}: ${plural(difference.questions, 'question was', 'questions were')} taken off.`;
      case 'reordered':
        return `${named(difference.patientId)} has its questions in another order.`;
      case 'moved':
        return `${named(difference.patientId)} was moved from place ${difference.from + 1} to ${difference.to + 1}.`;
      case 'minutes':
        return `${named(difference.patientId)} has ${difference.to} min instead of ${difference.from}.`;
    }
  },
  change: (change: AgendaChange, id: string | null): string => {
    switch (change.kind) {
      case 'move-patient':
        return `${named(id)} to place ${change.to + 1}`;
      case 'move-question':
        return `a question of ${named(id)} to its place ${change.to + 1}`;
      case 'minutes':
        return `${change.minutes} min for ${named(id)}`;
      case 'take-off':
        return `take ${named(id)} off: “${change.reason}”`;
    }
  },
  notSaved: (change: string) => `Your change was not saved: ${change}.`,
  repeat: 'Do it on the new agenda',
  leave: 'Leave it as it is now',
};

const imports = {
  none: 'No upload yet',
  noneHint: 'Send a file above; it is taken in while you go on working.',
  upload: 'New upload',
  format: 'Format',
  formats: { csv: 'CSV', sdtm: 'CDISC SDTM (TU and TR)' } satisfies Readonly<Record<ImportFormat, string>>,
  formatHints: {
    csv: 'One row a measurement, with the columns that docs/formats.md lists; a name that is not known is told with what would be right.',
    sdtm: 'Both files together: the TU and the TR domain as CSV.',
  } satisfies Readonly<Record<ImportFormat, string>>,
  files: 'Files',
  send: 'Send',
  sent: (percent: number) => `${percent} % sent`,
  accepted: 'Received. It is being taken in; the list below follows.',
  brokenOff: 'The upload broke off; nothing of it was kept. Send it again.',
  expected: (what: string) => `expected ${what}`,
  received: 'Received',
  follow: 'Follow it',
  uploadedBy: 'Uploaded by',
  sender: 'On behalf of',
  senderHint: (name: string) =>
    `The sending system, such as “Radiology north”; left empty, ${name}. A column “issuer” in the file goes before it.`,
  board: 'Board',
  boardHint: 'Board on which new patients stand',
  rows: 'Rows',
  taken: 'Taken',
  known: 'Known before',
  heldCount: 'Held',
  states: { done: 'done', failed: 'failed' },
  progress: (done: number, of: number, seconds: number | null) =>
    of === 0 ? 'reading' : `${done} of ${of} assessments${seconds === null ? '' : `, about ${seconds} s left`}`,
  kind: 'Held or asked',
  kinds: { holds: 'Held', asks: 'Questions beside those taken' },
  value: 'As sent',
  of: (when: string) => `Upload of ${when}`,
  heldTitle: 'Waits for the sender',
  nothingHeld: { holds: 'Nothing is held', asks: 'Nothing is asked' },
  download: 'Download as CSV',
  file: 'File',
  row: 'Row',
  column: 'Column',
  message: 'What is wrong',
  wouldBeRight: 'What would be right',
};

/** Every text of the client, in English. Its shape is the type that each other language has to fill. */
export const english = {
  languageName: 'English',
  decimalMark: '.',
  months,
  plural,
  organs,
  roles,
  directions,
  modalities,
  newLesionFindings,
  phases,
  findingState: (state: string): string => findingStates[state] ?? state,
  charts,
  frame,
  find,
  problems,
  signIn,
  patient: { ...patientEnglish, lesionPlace },
  localTreatments,
  fields: { 'in-field': 'in field', 'out-of-field': 'outside', unknown: 'not known' } satisfies Readonly<
    Record<LesionFacts['priorRadiotherapyField'], string>
  >,
  tiers: { flag: 'Flag', watch: 'Watch' } satisfies Readonly<Record<FlagTier, string>>,
  verdicts: { met: 'met', 'not-met': 'not met', 'not-assessable': 'not assessable' } satisfies Readonly<
    Record<PatternVerdictValue, string>
  >,
  definitionName: (definition: string): string => definitionNames[definition] ?? definition,
  course: (course: string): string => courses[course] ?? course,
  itemStates: { draft: 'draft', accepted: 'accepted', dismissed: 'dismissed', closed: 'closed' },
  worklist,
  meetings: {
    none: 'No meeting is planned',
    noneHint: 'Meetings of your boards appear here once they are planned.',
    past: 'Past meetings',
    contents: (patients: number, questions: number) =>
      `${plural(patients, 'patient', 'patients')}, ${plural(questions, 'question', 'questions')}`,
    plan: 'Plan a meeting',
    planNow: 'Plan it',
    board: 'Board',
    date: 'Date',
    time: 'Beginning',
    length: 'Length in minutes',
    place: 'Place (may stay empty)',
    dateMissing: 'Give the date.',
    timeMissing: 'Give the time.',
    inPast: 'This time has passed.',
    planned: (when: string) => `A meeting is planned for ${when}.`,
  },
  notice: {
    undo: 'Undo',
    notUndone: 'Not undone: the service did not take it. Try again, or take the questions off on the agenda.',
  },
  agenda,
  place: {
    title: (count: number) => `Put ${plural(count, 'question', 'questions')} on a meeting`,
    meeting: 'Meeting',
    none: 'No meeting of a board that you coordinate is planned.',
    questions: 'Questions',
    minutesEach: 'Minutes for each',
    needs: (needed: number, left: number) =>
      left < 0 ? `${needed} min; the meeting is ${-left} over already` : `${needed} min; the meeting has ${left} left`,
    now: 'Put on the agenda',
    anyway: (over: number) => `Put on anyway (${over} min over)`,
    done: ({ patients, questions, when, used, of }: PlacementDone) =>
      `${plural(patients, 'patient', 'patients')}, ${plural(questions, 'question', 'questions')}: on the agenda of ${when} (${used} of ${of} min).`,
    openAgenda: 'Open the agenda',
    undone: (questions: number) =>
      `Undone: ${plural(questions, 'question is', 'questions are')} off the agenda and ${questions === 1 ? 'waits' : 'wait'} again.`,
    undoReason: 'undone right after it was put on',
  },
  imports,
  rules: rulesEnglish,
  jobs: {
    current: 'up to date',
    classifying: 'being classified',
    held: (count: number) => `held: ${plural(count, 'assessment', 'assessments')} unreadable`,
    failed: 'could not be classified',
    retry: 'Try again',
  },
  sexes: { female: 'female', male: 'male', other: 'other' },
  primarySites: {
    'oral-cavity': 'oral cavity',
    oropharynx: 'oropharynx',
    hypopharynx: 'hypopharynx',
    larynx: 'larynx',
    sinonasal: 'sinonasal',
    nasopharynx: 'nasopharynx',
    'unknown-primary': 'unknown primary',
    salivary: 'salivary gland',
    cutaneous: 'skin',
    thyroid: 'thyroid',
    other: 'other site',
  },
  p16: { positive: 'p16+', negative: 'p16−' },
  ebv: { positive: 'EBV+', negative: 'EBV−' },
  roleNames: {
    submitter: 'submitter',
    coordinator: 'coordinator',
    member: 'board member',
    administrator: 'administrator',
  },
  windowPassed: (date: string) =>
    `The window for a confirming scan ended on ${date}; the question rests on no later scan.`,
  keys: [
    { keys: ['j', 'k'], does: 'Next and previous row' },
    { keys: ['Enter'], does: 'Open the row' },
    { keys: ['x'], does: 'Mark the row' },
    { keys: ['m'], does: 'Put what is marked, or this row, on a meeting' },
    { keys: ['/'], does: 'Search' },
    { keys: ['p'], does: 'Find a patient by number' },
    { keys: ['Alt', '↑ ↓'], does: 'Move a patient on the agenda, or a question among its patient’s' },
    { keys: ['?'], does: 'These keys and words' },
  ],
  glossary: glossaryEnglish,
  about: {
    title: 'What this software is, and what it is not',
    sections: [
      {
        heading: 'What it does',
        paragraphs: [
          'Consilium takes in what radiologists reported of lesions under treatment, computes the response of each lesion and of the whole under published definitions, and flags dissociated response: some lesions shrink while others grow or appear. For each flag it drafts questions that a tumour board could discuss, with options in no order.',
          'It is meant for coordinators and members of head and neck tumour boards: people who can judge what they read.',
        ],
      },
      {
        heading: 'What it is not',
        paragraphs: [
          'It is not a medical device and makes no diagnosis. It reads no images and measures nothing itself. It lists options, none preferred; the board decides. It is not for decisions that cannot wait for a board.',
          'Only findings reported to this system are shown; no notice does not mean no emergency.',
        ],
      },
      {
        heading: 'What its numbers rest on',
        paragraphs: [
          'Measurement noise is the standard deviation of the difference of two measurements: 1.0 mm and 8.65 % of the size for one reader. The data are mostly lung lesions: for mucosal primaries and MR of the neck the noise is not established. It says how sure one can be that a change exceeds measurement error, nothing about risk.',
          'The definitions of dissociated response are this project’s own, beside the published ones; each page names those that are met and those that are not.',
        ],
      },
    ],
  },
};

export type Texts = typeof english;
