/**
 * Which exams of one evaluator are one timepoint (docs/clinical-basis.md#baseline-scans-and-dates: MR of the neck and
 * CT of the chest on different days are one timepoint within 14 days), and what that timepoint then holds.
 */
import {
  reportedScoreNames,
  type DateInterval,
  type Finding,
  type HeldValue,
  type ReportedScore,
  type Timepoint,
} from '../response/index.js';
import type { Exam } from './exams.js';
import type { FaultCode } from './fault.js';
import { tellingOrgans } from './imaged-regions.js';
import { commonValue, compareText, distinct, groupBy } from './order.js';
import { certainDaysApart } from './partial-dates.js';

type Cluster = readonly Exam[];

/**
 * Puts exams together to timepoints. Exams of one label are one timepoint unless they lie further apart than `days` or measured one
 * lesion by different modalities; exams of different labels are one timepoint where they lie within `days`, saw other lesions, and
 * differ in modality or organs. The order of exams carries no meaning.
 */
export function timepointsOf(exams: readonly Exam[], days: number): Timepoint[] {
  const byLabel = [...groupBy([...exams].sort(compareExams), (exam) => exam.label).values()];
  const ofOneLabel = byLabel.flatMap((labelled) =>
    gather(labelled, (cluster, exam) => cluster.every((member) => belongToOneVisit(member, exam, days))),
  );
  const clusters = gather(
    ofOneLabel.sort((one, other) => compareExams(one[0]!, other[0]!)),
    (joined, cluster) =>
      joined.every((member) =>
        member.every((exam) => cluster.every((other) => complementEachOther(exam, other, days))),
      ),
  );
  return withOwnKeys(clusters.map((parts) => parts.flat()));
}

/** Puts each value to the first gathering that accepts it, else opens a new one. */
function gather<Value>(
  values: readonly Value[],
  accepts: (gathered: readonly Value[], value: Value) => boolean,
): Value[][] {
  const gatherings: Value[][] = [];
  for (const value of values) {
    const home = gatherings.find((gathered) => accepts(gathered, value));
    if (home === undefined) gatherings.push([value]);
    else home.push(value);
  }
  return gatherings;
}

/** Null where the two cannot be compared. */
function daysApart(one: Exam, other: Exam): number | null {
  if (one.date !== null && other.date !== null) return certainDaysApart(one.date, other.date);
  return one.studyDay !== null && other.studyDay !== null ? Math.abs(one.studyDay - other.studyDay) : null;
}

const baselinesAgree = (one: Exam, other: Exam): boolean =>
  one.baseline === null || other.baseline === null || one.baseline === other.baseline;

const shareLesions = (one: Exam, other: Exam): boolean =>
  one.findings.some(({ lesion }) => other.findings.some((finding) => finding.lesion === lesion));

const differInModality = (one: Exam, other: Exam): boolean =>
  one.modality !== null && other.modality !== null && one.modality !== other.modality;

const organsOf = (exam: Exam): ReadonlySet<string> | null => {
  const imaged =
    exam.organsImaged === null ? [] : tellingOrgans({ whole: exam.organsImaged, part: exam.organsPartlyImaged });
  if (imaged.length > 0) return new Set(imaged);
  if (exam.organsImaged !== null && exam.organsPartlyImaged.length > 0) return null;
  const organs = exam.findings.map(({ organ }) => organ);
  return organs.length === 0 || organs.includes(null) ? null : new Set(organs.filter((organ) => organ !== null));
};

function differInOrgans(one: Exam, other: Exam): boolean {
  const organs = organsOf(one);
  const others = organsOf(other);
  return organs !== null && others !== null && [...organs].every((organ) => !others.has(organ));
}

function belongToOneVisit(one: Exam, other: Exam, days: number): boolean {
  const apart = daysApart(one, other);
  return (
    (apart === null || apart <= days) &&
    baselinesAgree(one, other) &&
    !(shareLesions(one, other) && differInModality(one, other))
  );
}

/** A held exam joins only exams of its own label: which lesions it saw is not known. */
function complementEachOther(one: Exam, other: Exam, days: number): boolean {
  const apart = daysApart(one, other);
  return (
    apart !== null &&
    apart <= days &&
    one.held.length === 0 &&
    other.held.length === 0 &&
    baselinesAgree(one, other) &&
    !shareLesions(one, other) &&
    (differInModality(one, other) || differInOrgans(one, other))
  );
}

/** Volumes come last: exams that differ in nothing else stand in one order with and without them. */
const sortingText = (exam: Exam): string =>
  JSON.stringify([
    exam.label,
    exam.modality,
    exam.reader,
    exam.held,
    exam.findings.map(withoutVolumes),
    exam.findings,
    exam.reportedScores,
  ]);

const withoutVolumes = (finding: Finding): Finding => ({ ...finding, volumes: undefined });

/** By date, what has none after that by study day; a total order, so that it does not depend on the order of the input. */
function compareExams(one: Exam, other: Exam): number {
  return (
    compareText(one.date?.from ?? '~', other.date?.from ?? '~') ||
    compareText(one.date?.to ?? '~', other.date?.to ?? '~') ||
    (one.studyDay ?? 0) - (other.studyDay ?? 0) ||
    (one.order ?? 0) - (other.order ?? 0) ||
    compareText(sortingText(one), sortingText(other))
  );
}

/** The key is the label of the earliest exam, so that it stays when later exams join; a second cluster of one label adds its date. */
function withOwnKeys(clusters: readonly Cluster[]): Timepoint[] {
  const taken = new Set<string>();
  return clusters.map((cluster) => {
    const [first] = cluster;
    const label = first?.label ?? '';
    const when =
      first?.date?.from ??
      (first?.studyDay === null || first?.studyDay === undefined ? 'no date' : `day ${first.studyDay}`);
    const candidates = [label, `${label} (${when})`, `${label} (${when}, ${first?.modality ?? 'modality not stated'})`];
    let key = candidates.find((candidate) => !taken.has(candidate)) ?? label;
    for (let count = 2; taken.has(key); count += 1) key = `${label} (${when}, ${count})`;
    taken.add(key);
    return timepointOf(key, cluster);
  });
}

function timepointOf(key: string, cluster: Cluster): Timepoint {
  const findings = groupBy(
    cluster.flatMap((exam) => exam.findings),
    (finding) => finding.lesion,
  );
  const dates = [
    ...cluster.map((exam) => exam.date),
    ...[...findings.values()].flat().map((finding) => finding.examDate),
  ].filter((date) => date !== null);
  const date = spanning(dates);
  const modality = commonValue(cluster.filter((exam) => exam.held.length === 0).map((exam) => exam.modality));
  const studyDays = cluster.flatMap(({ studyDay }) => (studyDay === null ? [] : [studyDay]));
  const orders = cluster.flatMap(({ order }) => order ?? []);
  const organs = cluster.map((exam) => exam.organsImaged);
  const whole = organs.includes(null) ? null : distinct(organs.flatMap((list) => list ?? []));
  const part = distinct(cluster.flatMap((exam) => exam.organsPartlyImaged)).filter(
    (organ) => whole?.includes(organ) === false,
  );
  const labels = distinct(cluster.map((exam) => exam.label));
  const scores = distinctScores(cluster.flatMap((exam) => exam.reportedScores));
  return {
    key,
    label: labels.join(' + '),
    ...(labels.length > 1 ? { labels } : {}),
    date,
    studyDay: studyDays.length === 0 ? null : Math.max(...studyDays),
    ...(orders.length === 0 ? {} : { order: Math.max(...orders) }),
    statedBaseline: cluster.find((exam) => exam.baseline !== null)?.baseline ?? null,
    modality,
    reader: commonValue(cluster.map((exam) => exam.reader)),
    sliceThickness: commonValue(cluster.map((exam) => exam.sliceThickness)),
    contrastPhase: commonValue(cluster.map((exam) => exam.contrastPhase)),
    organsImaged: whole,
    ...(part.length > 0 ? { organsPartlyImaged: part } : {}),
    ...(scores.length > 0 ? { reportedScores: scores } : {}),
    held: [...distinctHeld(cluster.flatMap((exam) => exam.held)), ...conflictsOf(findings)],
    findings: [...findings.values()]
      .flatMap((found) => {
        const [finding] = found;
        return finding === undefined ? [] : [relativeTo(withVolumesOf(finding, found), date, modality)];
      })
      .sort((one, other) => compareText(one.lesion, other.lesion)),
  };
}

function spanning(dates: readonly DateInterval[]): DateInterval | null {
  const [first] = dates;
  if (first === undefined) return null;
  return dates.reduce(
    (span, { from, to }) => ({ from: from < span.from ? from : span.from, to: to > span.to ? to : span.to }),
    first,
  );
}

/** Two assessments that say different things of one lesion at one timepoint: neither is picked, the timepoint waits. */
const conflictsOf = (findings: ReadonlyMap<string, readonly Finding[]>): HeldValue[] =>
  [...findings]
    .filter(([, found]) => distinct(found.map((finding) => JSON.stringify(withoutVolumes(finding)))).length > 1)
    .map(([lesion, found]) => conflictOf(lesion, distinct(found.map(({ sentAs }) => sentAs ?? lesion))))
    .sort((one, other) => compareText(one.sent, other.sent));

const conflictOf = (lesion: string, labels: readonly string[]) => ({
  value:
    labels.length > 1
      ? `${labels.map((label) => `'${label}'`).join(' and ')} were matched as one lesion and are both reported at this timepoint`
      : `lesion ${lesion} is reported differently by two assessments of this timepoint`,
  code: 'contradiction' satisfies FaultCode,
  sent: labels.length > 1 ? labels.join(', ') : lesion,
});

/** What any assessment of the timepoint says of the volume: two that differ are both kept, and hold nothing. */
function withVolumesOf(finding: Finding, found: readonly Finding[]): Finding {
  const volumes = distinct(found.flatMap((one) => one.volumes ?? []));
  return volumes.length === 0 ? finding : { ...finding, volumes };
}

/** Each category of a score once, in the order of the scores. */
const distinctScores = (scores: readonly ReportedScore[]): ReportedScore[] =>
  reportedScoreNames.flatMap((name) =>
    distinct(scores.filter(({ score }) => score === name).map(({ category }) => category)).map((category) => ({
      score: name,
      category,
    })),
  );

/** Each value once, in the order of its words: two assessments of one timepoint may wait for the same. */
const distinctHeld = (held: readonly HeldValue[]): HeldValue[] =>
  [...new Map(held.map((one) => [one.value ?? '', one]))]
    .sort(([one], [other]) => compareText(one, other))
    .map(([, one]) => one);

/** A finding keeps an exam date and modality of its own only where they differ from the timepoint's. */
function relativeTo(finding: Finding, date: DateInterval | null, modality: Timepoint['modality']): Finding {
  const sameDate = finding.examDate?.from === date?.from && finding.examDate?.to === date?.to;
  return {
    ...finding,
    examDate: sameDate ? null : finding.examDate,
    modality: finding.modality === modality ? null : finding.modality,
  };
}
