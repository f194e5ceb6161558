import type { Circumstance, LeftOut, ReaderCondition } from '../../../core/response/index.js';
import type {
  ChangeKind,
  ChangeSubject,
  DryRunState,
  ReleaseObstacle,
  RuleSwitching,
  StudiedDrug,
  StudiedTumour,
} from '../rules-model.js';

const counted = (count: number): string => count.toLocaleString('en-GB');

const plural = (count: number, one: string, many: string): string => `${counted(count)} ${count === 1 ? one : many}`;

const obstacles: Readonly<Record<ReleaseObstacle, string>> = {
  'not-done': 'It has not gone through all treatment lines.',
  'already-released': 'It was released already.',
  'another-engine': 'The service computes with another engine by now. A new dry run shows what that one would change.',
  'another-rule-set': 'The service computes with other rules by now. A new dry run shows what those would change.',
  'nothing-to-release': 'These versions are the released ones: there is nothing to release.',
  'another-release-since':
    'Someone released other versions after it began, so it was compared with what no longer stands. A new dry run compares with what stands now.',
  'rules-switched-since':
    'A rule was switched after it began, so its list is no longer right. A new dry run makes a new list.',
};

/** The marks of the clinical reference. */
const certainties: Readonly<Record<string, string>> = {
  V: 'read in the source',
  'V cite': 'only the citation was checked',
  'V exists': 'only its existence was checked',
  V2: 'read in a second source',
  K: 'general knowledge',
  'K?': 'not checked',
  D: 'derived',
  P: 'proposal of this project',
  GAP: 'not found',
};

const toldStates: Readonly<Record<string, string>> = {
  open: 'open',
  ended: 'ended',
  withdrawn: 'withdrawn',
  draft: 'draft',
  accepted: 'accepted',
  dismissed: 'dismissed',
  closed: 'closed',
};

export const english = {
  counted,
  rules: 'Rules',
  ledger: 'Ledger',
  sections: 'Parts of the rules',
  intro:
    'A rule raises a question for a board. It never directs and never ranks. Words in [brackets] are filled in from the patient. What is not known is never read as no.',
  levels:
    'Levels of evidence (OCEBM): 1 systematic review of trials · 2 randomised trial · 3 comparison without randomisation · 4 case series · 5 opinion or mechanism.',
  ruleSet: (version: string) => `Rule set ${version}`,
  count: (shown: number, all: number) =>
    shown === all ? plural(all, 'rule', 'rules') : `${shown} of ${plural(all, 'rule', 'rules')}`,
  search: 'Find in the rules',
  noMatch: 'No rule has these words',
  noMatchHint:
    'The search looks at everything a rule says: its question, condition, options, facts, cautions and evidence.',
  openAll: 'Open all',
  closeAll: 'Close all',
  linkTo: (id: string) => `Address of rule ${id}`,
  versionOf: (version: string) => `version ${version}`,
  population: 'For',
  when: 'Asked when',
  whenHint: 'Each fact with what it means. Where a fact is not known, the rule waits for it, unless it is named below.',
  whileUnknown: 'Asked all the same, with a mark, while it is not known',
  options: 'Options, in no order',
  raisedWhen: (when: string) => `raised when ${when}`,
  speaksFor: 'speaks for it',
  blocks: 'stands against it',
  asks: 'asks for',
  needs: 'Facts it needs',
  needKinds: { hard: 'Must be known', strong: 'Matters much', context: 'Context' },
  cautions: 'Cautions',
  evidence: 'Evidence',
  level: (ocebm: string, esmo: string) => `Level of the rule: OCEBM ${ocebm}; ESMO ${esmo}.`,
  evidenceWhen: (when: string) => `cited when ${when}`,
  shownIn: (population: string) => `Shown in: ${population}`,
  tumours: {
    squamous: 'the same disease',
    nasopharynx: 'nasopharyngeal carcinoma',
    'head-and-neck': 'head and neck cancer at large',
    other: 'another tumour',
  } satisfies Readonly<Record<StudiedTumour, string>>,
  drugs: {
    'checkpoint-inhibitor': 'on a checkpoint inhibitor',
    'checkpoint-inhibitor-with-chemotherapy': 'on a checkpoint inhibitor with chemotherapy',
    chemotherapy: 'on chemotherapy alone',
    any: 'on any drug',
    none: 'without a drug',
  } satisfies Readonly<Record<StudiedDrug, string>>,
  selected: 'selected patients',
  evidenceLevel: (ocebm: string, esmo: string) => `OCEBM ${ocebm} · ESMO ${esmo}`,
  certainty: (mark: string): string => certainties[mark] ?? mark,
  noStudy: (why: string) => `No study is cited: ${why}`,
  doesNotSay: 'What it does not say',
  author: 'Written by',
  reviewBy: 'Review by',
  overdue: 'review date has passed',
  flagRates: {
    title: 'What is flagged, and what is flagged falsely',
    intro:
      'Simulated patients, none of them real; percent of 2,000 of each kind, of 500 where scans or sightings differ. Growth and new lesion: flagged by the first / the second scan at which the true sizes show it. False: no lesion truly grows or stays new, and a flag is raised at one of four scans all the same. What every simulated patient is drawn from is a choice of this project and stands in the clinical basis; holds that rest on a stated fact are not simulated.',
    patients: 'Patients',
    holds: 'Holds',
    growth: 'Growth',
    newLesion: 'New lesion',
    falsely: 'False',
    readers: {
      'one-reader': 'One reader',
      'four-readers': 'Four readers, stated',
      'not-stated': 'Four readers, not stated',
    } satisfies Readonly<Record<ReaderCondition['id'], string>>,
    circumstances: {
      none: 'Scans that can be compared',
      'first-scan-early': 'First scan at 5 weeks',
      'different-modality': 'One scan MR, the others CT',
      'different-contrast-phase': 'One scan arterial, the others portal venous',
      'different-slice-thickness': 'One scan on 5 mm slices, the others on 1 mm',
      'small-new-node': 'New node of 10 to under 15 mm; false: normal again at the next scan',
      'new-lesion-equivocal': 'New lesion equivocal at first; false: gone at the next scan',
    } satisfies Readonly<Record<Circumstance, string>>,
    leftOut: {
      none: 'as decided',
      'within-noise': 'without: within noise',
      'small-lesion': 'without: small lesion',
      'first-scan-early': 'without: early first scan',
      'different-modality': 'without: other modality',
      'different-contrast-phase': 'without: other contrast phase',
      'different-slice-thickness': 'without: other slices',
      'small-new-node': 'without: small new node',
      'new-lesion-equivocal': 'without: equivocal new lesion',
      all: 'without any of these',
    } satisfies Readonly<Record<LeftOut, string>>,
    callTable: 'Flagged and falsely flagged, by patients and holds',
    noiseRuleTitle: 'The noise rule alone',
    noiseRuleIntro:
      'Percent of 1,500 simulated patients in whom nothing grows and who are flagged at one of six scans all the same: five lesions of one size, two held at -50 % and three stable.',
    size: 'Lesions',
    readBy: 'Read by',
    withoutRule: 'Without the rule',
    withRule: 'With it',
  },
  never: 'What must not be suggested',
  neverHint: 'No rule may raise these; a check of every text of the rules makes sure.',
  states: { on: 'On', off: 'Switched off', shadow: 'In shadow' },
  notShown: 'Not shown to any board:',
  switchedBy: (who: string, when: string, reason: string) => `${who}, ${when}: “${reason}”`,
  neverSwitched: 'It was never switched.',
  onNow: ({
    draft,
    accepted,
    dismissed,
  }: {
    readonly draft: number;
    readonly accepted: number;
    readonly dismissed: number;
  }) =>
    `${plural(draft + accepted, 'open question', 'open questions')} (${counted(draft)} draft, ${counted(accepted)} accepted), ${counted(dismissed)} dismissed.`,
  offNow: (count: number) =>
    `Its questions stand on no screen. It would put ${plural(count, 'question', 'questions')}.`,
  shadowNow: (count: number) =>
    `Computed and counted, shown to no board: it would put ${plural(count, 'question', 'questions')}.`,
  switches: {
    off: 'Switch off …',
    on: 'Switch on …',
    shadow: 'Put in shadow …',
    light: 'Take out of shadow …',
  } satisfies Readonly<Record<RuleSwitching, string>>,
  switchTitle: {
    off: (id: string) => `Switch rule ${id} off`,
    on: (id: string) => `Switch rule ${id} on`,
    shadow: (id: string) => `Put rule ${id} in shadow`,
    light: (id: string) => `Take rule ${id} out of shadow`,
  } satisfies Readonly<Record<RuleSwitching, (id: string) => string>>,
  switchNow: {
    off: 'Switch off now',
    on: 'Switch on now',
    shadow: 'Put in shadow now',
    light: 'Show it now',
  } satisfies Readonly<Record<RuleSwitching, string>>,
  switchDoes: {
    off: (open: number) => [
      `${plural(open, 'open question', 'open questions')} of this rule leave every screen at once, for every board.`,
      'What stands on an agenda stays there and is marked as closed since it was placed.',
      'Switched on again, they come back as they were, with what people decided about them.',
    ],
    on: (counts: number) => [
      `${plural(counts, 'question', 'questions')} of this rule come back as they were, or anew where what they rest on has changed.`,
      'This takes seconds to minutes, in the background.',
    ],
    shadow: (open: number) => [
      `${plural(open, 'open question', 'open questions')} of this rule leave every screen at once, for every board.`,
      'The rule is computed and counted on, so that it can be watched before it is shown.',
    ],
    light: (counts: number) => [
      `${plural(counts, 'question', 'questions')} of this rule are shown to the boards of their patients.`,
      'This takes seconds to minutes, in the background.',
    ],
  } satisfies Readonly<Record<RuleSwitching, (count: number) => readonly string[]>>,
  reason: 'Reason',
  reasonHint: 'Kept for good with your name and the time, and shown beside the rule. No patient data.',
  ledgerIntro:
    'An engine and a set of rules change nothing until a person has seen what they would change, and released them.',
  released: 'What is released',
  versions: (engine: string, rules: string) => `Engine ${engine} · rules ${rules}`,
  engine: 'Engine',
  ruleVersions: 'Rules',
  releasedBy: (who: string | null, when: string) =>
    `${who === null ? 'By the first start of the service' : `By ${who}`}, ${when}`,
  thisProcess: 'This service computes with',
  isReleased: 'The same: new data is classified with it.',
  isNotReleased: 'Not released: this service classifies nothing before a dry run of it has been released.',
  follow: 'Treatment lines that stand under it',
  followAll: (lines: number) => `All ${counted(lines)} treatment lines stand under it.`,
  following: (done: number, lines: number, toDo: number) =>
    `${counted(done)} of ${plural(lines, 'treatment line', 'treatment lines')} evaluated anew, ${counted(toDo)} to go. New data goes first.`,
  heldUp: (toDo: number) =>
    `Held up: ${plural(toDo, 'treatment line stands', 'treatment lines stand')} under the release before. New data is classified all the same.`,
  hold: 'Hold up',
  goOn: 'Go on',
  start: 'Start a dry run',
  startHint: 'Goes through every treatment line and lists what would appear, change or go. It changes nothing.',
  underWay: 'A dry run is under way.',
  dryRuns: 'Dry runs',
  noDryRun: 'No dry run yet',
  started: 'Started',
  startedBy: 'By',
  compares: 'Then → now',
  state: 'State',
  releases: 'Releases',
  current: 'current',
  releasedAt: 'When',
  who: 'Who',
  firstStart: 'first start',
  ofDryRun: 'After dry run',
  dryRunOf: (when: string) => `Dry run of ${when}`,
  ledgerTitle: 'Ledger of the rules',
  runStates: {
    running: 'under way',
    paused: 'paused',
    cancelled: 'cancelled',
    done: 'done',
    released: 'released',
  } satisfies Readonly<Record<DryRunState, string>>,
  progress: (done: number, lines: number) =>
    `${counted(done)} of ${plural(lines, 'treatment line', 'treatment lines')}`,
  changesNothing: 'It has changed nothing: what stands is as before.',
  wasReleased: 'It was released: the ledger shows how far the treatment lines have followed.',
  then: 'Then',
  now: 'Now',
  because: 'Because',
  sameVersion: 'the same',
  failed: (count: number) =>
    `${plural(count, 'treatment line', 'treatment lines')} could not be computed; the log of the service names them.`,
  newer: (count: number) =>
    `${plural(count, 'treatment line has', 'treatment lines have')} newer data than what stands: what changes there need not come from the rules, and is marked.`,
  pause: 'Pause',
  resume: 'Resume',
  cancelRun: 'Cancel it',
  release: 'Release …',
  cannotRelease: 'It cannot be released:',
  obstacles,
  found: 'What would change',
  nothingFound: 'Nothing would change',
  nothingFoundHint: 'Every flag and every question stands as these versions would make it.',
  nothingYet: 'Nothing found so far',
  group: 'What',
  number: 'Number',
  all: 'All',
  kinds: { appears: 'appears', changes: 'changes', goes: 'goes' } satisfies Readonly<Record<ChangeKind, string>>,
  kindsOfMany: { appears: 'appear', changes: 'change', goes: 'go' } satisfies Readonly<Record<ChangeKind, string>>,
  subjects: { flag: 'Flag', item: 'Question' } satisfies Readonly<Record<ChangeSubject, string>>,
  hidden: 'shown to no board',
  list: 'Patient by patient',
  listOf: (words: string) => `Only: ${words}`,
  showAll: 'Show all',
  noPatients: 'No patient of your boards is among them',
  noPatientsHint: 'The numbers above are of all boards. Patients are shown to those who have a seat on their board.',
  case: 'Case',
  nothingThere: 'Nothing',
  sameWords: 'The same words.',
  newerMark: 'newer data',
  versionWords: (version: string) => `rule ${version}`,
  toldState: (state: string): string => toldStates[state] ?? state,
  more: 'Load more',
  releaseTitle: 'Release these versions',
  releaseNow: 'Release in my name',
  releaseAs: (name: string) => `Released by ${name}, now.`,
  releaseDoes: 'What it does',
  releaseNumbers: (appears: number, changes: number, goes: number) =>
    `${counted(appears)} flags and questions appear, ${counted(changes)} change, ${counted(goes)} go, as listed.`,
  releaseLines: (lines: number) =>
    `${plural(lines, 'treatment line is', 'treatment lines are')} evaluated anew in the background; new data goes first.`,
  releaseFrom: (engine: string, rules: string) =>
    `From now on everything is classified with engine ${engine} and rules ${rules}.`,
  releaseReasonHint: 'Kept for good with your name and the time, and shown in the ledger. No patient data.',
  releaseDoesNot: 'What it does not',
  releaseKeeps: [
    'What a board has seen is never rewritten: a question on an agenda stays as it was placed, and shows that it has changed since.',
    'A question that people accepted stays accepted, unless it changes: then it comes again as a draft, and its history says why. A dismissed one stays silent until a further +5 mm, a new lesion or a new fact.',
    'Nothing is sent to anybody.',
  ],
  notReleased: 'Not released',
  changedMeanwhile: (state: string) =>
    `Someone else changed this dry run meanwhile: it is ${state} now. What you typed is kept; look at the page again before you go on.`,
  history: 'History',
  historyOf: 'How this question came about',
  historyIntro: 'The newest first. Nothing is rewritten: each change makes a successor and says why.',
  successor: 'Another question has taken the place of this one since.',
  toSuccessor: 'Show the newest',
  first: 'Asked for the first time',
  madeBy: (rule: string, engine: string, rules: string) => `Rule ${rule}, engine ${engine}, rules ${rules}`,
  inputHash: 'Input',
  madeAt: 'Drafted',
  toPatient: (id: string) => `Case ${id}`,
};

export type RulesTexts = typeof english;
