/**
 * One evaluator's view of a treatment line at its last scan: what the facts and the words of an item are read from.
 */
import {
  isGoneAt,
  flagLimits,
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
import { newestOf, statementsOf, type StatedFact } from './case-fact.js';
import { courseOfLesion, type LesionCourse, type ScansSeen } from './lesion-course.js';
import type { Truth } from './truth.js';

export interface DiscussionInput {
  readonly facts: readonly StatedFact[];
  readonly history: TreatmentLineHistory;
  readonly classification: LineClassification;
}

export type Region = 'locoregional' | 'distant' | 'unknown';

export interface LesionView extends LesionCourse {
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
  /** Its tissue shows no tumour, and it has not grown on since: it is neither asked about as tumour nor counted as growing. */
  readonly benign: boolean;
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

/** Without prior radiotherapy no lesion lies in its field; what was stated of the lesion itself stands. */
function outsideFields(facts: LesionFacts | null): LesionFacts {
  const known = facts ?? noFacts;
  const irradiated = known.localTreatments.some(({ kind }) => kind === 'radiotherapy');
  return known.priorRadiotherapyField === 'unknown' && !irradiated
    ? { ...known, priorRadiotherapyField: 'out-of-field' }
    : known;
}

const noFacts: LesionFacts = {
  priorRadiotherapyField: 'unknown',
  progressionSinceRadiotherapy: null,
  localTreatments: [],
  secondPrimary: null,
  treatable: 'unknown',
};

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

interface Scans extends ScansSeen {
  readonly scans: readonly TimepointClassification[];
  readonly baseline: TimepointClassification | null;
  readonly latest: TimepointClassification | null;
}

function scansOf({ evaluator, timepoints }: EvaluatorClassification, { evaluators }: TreatmentLineHistory): Scans {
  const own = evaluators.find((one) => one.evaluator === evaluator)?.timepoints ?? [];
  const scans = timepoints.filter(({ phase }) => phase === 'baseline' || phase === 'follow-up');
  return {
    scans,
    baseline: scans.find(({ phase }) => phase === 'baseline') ?? null,
    latest: scans.filter(({ phase }) => phase === 'follow-up').at(-1) ?? null,
    stated: new Map(own.map((timepoint) => [timepoint.key, timepoint])),
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

/** The region as somebody stated it last; null where nobody did. */
export function statedRegion(facts: readonly StatedFact[], label: string): Region | null {
  const newest = statementsOf(facts, 'lesion-region', label).at(-1);
  return newest?.state === 'known' && (newest.value === 'locoregional' || newest.value === 'distant')
    ? newest.value
    : null;
}

/** Treated locally before the baseline, without dated progression since: it is no grower, and its growth is one after a local treatment. */
function wasTreatedBefore(facts: LesionFacts | null, baseline: TimepointClassification | null): boolean {
  const first = baseline?.date?.from ?? null;
  return (
    first !== null &&
    facts !== null &&
    facts.progressionSinceRadiotherapy === null &&
    facts.localTreatments.some(({ kind, date }) => kind !== 'biopsy' && date.to < first)
  );
}

function viewOf(
  trajectory: LesionTrajectory,
  found: Scans,
  facts: LesionFacts | null,
  region: Region | null,
): LesionView {
  const { lesion, role, organ, site, points } = trajectory;
  const sizes = new Map(points.map((point) => [point.timepoint, point.size]));
  const nadir = nadirOf(sizes, found);
  const atLatest = points.find(({ timepoint }) => timepoint === found.latest?.key);
  const now = atLatest?.size ?? null;
  const nowState = atLatest === undefined || atLatest.state === 'no-row' ? null : atLatest.state;
  const reading: LastReading = { nadir: nadir.size, now, state: nowState };
  const course = courseOfLesion(trajectory, found);
  const treatedBefore = wasTreatedBefore(facts, found.baseline) && nadir.size !== null && nadir.at !== null;
  const benign = atLatest?.benign === true || (role === 'new' && facts?.tissue?.result === 'benign');
  return {
    ...course,
    ...(treatedBefore ? { lowestSinceTreatment: { size: nadir.size!, at: nadir.at! } } : {}),
    label: lesion,
    site,
    role,
    organ,
    region: region ?? regionOf(organ, site),
    baseline: found.baseline === null ? null : (sizes.get(found.baseline.key) ?? null),
    nadir: nadir.size,
    nadirAt: nadir.at,
    now,
    nowState,
    growing: benign ? false : growthOf(trajectory, reading, facts),
    grew: !benign && sizesGrew(trajectory, reading),
    gone: goneOf(trajectory, reading),
    facts,
    treated: atLatest?.treated === true,
    benign,
  };
}

/** What one evaluator's history shows at its last scan. Lesions that tissue showed to be another tumour are left out. */
function pictureOf(input: DiscussionInput, evaluator: EvaluatorClassification): CasePicture {
  const { history, classification } = input;
  const found = scansOf(evaluator, history);
  const neverIrradiated = newestOf(input.facts, 'prior-radiotherapy')?.state === 'none';
  const factsOf = (label: string): LesionFacts | null => {
    const stated = Object.hasOwn(history.lesions, label) ? (history.lesions[label] ?? null) : null;
    return neverIrradiated ? outsideFields(stated) : stated;
  };
  return {
    ...input,
    scans: found.scans,
    baseline: found.baseline,
    latest: found.latest,
    evaluator: evaluator.evaluator,
    growth: evaluator.growth,
    held: evaluator.timepoints.filter(({ phase }) => phase === 'held').map(({ label }) => label),
    lesions: evaluator.lesions
      .filter(({ secondPrimary }) => !secondPrimary)
      .map((trajectory) =>
        viewOf(trajectory, found, factsOf(trajectory.lesion), statedRegion(input.facts, trajectory.lesion)),
      ),
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

const { organGrowerPercent } = flagLimits;

/** Over its lowest size by a percentage, as a whole number. */
const roseBy = ({ nadir, now }: LesionView, percent: number): boolean =>
  nadir !== null && now !== null && 100 * (now - nadir) >= percent * nadir;

/** Labels of the lesions that the open flags say grew; of an organ's sum those of its lesions that did. */
function flaggedGrowers({ flags, lesions }: CasePicture): ReadonlySet<string> {
  const changes = flags.flatMap(({ growers }) => growers);
  const organs = new Set(changes.filter(({ unit }) => unit === 'organ').map(({ organ }) => organ));
  const inOrgans = lesions.filter((lesion) => organs.has(lesion.organ) && roseBy(lesion, organGrowerPercent));
  return new Set([
    ...changes.filter(({ unit }) => unit !== 'organ').map(({ lesion }) => lesion),
    ...inOrgans.map(({ label }) => label),
  ]);
}

/** Rises of less are not called growth 'together' [P]. */
const togetherPercent = 10;

/** Every established lesion that was measured rose by 10 % or more over its lowest size: nothing goes its own way. */
export function growsEverywhere({ lesions }: CasePicture): Truth {
  const established = lesions.filter(({ role, treated, benign }) => role !== 'new' && !treated && !benign);
  const sized = established.filter(({ nadir, now }) => nadir !== null && now !== null);
  if (!sized.some(({ grew }) => grew)) return false;
  if (!sized.every((lesion) => roseBy(lesion, togetherPercent))) return false;
  return sized.length === established.length ? true : 'unknown';
}

/** Holds that doubt the growth itself, and not the shrinkage beside it. */
const doubtsGrowth: ReadonlySet<string> = new Set([
  'within-noise',
  'different-modality',
  'different-contrast-phase',
  'different-slice-thickness',
  'recent-procedure',
  'first-scan-early',
  'sarcoid-like-nodes',
  'infection',
  'flare',
  'evaluators-disagree',
  'not-met-by-clinical-reader',
  'clinical-reader-has-not-read',
]);

/** Labels of lesions whose growth a hold doubts. */
const doubtedGrowers = ({ classification }: CasePicture): ReadonlySet<string> =>
  new Set(
    classification.flags
      .filter(
        ({ state, tier, holds }) =>
          state === 'open' && tier === 'watch' && holds.some(({ code }) => doubtsGrowth.has(code)),
      )
      .flatMap(({ growers }) => growers.map(({ lesion }) => lesion)),
  );

/**
 * Established lesions that progress alone: one to five over all (docs/clinical-basis.md#pseudoprogression-and-oligoprogression), their growth beyond noise or
 * seen twice, while something that was measured does not grow. Only where a checkpoint inhibitor is known to be, or to have been, given.
 */
export function oligoprogressing(picture: CasePicture): LesionView[] {
  const { agents } = picture.history.treatment;
  if (!agents?.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor')) return [];
  const finding = picture.latest?.oligoprogression;
  if (finding?.verdict !== 'met' || growsEverywhere(picture) !== false) return [];
  const labels = new Set(finding.established);
  const doubted = doubtedGrowers(picture);
  if (!picture.lesions.some(({ label, role, now }) => role !== 'new' && now !== null && !labels.has(label))) return [];
  return picture.lesions.filter(
    ({ label, benign, grewBeyondNoise, now }) =>
      labels.has(label) && !benign && !doubted.has(label) && (now === null || grewBeyondNoise),
  );
}

/** Established lesions that grow: those the flag or oligoprogression names, with non-targets reported as unequivocal progression. */
export function growingLesions(picture: CasePicture): LesionView[] {
  const growing = new Set([...flaggedGrowers(picture), ...oligoprogressing(picture).map(({ label }) => label)]);
  return picture.lesions.filter(
    ({ label, role, nowState, benign }) =>
      role !== 'new' && !benign && (growing.has(label) || nowState === 'unequivocal-progression'),
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

/** New lesions that stand at the last scan: not gone, not shrinking since they were first seen, not without tumour by their tissue. */
export const standingNewLesions = ({ lesions }: CasePicture): LesionView[] =>
  lesions.filter(({ role, gone, benign, regressed }) => role === 'new' && gone !== true && !benign && !regressed);

/** New lesions that are there at the last scan, counted by a flag or not. */
export function presentNewLesions(picture: CasePicture): LesionView[] {
  const flagged = new Set(newLesions(picture).map(({ label }) => label));
  const standing = new Set(standingNewLesions(picture).map(({ label }) => label));
  return picture.lesions.filter(
    ({ label, now, nowState }) =>
      flagged.has(label) ||
      (standing.has(label) && picture.latest?.newLesion === 'yes' && (now !== null || nowState !== null)),
  );
}

/** Lesions that take up more at the last PET scan while others take up less. */
export function petProgressors({ latest, lesions }: CasePicture): LesionView[] {
  const labels = new Set(
    latest?.metabolic?.dissociated.verdict === 'met' ? latest.metabolic.dissociated.progressors : [],
  );
  return lesions.filter(({ label }) => labels.has(label));
}

/** Codes of the holds whose new lesions are first to be seen again. */
const waitingHolds: ReadonlySet<string> = new Set(['small-new-node', 'new-lesion-equivocal']);

/** New lesions that a hold sets aside until they are seen again. */
const lesionsWaiting = ({ classification }: CasePicture): ReadonlySet<string> =>
  new Set(
    classification.flags
      .filter(({ state, holds }) => state === 'open' && holds.some(({ code }) => waitingHolds.has(code)))
      .flatMap(({ newLesions: waiting }) => waiting.map(({ lesion }) => lesion)),
  );

/** New lesions that a biopsy could be about: not those that are first to be seen again, nor those in the brain, which have a question of their own. */
export function newLesionsAtIssue(picture: CasePicture): LesionView[] {
  const waiting = lesionsWaiting(picture);
  return presentNewLesions(picture).filter(({ label, organ }) => !waiting.has(label) && organ !== 'brain');
}

/** The lesions a biopsy would be about: new ones, else those that grow or take up more. */
export function lesionsAtIssue(picture: CasePicture): LesionView[] {
  const appeared = newLesionsAtIssue(picture);
  if (appeared.length > 0) return appeared;
  const labels = new Set([...progressingLesions(picture), ...petProgressors(picture)].map(({ label }) => label));
  return picture.lesions.filter(({ label }) => labels.has(label));
}

/** What is left anywhere, established and untreated; not what shows no tumour in its tissue. */
export const remainingLesions = (picture: CasePicture): LesionView[] =>
  picture.lesions.filter(({ role, gone, treated, benign }) => role !== 'new' && gone !== true && !treated && !benign);

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
    ({ region, role, gone, treated, benign }) =>
      region !== 'distant' && role !== 'new' && gone !== true && !treated && !benign,
  );
