/** One lesion over time, whatever the source calls it: labels that a person matched are read as the lesion that they are. */
import { evaluatorOf, type Exam } from './exams.js';
import { distinct } from './order.js';
import type { LesionMatch, RecordedAssessment, RecordedFact, RecordedLine } from './recorded.js';

const keyOf = (evaluator: string, label: string): string => JSON.stringify([evaluator, label]);

/** Reads the labels of an exam as the lesions that they were matched to; each finding keeps the label that was sent. */
export function namesReadAs(matches: readonly LesionMatch[]): (evaluator: string, exam: Exam) => Exam {
  if (matches.length === 0) return (_evaluator, exam) => exam;
  const byLabel = new Map(matches.map((match) => [keyOf(match.evaluator, match.label), match.readAs]));
  return (evaluator, exam) => {
    const nameOf = (label: string): string => byLabel.get(keyOf(evaluator, label)) ?? label;
    return {
      ...exam,
      findings: exam.findings.map((finding) => {
        const lesion = nameOf(finding.lesion);
        return {
          ...finding,
          ...(lesion === finding.lesion ? {} : { lesion, sentAs: finding.lesion }),
          mergedInto: finding.mergedInto === null ? null : nameOf(finding.mergedInto),
        };
      }),
    };
  };
}

/**
 * The facts of a line with the labels of lesions read likewise. A fact that names no evaluator holds for the label of every evaluator: it
 * becomes one of each lesion that the label is, and stays one of the label where an evaluator without a match uses it.
 */
export function factsReadAs({ assessments, facts, matches = [] }: RecordedLine): readonly RecordedFact[] {
  if (matches.length === 0) return facts;
  const isUsedUnmatched = (label: string): boolean =>
    assessments.some((assessment) => reports(assessment, label) && !matches.some(isMatchOf(label, assessment)));
  return facts.flatMap((fact): readonly RecordedFact[] => {
    if (fact.lesion === null) {
      const value = listingReadAs(fact.value, matches, isUsedUnmatched);
      return [value === fact.value ? fact : { ...fact, value }];
    }
    const own = matches.filter(
      ({ label, evaluator }) => label === fact.lesion && (fact.evaluator === null || fact.evaluator === evaluator),
    );
    if (own.length === 0) return [fact];
    const stays = fact.evaluator === null && isUsedUnmatched(fact.lesion);
    return [...(stays ? [fact] : []), ...own.map(({ evaluator, readAs }) => ({ ...fact, lesion: readAs, evaluator }))];
  });
}

/** A value that lists labels of lesions (those in the field of a course of radiotherapy), read likewise; any other value as it is. */
function listingReadAs(
  value: unknown,
  matches: readonly LesionMatch[],
  isUsedUnmatched: (label: string) => boolean,
): unknown {
  if (typeof value !== 'object' || value === null || !('lesions' in value) || !Array.isArray(value.lesions))
    return value;
  const labels = value.lesions as readonly string[];
  if (!matches.some(({ label }) => labels.includes(label))) return value;
  const read = labels.flatMap((label) => {
    const own = matches.filter((match) => match.label === label).map(({ readAs }) => readAs);
    return own.length === 0 || isUsedUnmatched(label) ? [label, ...own] : own;
  });
  return { ...value, lesions: distinct(read) };
}

const reports = (assessment: RecordedAssessment, label: string): boolean =>
  assessment.status === 'accepted' && assessment.document.findings.some(({ lesion }) => lesion === label);

const isMatchOf =
  (label: string, assessment: RecordedAssessment) =>
  (match: LesionMatch): boolean =>
    match.label === label && match.evaluator === evaluatorOf(assessment);
