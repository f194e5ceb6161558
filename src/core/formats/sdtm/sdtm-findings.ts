/** The findings of a visit: its results with the role and site that TU gives each lesion. */
import { defaultOptions, type LesionRole } from '../../response/index.js';
import {
  type FindingDocument,
  isUnreadable,
  micrometresFromText,
  compareText,
  distinct,
  groupBy,
} from '../../record/index.js';
import { askAboutAxis, askAboutMeasurability, askAboutLength, type LesionPlace } from '../finding-queries.js';
import type { GroupDates } from '../group-dates.js';
import type { RowFaults } from '../row-faults.js';
import type { SdtmGroup } from './sdtm-group.js';
import { roleOfWord, rolesByWord } from '../role-words.js';
import { identifies } from './sdtm-identification.js';
import { joinedFindings } from './sdtm-joins.js';
import { resultOf, type Result } from './sdtm-results.js';
import { cell, columnOf, datedRow, evaluatorOf, lesionColumnOf, lesionOf, orderOf, testOf } from './sdtm-rows.js';
import { millimetresByUnit, modalitiesByWord } from './sdtm-words.js';
import type { AssessmentIdentity, ImportRow } from '../tabular-format.js';
import { lookUp } from '../words.js';

/** The findings of all lesions of the visit but the `repeated` ones, which hold it. */
export function findingsOf(
  group: SdtmGroup,
  identity: AssessmentIdentity,
  dates: GroupDates,
  repeated: ReadonlySet<string>,
): FindingDocument[] {
  const byLesion = groupBy(
    group.results.filter((row) => lesionOf(row) !== ''),
    lesionOf,
  );
  const measured = [...byLesion]
    .filter(([label]) => !repeated.has(label))
    .flatMap(([label, rows]) => findingOfResults(label, rows, group, identity, dates) ?? []);
  const rowsOf = (label: string): readonly ImportRow[] => byLesion.get(label) ?? [];
  const identifiedOnly = group.identifications.filter((row) => identifies(row) && !byLesion.has(lesionOf(row)));
  return [
    ...joinedFindings(measured, group.lesions, rowsOf, group.faults, orderOf(group.first)),
    ...identifiedOnly.flatMap((row) => findingOfIdentification(row, group, dates) ?? []),
  ].sort((one, other) => compareText(one.lesion, other.lesion));
}

/** The role as TU and TRGRPID say it with one voice; null where they do not, and that has been named. */
function roleOf(label: string, rows: readonly ImportRow[], group: SdtmGroup): LesionRole | null {
  const row = rows.find((candidate) => cell(candidate, 'TRGRPID') !== '') ?? rows[0];
  if (row === undefined) return null;
  const grouped = roleOfWord(cell(row, 'TRGRPID'));
  const identified = group.lesions.get(label);
  if (identified === undefined) return roleWithoutIdentification(label, row, grouped, group);
  if (identified.role !== null && (grouped === undefined || grouped === identified.role)) return identified.role;
  group.faults.hold({
    code: 'role-conflict',
    row,
    column: 'TRGRPID',
    message:
      identified.role === null
        ? `TU does not say in words known here, or not with one voice, what lesion ${label} is (${distinct(identified.rows.map((one) => `'${cell(one, 'TUORRES') || cell(one, 'TUSTRESC')}'`)).join(', ')})`
        : `lesion ${label} is ${identified.role} in TU and ${grouped} in TR`,
    expected: `one of ${Object.keys(rolesByWord).join(', ')}, the same in TUORRES and TRGRPID`,
  });
  return null;
}

function roleWithoutIdentification(
  label: string,
  row: ImportRow,
  grouped: LesionRole | undefined,
  { faults, lesions }: SdtmGroup,
): LesionRole | null {
  const expected = 'a TU row of this subject, evaluator and TULNKID';
  const finding = { code: 'lesion-not-identified', row, column: lesionColumnOf(row), expected } as const;
  const evaluator = evaluatorOf(row);
  const alike = [...lesions.keys()].find((other) => other.toLowerCase() === label.toLowerCase());
  const named = alike === undefined ? '' : ` (it identifies '${alike}')`;
  const where = `TU by this evaluator (${evaluator === null ? 'TREVAL is blank' : `'${evaluator}'`})${named}`;
  if (grouped === undefined) {
    faults.hold({
      ...finding,
      message: `lesion ${label} is not identified in ${where}, and TRGRPID does not say what it is`,
    });
    return null;
  }
  const message = `lesion ${label} is not identified in ${where}; its role is read from TRGRPID, its site is not known`;
  faults.ask({ ...finding, message, about: [cell(row, 'STUDYID'), cell(row, 'USUBJID'), label] });
  return grouped;
}

function findingOfResults(
  label: string,
  rows: readonly ImportRow[],
  group: SdtmGroup,
  identity: AssessmentIdentity,
  dates: GroupDates,
): FindingDocument | null {
  const role = roleOf(label, rows, group);
  const [row] = rows;
  if (role === null || row === undefined) return null;
  const result = resultOf({ label, role, organ: group.lesions.get(label)?.organ, rows }, group.faults);
  if (result === null) return null;
  const finding = findingFrom(label, role, result, row, group, dates);
  const place: LesionPlace = {
    row: rowOfSize(rows, result) ?? row,
    sizeColumn: 'TRORRES',
    about: [cell(row, 'STUDYID'), identity.patient?.id ?? '', identity.evaluator ?? '', label],
    timepoint: group.key,
  };
  askAboutAxis(finding, place, group.faults);
  askAboutMeasurability(finding, isAtBaseline(identity), place, group.faults);
  if (finding.size !== undefined) askAboutLength(finding.size, place, group.faults);
  return finding;
}

/** The row that the size was read from, so that a question about it is shown where it stands. */
const rowOfSize = (rows: readonly ImportRow[], { axis }: Result): ImportRow | undefined =>
  rows.find((row) => testOf(row) === 'DIAMETER') ??
  rows.find((row) => testOf(row) === (axis === 'short-axis' ? 'LPERP' : 'LDIAM'));

const isAtBaseline = ({ timepoint }: AssessmentIdentity): boolean =>
  timepoint !== null && (timepoint.baseline ?? (timepoint.studyDay !== null && timepoint.studyDay <= 1));

function findingFrom(
  label: string,
  role: LesionRole,
  result: Result,
  row: ImportRow,
  { lesions, faults }: SdtmGroup,
  dates: GroupDates,
): FindingDocument {
  const identified = lesions.get(label);
  const date = datedRow(row).date;
  return {
    lesion: label,
    role,
    organ: identified?.organ,
    site: identified?.site,
    ...result,
    examDate: date === '' || date === dates.date ? undefined : date,
    modality: modalityOf(row, faults),
  };
}

function modalityOf(row: ImportRow, faults: RowFaults): FindingDocument['modality'] {
  const column = columnOf(row, 'METHOD');
  const word = cell(row, column);
  const modality = lookUp(modalitiesByWord, word);
  if (word !== '' && modality === undefined)
    faults.ask({
      code: 'method-unknown-word',
      row,
      column,
      about: [cell(row, 'STUDYID'), word],
      message: `'${word}' is not a method known here; the modality is read as not stated`,
      expected: `one of: ${Object.keys(modalitiesByWord).join(', ')}`,
    });
  return modality;
}

/** TU names the lesion at this visit and TR holds no result: seen, for a lesion that is not measured; for a target a size is missing. */
function findingOfIdentification(row: ImportRow, group: SdtmGroup, dates: GroupDates): FindingDocument | null {
  const label = lesionOf(row);
  const { role = null, partOf, massOf } = group.lesions.get(label) ?? {};
  if (role === null || role === 'target' || partOf !== undefined || massOf !== undefined) {
    group.faults.hold({
      code: 'no-result',
      row,
      column: lesionColumnOf(row),
      message: `lesion ${label} is identified at this visit, and TR holds no result for it${role === null ? `; TU does not say in words known here what it is ('${cell(row, 'TUORRES') || cell(row, 'TUSTRESC')}')` : ''}`,
      expected:
        role === null
          ? `one of ${Object.keys(rolesByWord).join(', ')} in TUORRES, and a result in TR; no row of what is no tumour`
          : 'its diameter (or TUMSTATE) in TR at this visit',
    });
    return null;
  }
  group.faults.ask({
    code: 'identified-not-assessed',
    row,
    column: lesionColumnOf(row),
    message: `lesion ${label} is identified at this visit, and TR holds no result for it; it is read as present`,
    expected: 'its TUMSTATE in TR at this visit',
  });
  return findingFrom(label, role, { state: 'present' }, row, group, dates);
}

/** The sum as it is compared, in mm, and as it is named. It is in mm where no unit stands beside it. */
function sumIn(row: ImportRow): { readonly length: string; readonly inWords: string } {
  const [reported, unit] = [cell(row, 'TRORRES'), cell(row, 'TRORRESU')];
  const standard = cell(row, 'TRSTRESC') || cell(row, 'TRSTRESN');
  const inMillimetres = (text: string): boolean => lookUp(millimetresByUnit, text) === 1;
  if (reported !== '' && (unit === '' || inMillimetres(unit))) return { length: reported, inWords: reported };
  if (standard !== '' && inMillimetres(cell(row, 'TRSTRESU'))) return { length: standard, inWords: standard };
  return { length: reported, inWords: `${reported} ${unit}` };
}

/** SUMDIAM is not read: it is compared with the sum of what was measured, what is too small counting as it does in the sum. */
export function checkSum({ results, faults, key }: SdtmGroup, findings: readonly FindingDocument[]): void {
  const targets = findings.filter(({ role }) => role === 'target');
  const ofSizes = targets
    .flatMap(({ size, fragments }) => [...(size === undefined ? [] : [size]), ...(fragments ?? [])])
    .map(micrometresFromText)
    .reduce((total, length) => total + (isUnreadable(length) ? 0 : length.micrometres), 0);
  const ofDefaults =
    targets.filter(({ state }) => state === 'too-small-to-measure').length * defaultOptions.recist.tooSmallValue;
  const sum = ofSizes + ofDefaults;
  const stated = groupBy(
    results.filter((row) => testOf(row) === 'SUMDIAM' && sumIn(row).length !== ''),
    (row) => sumIn(row).length,
  );
  for (const [row, ...others] of stated.values()) {
    if (row === undefined) continue;
    const length = micrometresFromText(sumIn(row).length);
    if (!isUnreadable(length) && (length.micrometres === sum || length.micrometres === ofSizes)) continue;
    faults.ask({
      code: 'sum-differs',
      row,
      others,
      column: 'TRORRES',
      about: [key],
      message: `SUMDIAM is ${sumIn(row).inWords}, the diameters of the targets add up to ${sum / 1000} mm; the sum is not read`,
      expected: 'the sum of the diameters of the targets',
    });
  }
}
