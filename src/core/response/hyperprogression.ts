/**
 * Hyperprogression at the first evaluation under each published definition (clinical-reference 1.5, readings of clinical-decisions 9).
 * Without a scan before treatment the definitions that compare rates are not assessable; with no growth before treatment the ratios
 * are not, and the differences are answered; an unknown fact is never read as no.
 */
import type { GrowthAssessment, HyperprogressionVerdict, PatternVerdictValue } from './classification.js';
import { daySpan, fewestDaysBetween, mostDaysBetween, type DaySpan } from './dates.js';
import { growthRate, type GrowthRate } from './growth-rate.js';
import type { Micrometres, Organ, ReportedContext, TreatmentContext } from './history.js';
import type { EvaluatorMatrix } from './lesion-series.js';
import { countsAsNew, newLesionCourses } from './new-lesions.js';
import type { ResolvedOptions } from './options.js';
import type { RecistTimepoint } from './recist.js';

/** Two months in days, as these definitions count them. */
const twoMonths = 61;

/** true, false, or null where a fact is not known. */
type Answer = boolean | null;

interface Facts {
  readonly before: GrowthRate | null;
  readonly on: GrowthRate | null;
  readonly progressive: Answer;
  /** Change of the target sum against baseline in percent. */
  readonly sumChange: number | null;
  readonly failedWithinTwoMonths: Answer;
  readonly withinTwoMonths: Answer;
  readonly newLesionsInInvolvedOrgan: number;
  readonly newOrgan: Answer;
  readonly newLesionOrgans: number;
  readonly newLesions: number;
  readonly ecogWorse: Answer;
}

const all = (...answers: readonly Answer[]): Answer => (answers.includes(false) ? false : answers.includes(null) ? null : true);
const any = (...answers: readonly Answer[]): Answer => (answers.includes(true) ? true : answers.includes(null) ? null : false);
const atLeast = (count: number, answers: readonly Answer[]): Answer => {
  const known = answers.filter((answer) => answer === true).length;
  const open = answers.filter((answer) => answer === null).length;
  return known >= count ? true : known + open < count ? false : null;
};
const over = (value: number | null, limit: number): Answer => (value === null ? null : value > limit);
const reaches = (value: number | null, limit: number): Answer => (value === null ? null : value >= limit);

/** A ratio of rates; null unless there was growth before treatment. */
const ratio = (on: number | null | undefined, before: number | null | undefined): number | null =>
  (on === null || on === undefined || before === null || before === undefined || before <= 0 ? null : on / before);
const difference = (on: number | null | undefined, before: number | null | undefined): number | null =>
  (on === null || on === undefined || before === null || before === undefined ? null : on - before);

interface HyperprogressionDefinition {
  readonly id: string;
  readonly source: string;
  readonly tier: 'shown' | 'sandbox';
  readonly rule: string;
  /** How growth under treatment is compared with growth before: without the one before (and for a ratio without its being above 0) not assessable. */
  readonly compares: 'ratio' | 'difference' | null;
  readonly answer: (facts: Facts) => Answer;
}

const tgrRatio = ({ on, before }: Facts): number | null => ratio(on?.tgr, before?.tgr);
const tgrDifference = ({ on, before }: Facts): number | null => difference(on?.tgr, before?.tgr);

export const hyperprogressionDefinitions: readonly HyperprogressionDefinition[] = [
  {
    id: 'CHA17', tier: 'shown', source: 'Champiat, Clin Cancer Res 2017;23:1920-8', rule: 'PD at the first evaluation and TGR on / TGR before >= 2',
    compares: 'ratio', answer: (facts) => all(facts.progressive, reaches(tgrRatio(facts), 2)),
  },
  {
    id: 'SAA17', tier: 'shown', source: 'Saada-Bouzid, Ann Oncol 2017;28:1605-11', rule: 'TGK on / TGK before >= 2',
    compares: 'ratio', answer: ({ on, before }) => reaches(ratio(on?.tgk, before?.tgk), 2),
  },
  {
    id: 'FER18', tier: 'shown', source: 'Ferrara, JAMA Oncol 2018;4:1543-52', rule: 'PD at the first evaluation and TGR on - TGR before > 50',
    compares: 'difference', answer: (facts) => all(facts.progressive, over(tgrDifference(facts), 50)),
  },
  {
    id: 'KAS20', tier: 'shown', source: 'Kas, JAMA Oncol 2020', rule: 'TGR on - TGR before > 100',
    compares: 'difference', answer: (facts) => over(tgrDifference(facts), 100),
  },
  {
    id: 'KAT17', tier: 'shown', source: 'Kato, Clin Cancer Res 2017;23:4242-50', rule: 'treatment given up within 2 months, burden > +50 % and pace > 2-fold',
    compares: 'ratio', answer: (facts) => all(facts.failedWithinTwoMonths, over(facts.sumChange, 50), over(tgrRatio(facts), 2)),
  },
  {
    id: 'LOR19', tier: 'shown', source: 'Lo Russo, Clin Cancer Res 2019;25:989-99',
    rule: '3 or more of: treatment given up within 2 months; target sum >= +50 %; >= 2 new lesions in an involved organ; a new organ; ECOG worse, to >= 2, in the first 2 months',
    compares: null, answer: (facts) => atLeast(3, [
      facts.failedWithinTwoMonths, reaches(facts.sumChange, 50), facts.newLesionsInInvolvedOrgan >= 2, facts.newOrgan, facts.ecogWorse,
    ]),
  },
  {
    id: 'MAT20', tier: 'sandbox', source: 'Matos, Clin Cancer Res 2020;26:846-55 (wordings in conflict, not checked against the paper)',
    rule: 'first evaluation within 2 months: target sum >= +40 %, or >= +20 % with new lesions in 2 organs or more',
    compares: null, answer: (facts) => all(facts.withinTwoMonths, any(reaches(facts.sumChange, 40), all(reaches(facts.sumChange, 20), facts.newLesions >= 2 && facts.newLesionOrgans >= 2))),
  },
];

const verdictOf = (answer: Answer): PatternVerdictValue => (answer === null ? 'not-assessable' : answer ? 'met' : 'not-met');

/** Whether the growth before treatment that a definition compares with is known and, for a ratio, above 0. */
const comparable = ({ before }: Facts, compares: HyperprogressionDefinition['compares']): boolean =>
  compares === null || (before !== null && (compares === 'difference' || before.tgk > 0));

/** The latest scan before treatment that lies two weeks or more before the baseline and measured every target. */
function sumBefore(matrix: EvaluatorMatrix): { readonly sum: Micrometres; readonly span: DaySpan } | null {
  const { timepoints, baseline } = matrix.timeline;
  const targets = matrix.lesions.filter(({ role, secondPrimary, readings }) => role === 'target' && !secondPrimary && readings[baseline]!.finding !== null);
  const at = timepoints[baseline]!.span!;
  for (let index = baseline - 1; index >= 0; index -= 1) {
    const { phase, span } = timepoints[index]!;
    if (phase !== 'before-treatment' || span === null || fewestDaysBetween(span, at) < 14) continue;
    const sizes = targets.map(({ readings }) => readings[index]!.size);
    if (sizes.length > 0 && sizes.every((size) => size !== null)) return { sum: sizes.reduce<number>((sum, size) => sum + size!, 0), span };
  }
  return null;
}

function failedEarly({ start, lastDose, ongoing }: TreatmentContext, span: DaySpan): Answer {
  if (start === null) return null;
  if (ongoing === 'no' && lastDose !== null) return mostDaysBetween(daySpan(start), daySpan(lastDose)) < twoMonths;
  return ongoing === 'yes' && fewestDaysBetween(daySpan(start), span) >= twoMonths ? false : null;
}

/**
 * ECOG worse than before, to 2 or more, in the first two months: against the last value on or before the start, else against the first
 * one after it. A first value of 2 or more with none before may be worse or not.
 */
function ecogWorsened({ ecog }: ReportedContext, { start }: TreatmentContext): Answer {
  if (start === null) return null;
  const from = daySpan(start);
  const dated = ecog.map(({ date, value }) => ({ span: daySpan(date), value })).sort((one, other) => one.span.from - other.span.from);
  const early = dated.filter(({ span }) => fewestDaysBetween(from, span) > 0 && mostDaysBetween(from, span) < twoMonths);
  const before = dated.findLast(({ span }) => mostDaysBetween(from, span) <= 0);
  const reference = before ?? early[0];
  if (early.length === 0 || reference === undefined) return null;
  if (early.some(({ value }) => value >= 2 && value > reference.value)) return true;
  return before === undefined && reference.value >= 2 ? null : false;
}

const withinTwoMonths = ({ start }: TreatmentContext, baseline: DaySpan, span: DaySpan): Answer => {
  const from = start === null ? baseline : daySpan(start);
  return mostDaysBetween(from, span) <= twoMonths ? true : fewestDaysBetween(from, span) > twoMonths ? false : null;
};

function factsAt(matrix: EvaluatorMatrix, index: number, recist: RecistTimepoint, treatment: TreatmentContext, reported: ReportedContext, options: ResolvedOptions): Facts {
  const { timepoints, baseline, calendar } = matrix.timeline;
  const [at, span] = [timepoints[baseline]!.span!, timepoints[index]!.span!];
  const before = sumBefore(matrix);
  const { baselineSum, sum } = recist;
  const fresh = newLesionCourses(matrix, options.recist).filter(({ status }) => countsAsNew(status[index])).map(({ lesion }) => lesion);
  const involved = new Set<Organ | null>(matrix.lesions.filter(({ role, secondPrimary }) => role !== 'new' && !secondPrimary).map(({ organ }) => organ));
  const known = fresh.filter(({ organ }) => organ !== null);
  const inInvolved = new Map<Organ | null, number>();
  for (const { organ } of known) if (involved.has(organ)) inInvolved.set(organ, (inInvolved.get(organ) ?? 0) + 1);
  return {
    before: before === null || baselineSum === null ? null : growthRate(before.sum, baselineSum, before.span, at),
    on: baselineSum === null || sum === null ? null : growthRate(baselineSum, sum, at, span),
    progressive: recist.overall === 'NE' ? null : recist.overall === 'PD',
    sumChange: baselineSum === null || sum === null || baselineSum === 0 ? null : (100 * (sum - baselineSum)) / baselineSum,
    failedWithinTwoMonths: calendar ? failedEarly(treatment, span) : null,
    withinTwoMonths: calendar ? withinTwoMonths(treatment, at, span) : withinTwoMonths({ ...treatment, start: null }, at, span),
    newLesions: fresh.length,
    newLesionsInInvolvedOrgan: Math.max(0, ...inInvolved.values()),
    newLesionOrgans: new Set(known.map(({ organ }) => organ)).size,
    newOrgan: known.some(({ organ }) => !involved.has(organ)) ? true : known.length < fresh.length ? null : false,
    ecogWorse: calendar ? ecogWorsened(reported, treatment) : null,
  };
}

const whyOpen = (facts: Facts): readonly string[] => [
  ...(facts.before === null ? ['No complete scan two weeks or more before the baseline'] : []),
  ...(facts.before !== null && facts.before.tgk <= 0 ? ['No growth before treatment: a ratio of rates means nothing'] : []),
  ...(facts.on === null ? ['The first evaluation has no complete sum'] : []),
  ...(facts.failedWithinTwoMonths === null ? ['Whether the treatment was given up within 2 months is not known'] : []),
  ...(facts.ecogWorse === null ? ['Whether ECOG became worse in the first 2 months is not known'] : []),
];

const noFirst = 'There is no first evaluation with a true baseline';

function verdicts(facts: Facts | null): readonly HyperprogressionVerdict[] {
  return hyperprogressionDefinitions.map(({ id, compares, answer }) => {
    const verdict = facts === null || !comparable(facts, compares) ? 'not-assessable' : verdictOf(answer(facts));
    return { definition: id, verdict, reasons: verdict !== 'not-assessable' ? [] : facts === null ? [noFirst] : whyOpen(facts) };
  });
}

/**
 * Growth before and under treatment and the hyperprogression definitions, at the first evaluation only: later ones are not assessable.
 * Null where there is no follow-up at all.
 */
export function assessGrowth(
  matrix: EvaluatorMatrix, recist: readonly (RecistTimepoint | null)[], treatment: TreatmentContext, reported: ReportedContext, options: ResolvedOptions,
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
