/**
 * Which lesions of earlier scans may be which of a later scan that has labels that were not there before: proposed by organ, place, role,
 * size and date, and confirmed by a person alone (docs/clinical-basis.md#one-lesion-under-two-names-p). Nothing here is applied.
 */
import {
  buildTimeline,
  type DateInterval,
  fewestDaysBetween,
  type Finding,
  isNode,
  type LesionRole,
  matchLimits,
  type Micrometres,
  type Organ,
  type PlacedTimepoint,
  type Timepoint,
  type TreatmentLineHistory,
} from '../response/index.js';
import { type Place, placeOf, type Side } from './lesion-places.js';
import { compareText, distinct, groupBy } from './order.js';
import type { LesionMatch } from './recorded.js';

/** One lesion at one scan, as it was sent. */
interface MatchableReading {
  readonly timepoint: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
  readonly state: Finding['state'];
  readonly micrometres: Micrometres | null;
}

/** A lesion of one evaluator under one label, with what tells whether it is another. */
interface MatchableLesion {
  /** As sent. */
  readonly label: string;
  /** The lesion that it is read as by a match in force; null where it stands for itself. */
  readonly readAs: string | null;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly site: string | null;
  /** Judged by its short axis. */
  readonly node: boolean;
  /** In order of time; only scans that report it under this label. */
  readonly readings: readonly MatchableReading[];
}

/** What may be said of two lesions; which values go with it follows from `MatchReason`. */
export const matchReasonKinds = [
  'same-organ',
  'same-side',
  'same-part',
  'same-words',
  'same-role',
  'size-near',
  'size-far',
  'other-role',
  'other-axis',
  'not-reported-between',
  'long-gap',
  'organ-not-known',
  'side-not-known',
  'place-not-known',
  'size-not-known',
  'days-not-known',
] as const;

interface MatchReasonValues extends Readonly<Record<(typeof matchReasonKinds)[number], object>> {
  readonly 'same-organ': { readonly organ: Organ };
  readonly 'same-side': { readonly side: Side };
  readonly 'same-part': { readonly part: string };
  readonly 'same-words': { readonly words: readonly string[] };
  readonly 'same-role': { readonly role: LesionRole };
  readonly 'size-near': { readonly before: Micrometres; readonly later: Micrometres };
  readonly 'size-far': { readonly before: Micrometres; readonly later: Micrometres };
  readonly 'other-role': { readonly before: LesionRole; readonly later: LesionRole };
  readonly 'not-reported-between': { readonly scans: number };
  readonly 'long-gap': { readonly days: number };
}

/** Why two may be one, what speaks against it, and what is not known; nobody weighs them but a person. */
type MatchReason = {
  readonly [Kind in keyof MatchReasonValues]: { readonly kind: Kind } & MatchReasonValues[Kind];
}[keyof MatchReasonValues];

interface MatchProposal {
  readonly before: string;
  readonly later: string;
  readonly speaksFor: readonly MatchReason[];
  readonly speaksAgainst: readonly MatchReason[];
  readonly unknown: readonly MatchReason[];
  /** Other lesions of before that may be the later one too, and other later ones that may be the one before: none is preferred. */
  readonly otherBefore: readonly string[];
  readonly otherLater: readonly string[];
}

/** What of one evaluator's lesions may be matched. */
export interface EvaluatorMatching {
  readonly evaluator: string;
  /** Those that are missing at a scan which has a label that was not there before, and those that another label is read as. */
  readonly before: readonly MatchableLesion[];
  /** Those with such a label, matched ones among them. */
  readonly later: readonly MatchableLesion[];
  /** In the order of the labels, which carries no preference. */
  readonly proposals: readonly MatchProposal[];
}

/** A lesion over all labels that are read as it. */
interface Course extends MatchableLesion {
  readonly place: Place;
  /** The lesion under each label that it was sent as, its own first. */
  readonly labels: readonly MatchableLesion[];
  /** Indexes of the scans that report it. */
  readonly at: readonly number[];
  /** Labels of the lesions with whose mass it is one at some scan. */
  readonly mergedWith: readonly string[];
}

/** All lesions of all evaluators that may be matched, with the proposals. Matches in force are part of the history already. */
export function matchingOf({ evaluators, treatment }: TreatmentLineHistory): readonly EvaluatorMatching[] {
  return evaluators.map((own) => {
    const { timepoints } = buildTimeline(own, treatment);
    const courses = coursesOf(timepoints);
    const pairs = courses.flatMap((later) =>
      courses.filter((before) => mayBeOne(before, later)).map((before) => ({ before, later })),
    );
    const labels = (pick: 'before' | 'later'): ReadonlySet<string> => new Set(pairs.map((pair) => pair[pick].label));
    const [before, later] = [labels('before'), labels('later')];
    return {
      evaluator: own.evaluator,
      before: courses
        .filter(({ label, labels: names }) => before.has(label) || names.some(({ readAs }) => readAs !== null))
        .flatMap(({ labels: names }) => names.filter(({ readAs }) => readAs === null)),
      later: courses.flatMap(({ label, labels: names }) =>
        names.filter(({ readAs }) => readAs !== null || later.has(label)),
      ),
      proposals: withRivals(
        pairs.flatMap((pair) => {
          const reasons = reasonsOf(pair, timepoints);
          return reasons === null ? [] : [{ ...pair, ...reasons }];
        }),
      ),
    };
  });
}

interface Found {
  readonly finding: Finding;
  readonly timepoint: Timepoint;
  readonly index: number;
}

function coursesOf(timepoints: readonly PlacedTimepoint[]): readonly Course[] {
  const found = timepoints.flatMap(({ timepoint }, index) =>
    timepoint.findings.map((finding): Found => ({ finding, timepoint, index })),
  );
  return [...groupBy(found, ({ finding }) => finding.lesion)]
    .sort(([one], [other]) => compareText(one, other))
    .map(([label, own]): Course => {
      const sent = groupBy(own, ({ finding }) => finding.sentAs ?? label);
      const whole = underLabel(label, null, own);
      const sites = distinct(own.flatMap(({ finding }) => finding.site ?? []));
      return {
        ...whole,
        labels: [...sent].map(([name, findings]) => underLabel(name, name === label ? null : label, findings)),
        place: placeOf([...sites, ...[...sent.keys()].filter(isMadeOfWords)], whole.organ === 'bone'),
        at: own.map(({ index }) => index),
        mergedWith: own.flatMap(({ finding }) => finding.mergedInto ?? []),
      };
    });
}

function underLabel(label: string, readAs: string | null, found: readonly Found[]): MatchableLesion {
  const findings = found.map(({ finding }) => finding);
  const organ = findings.find((finding) => finding.organ !== null)?.organ ?? null;
  return {
    label,
    readAs,
    role: findings[0]!.role,
    organ,
    site: findings.find(({ site }) => site !== null)?.site ?? null,
    node: isNode(organ, findings.find(({ axis }) => axis !== null)?.axis ?? null),
    readings: found.map(({ finding, timepoint }) => ({
      timepoint: timepoint.label,
      date: finding.examDate ?? timepoint.date,
      studyDay: timepoint.studyDay,
      state: finding.state,
      micrometres: finding.micrometres,
    })),
  };
}

/** 'T01' and 'New-1' are names; 'LIVER S7' says where. */
const isMadeOfWords = (label: string): boolean => /\p{L}{4,}/u.test(label);

/** Seen first before the other was, never at one scan with it, and never one mass with it. */
const mayBeOne = (before: Course, later: Course): boolean =>
  before.at[0]! < later.at[0]! &&
  !before.at.some((index) => later.at.includes(index)) &&
  !before.mergedWith.includes(later.label) &&
  !later.mergedWith.includes(before.label);

interface Pair {
  readonly before: Course;
  readonly later: Course;
}
type Reasons = Pick<MatchProposal, 'speaksFor' | 'speaksAgainst' | 'unknown'>;

/** Organs that say roughly where: another organ beside one of them is no contradiction. */
const coarseOrgans: ReadonlySet<Organ> = new Set(['other', 'body', 'chest', 'abdominal-cavity']);
const tellingOrgan = ({ organ }: Course): Organ | null => (organ === null || coarseOrgans.has(organ) ? null : organ);

const pairedOrgans: ReadonlySet<Organ | null> = new Set([
  'lymph-node',
  'lung',
  'adrenal',
  'pleura',
  'kidney',
  'breast',
]);

/** Null where the two lie in different places, or where nothing says that they lie in one. */
function reasonsOf({ before, later }: Pair, timepoints: readonly PlacedTimepoint[]): Reasons | null {
  const [organ, other] = [tellingOrgan(before), tellingOrgan(later)];
  if (organ !== null && other !== null && organ !== other) return null;
  const place = placeReasons(before, later);
  if (place === null) return null;
  const sameOrgan: readonly MatchReason[] = organ !== null && organ === other ? [{ kind: 'same-organ', organ }] : [];
  if (sameOrgan.length === 0 && !place.speaksFor.some(({ kind }) => kind !== 'same-side')) return null;
  const all: readonly Partial<Reasons>[] = [
    place,
    roleReasons(before, later),
    sizeReasons(before, later),
    timeReasons(before, later, timepoints),
  ];
  return {
    speaksFor: [...sameOrgan, ...all.flatMap(({ speaksFor = [] }) => speaksFor)],
    speaksAgainst: all.flatMap(({ speaksAgainst = [] }) => speaksAgainst),
    unknown: [
      ...(sameOrgan.length === 0 ? [{ kind: 'organ-not-known' } as const] : []),
      ...all.flatMap(({ unknown = [] }) => unknown),
    ],
  };
}

function placeReasons(before: Course, later: Course): Pick<Reasons, 'speaksFor' | 'unknown'> | null {
  const [one, other] = [before.place, later.place];
  if (one.side !== null && other.side !== null && one.side !== other.side) return null;
  const partsBeside = one.parts.flatMap((part) =>
    other.parts.filter(({ kind }) => kind === part.kind).map(({ name }) => [part.name, name] as const),
  );
  if (partsBeside.some(([mine, its]) => mine !== its)) return null;
  const words = one.words.filter((word) => other.words.includes(word));
  const side = one.side !== null && one.side === other.side ? one.side : null;
  const paired = pairedOrgans.has(before.organ ?? later.organ);
  return {
    speaksFor: [
      ...(side === null ? [] : [{ kind: 'same-side', side } as const]),
      ...partsBeside.map(([part]) => ({ kind: 'same-part', part }) as const),
      ...(words.length === 0 ? [] : [{ kind: 'same-words', words } as const]),
    ],
    unknown: [
      ...(side === null && paired ? [{ kind: 'side-not-known' } as const] : []),
      ...(partsBeside.length === 0 && words.length === 0 ? [{ kind: 'place-not-known' } as const] : []),
    ],
  };
}

function roleReasons(before: Course, later: Course): Pick<Reasons, 'speaksFor' | 'speaksAgainst'> {
  return {
    speaksFor: before.role === later.role ? [{ kind: 'same-role', role: later.role }] : [],
    speaksAgainst: [
      ...(before.role === later.role ? [] : [{ kind: 'other-role', before: before.role, later: later.role } as const]),
      ...(before.node === later.node ? [] : [{ kind: 'other-axis' } as const]),
    ],
  };
}

/** The last size before against the first one after it. */
function sizeReasons(before: Course, later: Course): Partial<Reasons> {
  const start = later.at[0]!;
  const last = before.readings.findLast(({ micrometres }, index) => micrometres !== null && before.at[index]! < start);
  const first = later.readings.find(({ micrometres }) => micrometres !== null);
  const [was, is] = [last?.micrometres ?? null, first?.micrometres ?? null];
  if (was === null || is === null) return { unknown: [{ kind: 'size-not-known' }] };
  const near = is <= was * matchLimits.mostTimesLarger && is * matchLimits.mostTimesSmaller >= was;
  return near
    ? { speaksFor: [{ kind: 'size-near', before: was, later: is }] }
    : { speaksAgainst: [{ kind: 'size-far', before: was, later: is }] };
}

function timeReasons(before: Course, later: Course, timepoints: readonly PlacedTimepoint[]): Partial<Reasons> {
  const start = later.at[0]!;
  const last = before.at.findLast((index) => index < start)!;
  const between = start - last - 1;
  const [from, to] = [timepoints[last]!.span, timepoints[start]!.span];
  const days = from === null || to === null ? null : fewestDaysBetween(from, to);
  return {
    speaksAgainst: [
      ...(between > 0 ? [{ kind: 'not-reported-between', scans: between } as const] : []),
      ...(days !== null && days > matchLimits.longGapDays ? [{ kind: 'long-gap', days } as const] : []),
    ],
    unknown: days === null ? [{ kind: 'days-not-known' }] : [],
  };
}

/** Says of each proposal which others it cannot stand beside. */
function withRivals(found: readonly (Pair & Reasons)[]): readonly MatchProposal[] {
  return found
    .map(({ before, later, ...reasons }) => ({
      before: before.label,
      later: later.label,
      ...reasons,
      otherBefore: found
        .filter((other) => other.later === later && other.before !== before)
        .map((other) => other.before.label)
        .sort(compareText),
      otherLater: found
        .filter(
          (other) =>
            other.before === before &&
            other.later !== later &&
            other.later.at.some((index) => later.at.includes(index)),
        )
        .map((other) => other.later.label)
        .sort(compareText),
    }))
    .sort((one, other) => compareText(one.later, other.later) || compareText(one.before, other.before));
}

/** Why a match cannot be. `label` names the lesion or the scan that is in the way. */
export interface MatchRefusal {
  readonly code:
    | 'unknown-label'
    | 'same-label'
    | 'matched-already'
    | 'cycle'
    | 'chain'
    | 'one-timepoint'
    | 'one-mass'
    | 'not-seen-before';
  /** Of what was asked for, the part that is at fault. */
  readonly part: 'label' | 'readAs';
  readonly inTheWay: string | null;
}

/**
 * Whether a label may be read as another lesion of its evaluator; null where it may.
 * @param history with the matches in force
 */
export function refusalOfMatch(
  { evaluators, treatment }: TreatmentLineHistory,
  matches: readonly LesionMatch[],
  { evaluator, label, readAs }: LesionMatch,
): MatchRefusal | null {
  const refused = (code: MatchRefusal['code'], part: MatchRefusal['part'], inTheWay: string | null = null) => ({
    code,
    part,
    inTheWay,
  });
  if (label === readAs) return refused('same-label', 'readAs');
  const own = matches.filter((match) => match.evaluator === evaluator);
  const standing = own.find((match) => match.label === label);
  if (standing !== undefined) return refused('matched-already', 'label', standing.readAs);
  const onwards = own.find((match) => match.label === readAs);
  if (onwards !== undefined) return refused(onwards.readAs === label ? 'cycle' : 'chain', 'readAs', onwards.readAs);
  const towards = own.find((match) => match.readAs === label);
  if (towards !== undefined) return refused('chain', 'label', towards.label);
  const history = evaluators.find((one) => one.evaluator === evaluator);
  const timepoints = history === undefined ? [] : buildTimeline(history, treatment).timepoints;
  const courses = coursesOf(timepoints);
  const [later, before] = [label, readAs].map((name) => courses.find((course) => course.label === name));
  if (later === undefined || before === undefined)
    return refused('unknown-label', later === undefined ? 'label' : 'readAs');
  const shared = before.at.find((index) => later.at.includes(index));
  if (shared !== undefined) return refused('one-timepoint', 'readAs', timepoints[shared]!.timepoint.label);
  if (before.mergedWith.includes(label) || later.mergedWith.includes(readAs)) return refused('one-mass', 'readAs');
  return before.at[0]! < later.at[0]! ? null : refused('not-seen-before', 'readAs');
}
