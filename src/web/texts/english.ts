import type { MonthNames } from '../format/dates.js';
import type {
  FlagTier,
  LesionRole,
  Modality,
  Organ,
  PatternVerdictValue,
  TimepointPhase,
} from '../../core/response/index.js';
import { cases } from './cases-english.js';
import { disciplines } from './disciplines-english.js';
import { plural } from './plural.js';

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

const phases: Readonly<Record<TimepointPhase, string>> = {
  'before-treatment': 'before treatment',
  baseline: 'baseline',
  'follow-up': 'follow-up',
  held: 'held',
};

const definitionNames: Readonly<Record<string, string>> = {
  'DR-A': 'DR-A established growth',
  'DR-B': 'DR-B new lesion',
  'DR-C': 'DR-C organ level',
};

/** Why an item stands as it does or a flag changes, by code: a heading for many; the service says it in full for one. */
const reasons: Readonly<Record<string, string>> = {
  'definition-met': 'The definition is met now',
  'definition-not-met': 'The definition is no longer met',
  'flag-ended': 'The episode has ended at a later scan',
  'held-back': 'Held back as a watch',
  'no-longer-held-back': 'Nothing holds it back any more',
  'flag-says-otherwise': 'It names other lesions, dates, readers or reasons',
  'condition-met': 'The condition of the rule is met, or may be where facts are unknown',
  'no-longer-waits': 'The rule no longer waits for a fact',
  'now-covered': 'The rules cover this patient now',
  'rule-shown-again': 'The rule is shown again',
  'rule-version': 'The rule has another version',
  'parking-ended': 'The window of the parked case has ended without a new scan',
  'evidence-differs': 'It rests on other evidence',
  'says-otherwise': 'It says something else',
  'rule-switched-off': 'The rule is switched off',
  'rule-in-shadow': 'The rule is in shadow',
  'patient-died': 'The patient has died',
  'follow-up-ended': 'The follow-up has ended',
  'rule-retired': 'There is no such rule any more',
  'outside-population': 'The patient is outside what these rules cover',
  'population-unknown': 'Whether the rules cover this patient is unknown',
  'carried-out': 'Every lesion at issue was treated locally since',
  'second-primary': 'The lesion at issue turned out to be another disease',
  acknowledged: 'A named clinician has acknowledged the report',
  'flag-withdrawn': 'The flag it belongs to no longer stands',
  'flag-held-back': 'The flag it belongs to is held back as a watch',
  'waits-for-facts': 'The rule waits for facts',
  'no-longer-met': 'The condition of the rule is no longer met',
};

const dismissals: Readonly<Record<string, string>> = cases.dismissals;

export const english = {
  decimalMark: '.',
  months,
  organs,
  roles,
  modalities,
  findingState: (state: string): string => findingStates[state] ?? state,
  phases,
  tiers: { flag: 'Flag', watch: 'Watch' } satisfies Readonly<Record<FlagTier, string>>,
  verdicts: { met: 'met', 'not-met': 'not met', 'not-assessable': 'not assessable' } satisfies Readonly<
    Record<PatternVerdictValue, string>
  >,
  definitionName: (definition: string): string => definitionNames[definition] ?? definition,
  itemStates: { draft: 'draft', accepted: 'accepted', dismissed: 'dismissed', closed: 'closed' },
  jobs: {
    current: 'up to date',
    classifying: 'being classified',
    held: (count: number) => `held: ${plural(count, 'assessment', 'assessments')} unreadable`,
    failed: 'could not be classified',
    retry: 'Try again',
  },
  roleNames: {
    submitter: 'submitter',
    coordinator: 'coordinator',
    member: 'board member',
    chair: 'chair',
    referrer: 'referrer',
    administrator: 'administrator',
  },
  windowPassed: (date: string) =>
    `The window for a confirming scan ended on ${date}; the question rests on no later scan.`,
  cases,
  disciplines,
  caseNumber: (id: string) => `Case ${id}`,
  patientNumber: (id: string) => `Patient ${id}`,
  heldBack: 'Held back as a watch:',
  reasonOf: (code: string): string => reasons[code] ?? dismissals[code] ?? code,
  close: 'Close',
  reasonNeeded: 'Reason (needed)',
  reasonMissing: 'Say why in a few words: the reason is kept.',
  cancel: 'Cancel',
  needed: 'This is needed.',
  calendar: {
    form: 'dd-Mmm-yyyy',
    open: 'Open the calendar',
    labels: {
      monthLevelControl: 'Choose a month',
      yearLevelControl: 'Choose a year',
      previousMonth: 'Previous month',
      nextMonth: 'Next month',
      previousYear: 'Previous year',
      nextYear: 'Next year',
      previousDecade: 'Ten years before',
      nextDecade: 'Ten years later',
    },
  },
};

export type Words = typeof english;
