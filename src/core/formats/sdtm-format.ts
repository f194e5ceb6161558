/** CDISC SDTM: TU (identification) and TR (results) together. One group is one subject, evaluator and visit. */
import type { LesionRole } from '../response/index.js';
import { closeGroup } from './assembled-group.js';
import type { AssessmentDocument, FindingDocument } from './documents.js';
import { askAboutAxis, askAboutMeasurability, askAboutRounding, type LesionPlace } from './finding-queries.js';
import { datesOfGroup, type GroupDates } from './group-dates.js';
import { recogniseByColumns } from './header.js';
import { micrometresFromText } from './lengths.js';
import { isUnreadable } from './fault.js';
import { commonValue, compareText, distinct, groupBy } from './order.js';
import { inRowOrder, keyOfParts, RowFaults } from './row-faults.js';
import { askAboutSites, identifiedLesions, identifies, type IdentifiedLesion } from './sdtm-identification.js';
import { resultOf, type Result } from './sdtm-results.js';
import {
  cell, checkedTests, columnOf, datedRow, evaluatorNotStated, evaluatorOf, lesionOf, neededTogether, readTests, sdtmFiles, sdtmKeysOf, testOf, visitOf, type SdtmDomain,
} from './sdtm-rows.js';
import { modalitiesByWord, rolesByWord } from './sdtm-words.js';
import type { AssembledGroup, AssessmentIdentity, ImportRow, TabularContext, TabularFormat } from './tabular-format.js';
import { lookUp } from './words.js';
import { misfitCell } from './csv-records.js';

export const sdtmFormat: TabularFormat = {
  name: 'sdtm',
  files: sdtmFiles,
  recognise: (header) => recogniseByColumns(header, sdtmFiles.map((file) => ({ file, sign: `${file.name.toUpperCase()}TESTCD`, together: neededTogether[file.name as SdtmDomain] }))),
  keysOf: (file, row, cells) => sdtmKeysOf({ file, row, cells }),
  assemble,
};

/** Everything about the group that its parts need. */
interface Group {
  readonly rows: readonly ImportRow[];
  /** TR rows whose tests are read or checked, in the order of their file. */
  readonly results: readonly ImportRow[];
  readonly identifications: readonly ImportRow[];
  readonly lesions: ReadonlyMap<string, IdentifiedLesion>;
  readonly first: ImportRow;
  readonly key: string;
  /** Null where the rows name no subject or no visit. */
  readonly sourceId: string | null;
  readonly faults: RowFaults;
}

function assemble(rows: readonly ImportRow[], subjectRows: readonly ImportRow[], context: TabularContext): AssembledGroup {
  const group = groupOf(inRowOrder(rows), inRowOrder(subjectRows));
  holdMisplacedRows(group);
  askAboutRowsNotRead(group);
  askAboutSites(group.identifications, group.lesions, group.faults);
  const dates = datesOfGroup(datedRows(group).map(datedRow), group.faults);
  const identity = identityOf(group, dates);
  if (identity.patient !== null) askAboutLine(group, identity.patient.id);
  const repeated = holdRepeatedResults(group);
  const findings = identity.sourceId === null ? [] : findingsOf(group, identity, dates, repeated);
  if (group.faults.held.length === 0) checkSum(group, findings);
  const document = documentOf(identity, findings, context);
  return closeGroup(identity, document, group.faults, group.first, (lesion) => group.results.find((row) => lesionOf(row) === lesion));
}

function groupOf(rows: readonly ImportRow[], subjectRows: readonly ImportRow[]): Group {
  const [first] = rows;
  if (first === undefined) throw new Error('a group has at least one row');
  const { groupKey, subjectKey } = sdtmKeysOf(first);
  return {
    rows,
    results: rows.filter((row) => row.file === 'tr' && (readTests.includes(testOf(row)) || checkedTests.includes(testOf(row)))),
    identifications: rows.filter((row) => row.file === 'tu'),
    lesions: identifiedLesions(subjectKey === null ? [] : subjectRows),
    first, key: groupKey, sourceId: subjectKey === null || visitOf(first) === '' ? null : groupKey, faults: new RowFaults(groupKey),
  };
}

/** Rows that say when the timepoint was: results that are read, or, where a visit has none, the identifications. */
const datedRows = ({ results, identifications }: Pick<Group, 'results' | 'identifications'>): readonly ImportRow[] => {
  const read = results.filter((row) => readTests.includes(testOf(row)));
  return read.length > 0 ? read : identifications;
};

function holdMisplacedRows({ rows, first, results, identifications, sourceId, faults }: Group): void {
  if (cell(first, 'USUBJID') === '' || cell(first, 'STUDYID') === '') {
    const column = cell(first, 'USUBJID') === '' ? 'USUBJID' : 'STUDYID';
    faults.hold({ code: 'no-patient', row: first, column, message: `${column} is blank: the row belongs to no subject`, expected: 'study and subject in STUDYID and USUBJID' });
  } else if (sourceId === null) {
    faults.hold({ code: 'no-timepoint', row: first, column: 'VISIT', message: 'VISITNUM and VISIT are blank: the row belongs to no visit', expected: 'a visit in VISITNUM or VISIT' });
  }
  if (datedRows({ results, identifications }).length === 0) {
    faults.hold({ code: 'no-result', row: first, column: columnOf(first, 'TESTCD'), others: rows.slice(1), message: `none of the rows of this visit is a result that is read: ${distinct(rows.map(testOf)).join(', ')}`, expected: `rows with ${readTests.join(' or ')}` });
  }
  for (const row of rows) {
    const misfit = row.cells[misfitCell];
    if (misfit !== undefined) faults.hold({ code: 'row-length', row, message: `the row has ${misfit} cells`, expected: 'as many cells as the header' });
  }
  for (const row of [...results.filter((result) => readTests.includes(testOf(result))), ...identifications].filter((candidate) => lesionOf(candidate) === '')) {
    faults.hold({ code: 'no-lesion', row, column: columnOf(row, 'LNKID'), message: 'the row names no lesion', expected: `a lesion in ${columnOf(row, 'LNKID')}` });
  }
}

/** Results under another test code than those that are read or checked: named once a code, so that nothing is left out silently. */
function askAboutRowsNotRead({ rows, faults }: Group): void {
  const known = [...readTests, ...checkedTests];
  const unread = rows.filter((row) => (row.file === 'tr' ? !known.includes(testOf(row)) : !identifies(row) && lesionOf(row) !== ''));
  for (const [test, ofTest] of groupBy(unread, (row) => `${columnOf(row, 'TESTCD')} '${testOf(row)}'`)) {
    const [row, ...others] = ofTest;
    if (row !== undefined) faults.ask({ code: 'not-read', row, others, column: columnOf(row, 'TESTCD'), about: [cell(row, 'STUDYID'), test], message: `${test} is not read`, expected: `${known.join(', ')} in TR and TUMIDENT in TU are what is read or checked` });
  }
}

function identityOf(group: Group, dates: GroupDates): AssessmentIdentity {
  const { first, results, identifications, sourceId, faults } = group;
  const study = cell(first, 'STUDYID');
  const subject = cell(first, 'USUBJID');
  const all = [...results, ...identifications];
  const names = distinct(all.map((row) => cell(row, 'VISIT')).filter((name) => name !== ''));
  if (names.length > 1) {
    faults.ask({ code: 'visit-name-differs', row: first, column: 'VISIT', message: `visit ${cell(first, 'VISITNUM')} is called ${names.map((name) => `'${name}'`).join(' and ')}`, expected: 'one name for one visit' });
  }
  const label = names[0] ?? (cell(first, 'VISITNUM') === '' ? null : `VISITNUM ${cell(first, 'VISITNUM')}`);
  const flagged = results.some((row) => [cell(row, 'TRLOBXFL'), cell(row, 'TRBLFL')].some((flag) => flag.toUpperCase() === 'Y'));
  return {
    issuer: study, sourceId,
    patient: subject === '' || study === '' ? null : { issuer: study, id: subject },
    treatmentLine: null,
    evaluator: evaluatorOf(first) ?? (subject === '' ? null : evaluatorNotStated),
    timepoint: label === null || sourceId === null ? null : { label, date: dates.date, studyDay: dates.studyDay, baseline: flagged ? true : null },
  };
}

function askAboutLine({ first, faults }: Group, patient: string): void {
  const study = cell(first, 'STUDYID');
  faults.ask({ code: 'treatment-line-implied', row: first, about: [study, patient], message: 'TU and TR name no treatment line; one line is implied for this subject', expected: 'the treatment, its start and its line' });
  if (evaluatorOf(first) === null) faults.ask({ code: 'evaluator-not-stated', row: first, column: columnOf(first, 'EVAL'), about: [study, patient], message: 'the evaluator is not stated', expected: `an evaluator in ${columnOf(first, 'EVAL')}` });
}

/**
 * A lesion that stands twice in a visit holds it: neither value is picked. Where the two are dated apart, the visit holds two exams,
 * which is said once for the whole visit. Returns the lesions.
 */
function holdRepeatedResults({ results, faults, key }: Group): ReadonlySet<string> {
  const read = results.filter((row) => readTests.includes(testOf(row)) && lesionOf(row) !== '');
  const repeated = [...groupBy(read, (row) => keyOfParts([lesionOf(row), testOf(row)])).values()].filter((rows) => rows.length > 1);
  const datesOf = (rows: readonly ImportRow[]) => distinct(rows.map((row) => datedRow(row).date));
  const ofSeveralExams = repeated.filter((rows) => datesOf(rows).length === rows.length).flat();
  const [first, ...others] = inRowOrder(ofSeveralExams);
  if (first !== undefined) {
    faults.hold({
      code: 'several-exams-in-one-visit', row: first, others, column: 'TRDTC', about: [key],
      message: `one visit holds exams of ${datesOf(ofSeveralExams).join(' and ')}: ${distinct(ofSeveralExams.map(lesionOf)).join(', ')} stand in it more than once`,
      expected: 'a visit of its own for each exam',
    });
  }
  for (const rows of repeated.filter((group) => datesOf(group).length < group.length)) {
    const [row, ...same] = rows;
    if (row !== undefined) faults.hold({ code: 'duplicate-measurement', row, others: same, column: 'TRORRES', message: `${testOf(row)} of lesion ${lesionOf(row)} stands ${rows.length} times in this visit: ${rows.map((one) => `'${cell(one, 'TRORRES')}'`).join(', ')}`, expected: 'each test of a lesion once in a visit' });
  }
  return new Set(repeated.flat().map(lesionOf));
}

function findingsOf(group: Group, identity: AssessmentIdentity, dates: GroupDates, repeated: ReadonlySet<string>): FindingDocument[] {
  const byLesion = groupBy(group.results.filter((row) => lesionOf(row) !== ''), lesionOf);
  const measured = [...byLesion].filter(([label]) => !repeated.has(label)).flatMap(([label, rows]) => findingOfResults(label, rows, group, identity, dates) ?? []);
  const identifiedOnly = group.identifications.filter((row) => identifies(row) && !byLesion.has(lesionOf(row)));
  return [...measured, ...identifiedOnly.flatMap((row) => findingOfIdentification(row, group, dates) ?? [])].sort((one, other) => compareText(one.lesion, other.lesion));
}

function roleOf(label: string, rows: readonly ImportRow[], { lesions, faults }: Group): LesionRole | null {
  const [row] = rows;
  const identified = lesions.get(label);
  const groupRow = rows.find((candidate) => cell(candidate, 'TRGRPID') !== '');
  const grouped = groupRow === undefined ? undefined : lookUp(rolesByWord, cell(groupRow, 'TRGRPID'));
  if (row === undefined) return null;
  if (identified === undefined) {
    if (grouped === undefined) {
      faults.hold({ code: 'lesion-not-identified', row, column: 'TRLNKID', message: `lesion ${label} is not identified in TU, and TRGRPID does not say what it is`, expected: 'a TU row of this subject, evaluator and TULNKID' });
      return null;
    }
    faults.ask({ code: 'lesion-not-identified', row, column: 'TRLNKID', about: [cell(row, 'STUDYID'), cell(row, 'USUBJID'), label], message: `lesion ${label} is not identified in TU by this evaluator; its role is read from TRGRPID, its site is not known`, expected: 'a TU row of this subject, evaluator and TULNKID' });
    return grouped;
  }
  const differs = groupRow !== undefined && grouped !== undefined && identified.role !== null && grouped !== identified.role;
  if (identified.role === null || differs) {
    faults.hold({ code: 'role-conflict', row: groupRow ?? row, column: 'TRGRPID', message: differs ? `lesion ${label} is ${identified.role} in TU and ${grouped} in TR` : `TU does not say in words known here, or not with one voice, what lesion ${label} is`, expected: `one of ${Object.keys(rolesByWord).join(', ')}, the same in TUORRES and TRGRPID` });
    return null;
  }
  return identified.role;
}

function findingOfResults(label: string, rows: readonly ImportRow[], group: Group, identity: AssessmentIdentity, dates: GroupDates): FindingDocument | null {
  const role = roleOf(label, rows, group);
  const [row] = rows;
  if (role === null || row === undefined) return null;
  const result = resultOf({ label, role, rows }, group.faults);
  if (result === null) return null;
  const finding = findingFrom(label, role, result, row, group, dates);
  const place: LesionPlace = { row: rows.find((candidate) => testOf(candidate) === 'DIAMETER') ?? row, sizeColumn: 'TRORRES', about: [cell(row, 'STUDYID'), identity.patient?.id ?? '', identity.evaluator ?? '', label], timepoint: group.key };
  askAboutAxis(finding, place, group.faults);
  askAboutMeasurability(finding, isAtBaseline(identity), place, group.faults);
  if (finding.size !== undefined) askAboutRounding(finding.size, place, group.faults);
  return finding;
}

const isAtBaseline = ({ timepoint }: AssessmentIdentity): boolean => timepoint !== null && (timepoint.baseline ?? (timepoint.studyDay !== null && timepoint.studyDay <= 1));

function findingFrom(label: string, role: LesionRole, result: Result, row: ImportRow, { lesions, faults }: Group, dates: GroupDates): FindingDocument {
  const identified = lesions.get(label);
  const date = datedRow(row).date;
  return {
    lesion: label, role, organ: identified?.organ, site: identified?.site, ...result,
    examDate: date === '' || date === dates.date ? undefined : date,
    modality: modalityOf(row, faults),
  };
}

function modalityOf(row: ImportRow, faults: RowFaults): FindingDocument['modality'] {
  const column = columnOf(row, 'METHOD');
  const word = cell(row, column);
  const modality = lookUp(modalitiesByWord, word);
  if (word !== '' && modality === undefined) faults.ask({ code: 'method-unknown-word', row, column, about: [cell(row, 'STUDYID'), word], message: `'${word}' is not a method known here; the modality is read as not stated`, expected: `one of: ${Object.keys(modalitiesByWord).join(', ')}` });
  return modality;
}

/** TU names the lesion at this visit and TR holds no result: seen, for a lesion that is not measured; for a target a size is missing. */
function findingOfIdentification(row: ImportRow, group: Group, dates: GroupDates): FindingDocument | null {
  const label = lesionOf(row);
  const role = group.lesions.get(label)?.role ?? null;
  if (role === null || role === 'target') {
    group.faults.hold({ code: 'no-result', row, column: 'TULNKID', message: `lesion ${label} is identified at this visit, and TR holds no result for it`, expected: 'its DIAMETER (or TUMSTATE) in TR at this visit' });
    return null;
  }
  group.faults.ask({ code: 'identified-not-assessed', row, column: 'TULNKID', message: `lesion ${label} is identified at this visit, and TR holds no result for it; it is read as present`, expected: 'its TUMSTATE in TR at this visit' });
  return findingFrom(label, role, { state: 'present' }, row, group, dates);
}

/** SUMDIAM is not read: it is compared with the sum of what was measured. */
function checkSum({ results, faults, key }: Group, findings: readonly FindingDocument[]): void {
  const sizes = findings.filter(({ role, size }) => role === 'target' && size !== undefined).map(({ size = '' }) => micrometresFromText(size));
  const sum = sizes.reduce((total, length) => total + (isUnreadable(length) ? 0 : length.micrometres), 0);
  for (const row of results.filter((candidate) => testOf(candidate) === 'SUMDIAM' && cell(candidate, 'TRORRES') !== '')) {
    const stated = micrometresFromText(cell(row, 'TRORRES'));
    if (!isUnreadable(stated) && stated.micrometres === sum) continue;
    faults.ask({ code: 'sum-differs', row, column: 'TRORRES', about: [key], message: `SUMDIAM is ${cell(row, 'TRORRES')}, the diameters of the targets add up to ${sum / 1000} mm; the sum is not read`, expected: 'the sum of the DIAMETER rows of the targets' });
  }
}

function documentOf(identity: AssessmentIdentity, findings: readonly FindingDocument[], { synthetic }: TabularContext): AssessmentDocument | null {
  const { patient, sourceId, evaluator, timepoint } = identity;
  if (patient === null || sourceId === null || evaluator === null || timepoint === null) return null;
  const modality = commonValue(findings.map((finding) => finding.modality ?? null)) ?? undefined;
  return {
    issuer: identity.issuer, sourceId, patient, evaluator, modality,
    ...(synthetic === true ? { synthetic } : {}),
    timepoint: { label: timepoint.label, date: timepoint.date ?? undefined, studyDay: timepoint.studyDay ?? undefined, baseline: timepoint.baseline ?? undefined },
    findings: findings.map((finding) => (finding.modality === modality ? { ...finding, modality: undefined } : finding)),
  };
}
