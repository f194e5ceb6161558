/** The project's own CSV: one row a lesion and timepoint. One group is one patient, treatment line, evaluator, timepoint and modality. */
import { certainties, diameterAxes, findingStates, lesionRoles, modalities, organs, uptakeQuantities, type Organ } from '../response/index.js';
import { closeGroup } from './assembled-group.js';
import type { CsvColumnName } from './csv-columns.js';
import { csvFiles, recogniseCsv } from './csv-header.js';
import { misfitCell } from './csv-records.js';
import { csvKeysOf, csvReaderFor, identifyingParts, issuerOf, timepointLabel, type CsvReader } from './csv-rows.js';
import type { AssessmentDocument, FindingDocument } from './documents.js';
import { isUnreadable } from './fault.js';
import { askAboutAxis, askAboutMeasurability, askAboutRounding, type LesionPlace } from './finding-queries.js';
import { datesOfGroup, withoutTime, type DatedRow, type GroupDates } from './group-dates.js';
import { micrometresFromText } from './lengths.js';
import { compareText, distinct, groupBy } from './order.js';
import { inRowOrder, keyOfParts, RowFaults } from './row-faults.js';
import type { AssembledGroup, AssessmentIdentity, ImportRow, TabularContext, TabularFormat } from './tabular-format.js';
import { lookUp, wordOf } from './words.js';

export const csvFormat: TabularFormat = {
  name: 'csv',
  files: csvFiles,
  recognise: recogniseCsv,
  keysOf: (file, row, cells, context) => csvKeysOf({ file, row, cells }, context),
  assemble,
};

interface Group {
  readonly rows: readonly ImportRow[];
  readonly first: ImportRow;
  readonly reader: CsvReader;
  readonly faults: RowFaults;
  readonly key: string;
}

function assemble(unordered: readonly ImportRow[], _subjectRows: readonly ImportRow[], context: TabularContext): AssembledGroup {
  const rows = inRowOrder(unordered);
  const [first] = rows;
  if (first === undefined) throw new Error('a group has at least one row');
  const key = csvKeysOf(first, context).groupKey;
  const group: Group = { rows, first, reader: csvReaderFor(context.mapping), faults: new RowFaults(key), key };
  holdMisplacedRows(group);
  const dates = datesOfGroup(timepointLabel(first, group.reader) === '' ? [] : rows.map((row) => datedRow(row, group.reader)), group.faults);
  const identity = identityOf(group, dates, context);
  if (identity.patient !== null && identity.treatmentLine === null) askAboutLine(group, identity);
  const repeated = holdRepeatedLesions(group);
  const findings = rows.filter((row) => !repeated.has(group.reader.valueOf(row, 'lesion'))).flatMap((row) => findingOf(row, group, identity, dates) ?? []);
  const document = documentOf(identity, findings.sort((one, other) => compareText(one.lesion, other.lesion)), group, context);
  return closeGroup(identity, document, group.faults, first, (lesion) => rows.find((row) => group.reader.valueOf(row, 'lesion') === lesion));
}

/** The day of this row's own exam, else of its timepoint. */
const datedRow = (row: ImportRow, { valueOf, columnOf }: CsvReader): DatedRow => {
  const own: CsvColumnName = valueOf(row, 'exam_date') === '' ? 'date' : 'exam_date';
  return { row, date: withoutTime(valueOf(row, own)), dateColumn: columnOf(own) ?? own, studyDay: valueOf(row, 'study_day'), studyDayColumn: columnOf('study_day') ?? 'study_day' };
};

function holdMisplacedRows({ rows, first, reader, faults }: Group): void {
  const hold = (name: CsvColumnName, row: ImportRow, code: 'no-patient' | 'no-timepoint' | 'no-evaluator' | 'no-lesion', message: string, expected: string) =>
    faults.hold({ code, row, column: reader.columnOf(name), message, expected });
  if (reader.valueOf(first, 'patient') === '') hold('patient', first, 'no-patient', 'the row belongs to no patient', 'a patient id');
  if (timepointLabel(first, reader) === '') {
    const name = (['study_day', 'date', 'timepoint'] as const).find((candidate) => reader.columnOf(candidate) !== null) ?? 'date';
    hold(name, first, 'no-timepoint', 'the row belongs to no timepoint: neither a timepoint nor a date nor a study day is given', 'a date, a study day, or both');
  }
  if (reader.valueOf(first, 'evaluator') === '') hold('evaluator', first, 'no-evaluator', 'the row belongs to no evaluator', 'an evaluator');
  for (const row of rows) {
    const misfit = row.cells[misfitCell];
    if (misfit !== undefined) faults.hold({ code: 'row-length', row, message: `the row has ${misfit} cells`, expected: 'as many cells as the header' });
    if (reader.valueOf(row, 'lesion') === '') hold('lesion', row, 'no-lesion', 'the row names no lesion', 'the label of a lesion');
  }
}

function identityOf(group: Group, dates: GroupDates, context: TabularContext): AssessmentIdentity {
  const { first, reader } = group;
  const issuer = issuerOf(first, reader, context);
  const patient = reader.valueOf(first, 'patient');
  const label = timepointLabel(first, reader);
  const baseline = agreed(group, 'baseline');
  return {
    issuer,
    sourceId: patient === '' || label === '' ? null : keyOfParts(identifyingParts(first, reader)),
    patient: patient === '' ? null : { issuer: reader.valueOf(first, 'patient_issuer') || issuer, id: patient },
    treatmentLine: reader.valueOf(first, 'treatment_line') || null,
    evaluator: reader.valueOf(first, 'evaluator') || null,
    timepoint: label === '' ? null : { label, date: dates.date, studyDay: dates.studyDay, baseline: baseline === null ? null : yesOrNo(baseline, 'baseline', group) },
  };
}

/** The value of a column that belongs to the assessment; where rows differ, the group is held and nothing is picked. */
function agreed({ rows, reader, faults, key }: Group, name: CsvColumnName): string | null {
  const valued = rows.filter((row) => reader.valueOf(row, name) !== '');
  const values = distinct(valued.map((row) => reader.valueOf(row, name)));
  const [row, ...others] = valued;
  if (values.length > 1 && row !== undefined) {
    faults.hold({ code: 'rows-disagree', row, others, column: reader.columnOf(name), about: [key, name], message: `the rows of one assessment say ${values.map((value) => `'${value}'`).join(' and ')}`, expected: `one ${name} for one assessment` });
    return null;
  }
  return values[0] ?? null;
}

function yesOrNo(value: string, name: CsvColumnName, { first, reader, faults }: Group): boolean | null {
  const word = reader.words.baseline !== undefined && name === 'baseline' ? lookUp(reader.words.baseline, value) ?? value : value;
  if (word.toLowerCase() === 'yes') return true;
  if (word.toLowerCase() === 'no') return false;
  faults.hold({ code: 'unknown-word', row: first, column: reader.columnOf(name), message: `'${value}' is neither yes nor no`, expected: 'yes, no, or blank where it is not stated' });
  return null;
}

const askAboutLine = ({ first, reader, faults }: Group, { patient }: AssessmentIdentity): void => faults.ask({
  code: 'treatment-line-implied', row: first, column: reader.columnOf('treatment_line'), about: [patient?.issuer ?? '', patient?.id ?? ''],
  message: 'no treatment line is named; one line is implied for this patient', expected: 'the id of the treatment line',
});

/** A lesion that stands twice holds the assessment, also where both rows say the same: which of them counts is the sender's to say. */
function holdRepeatedLesions({ rows, reader, faults }: Group): ReadonlySet<string> {
  const repeated = [...groupBy(rows.filter((row) => reader.valueOf(row, 'lesion') !== ''), (row) => reader.valueOf(row, 'lesion'))].filter(([, same]) => same.length > 1);
  for (const [lesion, [row, ...others]] of repeated) {
    if (row === undefined) continue;
    const values = [row, ...others].map((one) => `'${reader.valueOf(one, 'size_mm') || reader.valueOf(one, 'state')}'`);
    faults.hold({ code: 'duplicate-measurement', row, others, column: reader.columnOf('size_mm'), message: `lesion ${lesion} stands ${values.length} times in this assessment: ${values.join(', ')}`, expected: 'each lesion once at a timepoint' });
  }
  return new Set(repeated.map(([lesion]) => lesion));
}

/** A word of one of our lists, in the sender's words where a mapping translates them; null where it is not known and was named. */
function oneOf<const Value extends string>(values: readonly Value[], row: ImportRow, name: CsvColumnName & keyof CsvReader['words'], { reader, faults }: Group): Value | undefined | null {
  const text = reader.valueOf(row, name);
  if (text === '') return undefined;
  const translated = lookUp(reader.words[name] ?? {}, text) ?? text;
  const value = values.find((candidate) => wordOf(candidate) === wordOf(translated));
  if (value !== undefined) return value;
  faults.hold({ code: 'unknown-word', row, column: reader.columnOf(name), message: `'${text}' is not a ${name}`, expected: `one of: ${values.join(', ')}` });
  return null;
}

interface Measure {
  readonly state: FindingDocument['state'];
  readonly size?: string;
  readonly fragments?: string[];
}

const lengthsList = (text: string): string[] | undefined => (text === '' ? undefined : text.split(';').map((part) => part.trim()));

/** Size and state together; null where they hold the assessment. */
function measureOf(row: ImportRow, group: Group): Measure | null {
  const { reader, faults } = group;
  const sizeText = reader.valueOf(row, 'size_mm');
  const worded = sizeText === '' ? undefined : lookUp(reader.words.state ?? {}, sizeText);
  const stated = oneOf(findingStates, row, 'state', group) ?? findingStates.find((state) => state === worded);
  const size = worded === undefined ? sizeText : '';
  const fragments = lengthsList(reader.valueOf(row, 'fragments_mm'));
  const column = reader.columnOf('size_mm');
  if (size === '' && fragments === undefined && (stated === undefined || stated === 'measured')) {
    const lesion = reader.valueOf(row, 'lesion');
    if (reader.valueOf(row, 'state') === '' || stated === 'measured') faults.hold({ code: 'blank-size', row, column, message: `lesion ${lesion} has no size and no state`, expected: `a size in mm, or a state that says why there is none: ${findingStates.filter((state) => state !== 'measured').join(', ')}` });
    return null;
  }
  if (stated !== undefined && stated !== 'measured') return sizeBesideState(stated, size, fragments, row, group);
  const readings = (fragments ?? [size]).map(micrometresFromText);
  const unreadable = readings.find(isUnreadable);
  if (unreadable !== undefined) {
    faults.hold({ code: unreadable.code, row, column: fragments === undefined ? column : reader.columnOf('fragments_mm'), message: unreadable.message, expected: unreadable.expected });
    return null;
  }
  const isGone = readings.every((reading) => !isUnreadable(reading) && reading.micrometres === 0);
  if (isGone) return { state: 'absent' };
  return fragments === undefined ? { state: 'measured', size } : { state: 'measured', fragments, ...(size === '' ? {} : { size }) };
}

/** 'absent' may come with a size of 0; any other size beside a state is a contradiction, which the check of the document names. */
function sizeBesideState(state: FindingDocument['state'], size: string, fragments: string[] | undefined, row: ImportRow, { reader, faults }: Group): Measure | null {
  const length = size === '' ? null : micrometresFromText(size);
  const isGone = length !== null && !isUnreadable(length) && length.micrometres === 0;
  if ((size === '' && fragments === undefined) || (state === 'absent' && isGone)) return { state };
  faults.hold({ code: 'contradiction', row, column: reader.columnOf('size_mm'), message: `the size '${size || (fragments ?? []).join(';')}' stands beside state '${state}'`, expected: "a size with state 'measured' or no state, or the state without a size" });
  return null;
}

function uptakeOf(row: ImportRow, { reader, faults }: Group): FindingDocument['uptake'] | null {
  const text = reader.valueOf(row, 'uptake');
  if (text === '') return undefined;
  const entries = text.split(';').map((part) => /^\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(part));
  const read = entries.flatMap((entry) => {
    const quantity = uptakeQuantities.find((known) => known === entry?.[1]);
    return quantity === undefined || entry?.[2] === undefined ? [] : [{ quantity, value: entry[2] }];
  });
  if (read.length === entries.length) return read;
  faults.hold({ code: 'unreadable', row, column: reader.columnOf('uptake'), message: `'${text}' cannot be read as uptake`, expected: `quantities as ${uptakeQuantities[0]}=8.4;${uptakeQuantities[2]}=10.2 out of ${uptakeQuantities.join(', ')}` });
  return null;
}

interface Place {
  readonly organ: Organ | undefined;
  readonly site: string | undefined;
}

/** A site that is not one of our organs stays in the sender's words, under 'other'. */
function placeOf(row: ImportRow, { reader, faults }: Group, about: readonly string[]): Place {
  const text = reader.valueOf(row, 'organ');
  const site = reader.valueOf(row, 'site') || undefined;
  if (text === '') {
    faults.ask({ code: 'site-not-stated', row, column: reader.columnOf('organ'), about, message: `the organ of lesion ${reader.valueOf(row, 'lesion')} is not stated`, expected: `one of: ${organs.join(', ')}` });
    return { organ: undefined, site };
  }
  const translated = lookUp(reader.words.organ ?? {}, text) ?? text;
  const organ = organs.find((known) => wordOf(known) === wordOf(translated));
  if (organ !== undefined) return { organ, site };
  faults.ask({ code: 'site-unknown-word', row, column: reader.columnOf('organ'), about, message: `'${text}' is kept as the site; the organ is read as 'other'`, expected: `one of: ${organs.join(', ')}` });
  return { organ: 'other', site: site ?? text };
}

function findingOf(row: ImportRow, group: Group, identity: AssessmentIdentity, dates: GroupDates): FindingDocument | null {
  const { reader, faults, key } = group;
  const lesion = reader.valueOf(row, 'lesion');
  if (lesion === '') return null;
  const about = [identity.patient?.issuer ?? '', identity.patient?.id ?? '', identity.evaluator ?? '', lesion];
  const role = oneOf(lesionRoles, row, 'role', group);
  if (role === undefined) faults.hold({ code: 'missing', row, column: reader.columnOf('role'), message: `the role of lesion ${lesion} is blank`, expected: `one of: ${lesionRoles.join(', ')}` });
  const axis = oneOf(diameterAxes, row, 'axis', group);
  const certainty = oneOf(certainties, row, 'certainty', group);
  const uptake = uptakeOf(row, group);
  const measure = measureOf(row, group);
  if (!role || axis === null || certainty === null || uptake === null || measure === null) return null;
  const examDate = datedRow(row, reader).date;
  const finding: FindingDocument = {
    lesion, role, ...placeOf(row, group, about), axis, ...measure, certainty, uptake,
    mergedInto: reader.valueOf(row, 'merged_into') || undefined,
    reason: reader.valueOf(row, 'reason') || undefined,
    examDate: examDate === '' || examDate === dates.date ? undefined : examDate,
  };
  const place: LesionPlace = { row, sizeColumn: reader.columnOf('size_mm') ?? 'size_mm', about, timepoint: key };
  askAboutAxis(finding, place, faults);
  askAboutMeasurability(finding, identity.timepoint?.baseline ?? (identity.timepoint?.studyDay ?? Infinity) <= 1, place, faults);
  for (const text of [finding.size ?? [], finding.fragments ?? []].flat()) askAboutRounding(text, place, faults);
  return finding;
}

function documentOf(identity: AssessmentIdentity, findings: FindingDocument[], group: Group, context: TabularContext): AssessmentDocument | null {
  const { patient, sourceId, evaluator, timepoint } = identity;
  const modality = oneOf(modalities, group.first, 'modality', group) ?? undefined;
  const imaged = agreed(group, 'organs_imaged')?.split(';').map((organ) => organ.trim());
  const unknownOrgan = imaged?.find((organ) => !organs.some((known) => known === organ));
  if (unknownOrgan !== undefined) group.faults.hold({ code: 'unknown-word', row: group.first, column: group.reader.columnOf('organs_imaged'), message: `'${unknownOrgan}' is not an organ`, expected: `organs separated by ';' out of: ${organs.join(', ')}` });
  const stated = agreed(group, 'synthetic');
  const synthetic = stated === null ? context.synthetic === true : yesOrNo(stated, 'synthetic', group) === true;
  const sliceThickness = agreed(group, 'slice_thickness_mm') ?? undefined;
  const reader = agreed(group, 'reader') ?? undefined;
  const contrastPhase = agreed(group, 'contrast_phase') ?? undefined;
  if (patient === null || sourceId === null || evaluator === null || timepoint === null) return null;
  return {
    issuer: identity.issuer, sourceId, patient, evaluator, reader, modality, sliceThickness, contrastPhase,
    ...(synthetic ? { synthetic } : {}),
    treatmentLine: identity.treatmentLine ?? undefined,
    timepoint: { label: timepoint.label, date: timepoint.date ?? undefined, studyDay: timepoint.studyDay ?? undefined, baseline: timepoint.baseline ?? undefined },
    organsImaged: imaged?.flatMap((organ) => organs.find((known) => known === organ) ?? []),
    findings,
  };
}
