/**
 * The closed list of facts that rules may ask for, each with the reading that answers it from the picture of a case. Every answer
 * may be 'unknown'; none is guessed.
 */
import {
  defaultOptions,
  discussionLimits,
  ecogDropped,
  isPartialResponse,
  isProgression,
  type DateInterval,
  type Micrometres,
  type TimepointClassification,
} from '../../response/index.js';
import { dayOf, newestOf, statementsOf, textIn } from './case-fact.js';
import {
  beginsUnconfirmedProgression,
  growingLesions,
  newLesions,
  newLesionsAtIssue,
  otherLesions,
  residualLesions,
  standingNewLesions,
  type CasePicture,
  type LesionView,
} from './case-picture.js';
import {
  fromLesionStatements,
  fromStatements,
  measured,
  yesOrNo,
  type FactReading,
  type Reader,
} from './fact-reading.js';
import { inAblationOrgan, inNeck, inPriorField, tissueTells } from './lesion-facts.js';
import { populationOf } from './population.js';
import { progressionReaders } from './progression-facts.js';
import { recordReaders } from './record-facts.js';
import { discordanceFacts, discordanceVerdicts } from './discordance-facts.js';
import { allOf, anyOf, negate, truthOf, type Truth } from './truth.js';

/** A fact that rules only need to be stated, whatever it says. */
const stated =
  (name: string): Reader =>
  (picture) => {
    const newest = newestOf(picture.facts, name);
    if (newest === null || newest.state === 'unknown') return { value: 'unknown', stated: newest ? [newest] : [] };
    return { value: newest.state === 'none' ? 'none' : 'stated', stated: statementsOf(picture.facts, name) };
  };

/** Days after the last dose within which a scan counts as under the drug: the flags' own, so that an item and its flag agree. */
const { daysAfterLastDose } = defaultOptions.flags;
const { stabilityDays, rapidPercent, rapidDays } = discussionLimits;

interface Distance {
  readonly fewest: number;
  readonly most: number;
}

const daysBetween = (earlier: DateInterval, later: DateInterval): Distance => ({
  fewest: dayOf(later.from) - dayOf(earlier.to),
  most: dayOf(later.to) - dayOf(earlier.from),
});

function atMost({ fewest, most }: Distance, days: number): Truth {
  if (most <= days) return true;
  return fewest > days ? false : 'unknown';
}

function onCheckpointInhibitor({ history: { treatment }, flags, latest }: CasePicture): Truth {
  if (treatment.agents === null) return 'unknown';
  if (!treatment.agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor')) return false;
  if (flags.length > 0 || treatment.ongoing === 'yes') return true;
  if (treatment.lastDose === null || !latest?.date) return 'unknown';
  return atMost(daysBetween(treatment.lastDose, latest.date), daysAfterLastDose);
}

function checkpointInhibitorAlone({ history: { treatment } }: CasePicture): Truth {
  return treatment.agents === null
    ? 'unknown'
    : treatment.agents.every(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor');
}

/** The first PD of RECIST 1.1, or an iUPD of iRECIST that begins a block of its own: nothing has confirmed it yet. */
function firstProgression({ latest }: CasePicture): Truth {
  if (latest === null) return false;
  if (beginsUnconfirmedProgression(latest)) return true;
  if (latest.afterProgression) return false;
  if (latest.overallResponse === null || latest.overallResponse === 'NE') return 'unknown';
  return latest.overallResponse === 'PD';
}

function newLesionPresent(picture: CasePicture): Truth {
  const { latest, flags } = picture;
  if (flags.some((flag) => flag.newLesions.length > 0)) return true;
  if (latest?.newLesion === 'yes') return standingNewLesions(picture).length > 0;
  return latest === null || latest.newLesion === 'no' ? false : 'unknown';
}

/**
 * Stability as a named clinician stated it within 14 days of the last scan; a later statement to the contrary counts however late.
 * No statement is no confirmation: unknown.
 */
function clinicallyStable({ history, latest }: CasePicture): Truth {
  const scan = latest?.date;
  if (!scan) return 'unknown';
  const since = history.reported.stability.filter(({ date }) => dayOf(date.to) >= dayOf(scan.from) - stabilityDays);
  const newest = since.reduce((last, { date }) => (date.to > last ? date.to : last), '');
  const words = new Set(since.filter(({ date }) => date.to === newest).map(({ stable }) => stable));
  if (words.size !== 1) return 'unknown';
  if (words.has(false)) return false;
  return since.some(({ date, stable }) => stable && isWithin(date, scan)) ? true : 'unknown';
}

const isWithin = (date: DateInterval, scan: DateInterval): boolean => {
  const { fewest, most } = daysBetween(date, scan);
  return most <= stabilityDays && -fewest <= stabilityDays;
};

/** Fewest days between two scans, by their dates or their study days; null where neither tells. */
function daysBetweenScans(earlier: TimepointClassification, later: TimepointClassification): Distance | null {
  if (earlier.date && later.date) return daysBetween(earlier.date, later.date);
  if (earlier.studyDay === null || later.studyDay === null) return null;
  return { fewest: later.studyDay - earlier.studyDay, most: later.studyDay - earlier.studyDay };
}

/** A sum that rises at the pace of 40 % in 61 days or more [P]; as much as a progression, so that noise alone is never rapid. */
const isRapid = (previous: Micrometres, now: Micrometres, days: number): boolean =>
  isProgression(previous, now) && 100 * (now - previous) * rapidDays >= rapidPercent * previous * Math.max(days, 1);

function rapidGrowth({ scans, latest }: CasePicture): Truth {
  if (latest === null) return false;
  const previous = scans[scans.indexOf(latest) - 1];
  if (!previous || previous.sumOfDiameters === null || latest.sumOfDiameters === null) return 'unknown';
  const distance = daysBetweenScans(previous, latest);
  if (distance === null) return 'unknown';
  const fastest = isRapid(previous.sumOfDiameters, latest.sumOfDiameters, distance.fewest);
  return fastest === isRapid(previous.sumOfDiameters, latest.sumOfDiameters, distance.most) ? fastest : 'unknown';
}

function ecogWorse({ history: { reported }, baseline }: CasePicture): Truth {
  const date = baseline?.date ?? null;
  return ecogDropped(reported.ecog, date === null ? null : { from: dayOf(date.from), to: dayOf(date.to) }) ?? 'unknown';
}

const treatable = (lesions: readonly LesionView[]): Truth =>
  lesions.length === 0 ? false : allOf(lesions.map(({ facts }) => truthOf(facts?.treatable ?? 'unknown')));

/** At least -30 % of the sum against the baseline with nothing growing (RECIST 1.1's partial response, on these lesions alone), or all gone. */
function haveResponded(lesions: readonly LesionView[]): Truth {
  if (lesions.length === 0) return false;
  const growing = anyOf(lesions.map((lesion) => lesion.growing));
  const gone = allOf(lesions.map((lesion) => lesion.gone));
  if (growing === true || gone === true) return growing !== true;
  const sized = lesions.filter(({ baseline }) => baseline !== null);
  if (sized.length === 0) return gone;
  if (growing === 'unknown' || sized.some(({ now }) => now === null)) return 'unknown';
  const sum = (sizes: readonly (Micrometres | null)[]): number =>
    sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
  return isPartialResponse(sum(sized.map(({ baseline }) => baseline)), sum(sized.map(({ now }) => now)));
}

/** Lesions whose region nobody named are counted both ways; where that changes the answer it is unknown. */
function distantResponse({ lesions, latest }: CasePicture): Truth {
  if (latest === null) return false;
  const established = lesions.filter(({ role, treated, benign }) => role !== 'new' && !treated && !benign);
  const without = haveResponded(established.filter(({ region }) => region === 'distant'));
  const including = haveResponded(established.filter(({ region }) => region !== 'locoregional'));
  return without === including ? without : 'unknown';
}

function residueLeft(picture: CasePicture): Truth {
  if (picture.latest === null) return false;
  const left = residualLesions(picture);
  if (left.some(({ region, gone }) => region === 'locoregional' && gone === false)) return true;
  return left.length > 0 ? 'unknown' : false;
}

function locoregionalGrowth({ lesions }: CasePicture): Truth {
  const established = lesions.filter(({ role, treated }) => role !== 'new' && !treated);
  return anyOf(
    established.map(({ region, growing }) => {
      if (region === 'locoregional') return growing;
      return region === 'unknown' && growing !== false ? 'unknown' : false;
    }),
  );
}

/** A named clinician's dated word, not older than the baseline: an older or undated one does not say 'now'. */
function statedSinceBaseline(picture: CasePicture, name: string, field: string): Truth {
  const newest = newestOf(picture.facts, name);
  const answer = yesOrNo(newest, textIn(newest, field));
  const start = picture.baseline?.date;
  if (answer === 'unknown' || newest === null || newest.date === null || !start) return 'unknown';
  return newest.date.slice(0, 10) >= start.from.slice(0, newest.date.length) ? answer : 'unknown';
}

const recurrentOrMetastatic = ({
  history: {
    treatment: { setting },
  },
}: CasePicture): Truth => (setting === 'unknown' ? 'unknown' : setting === 'recurrent-or-metastatic');

function deNovoMetastatic({ facts }: CasePicture): Truth {
  const newest = newestOf(facts, 'disease-extent');
  return newest?.state === 'known' ? newest.value === 'de-novo-m1' : 'unknown';
}

/** The newest 'yes' or 'no', as the value itself or in a field of it. */
const statedYes =
  (name: string, field?: string): Reader =>
  (picture) => {
    const newest = newestOf(picture.facts, name);
    return fromStatements(yesOrNo(newest, field === undefined ? newest?.value : textIn(newest, field)), picture, name);
  };

function accessible(picture: CasePicture): FactReading {
  const truths = newLesions(picture).map(({ label }) => {
    const newest = statementsOf(picture.facts, 'biopsy-access', label).at(-1) ?? null;
    return yesOrNo(newest, textIn(newest, 'accessible'));
  });
  return fromLesionStatements(anyOf(truths), picture, 'biopsy-access', newLesions(picture));
}

/** True once tissue says of every new lesion what it is. */
function tissueOfNewLesions(picture: CasePicture): FactReading {
  const examined = newLesions(picture).map((lesion): Truth => (tissueTells(lesion) ? true : 'unknown'));
  return fromLesionStatements(allOf(examined), picture, 'tissue', newLesions(picture));
}

const flagged = (picture: CasePicture, definition: string): boolean =>
  picture.flags.some((flag) => flag.definition === definition);

/** Verdicts on an evaluator's history: where several evaluators decide, they must agree. */
const verdictReaders = {
  'first-progression': (picture) => measured(firstProgression(picture)),
  'new-lesion-present': (picture) => measured(newLesionPresent(picture)),
  'new-lesion-at-issue': (picture) => measured(newLesionsAtIssue(picture).length > 0),
  'rapid-growth': (picture) => measured(rapidGrowth(picture)),
  'distant-response': (picture) => measured(distantResponse(picture)),
  'locoregional-residue': (picture) => measured(residueLeft(picture)),
  'locoregional-growth': (picture) => measured(locoregionalGrowth(picture)),
  ...progressionReaders,
  ...discordanceVerdicts,
} as const satisfies Readonly<Record<string, Reader>>;

/** What was stated, and what the flag and the lesions it names show, in the view of the evaluator the words are taken from. */
const caseReaders = {
  'on-checkpoint-inhibitor': (picture) =>
    fromStatements(onCheckpointInhibitor(picture), picture, 'agents', 'treatment-ongoing', 'last-dose'),
  'checkpoint-inhibitor-alone': (picture) => fromStatements(checkpointInhibitorAlone(picture), picture, 'agents'),
  'recurrent-or-metastatic': (picture) => fromStatements(recurrentOrMetastatic(picture), picture, 'setting'),
  nasopharyngeal: (picture) =>
    fromStatements(populationOf(picture).group === 'nasopharynx', picture, 'primary-site', 'histology'),
  'scan-dates': ({ baseline, latest }) => measured(baseline?.date && latest?.date ? true : 'unknown'),
  'flag-open': ({ flags }) => measured(flags.length > 0),
  'flag-established-growth': (picture) => measured(flagged(picture, 'DR-A')),
  'flag-new-lesion': (picture) => measured(flagged(picture, 'DR-B')),
  'growing-lesions': (picture) => measured(growingLesions(picture).length),
  'growing-lesions-treatable': (picture) =>
    fromLesionStatements(treatable(growingLesions(picture)), picture, 'treatable', growingLesions(picture)),
  'growing-in-prior-field': (picture) =>
    fromLesionStatements(
      anyOf(growingLesions(picture).map(inPriorField)),
      picture,
      'prior-radiotherapy-field',
      growingLesions(picture),
    ),
  'growing-in-neck': (picture) => measured(anyOf(growingLesions(picture).map(inNeck))),
  'growing-outside-neck': (picture) => measured(anyOf(growingLesions(picture).map((lesion) => negate(inNeck(lesion))))),
  'growing-in-ablation-organ': (picture) => measured(anyOf(growingLesions(picture).map(inAblationOrgan))),
  'other-lesions-not-growing': (picture) =>
    measured(negate(anyOf(otherLesions(picture).map(({ growing }) => growing)))),
  'new-lesions-treatable': (picture) =>
    fromLesionStatements(treatable(newLesions(picture)), picture, 'treatable', newLesions(picture)),
  'new-in-ablation-organ': (picture) => measured(anyOf(newLesions(picture).map(inAblationOrgan))),
  'new-lesion-tissue': tissueOfNewLesions,
  'new-lesion-accessible': accessible,
  'clinically-stable': (picture) => fromStatements(clinicallyStable(picture), picture, 'clinical-stability'),
  'organ-at-risk': (picture) => fromStatements(truthOf(picture.history.reported.organAtRisk), picture, 'organ-at-risk'),
  'ecog-worse': (picture) => fromStatements(ecogWorse(picture), picture, 'ecog'),
  resectable: (picture) =>
    fromStatements(statedSinceBaseline(picture, 'resectability', 'resectable'), picture, 'resectability'),
  irradiable: (picture) =>
    fromStatements(statedSinceBaseline(picture, 'irradiability', 'irradiable'), picture, 'irradiability'),
  'de-novo-metastatic': (picture) => fromStatements(deNovoMetastatic(picture), picture, 'disease-extent'),
  'oligometastatic-before': statedYes('oligometastatic-before'),
  'local-option-may-close': statedYes('local-option-may-close', 'mayClose'),
  anticoagulation: stated('anticoagulation'),
  'ebv-dna': stated('ebv-dna'),
  ecog: stated('ecog'),
  histology: stated('histology'),
  'patient-wish': stated('patient-wish'),
  'pd-l1-cps': stated('pd-l1-cps'),
  'pd-l1-assay': stated('pd-l1-assay'),
  'prior-radiotherapy': stated('prior-radiotherapy'),
  smoking: stated('smoking'),
  'brain-imaging': stated('brain-imaging'),
  'carotid-contact': stated('carotid-contact-degrees'),
  comorbidity: stated('comorbidity'),
  'consent-beyond-progression': stated('consent-beyond-progression'),
  'dental-status': stated('dental-status'),
  'feeding-tube': stated('feeding-tube'),
  'fitness-for-anaesthesia': stated('fitness-for-anaesthesia'),
  'immune-adverse-event': stated('immune-adverse-event'),
  'line-number': stated('line-number'),
  'lung-function': stated('lung-function'),
  'open-trials': stated('open-trials'),
  'palliative-care-involved': stated('palliative-care-involved'),
  'patient-informed': stated('patient-informed'),
  'platinum-free-interval': stated('platinum-free-interval-months'),
  steroids: stated('steroids'),
  tolerable: statedYes('tolerable', 'tolerable'),
  tracheostomy: stated('tracheostomy'),
  'weight-loss': stated('weight-loss-percent'),
  ...recordReaders,
  ...discordanceFacts,
  'spine-stability': stated('spine-stability-sins'),
  symptoms: stated('symptoms'),
} as const satisfies Readonly<Record<string, Reader>>;

/** Every fact a rule may ask for. */
export const factIds: readonly string[] = [...Object.keys(verdictReaders), ...Object.keys(caseReaders)];

export type FactReadings = (fact: string) => FactReading;

function readAgreed(pictures: readonly CasePicture[], reader: Reader): FactReading {
  const readings = pictures.map(reader);
  const [first] = readings;
  const same = first !== undefined && readings.every(({ value }) => value === first.value);
  return same ? first : { value: 'unknown', stated: first?.stated ?? [] };
}

/**
 * Reads facts from the views of the evaluators who decide (first = the one whose words are used), each once.
 * Throws on a fact outside the closed list: the catalogue is checked against the list when it is loaded.
 */
export function readFacts(pictures: readonly CasePicture[]): FactReadings {
  const known = new Map<string, FactReading>();
  const read = (fact: string): FactReading => {
    const verdict = Object.hasOwn(verdictReaders, fact) ? verdictReaders[fact as keyof typeof verdictReaders] : null;
    if (verdict) return readAgreed(pictures, verdict);
    if (!Object.hasOwn(caseReaders, fact)) throw new Error(`'${fact}' is not a fact that rules may ask for`);
    const reader: Reader = caseReaders[fact as keyof typeof caseReaders];
    return readAgreed(pictures.slice(0, 1), reader);
  };
  return (fact) => {
    let reading = known.get(fact);
    if (reading === undefined) known.set(fact, (reading = read(fact)));
    return reading;
  };
}
