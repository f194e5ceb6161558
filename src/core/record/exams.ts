/** One recorded assessment as an exam: its document read into plain values, before exams are put together to timepoints. */
import {
  formatDecimal,
  parseDecimal,
  reportedScoreNames,
  type DateInterval,
  type Finding,
  type HeldValue,
  type Micrometres,
  type Modality,
  type Organ,
  type ReportedScore,
} from '../response/index.js';
import type { AssessmentDocument, FindingDocument } from './documents.js';
import { isUnreadable } from './fault.js';
import { coverageOf } from './imaged-regions.js';
import { micrometresFromText } from './lengths.js';
import { intervalOfPartialDate } from './partial-dates.js';
import type { HeldAssessment, RecordedAssessment } from './recorded.js';

/** `findings` carry their exam's date and modality each, so that nothing is lost when exams become one timepoint. */
export interface Exam {
  readonly label: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
  readonly baseline: boolean | null;
  readonly order: number | null;
  readonly modality: Modality | null;
  readonly reader: string | null;
  readonly sliceThickness: Micrometres | null;
  readonly contrastPhase: string | null;
  readonly organsImaged: readonly Organ[] | null;
  /** Organs of which a part was imaged; empty where none was stated. */
  readonly organsPartlyImaged: readonly Organ[];
  readonly reportedScores: readonly ReportedScore[];
  readonly held: readonly HeldValue[];
  readonly findings: readonly Finding[];
}

const notStated = { evaluator: '(evaluator not stated)', timepoint: '(timepoint not stated)' } as const;

export const evaluatorOf = (assessment: RecordedAssessment): string =>
  (assessment.status === 'accepted' ? assessment.document.evaluator : assessment.evaluator) ?? notStated.evaluator;

export const examOf = (assessment: RecordedAssessment): Exam =>
  assessment.status === 'accepted' ? examOfDocument(assessment.document) : examOfHeld(assessment);

function examOfHeld({ timepoint, held }: HeldAssessment): Exam {
  return {
    label: timepoint?.label ?? notStated.timepoint,
    date: dateOf(timepoint?.date),
    studyDay: timepoint?.studyDay ?? null,
    baseline: timepoint?.baseline ?? null,
    order: timepoint?.order ?? null,
    modality: null,
    reader: null,
    sliceThickness: null,
    contrastPhase: null,
    organsImaged: null,
    organsPartlyImaged: [],
    reportedScores: [],
    held: held.length > 0 ? held : [{ value: null, code: null, sent: null }],
    findings: [],
  };
}

function examOfDocument(document: AssessmentDocument): Exam {
  const date = dateOf(document.timepoint.date);
  const modality = document.modality ?? null;
  const imaged = document.organsImaged === undefined ? null : coverageOf(document.organsImaged);
  return {
    label: document.timepoint.label,
    date,
    studyDay: document.timepoint.studyDay ?? null,
    baseline: document.timepoint.baseline ?? null,
    order: document.timepoint.order ?? null,
    modality,
    reader: document.reader ?? null,
    sliceThickness: lengthOf(document.sliceThickness),
    contrastPhase: document.contrastPhase ?? null,
    organsImaged: imaged?.whole ?? null,
    organsPartlyImaged: imaged?.part ?? [],
    reportedScores: scoresOf(document),
    held: [],
    findings: document.findings.map((finding) => findingOf(finding, date, modality)),
  };
}

const scoresOf = ({ reportedScores = {} }: AssessmentDocument): readonly ReportedScore[] =>
  reportedScoreNames.flatMap((score) => {
    const category = reportedScores[score];
    return category === undefined ? [] : [{ score, category }];
  });

function findingOf(finding: FindingDocument, date: DateInterval | null, modality: Modality | null): Finding {
  const fragments = finding.fragments?.map((fragment) => lengthOf(fragment) ?? 0) ?? null;
  return {
    lesion: finding.lesion,
    role: finding.role,
    organ: finding.organ ?? null,
    site: finding.site ?? null,
    axis: finding.axis ?? null,
    state: finding.state,
    micrometres: fragments === null ? lengthOf(finding.size) : fragments.reduce((sum, fragment) => sum + fragment, 0),
    fragments,
    mergedInto: finding.mergedInto ?? null,
    certainty: finding.certainty ?? null,
    reason: finding.reason ?? null,
    examDate: dateOf(finding.examDate) ?? date,
    modality: finding.modality ?? modality,
    uptake: finding.uptake ?? [],
    ...(finding.volume === undefined ? {} : { volumes: [plainDecimal(finding.volume)] }),
  };
}

/** '880.50' and '880.5' are one volume. */
function plainDecimal(text: string): string {
  const value = parseDecimal(text);
  if (value === null) throw new Error('a recorded volume cannot be read: check documents before they are recorded');
  return formatDecimal(value);
}

/**
 * A date of a document that has passed its check. One that cannot be read here means that a caller handed over an unchecked
 * document: an error, never a missing date.
 */
export function dateOf(text: string | null | undefined): DateInterval | null {
  if (text === undefined || text === null) return null;
  const interval = intervalOfPartialDate(text);
  if (isUnreadable(interval))
    throw new Error(
      `a recorded date cannot be read: ${interval.expected} is needed; check documents before they are recorded`,
    );
  return interval;
}

function lengthOf(text: string | undefined): Micrometres | null {
  if (text === undefined) return null;
  const length = micrometresFromText(text);
  if (isUnreadable(length))
    throw new Error(
      `a recorded length cannot be read: ${length.expected} is needed; check documents before they are recorded`,
    );
  return length.micrometres;
}
