/**
 * Hyperprogression at the first evaluation under each published definition
 * (docs/clinical-basis.md#hyperprogression-and-growth-rates). Without a scan before treatment the definitions that
 * compare rates are not assessable; with no growth before treatment the ratios are not, and the differences are
 * answered; an unknown fact is never read as no.
 */
import type { GrowthAssessment, HyperprogressionVerdict, PatternVerdictValue } from '../model/classification.js';
import { daySpan, fewestDaysBetween, mostDaysBetween, type DaySpan } from '../model/dates.js';
import { growthRate, type GrowthRate } from './growth-rate.js';
import type { Micrometres, Organ, ReportedContext, TreatmentContext } from '../model/history.js';
import type { EvaluatorMatrix, LesionSeries } from '../model/lesion-series.js';
import { countsAsNew, newLesionCourses } from '../model/new-lesions.js';
import type { ResolvedOptions } from '../model/options.js';
import { noParameters, type GrowthPhrase, type ResponsePhrase } from '../model/phrases.js';
import type { RecistTimepoint } from '../recist/recist.js';
import { growthLimits } from '../thresholds.js';

/** Two months in days, as these definitions count them. */
const twoMonths = growthLimits.twoMonthsDays;

/** true, false, or null where a fact is not known. */
type Answer = boolean | null;

/** Where new lesions lie; a new lesion (or one of the baseline) whose organ nobody stated leaves open what it could answer. */
interface Spread {
  readonly twoInInvolvedOrgan: Answer;
  readonly newOrgan: Answer;
  readonly twoOrgans: Answer;
}

interface Facts {
  readonly before: GrowthRate | null;
  readonly on: GrowthRate | null;
  readonly progressive: Answer;
  /** Change of the target sum against baseline in percent. */
  readonly sumChange: number | null;
  readonly failedWithinTwoMonths: Answer;
  readonly withinTwoMonths: Answer;
  readonly spread: Spread;
  readonly ecogWorse: Answer;
}

const all = (...answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(null) ? null : true;
const any = (...answers: readonly Answer[]): Answer =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;
const atLeast = (count: number, answers: readonly Answer[]): Answer => {
  const known = answers.filter((answer) => answer === true).length;
  const open = answers.filter((answer) => answer === null).length;
  return known >= count ? true : known + open < count ? false : null;
};
const over = (value: number | null, limit: number): Answer => (value === null ? null : value > limit);
const reaches = (value: number | null, limit: number): Answer => (value === null ? null : value >= limit);

/** Whether a count that lies between `least` and `most` reaches the number. */
const reachesBetween = (number: number, least: number, most: number): Answer =>
  least >= number ? true : most >= number ? null : false;

/** A ratio of rates; null unless there was growth before treatment. */
const ratio = (on: number | null | undefined, before: number | null | undefined): number | null =>
  on === null || on === undefined || before === null || before === undefined || before <= 0 ? null : on / before;
const difference = (on: number | null | undefined, before: number | null | undefined): number | null =>
  on === null || on === undefined || before === null || before === undefined ? null : on - before;

type Need =
  | 'growth-before'
  | 'positive-growth-before'
  | 'sum'
  | 'volume-rate'
  | 'response'
  | 'organs'
  | 'two-months'
  | 'failure'
  | 'ecog';

interface HyperprogressionDefinition {
  readonly id: string;
  readonly source: string;
  readonly tier: 'shown' | 'sandbox';
  readonly rule: string;
  /** What it asks of a patient: where one of them is not known, the reason why the definition has no answer. */
  readonly needs: readonly Need[];
  readonly answer: (facts: Facts) => Answer;
}

const tgrRatio = ({ on, before }: Facts): number | null => ratio(on?.tgr, before?.tgr);
const tgrDifference = ({ on, before }: Facts): number | null => difference(on?.tgr, before?.tgr);

export const hyperprogressionDefinitions: readonly HyperprogressionDefinition[] = [
  {
    id: 'CHA17',
    tier: 'shown',
    source: 'Champiat, Clin Cancer Res 2017;23:1920-8',
    rule: 'PD at the first evaluation and TGR on / TGR before >= 2',
    needs: ['growth-before', 'positive-growth-before', 'sum', 'volume-rate', 'response'],
    answer: (facts) => all(facts.progressive, reaches(tgrRatio(facts), 2)),
  },
  {
    id: 'SAA17',
    tier: 'shown',
    source: 'Saada-Bouzid, Ann Oncol 2017;28:1605-11',
    rule: 'TGK on / TGK before >= 2',
    needs: ['growth-before', 'positive-growth-before', 'sum'],
    answer: ({ on, before }) => reaches(ratio(on?.tgk, before?.tgk), 2),
  },
  {
    id: 'FER18',
    tier: 'shown',
    source: 'Ferrara, JAMA Oncol 2018;4:1543-52',
    rule: 'PD at the first evaluation and TGR on - TGR before > 50',
    needs: ['growth-before', 'sum', 'volume-rate', 'response'],
    answer: (facts) => all(facts.progressive, over(tgrDifference(facts), 50)),
  },
  {
    id: 'KAS20',
    tier: 'shown',
    source: 'Kas, JAMA Oncol 2020',
    rule: 'TGR on - TGR before > 100',
    needs: ['growth-before', 'sum', 'volume-rate'],
    answer: (facts) => over(tgrDifference(facts), 100),
  },
  {
    id: 'KAT17',
    tier: 'shown',
    source: 'Kato, Clin Cancer Res 2017;23:4242-50',
    rule: 'treatment given up within 2 months, burden > +50 % and pace > 2-fold',
    needs: ['growth-before', 'positive-growth-before', 'sum', 'volume-rate', 'failure'],
    answer: (facts) => all(facts.failedWithinTwoMonths, over(facts.sumChange, 50), over(tgrRatio(facts), 2)),
  },
  {
    id: 'LOR19',
    tier: 'shown',
    source: 'Lo Russo, Clin Cancer Res 2019;25:989-99',
    rule: '3 or more of: treatment given up within 2 months; target sum >= +50 %; >= 2 new lesions in an involved organ; a new organ; ECOG worse, to >= 2, in the first 2 months',
    needs: ['sum', 'failure', 'organs', 'ecog'],
    answer: (facts) =>
      atLeast(3, [
        facts.failedWithinTwoMonths,
        reaches(facts.sumChange, 50),
        facts.spread.twoInInvolvedOrgan,
        facts.spread.newOrgan,
        facts.ecogWorse,
      ]),
  },
  {
    id: 'MAT20',
    tier: 'sandbox',
    source: 'Matos, Clin Cancer Res 2020;26:846-55 (wordings in conflict, not checked against the paper)',
    rule: 'first evaluation within 2 months: target sum >= +40 %, or >= +20 % with new lesions in 2 organs or more',
    needs: ['sum', 'two-months', 'organs'],
    answer: (facts) =>
      all(
        facts.withinTwoMonths,
        any(reaches(facts.sumChange, 40), all(reaches(facts.sumChange, 20), facts.spread.twoOrgans)),
      ),
  },
];

const verdictOf = (answer: Answer): PatternVerdictValue =>
  answer === null ? 'not-assessable' : answer ? 'met' : 'not-met';

/** The latest scan before treatment that lies two weeks or more before the baseline and measured every target. */
function sumBefore(matrix: EvaluatorMatrix): { readonly sum: Micrometres; readonly span: DaySpan } | null {
  const { timepoints, baseline } = matrix.timeline;
  const targets = matrix.lesions.filter(
    ({ role, secondPrimary, readings }) => role === 'target' && !secondPrimary && readings[baseline]!.finding !== null,
  );
  const at = timepoints[baseline]!.span!;
  for (let index = baseline - 1; index >= 0; index -= 1) {
    const { phase, span } = timepoints[index]!;
    if (phase !== 'before-treatment' || span === null || fewestDaysBetween(span, at) < growthLimits.scanBeforeDays)
      continue;
    const sizes = targets.map(({ readings }) => readings[index]!.size);
    if (sizes.length > 0 && sizes.every((size) => size !== null))
      return { sum: sizes.reduce<number>((sum, size) => sum + size!, 0), span };
  }
  return null;
}

function failedEarly({ start, lastDose, ongoing }: TreatmentContext, span: DaySpan): Answer {
  if (start === null) return null;
  if (ongoing === 'no' && lastDose !== null) {
    const [from, last] = [daySpan(start), daySpan(lastDose)];
    return mostDaysBetween(from, last) < twoMonths ? true : fewestDaysBetween(from, last) >= twoMonths ? false : null;
  }
  return ongoing === 'yes' && fewestDaysBetween(daySpan(start), span) >= twoMonths ? false : null;
}

/**
 * ECOG worse than before, to 2 or more, in the first two months: against the last value on or before the start, else against the first
 * one after it. A first value of 2 or more with none before may be worse or not, and so may a worse one that may lie in these months.
 */
function ecogWorsened({ ecog }: ReportedContext, { start }: TreatmentContext): Answer {
  if (start === null) return null;
  const from = daySpan(start);
  const dated = ecog
    .map(({ date, value }) => ({ span: daySpan(date), value }))
    .sort((one, other) => one.span.from - other.span.from);
  const early = dated.filter(
    ({ span }) => fewestDaysBetween(from, span) > 0 && mostDaysBetween(from, span) < twoMonths,
  );
  const perhapsEarly = dated.filter(
    ({ span }) => mostDaysBetween(from, span) > 0 && fewestDaysBetween(from, span) < twoMonths,
  );
  const before = dated.findLast(({ span }) => mostDaysBetween(from, span) <= 0);
  const [reference] = before === undefined ? early : [before];
  if (reference === undefined || early.length === 0) return null;
  const isWorse = ({ value }: { readonly value: number }): boolean => value >= 2 && value > reference.value;
  if (early.some(isWorse)) return true;
  return perhapsEarly.some(isWorse) || (before === undefined && reference.value >= 2) ? null : false;
}

const withinTwoMonths = ({ start }: TreatmentContext, baseline: DaySpan, span: DaySpan): Answer => {
  const from = start === null ? baseline : daySpan(start);
  return mostDaysBetween(from, span) <= twoMonths ? true : fewestDaysBetween(from, span) > twoMonths ? false : null;
};

const nowhere: Spread = { twoInInvolvedOrgan: false, newOrgan: false, twoOrgans: false };

function spreadOf(matrix: EvaluatorMatrix, fresh: readonly LesionSeries[]): Spread {
  if (fresh.length === 0) return nowhere;
  const involved = new Set(
    matrix.lesions.filter(({ role, secondPrimary }) => role !== 'new' && !secondPrimary).map(({ organ }) => organ),
  );
  const countOf = new Map<Organ, number>();
  for (const { organ } of fresh) if (organ !== null) countOf.set(organ, (countOf.get(organ) ?? 0) + 1);
  const unplaced = fresh.filter(({ organ }) => organ === null).length;
  const counts = (some: (organ: Organ) => boolean): readonly number[] =>
    [...countOf].filter(([organ]) => some(organ)).map(([, count]) => count);
  const [inInvolved, elsewhere] = [counts((organ) => involved.has(organ)), counts((organ) => !involved.has(organ))];
  const perhapsInvolved = involved.has(null) ? [...inInvolved, ...elsewhere] : inInvolved;
  return {
    twoInInvolvedOrgan: reachesBetween(2, Math.max(0, ...inInvolved), Math.max(0, ...perhapsInvolved) + unplaced),
    newOrgan: reachesBetween(1, involved.has(null) ? 0 : elsewhere.length, elsewhere.length + unplaced),
    twoOrgans: reachesBetween(2, countOf.size, countOf.size + unplaced),
  };
}

function factsAt(
  matrix: EvaluatorMatrix,
  index: number,
  recist: RecistTimepoint,
  treatment: TreatmentContext,
  reported: ReportedContext,
  options: ResolvedOptions,
): Facts {
  const { timepoints, baseline, calendar } = matrix.timeline;
  const [at, span] = [timepoints[baseline]!.span!, timepoints[index]!.span!];
  const before = sumBefore(matrix);
  const { baselineSum, sum } = recist;
  const fresh = newLesionCourses(matrix, options.recist)
    .filter(({ status }) => countsAsNew(status[index]))
    .map(({ lesion }) => lesion);
  return {
    before: before === null || baselineSum === null ? null : growthRate(before.sum, baselineSum, before.span, at),
    on: baselineSum === null || sum === null ? null : growthRate(baselineSum, sum, at, span),
    progressive: recist.overall === 'NE' ? null : recist.overall === 'PD',
    sumChange:
      baselineSum === null || sum === null || baselineSum === 0 ? null : (100 * (sum - baselineSum)) / baselineSum,
    failedWithinTwoMonths: calendar ? failedEarly(treatment, span) : null,
    withinTwoMonths: calendar
      ? withinTwoMonths(treatment, at, span)
      : withinTwoMonths({ ...treatment, start: null }, at, span),
    spread: spreadOf(matrix, fresh),
    ecogWorse: calendar ? ecogWorsened(reported, treatment) : null,
  };
}

const unknown: Readonly<Record<Need, { readonly is: (facts: Facts) => boolean; readonly because: GrowthPhrase }>> = {
  'growth-before': { is: ({ before }) => before === null, because: 'growth/no-scan-before' },
  'positive-growth-before': {
    is: ({ before }) => before !== null && before.tgk <= 0,
    because: 'growth/no-growth-before',
  },
  sum: { is: ({ on }) => on === null, because: 'growth/no-sum' },
  'volume-rate': { is: ({ on, before }) => on?.tgr === null || before?.tgr === null, because: 'growth/no-volume-rate' },
  response: { is: ({ progressive }) => progressive === null, because: 'growth/response-not-evaluable' },
  organs: { is: ({ spread }) => Object.values(spread).includes(null), because: 'growth/organ-not-stated' },
  'two-months': { is: ({ withinTwoMonths }) => withinTwoMonths === null, because: 'growth/two-months-unknown' },
  failure: { is: ({ failedWithinTwoMonths }) => failedWithinTwoMonths === null, because: 'growth/given-up-unknown' },
  ecog: { is: ({ ecogWorse }) => ecogWorse === null, because: 'growth/ecog-unknown' },
};

const because = (id: GrowthPhrase): ResponsePhrase => ({ id, parameters: noParameters });

const whyOpen = (facts: Facts, needs: readonly Need[]): readonly ResponsePhrase[] =>
  needs
    .map((need) => unknown[need])
    .filter(({ is }) => is(facts))
    .map((found) => because(found.because));

/** Without the growth before treatment (for a ratio above 0) no other fact answers a definition that compares with it. */
const comparable = (facts: Facts, needs: readonly Need[]): boolean =>
  !needs.some((need) => (need === 'growth-before' || need === 'positive-growth-before') && unknown[need].is(facts));

function verdicts(facts: Facts | null): readonly HyperprogressionVerdict[] {
  return hyperprogressionDefinitions.map(({ id, needs, answer }) => {
    const verdict = facts === null || !comparable(facts, needs) ? 'not-assessable' : verdictOf(answer(facts));
    return {
      definition: id,
      verdict,
      reasons:
        verdict !== 'not-assessable'
          ? []
          : facts === null
            ? [because('growth/no-first-evaluation')]
            : whyOpen(facts, needs),
    };
  });
}

/**
 * Growth before and under treatment and the hyperprogression definitions, at the first evaluation only: later ones are not assessable.
 * Null where there is no follow-up at all.
 */
export function assessGrowth(
  matrix: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  treatment: TreatmentContext,
  reported: ReportedContext,
  options: ResolvedOptions,
): GrowthAssessment | null {
  const { timepoints, baseline, baselineAfterStart } = matrix.timeline;
  const first = timepoints.findIndex(({ phase }) => phase === 'follow-up');
  if (first < 0) return null;
  const readable = timepoints[baseline]?.phase === 'baseline' && !baselineAfterStart;
  const facts = readable ? factsAt(matrix, first, recist[first]!, treatment, reported, options) : null;
  return {
    timepoint: timepoints[first]!.timepoint.key,
    before: facts?.before ?? null,
    on: facts?.on ?? null,
    tgrRatio: facts === null ? null : tgrRatio(facts),
    tgrDifference: facts === null ? null : tgrDifference(facts),
    tgkRatio: facts === null ? null : ratio(facts.on?.tgk, facts.before?.tgk),
    definitions: verdicts(facts),
  };
}
