/**
 * One evaluator's view of a treatment line at its last scan: what the facts and the words of an item are read from.
 */
import {
  isGoneAt,
  isNode,
  reportedLesionGrew,
  type EvaluatorClassification,
  type FlagFinding,
  type LesionFacts,
  type LesionRole,
  type LesionTrajectory,
  type LineClassification,
  type Micrometres,
  type Organ,
  type TimepointClassification,
  type TreatmentLineHistory,
} from '../../response/index.js';
import type { StatedFact } from './case-fact.js';
import type { Truth } from './truth.js';

export interface DiscussionInput {
  readonly facts: readonly StatedFact[];
  readonly history: TreatmentLineHistory;
  readonly classification: LineClassification;
}

export type Region = 'locoregional' | 'distant' | 'unknown';

export interface LesionView {
  readonly label: string;
  /** The sender's word for the place; null where none was sent. */
  readonly site: string | null;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly region: Region;
  /** Sizes in micrometres; null = no size known. */
  readonly baseline: Micrometres | null;
  /** The lowest size before the last scan, baseline included, and when it was last seen. */
  readonly nadir: Micrometres | null;
  readonly nadirAt: TimepointClassification | null;
  readonly now: Micrometres | null;
  /** What was reported at the last scan; null where it has no row there. */
  readonly nowState: string | null;
  /**
   * Meets the grow rule of DR-A (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p), or was
   * reported as unequivocal progression.
   */
  readonly growing: Truth;
  /** The sizes alone meet that rule, whether or not a prior field makes them incomparable. */
  readonly grew: boolean;
  /** Nothing is left of it: absent, or a node under 10 mm. */
  readonly gone: Truth;
  readonly facts: LesionFacts | null;
  /** A local treatment lies, or may lie, between the baseline and the last scan. */
  readonly treated: boolean;
}

export interface CasePicture extends DiscussionInput {
  readonly evaluator: string;
  /** Baseline and follow-ups in the order of the classification. */
  readonly scans: readonly TimepointClassification[];
  readonly baseline: TimepointClassification | null;
  /** The last follow-up; null before the first. */
  readonly latest: TimepointClassification | null;
  /** Labels of the timepoints that wait for the sender. */
  readonly held: readonly string[];
  readonly lesions: readonly LesionView[];
  /** Growth before and under treatment, at the first evaluation. */
  readonly growth: EvaluatorClassification['growth'];
  /** Open flags of tier 'flag'. */
  readonly flags: readonly FlagFinding[];
}

const distantOrgans: ReadonlySet<Organ> = new Set([
  'lung',
  'liver',
  'bone',
  'brain',
  'adrenal',
  'pleura',
  'mediastinum',
  'kidney',
  'spleen',
  'pancreas',
  'bladder',
  'breast',
  'peritoneum',
  'chest',
  'abdominal-cavity',
]);
const neckSite =
  /\b(neck|cervical|jugul\w*|submandib\w*|submental|retrophar\w*|parotid|supraclav\w*|levels? ?([iv]+|[1-7])[ab]?)\b/i;
const distantNodeSite =
  /\b(mediastin\w*|hilar|axill\w*|inguin\w*|retroperiton\w*|para-?aort\w*|mesenter\w*|abdom\w*|pelvi\w*|iliac)\b/i;

/**
 * Where a lesion lies [P]: the primary site and neck nodes are locoregional, other organs distant. A node whose site does not say
 * which, soft tissue, skin and unnamed organs stay 'unknown'.
 */
export function regionOf(organ: Organ | null, site: string | null): Region {
  if (organ === 'primary-site') return 'locoregional';
  if (organ !== null && distantOrgans.has(organ)) return 'distant';
  if (organ !== 'lymph-node' || site === null) return 'unknown';
  const neck = neckSite.test(site);
  if (neck === distantNodeSite.test(site)) return 'unknown';
  return neck ? 'locoregional' : 'distant';
}

/** Words for lesions without a size that say it does not grow; any other word leaves it open. */
const notGrowing: ReadonlySet<string> = new Set([
  'absent',
  'present',
  'decreased',
  'unchanged',
  'too-small-to-measure',
]);

/** Words for lesions without a size that say something is there. */
const seen: ReadonlySet<string> = new Set([
  'present',
  'decreased',
  'unchanged',
  'increased',
  'unequivocal-progression',
  'too-small-to-measure',
]);

/** In a prior radiotherapy field without dated progression since: it can be neither shrinker nor grower. */
const notComparable = (facts: LesionFacts | null): boolean =>
  facts?.priorRadiotherapyField === 'in-field' && facts.progressionSinceRadiotherapy === null;

/** A lesion at the last scan: what was said of it, and its size beside the lowest before. */
interface LastReading {
  readonly nadir: Micrometres | null;
  readonly now: Micrometres | null;
  readonly state: string | null;
}

type Place = Pick<LesionTrajectory, 'organ' | 'axis'>;

const sizesGrew = ({ organ, axis }: Place, { nadir, now, state }: LastReading): boolean =>
  nadir !== null && now !== null && reportedLesionGrew({ organ, axis, nadir, now, state });

function growthOf(place: Place, reading: LastReading, facts: LesionFacts | null): Truth {
  const { nadir, now, state } = reading;
  if (state === 'unequivocal-progression') return true;
  if (now === null || nadir === null) return state !== null && notGrowing.has(state) ? false : 'unknown';
  return sizesGrew(place, reading) && (notComparable(facts) ? 'unknown' : true);
}

function goneOf({ organ, axis }: Place, { now, state }: LastReading): Truth {
  if (state === 'absent') return true;
  if (now !== null) return isGoneAt(isNode(organ, axis), now);
  return state !== null && seen.has(state) ? false : 'unknown';
}

interface Scans {
  readonly scans: readonly TimepointClassification[];
  readonly baseline: TimepointClassification | null;
  readonly latest: TimepointClassification | null;
}

function scansOf({ timepoints }: EvaluatorClassification): Scans {
  const scans = timepoints.filter(({ phase }) => phase === 'baseline' || phase === 'follow-up');
  return {
    scans,
    baseline: scans.find(({ phase }) => phase === 'baseline') ?? null,
    latest: scans.filter(({ phase }) => phase === 'follow-up').at(-1) ?? null,
  };
}

function nadirOf(
  sizes: ReadonlyMap<string, Micrometres | null>,
  { scans, latest }: Scans,
): { readonly size: Micrometres | null; readonly at: TimepointClassification | null } {
  let size: Micrometres | null = null;
  let at: TimepointClassification | null = null;
  for (const scan of scans) {
    if (scan === latest) break;
    const found = sizes.get(scan.key) ?? null;
    if (found !== null && (size === null || found <= size)) [size, at] = [found, scan];
  }
  return { size, at };
}

function viewOf(trajectory: LesionTrajectory, found: Scans, facts: LesionFacts | null): LesionView {
  const { lesion, role, organ, site, points } = trajectory;
  const sizes = new Map(points.map((point) => [point.timepoint, point.size]));
  const nadir = nadirOf(sizes, found);
  const atLatest = points.find(({ timepoint }) => timepoint === found.latest?.key);
  const now = atLatest?.size ?? null;
  const nowState = atLatest === undefined || atLatest.state === 'no-row' ? null : atLatest.state;
  const reading: LastReading = { nadir: nadir.size, now, state: nowState };
  return {
    label: lesion,
    site,
    role,
    organ,
    region: regionOf(organ, site),
    baseline: found.baseline === null ? null : (sizes.get(found.baseline.key) ?? null),
    nadir: nadir.size,
    nadirAt: nadir.at,
    now,
    nowState,
    growing: growthOf(trajectory, reading, facts),
    grew: sizesGrew(trajectory, reading),
    gone: goneOf(trajectory, reading),
    facts,
    treated: atLatest?.treated === true,
  };
}

/** What one evaluator's history shows at its last scan. Lesions that tissue showed to be another tumour are left out. */
export function pictureOf(input: DiscussionInput, evaluator: EvaluatorClassification): CasePicture {
  const { history, classification } = input;
  const found = scansOf(evaluator);
  const factsOf = (label: string): LesionFacts | null =>
    Object.hasOwn(history.lesions, label) ? (history.lesions[label] ?? null) : null;
  return {
    ...input,
    ...found,
    evaluator: evaluator.evaluator,
    growth: evaluator.growth,
    held: evaluator.timepoints.filter(({ phase }) => phase === 'held').map(({ label }) => label),
    lesions: evaluator.lesions
      .filter(({ secondPrimary }) => !secondPrimary)
      .map((trajectory) => viewOf(trajectory, found, factsOf(trajectory.lesion))),
    flags: classification.flags.filter(({ tier, state }) => tier === 'flag' && state === 'open'),
  };
}

/**
 * The views that decide: the designated clinical reader's alone where one is designated, else every evaluator's, which then must
 * agree (no majority vote). The evaluators who see the flag come first, since the words are taken from the first.
 */
export function picturesOf(input: DiscussionInput): CasePicture[] {
  const { history, classification } = input;
  const clinical = classification.evaluators.find(({ evaluator }) => evaluator === history.clinicalEvaluator);
  if (clinical) return [pictureOf(input, clinical)];
  const seesFlag = new Set(
    classification.flags
      .filter(({ tier, state }) => tier === 'flag' && state === 'open')
      .flatMap(({ evaluatorsFor }) => evaluatorsFor),
  );
  const place = ({ evaluator }: EvaluatorClassification): string => `${seesFlag.has(evaluator) ? 0 : 1}${evaluator}`;
  return [...classification.evaluators]
    .sort((one, other) => (place(one) < place(other) ? -1 : 1))
    .map((evaluator) => pictureOf(input, evaluator));
}

/** An iUPD at this very scan, not one that goes on since an earlier scan. */
export const beginsUnconfirmedProgression = ({ key, immune }: TimepointClassification): boolean =>
  immune?.response === 'iUPD' && immune.progressionSince === key;

/** Progression at this scan by RECIST 1.1, or by iRECIST unconfirmed or confirmed; unknown where neither could be settled. */
export function progressesNow(latest: TimepointClassification | null): Truth {
  if (latest === null) return false;
  const immune = latest.immune?.response;
  if (latest.overallResponse === 'PD' || immune === 'iUPD' || immune === 'iCPD') return true;
  return latest.overallResponse === null || latest.overallResponse === 'NE' ? 'unknown' : false;
}

/** Established lesions that grow: those the flag names, with non-targets reported as unequivocal progression. */
export function growingLesions(picture: CasePicture): LesionView[] {
  const flagged = new Set(picture.flags.flatMap(({ growers }) => growers.map(({ lesion }) => lesion)));
  return picture.lesions.filter(
    ({ label, role, nowState }) => role !== 'new' && (flagged.has(label) || nowState === 'unequivocal-progression'),
  );
}

/**
 * The growing lesions, at a progression every established lesion whose sizes grew, and at any time those that grew inside a prior
 * radiotherapy field: without dated progression since they are no growers of a flag, and still what T5 and T2 ask about.
 */
export function progressingLesions(picture: CasePicture): LesionView[] {
  const growing = new Set(growingLesions(picture).map(({ label }) => label));
  const progresses = progressesNow(picture.latest) === true;
  return picture.lesions.filter(
    ({ label, role, treated, grew, facts }) =>
      growing.has(label) ||
      (role !== 'new' && !treated && grew && (progresses || facts?.priorRadiotherapyField === 'in-field')),
  );
}

/** New lesions that are there at the last scan, counted by a flag or not. */
export function presentNewLesions(picture: CasePicture): LesionView[] {
  const flagged = new Set(newLesions(picture).map(({ label }) => label));
  return picture.lesions.filter(
    ({ label, role, gone, now, nowState }) =>
      flagged.has(label) ||
      (role === 'new' && picture.latest?.newLesion === 'yes' && gone !== true && (now !== null || nowState !== null)),
  );
}

/** Lesions that take up more at the last PET scan while others take up less. */
export function petProgressors({ latest, lesions }: CasePicture): LesionView[] {
  const labels = new Set(
    latest?.metabolic?.dissociated.verdict === 'met' ? latest.metabolic.dissociated.progressors : [],
  );
  return lesions.filter(({ label }) => labels.has(label));
}

/** The lesions a biopsy would be about: new ones, else those that grow or take up more. */
export function lesionsAtIssue(picture: CasePicture): LesionView[] {
  const appeared = presentNewLesions(picture);
  if (appeared.length > 0) return appeared;
  const labels = new Set([...progressingLesions(picture), ...petProgressors(picture)].map(({ label }) => label));
  return picture.lesions.filter(({ label }) => labels.has(label));
}

/** What is left anywhere, established and untreated. */
export const remainingLesions = (picture: CasePicture): LesionView[] =>
  picture.lesions.filter(({ role, gone, treated }) => role !== 'new' && gone !== true && !treated);

/** New lesions that the open flags count. */
export function newLesions(picture: CasePicture): LesionView[] {
  const flagged = new Set(picture.flags.flatMap((flag) => flag.newLesions.map(({ lesion }) => lesion)));
  return picture.lesions.filter(({ label }) => flagged.has(label));
}

/** Established lesions, neither growing nor treated in between. */
export function otherLesions(picture: CasePicture): LesionView[] {
  const growing = new Set(growingLesions(picture).map(({ label }) => label));
  return picture.lesions.filter(({ label, role, treated }) => role !== 'new' && !treated && !growing.has(label));
}

/** What is left outside the distant organs, untreated; lesions of an unnamed region among it. */
export const residualLesions = (picture: CasePicture): LesionView[] =>
  picture.lesions.filter(
    ({ region, role, gone, treated }) => region !== 'distant' && role !== 'new' && gone !== true && !treated,
  );
