/**
 * PET criteria at each follow-up (docs/clinical-basis.md#pet): PERCIST 1.0 (Wahl 2009), EORTC 1999 (Young), imPERCIST5
 * (Ito 2019), PERCIMT (Anwar and Sachpekidis 2018), and the project's dissociated response by SULpeak [P]. Thresholds
 * are inclusive but where the reference writes '>'. Change is judged against the baseline. A quantity that is not SUL
 * is refused for PERCIST. imPERCIST5 takes its conditions of measurability and comparability from PERCIST [P]: the
 * reference states none of its own.
 */
import type {
  MetabolicResponse,
  MetabolicTimepoint,
  MetabolicVerdict,
  PatternVerdict,
  PatternVerdictValue,
} from '../model/classification.js';
import { formatDecimal, parseDecimal, sumOfDecimals } from '../model/decimals.js';
import type { UptakeQuantity, UptakeReference } from '../model/history.js';
import { named, type EvaluatorMatrix, type LesionSeries } from '../model/lesion-series.js';
import { hasGrown } from '../model/lengths.js';
import { directionOf, type Direction } from './modality-disagreement.js';
import { countsAsNew, newLesionCourses } from '../model/new-lesions.js';
import type { ResolvedOptions } from '../model/options.js';
import { noParameters, type PlainMetabolicPhrase, type ResponsePhrase } from '../model/phrases.js';
import { patternDefinition, type UptakeRule } from '../patterns/pattern-definitions.js';
import type { RecistTimepoint } from '../recist/recist.js';
import { step } from '../model/trace.js';
import { petLimits } from '../thresholds.js';

const one = parseDecimal('1')!;
const { uptakeMinutesApart, mostHottest, mostHottestAnOrgan, eortcExtentPercent } = petLimits;
const percistPercent = BigInt(petLimits.percistPercent);
const percistAbsolute = parseDecimal(petLimits.percistAbsolute)!;
const glycolysisPercent = BigInt(petLimits.percistGlycolysisPercent);
const liverMeans = parseDecimal(petLimits.percistLiverMeans)!;
const bloodPoolMeans = parseDecimal(petLimits.percistBloodPoolMeans)!;
const referenceSds = parseDecimal(petLimits.percistReferenceSds)!;
const liverPercent = BigInt(petLimits.liverPercent);
const liverAbsolute = parseDecimal(petLimits.liverAbsolute)!;
const eortcProgressionPercent = BigInt(petLimits.eortcProgressionPercent);
const eortcResponsePercent = BigInt(petLimits.eortcResponsePercent);
const eortcFirstCyclePercent = BigInt(petLimits.eortcFirstCyclePercent);
const imPercistPercent = BigInt(petLimits.imPercistPercent);

interface Hot {
  readonly lesion: LesionSeries;
  readonly value: bigint;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

const fell = (reference: bigint, now: bigint, percent: bigint): boolean =>
  now < reference && 100n * now <= (100n - percent) * reference;
const rose = (reference: bigint, now: bigint, percent: bigint): boolean =>
  now > reference && 100n * now >= (100n + percent) * reference;

/** The uptake of a lesion at a scan in one quantity; 0 where the lesion is reported gone; null where it is not stated. */
function uptakeAt(lesion: LesionSeries, index: number, quantity: UptakeQuantity): bigint | null {
  const { finding, kind } = lesion.readings[index]!;
  const stated = finding?.uptake.find((uptake) => uptake.quantity === quantity);
  if (stated !== undefined) return parseDecimal(stated.value);
  return kind === 'absent' ? 0n : null;
}

const hotLesions = (lesions: readonly LesionSeries[], index: number, quantity: UptakeQuantity): readonly Hot[] =>
  lesions
    .flatMap((lesion) => {
      const value = uptakeAt(lesion, index, quantity);
      return value === null ? [] : [{ lesion, value }];
    })
    .sort((left, right) => (left.value > right.value ? -1 : left.value < right.value ? 1 : 0));

const statesAny = (lesions: readonly LesionSeries[], index: number): boolean =>
  lesions.some(({ readings }) => (readings[index]!.finding?.uptake.length ?? 0) > 0);

interface PetScene {
  readonly lesions: readonly LesionSeries[];
  readonly baseline: number;
  readonly index: number;
  readonly references: { readonly baseline: UptakeReference | null; readonly now: UptakeReference | null };
  readonly newLesions: readonly LesionSeries[];
  readonly afterFirstCycle: boolean;
}

const verdict = (
  response: MetabolicResponse,
  reference: bigint | null,
  now: bigint | null,
  reasons: readonly ResponsePhrase[] = [],
): MetabolicVerdict => ({
  response,
  reference: reference === null ? null : formatDecimal(reference),
  now: now === null ? null : formatDecimal(now),
  reasons,
});

const decimalOf = (text: string | null | undefined): bigint | null =>
  text === null || text === undefined ? null : parseDecimal(text);

/** Least SULpeak that is measurable: 1.5 liver mean + 2 SD, or 2 blood pool mean + 2 SD where the liver is diseased; null = not stated. */
function measurableFrom(reference: UptakeReference | null): bigint | null {
  const diseased = reference?.liverDiseased === true;
  const [mean, sd] = [
    decimalOf(diseased ? reference?.bloodPoolMean : reference?.liverMean),
    decimalOf(diseased ? reference?.bloodPoolSd : reference?.liverSd),
  ];
  if (mean === null || sd === null) return null;
  return ((diseased ? bloodPoolMeans : liverMeans) * mean + referenceSds * sd) / one;
}

/** Why the hottest lesion of the baseline cannot be followed; null where it can, or where nothing was stated to tell by. */
function notMeasurable(hottest: bigint, threshold: bigint | null): ResponsePhrase | null {
  return threshold !== null && hottest < threshold
    ? {
        id: 'metabolic/not-measurable',
        parameters: { hottest: formatDecimal(hottest), threshold: formatDecimal(threshold) },
      }
    : null;
}

const said = (id: PlainMetabolicPhrase): ResponsePhrase => ({ id, parameters: noParameters });

const unchecked = (threshold: bigint | null): readonly ResponsePhrase[] =>
  threshold === null ? [said('metabolic/measurability-unchecked')] : [];

/** What forbids a comparison of the two scans. */
function incomparable({ references }: PetScene): readonly ResponsePhrase[] {
  const { baseline, now } = references;
  const [before, after] = [decimalOf(baseline?.liverMean), decimalOf(now?.liverMean)];
  const reasons: ResponsePhrase[] = [];
  if (
    before !== null &&
    after !== null &&
    baseline?.liverDiseased !== true &&
    now?.liverDiseased !== true &&
    (100n * absolute(after - before) > liverPercent * before || absolute(after - before) >= liverAbsolute)
  ) {
    reasons.push({
      id: 'metabolic/livers-differ',
      parameters: {
        before: formatDecimal(before),
        now: formatDecimal(after),
        percent: petLimits.liverPercent,
        absolute: petLimits.liverAbsolute,
      },
    });
  }
  const [early, late] = [baseline?.uptakeMinutes ?? null, now?.uptakeMinutes ?? null];
  if (early !== null && late !== null && Math.abs(late - early) > uptakeMinutesApart)
    reasons.push({
      id: 'metabolic/times-differ',
      parameters: { before: early, now: late, minutes: uptakeMinutesApart },
    });
  const [first, second] = [baseline?.scanner ?? null, now?.scanner ?? null];
  if (first !== null && second !== null && first !== second)
    reasons.push({ id: 'metabolic/another-scanner', parameters: { before: first, now: second } });
  return reasons;
}

/** True when every lesion that was there from the start is reported gone. */
function allGone(lesions: readonly LesionSeries[], index: number): boolean {
  const old = lesions.filter(({ role }) => role !== 'new');
  return old.length > 0 && old.every(({ readings }) => readings[index]!.kind === 'absent');
}

/** Total lesion glycolysis rose by 75 % or more, where every lesion's was stated at both scans. */
function extentRose({ lesions, baseline, index }: PetScene): boolean {
  const known = lesions.filter(({ role }) => role !== 'new');
  const pairs = known.map((lesion) => [uptakeAt(lesion, baseline, 'TLG'), uptakeAt(lesion, index, 'TLG')] as const);
  if (pairs.some(([before, now]) => before === null || now === null)) return false;
  return rose(
    sumOfDecimals(pairs.map(([before]) => before!)),
    sumOfDecimals(pairs.map(([, now]) => now!)),
    glycolysisPercent,
  );
}

/** Lesions whose SULpeak was stated at baseline and is not known now. */
const silentLesions = ({ lesions, baseline, index }: PetScene): readonly LesionSeries[] =>
  lesions.filter(
    (lesion) => uptakeAt(lesion, baseline, 'SULpeak') !== null && uptakeAt(lesion, index, 'SULpeak') === null,
  );

function percist(scene: PetScene): MetabolicVerdict {
  const { lesions, baseline, index } = scene;
  const [before, now] = [hotLesions(lesions, baseline, 'SULpeak')[0], hotLesions(lesions, index, 'SULpeak')[0]];
  if (before === undefined || now === undefined) {
    const other = statesAny(lesions, baseline) || statesAny(lesions, index);
    return verdict('NE', before?.value ?? null, now?.value ?? null, [
      said(other ? 'metabolic/other-quantity' : 'metabolic/no-uptake'),
    ]);
  }
  const threshold = measurableFrom(scene.references.baseline);
  const unmeasurable = notMeasurable(before.value, threshold);
  if (unmeasurable !== null) return verdict('NE', before.value, now.value, [unmeasurable]);
  if (scene.newLesions.length > 0)
    return verdict('PMD', before.value, now.value, [...unchecked(threshold), said('metabolic/new-lesion')]);
  const reasons = incomparable(scene);
  if (reasons.length > 0) return verdict('NE', before.value, now.value, reasons);
  const response = percistBySize(scene, before.value, now.value);
  const silent = silentLesions(scene);
  if (silent.length > 0 && response !== 'PMD') {
    return verdict('NE', before.value, now.value, [
      { id: 'metabolic/could-be-hottest', parameters: { lesions: silent.map(named) } },
    ]);
  }
  return verdict(response, before.value, now.value, [
    ...unchecked(threshold),
    ...perhapsComplete(scene, response, now.value),
  ]);
}

/** CMR asks for lesions under the liver and equal to the background; the background is not in the input. */
function perhapsComplete(
  { references }: PetScene,
  response: MetabolicResponse,
  hottest: bigint,
): readonly ResponsePhrase[] {
  const liver = references.now?.liverDiseased === true ? null : decimalOf(references.now?.liverMean);
  return response === 'CMR' || liver === null || hottest >= liver
    ? []
    : [{ id: 'metabolic/perhaps-complete', parameters: { liver: formatDecimal(liver) } }];
}

function percistBySize(scene: PetScene, before: bigint, now: bigint): MetabolicResponse {
  if (allGone(scene.lesions, scene.index)) return 'CMR';
  if ((rose(before, now, percistPercent) && now - before >= percistAbsolute) || extentRose(scene)) return 'PMD';
  return fell(before, now, percistPercent) && before - now >= percistAbsolute ? 'PMR' : 'SMD';
}

const suvQuantities: readonly UptakeQuantity[] = ['SUVmean', 'SUVmax', 'SULpeak', 'SUVpeak', 'SULmax'];

/** EORTC 1999 on the sum of the uptake of all lesions stated at both scans, in one quantity. */
function eortc(scene: PetScene): MetabolicVerdict {
  const { lesions, baseline, index } = scene;
  const old = lesions.filter(({ role }) => role !== 'new');
  const quantity = suvQuantities.find((candidate) =>
    old.some((lesion) => uptakeAt(lesion, index, candidate) !== null && uptakeAt(lesion, baseline, candidate) !== null),
  );
  if (quantity === undefined) return verdict('NE', null, null, [said('metabolic/no-common-quantity')]);
  const pairs = old.map((lesion) => [uptakeAt(lesion, baseline, quantity), uptakeAt(lesion, index, quantity)] as const);
  const missing = pairs.some(([before, now]) => before !== null && now === null);
  const known = pairs.filter((pair): pair is readonly [bigint, bigint] => pair[0] !== null && pair[1] !== null);
  const [before, now] = [sumOfDecimals(known.map(([value]) => value)), sumOfDecimals(known.map(([, value]) => value))];
  const extent = old.some(
    ({ readings }) =>
      readings[baseline]!.size !== null &&
      readings[index]!.size !== null &&
      hasGrown(readings[baseline]!.size!, readings[index]!.size!, eortcExtentPercent, false),
  );
  if (scene.newLesions.length > 0 || extent)
    return verdict('PMD', before, now, [
      scene.newLesions.length > 0
        ? said('metabolic/new-lesion')
        : { id: 'metabolic/extent-rose', parameters: { percent: eortcExtentPercent } },
    ]);
  if (missing) return verdict('NE', before, now, [{ id: 'metabolic/quantity-missing', parameters: { quantity } }]);
  if (allGone(lesions, index)) return verdict('CMR', before, now);
  if (100n * now > (100n + eortcProgressionPercent) * before) return verdict('PMD', before, now);
  const responds = scene.afterFirstCycle
    ? fell(before, now, eortcFirstCyclePercent)
    : 100n * now < (100n - eortcResponsePercent) * before;
  return verdict(responds ? 'PMR' : 'SMD', before, now);
}

/** The sum of the hottest lesions, as many as the criterion takes of all and of an organ. */
function sumOfHottest(hot: readonly Hot[]): bigint {
  const chosen: Hot[] = [];
  for (const candidate of hot) {
    const sameOrgan = chosen.filter(
      ({ lesion }) => lesion.organ !== null && lesion.organ === candidate.lesion.organ,
    ).length;
    if (chosen.length < mostHottest && sameOrgan < mostHottestAnOrgan) chosen.push(candidate);
  }
  return sumOfDecimals(chosen.map(({ value }) => value));
}

function imPercist5(scene: PetScene): MetabolicVerdict {
  const [before, now] = [
    hotLesions(scene.lesions, scene.baseline, 'SULpeak'),
    hotLesions(scene.lesions, scene.index, 'SULpeak'),
  ];
  const old = before.map(({ lesion }) => lesion);
  if (before.length === 0 || old.some((lesion) => !now.some((hot) => hot.lesion === lesion))) {
    return verdict('NE', null, null, [said('metabolic/sulpeak-missing')]);
  }
  const [sumBefore, sumNow] = [sumOfHottest(before), sumOfHottest(now)];
  const threshold = measurableFrom(scene.references.baseline);
  const unmeasurable = notMeasurable(before[0]!.value, threshold);
  const forbidden = unmeasurable === null ? incomparable(scene) : [unmeasurable];
  if (forbidden.length > 0) return verdict('NE', sumBefore, sumNow, forbidden);
  const caveats = unchecked(threshold);
  if (allGone(scene.lesions, scene.index) && scene.newLesions.length === 0)
    return verdict('CMR', sumBefore, sumNow, caveats);
  if (rose(sumBefore, sumNow, imPercistPercent)) return verdict('PMD', sumBefore, sumNow, caveats);
  return verdict(fell(sumBefore, sumNow, imPercistPercent) ? 'PMR' : 'SMD', sumBefore, sumNow, caveats);
}

/** Numbers of new lesions that make PMD, by their functional diameter. Sources differ on the edge. */
const percimtCounts: readonly { readonly over: number; readonly count: number }[] = [
  { over: petLimits.percimtLarge, count: petLimits.percimtLargeCount },
  { over: petLimits.percimtMiddle, count: petLimits.percimtMiddleCount },
  { over: -1, count: petLimits.percimtAnyCount },
];

function percimt({ lesions, newLesions, baseline, index }: PetScene): MetabolicVerdict {
  const old = lesions.filter(({ role, readings }) => role !== 'new' && readings[baseline]!.finding !== null);
  const progressive = percimtCounts.some(
    ({ over, count }) => newLesions.filter(({ readings }) => (readings[index]!.size ?? 0) > over).length >= count,
  );
  if (progressive)
    return verdict('PMD', null, null, [{ id: 'metabolic/new-lesions', parameters: { count: newLesions.length } }]);
  if (old.length === 0 || old.some(({ readings }) => readings[index]!.finding === null))
    return verdict('NE', null, null, [said('metabolic/lesion-without-row')]);
  const gone = old.filter(({ readings }) => readings[index]!.kind === 'absent').length;
  if (newLesions.length === 0 && gone === old.length) return verdict('CMR', null, null);
  return verdict(newLesions.length === 0 && gone > 0 ? 'PMR' : 'SMD', null, null);
}

/** Whether a new lesion takes up FDG: by the latest uptake stated of it; null where none was. */
function isAvid({ readings }: LesionSeries, index: number): boolean | null {
  const stated = readings.slice(0, index + 1).findLast(({ finding }) => finding !== null && finding.uptake.length > 0);
  return stated === undefined ? null : stated.finding!.uptake.some(({ value }) => (parseDecimal(value) ?? 0n) > 0n);
}

const uptakeDefinition = patternDefinition('PET-DR')!;
const uptakeRule = uptakeDefinition.rule as UptakeRule;
const uptakePercent = BigInt(uptakeRule.percent);
const uptakeAbsolute = parseDecimal(uptakeRule.absolute)!;

interface UptakeChange {
  readonly label: string;
  readonly before: bigint;
  readonly now: bigint;
}

/**
 * Dissociated response of uptake as a pattern: who fell, who rose, which new lesion is avid. Lesions without a value, old or new, leave
 * it open where they could decide.
 */
function uptakePattern({ lesions, newLesions, baseline, index }: PetScene): PatternVerdict {
  const valueAt = (lesion: LesionSeries, scan: number): bigint | null => uptakeAt(lesion, scan, uptakeRule.quantity);
  const old = lesions.filter(({ role, readings }) => role !== 'new' && !readings[index]!.treated);
  const measured = old.flatMap((lesion): UptakeChange[] => {
    const [before, now] = [valueAt(lesion, baseline), valueAt(lesion, index)];
    return before === null || now === null ? [] : [{ label: lesion.label, before, now }];
  });
  const silent = old.filter((lesion) => valueAt(lesion, baseline) !== null && valueAt(lesion, index) === null).length;
  const responders = measured.filter(
    ({ before, now }) => fell(before, now, uptakePercent) && before - now >= uptakeAbsolute,
  );
  const progressors = measured.filter(
    ({ before, now }) => rose(before, now, uptakePercent) && now - before >= uptakeAbsolute,
  );
  const avid = newLesions.filter((lesion) => isAvid(lesion, index) === true).map(({ label }) => label);
  const perhapsAvid = newLesions.some((lesion) => isAvid(lesion, index) === null);
  const [responds, progresses] = [responders.length > 0, progressors.length + avid.length > 0];
  const couldRespond = responds || silent > 0;
  const couldProgress = progresses || perhapsAvid || silent > (responds ? 0 : 1);
  const few = measured.length < uptakeRule.fewestLesions && newLesions.length === 0;
  const verdict: PatternVerdictValue =
    responds && progresses ? 'met' : few || (couldRespond && couldProgress) ? 'not-assessable' : 'not-met';
  return {
    definition: uptakeDefinition.id,
    verdict,
    shrinkers: responders.map(({ label }) => label),
    growers: progressors.map(({ label }) => label),
    newLesions: avid,
    course: null,
    trace: [
      step(
        'pattern/uptake',
        {
          definition: uptakeDefinition.id,
          quantity: uptakeRule.quantity,
          percent: uptakeRule.percent,
          absolute: uptakeRule.absolute,
          responders: responders.map(changeShown),
          progressors: progressors.map(changeShown),
          newLesions: avid,
        },
        verdict,
      ),
    ],
  };
}

const changeShown = ({ label, before, now }: UptakeChange) => ({
  lesion: label,
  before: formatDecimal(before),
  now: formatDecimal(now),
});

const byUptake: Readonly<Record<MetabolicResponse, Direction | null>> = {
  CMR: 'responds',
  PMR: 'responds',
  SMD: 'stable',
  PMD: 'progresses',
  NE: null,
};

function disagreementOf(recist: RecistTimepoint, metabolic: MetabolicVerdict): ResponsePhrase | null {
  const [sizes, uptake] = [directionOf(recist.overall), byUptake[metabolic.response]];
  return sizes === null || uptake === null || sizes === uptake
    ? null
    : {
        id: 'metabolic/disagreement',
        parameters: { bySize: recist.overall!, byUptake: metabolic.response },
      };
}

/** The criteria at one follow-up, and dissociated response of uptake as a pattern beside those of sizes. */
export interface MetabolicResult {
  readonly verdicts: MetabolicTimepoint;
  readonly pattern: PatternVerdict;
}

/**
 * The PET criteria of every follow-up by index of the timeline; null throughout where the history holds no uptake. Lesions of
 * another tumour are left out.
 */
export function classifyMetabolic(
  matrix: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  options: ResolvedOptions,
): readonly (MetabolicResult | null)[] {
  const { timepoints, baseline } = matrix.timeline;
  const lesions = matrix.lesions.filter(({ secondPrimary }) => !secondPrimary);
  const hasUptake = lesions.some(({ readings }) =>
    readings.some(({ finding }) => finding !== null && finding.uptake.length > 0),
  );
  if (!hasUptake || timepoints[baseline]?.phase !== 'baseline') return timepoints.map(() => null);
  const courses = newLesionCourses(matrix, options.recist);
  return timepoints.map(({ phase, timepoint }, index) => {
    const response = recist[index] ?? null;
    if (phase !== 'follow-up' || response === null || !(statesAny(lesions, index) || allGone(lesions, index)))
      return null;
    const scene: PetScene = {
      lesions,
      baseline,
      index,
      afterFirstCycle: options.metabolic.afterFirstCycle,
      references: {
        baseline: timepoints[baseline]!.timepoint.uptakeReference ?? null,
        now: timepoint.uptakeReference ?? null,
      },
      newLesions: courses.filter(({ status }) => countsAsNew(status[index])).map(({ lesion }) => lesion),
    };
    const byPercist = percist(scene);
    const pattern = uptakePattern(scene);
    return {
      pattern,
      verdicts: {
        percist: byPercist,
        eortc1999: eortc(scene),
        imPercist5: imPercist5(scene),
        percimt: percimt(scene),
        dissociated: {
          verdict: pattern.verdict,
          responders: pattern.shrinkers,
          progressors: pattern.growers,
          newLesions: pattern.newLesions,
        },
        disagreement: disagreementOf(response, byPercist),
      },
    };
  });
}
