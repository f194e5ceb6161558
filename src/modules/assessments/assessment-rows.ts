/** An assessment as its document and as its rows: `rowsOfDocument` writes, `documentOfRows` reads the same document back. */
import {
  intervalOfPartialDate,
  isUnreadable,
  micrometresFromText,
  type AssessmentDocument,
  type FindingDocument,
} from '../../core/record/index.js';
import type { AssessmentIdentity } from '../../core/formats/index.js';
import type { Micrometres } from '../../core/response/index.js';

/** What an assessment states beside its findings; names are those of the table's columns. */
export interface AssessmentColumns {
  /** Null only where it is held and its rows named none. */
  readonly evaluator: string | null;
  readonly reader: string | null;
  readonly modality: AssessmentDocument['modality'] | null;
  readonly slice_thickness: Micrometres | null;
  readonly contrast_phase: string | null;
  readonly timepoint: string;
  readonly date_as_sent: string | null;
  readonly date_from: string | null;
  readonly date_to: string | null;
  readonly study_day: number | null;
  readonly timepoint_order: number | null;
  readonly stated_baseline: boolean | null;
  readonly organs_imaged: AssessmentDocument['organsImaged'] | null;
  readonly reported_scores: AssessmentDocument['reportedScores'] | null;
}

export interface AcceptedColumns extends AssessmentColumns {
  readonly evaluator: string;
}

/** One lesion of an assessment; the lesion by its label. */
export interface MeasurementColumns {
  readonly label: string;
  readonly role: FindingDocument['role'];
  readonly organ: FindingDocument['organ'] | null;
  readonly site: string | null;
  readonly axis: FindingDocument['axis'] | null;
  readonly state: FindingDocument['state'];
  readonly micrometres: Micrometres | null;
  readonly as_sent: string | null;
  readonly fragments: readonly Micrometres[] | null;
  readonly merged_into: string | null;
  readonly certainty: FindingDocument['certainty'] | null;
  readonly reason: string | null;
  readonly exam_date_as_sent: string | null;
  readonly exam_date_from: string | null;
  readonly exam_date_to: string | null;
  readonly modality: FindingDocument['modality'] | null;
  readonly uptake: readonly Uptake[];
  /** In mm³, as sent. */
  readonly volume: string | null;
}

type Uptake = NonNullable<FindingDocument['uptake']>[number];

/** Whose assessment it is, as the rows around it know. */
export interface AssessmentOrigin {
  readonly issuer: string;
  readonly sourceId: string;
  readonly revision: number;
  readonly synthetic: boolean;
  readonly patient: AssessmentDocument['patient'];
  /** '' where the source named none. */
  readonly lineKey: string;
}

/** A held assessment that has everything by which it can be told from others. */
export interface HeldIdentity extends AssessmentIdentity {
  readonly sourceId: string;
  readonly patient: AssessmentDocument['patient'];
  readonly timepoint: NonNullable<AssessmentIdentity['timepoint']>;
}

export function columnsOfDocument(document: AssessmentDocument): AcceptedColumns {
  const { timepoint } = document;
  return {
    evaluator: document.evaluator,
    reader: document.reader ?? null,
    modality: document.modality ?? null,
    slice_thickness: document.sliceThickness === undefined ? null : lengthOf(document.sliceThickness),
    contrast_phase: document.contrastPhase ?? null,
    timepoint: timepoint.label,
    ...dateColumns(timepoint.date),
    study_day: timepoint.studyDay ?? null,
    timepoint_order: timepoint.order ?? null,
    stated_baseline: timepoint.baseline ?? null,
    organs_imaged: document.organsImaged ?? null,
    reported_scores: document.reportedScores ?? null,
  };
}

/** What is known of a held assessment: whose it is and when it was. Its findings are not taken. */
export function columnsOfHeld({ evaluator, timepoint }: HeldIdentity): AssessmentColumns {
  return {
    evaluator,
    reader: null,
    modality: null,
    slice_thickness: null,
    contrast_phase: null,
    organs_imaged: null,
    reported_scores: null,
    timepoint: timepoint.label,
    ...dateColumns(timepoint.date ?? undefined),
    study_day: timepoint.studyDay,
    timepoint_order: timepoint.order ?? null,
    stated_baseline: timepoint.baseline,
  };
}

const fragmentSeparator = '+';

export function measurementsOfDocument(document: AssessmentDocument): MeasurementColumns[] {
  return document.findings.map((finding) => {
    const fragments = finding.fragments?.map(lengthOf) ?? null;
    const examDate = dateColumns(finding.examDate);
    return {
      label: finding.lesion,
      role: finding.role,
      organ: finding.organ ?? null,
      site: finding.site ?? null,
      axis: finding.axis ?? null,
      state: finding.state,
      micrometres: finding.size === undefined ? sumOf(fragments) : lengthOf(finding.size),
      as_sent: finding.size ?? finding.fragments?.join(fragmentSeparator) ?? null,
      fragments,
      merged_into: finding.mergedInto ?? null,
      certainty: finding.certainty ?? null,
      reason: finding.reason ?? null,
      exam_date_as_sent: examDate.date_as_sent,
      exam_date_from: examDate.date_from,
      exam_date_to: examDate.date_to,
      modality: finding.modality ?? null,
      uptake: finding.uptake ?? [],
      volume: finding.volume ?? null,
    };
  });
}

/** The document that `columnsOfDocument` and `measurementsOfDocument` were made from; a slice thickness without needless zeros. */
export function documentOfColumns(
  origin: AssessmentOrigin,
  columns: AcceptedColumns,
  measurements: readonly MeasurementColumns[],
): AssessmentDocument {
  return {
    issuer: origin.issuer,
    sourceId: origin.sourceId,
    revision: origin.revision,
    ...(origin.synthetic ? { synthetic: true } : {}),
    patient: origin.patient,
    ...(origin.lineKey === '' ? {} : { treatmentLine: origin.lineKey }),
    evaluator: columns.evaluator,
    ...stated({
      reader: columns.reader,
      modality: columns.modality,
      sliceThickness: columns.slice_thickness === null ? null : millimetreText(columns.slice_thickness),
      contrastPhase: columns.contrast_phase,
      organsImaged: columns.organs_imaged,
    }),
    timepoint: {
      label: columns.timepoint,
      ...stated({
        date: columns.date_as_sent,
        studyDay: columns.study_day,
        baseline: columns.stated_baseline,
        order: columns.timepoint_order,
      }),
    },
    ...stated({ reportedScores: columns.reported_scores }),
    findings: measurements.map(findingOf),
  };
}

function findingOf(columns: MeasurementColumns): FindingDocument {
  const split = columns.fragments !== null;
  return {
    lesion: columns.label,
    role: columns.role,
    state: columns.state,
    ...stated({
      organ: columns.organ,
      site: columns.site,
      axis: columns.axis,
      size: split ? null : columns.as_sent,
      fragments: split ? (columns.as_sent?.split(fragmentSeparator) ?? null) : null,
      mergedInto: columns.merged_into,
      certainty: columns.certainty,
      reason: columns.reason,
      examDate: columns.exam_date_as_sent,
      modality: columns.modality,
      uptake: columns.uptake.length === 0 ? null : [...columns.uptake],
      volume: columns.volume,
    }),
  };
}

type Stated<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields that hold something: in a document, what was not stated is absent. */
function stated<Fields extends object>(fields: Fields): Stated<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Stated<Fields>;
}

/** A length in mm as decimal text, without needless zeros: 1250 micrometres are '1.25'. */
export function millimetreText(micrometres: Micrometres): string {
  const decimals = String(micrometres % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(micrometres / 1000)}${decimals === '' ? '' : `.${decimals}`}`;
}

const sumOf = (lengths: readonly Micrometres[] | null): Micrometres | null =>
  lengths?.reduce((sum, length) => sum + length, 0) ?? null;

function lengthOf(text: string): Micrometres {
  const length = micrometresFromText(text);
  if (isUnreadable(length))
    throw new Error(
      'A length reached the recorder unchecked: expected a document that passed checkAssessmentDocument.',
    );
  return length.micrometres;
}

/** The columns of a whole or partial date that has passed its check. */
export function dateColumns(date: string | undefined): {
  readonly date_as_sent: string | null;
  readonly date_from: string | null;
  readonly date_to: string | null;
} {
  if (date === undefined) return { date_as_sent: null, date_from: null, date_to: null };
  const interval = intervalOfPartialDate(date);
  if (isUnreadable(interval))
    throw new Error('A date reached the recorder unchecked: expected a document that passed its check.');
  return { date_as_sent: date, date_from: interval.from, date_to: interval.to };
}
