/** What can be said of a CSV assessment before its lesions are read: where its rows belong, and which lesion stands in it twice. */
import type { CsvColumnName } from './csv-columns.js';
import { agreed, yesOrNo, type CsvGroup } from './csv-group.js';
import { misfitCell } from '../row-source.js';
import { identifyingParts, issuerOf, timepointLabel } from './csv-rows.js';
import type { GroupDates } from '../group-dates.js';
import { groupBy } from '../../record/index.js';
import { comparableCells, keyOfParts } from '../row-faults.js';
import type { AssessmentIdentity, ImportRow, TabularContext } from '../tabular-format.js';

export function holdMisplacedRows({ rows, first, reader, faults }: CsvGroup): void {
  const hold = (
    name: CsvColumnName,
    row: ImportRow,
    code: 'no-patient' | 'no-timepoint' | 'no-evaluator' | 'no-lesion',
    message: string,
    expected: string,
  ) => faults.hold({ code, row, column: reader.columnOf(name), message, expected });
  if (reader.valueOf(first, 'patient') === '')
    hold('patient', first, 'no-patient', 'the row belongs to no patient', 'a patient id');
  if (timepointLabel(first, reader) === '') {
    const name =
      (['study_day', 'date', 'timepoint'] as const).find((candidate) => reader.columnOf(candidate) !== null) ?? 'date';
    hold(
      name,
      first,
      'no-timepoint',
      'the row belongs to no timepoint: neither a timepoint nor a date nor a study day is given',
      'a date, a study day, or both',
    );
  }
  if (reader.valueOf(first, 'evaluator') === '')
    hold('evaluator', first, 'no-evaluator', 'the row belongs to no evaluator', 'an evaluator');
  for (const row of rows) {
    const misfit = row.cells[misfitCell];
    if (misfit !== undefined)
      faults.hold({
        code: 'row-length',
        row,
        message: `the row has ${misfit} cells`,
        expected: 'as many cells as the header',
      });
    if (reader.valueOf(row, 'lesion') === '')
      hold('lesion', row, 'no-lesion', 'the row names no lesion', 'the label of a lesion');
  }
}

export function identityOf(group: CsvGroup, dates: GroupDates, context: TabularContext): AssessmentIdentity {
  const { first, reader } = group;
  const issuer = issuerOf(first, reader, context);
  const patient = reader.valueOf(first, 'patient');
  const label = timepointLabel(first, reader);
  const baseline = agreed(group, 'baseline');
  const order = orderOf(group);
  return {
    issuer,
    sourceId: patient === '' || label === '' ? null : keyOfParts(identifyingParts(first, reader)),
    patient: patient === '' ? null : { issuer: reader.valueOf(first, 'patient_issuer') || issuer, id: patient },
    treatmentLine: reader.valueOf(first, 'treatment_line') || null,
    evaluator: reader.valueOf(first, 'evaluator') || null,
    timepoint:
      label === ''
        ? null
        : {
            label,
            date: dates.date,
            studyDay: dates.studyDay,
            baseline: baseline === null ? null : yesOrNo(baseline, 'baseline', group),
            ...(order === null ? {} : { order }),
          },
  };
}

/** Null where none is stated, and where it is no number, which holds the assessment. */
function orderOf(group: CsvGroup): number | null {
  const text = agreed(group, 'visit_number');
  if (text === null) return null;
  if (/^-?\d{1,6}(\.\d{1,6})?$/.test(text)) return Number(text);
  group.faults.hold({
    code: 'unreadable',
    row: group.first,
    column: group.reader.columnOf('visit_number'),
    message: `'${text}' is not a number of a visit`,
    expected: 'a number such as 3 or 3.1',
  });
  return null;
}

export const askAboutLine = ({ first, reader, faults }: CsvGroup, { patient }: AssessmentIdentity): void =>
  faults.ask({
    code: 'treatment-line-implied',
    row: first,
    column: reader.columnOf('treatment_line'),
    about: [patient?.issuer ?? '', patient?.id ?? ''],
    message: 'no treatment line is named; one line is implied for this patient',
    expected: 'the id of the treatment line',
  });

/** The rows of a group without those that repeat another cell by cell: such a row counts once, and the sender is asked. */
export function withoutEqualRows({ rows, reader, faults }: CsvGroup): readonly ImportRow[] {
  const ofLesion = [...groupBy(rows, (row) => reader.valueOf(row, 'lesion')).values()];
  if (ofLesion.length === rows.length) return rows;
  const repeated = ofLesion.flatMap((same) => (same.length === 1 ? [] : [...groupBy(same, comparableCells).values()]));
  const superfluous = new Set<ImportRow>();
  for (const [row, ...others] of repeated) {
    if (row === undefined || others.length === 0) continue;
    others.forEach((other) => superfluous.add(other));
    faults.ask({
      code: 'row-repeated',
      row,
      others,
      column: reader.columnOf('lesion'),
      message: `the row of lesion ${reader.valueOf(row, 'lesion')} stands ${others.length + 1} times, all cells equal; it counts once`,
      expected: 'each row once',
    });
  }
  return rows.filter((row) => !superfluous.has(row));
}

/** A lesion that stands twice with different cells holds the assessment: which of them counts is the sender's to say. */
export function holdRepeatedLesions({ rows, reader, faults }: CsvGroup): ReadonlySet<string> {
  const repeated = [
    ...groupBy(
      rows.filter((row) => reader.valueOf(row, 'lesion') !== ''),
      (row) => reader.valueOf(row, 'lesion'),
    ),
  ].filter(([, same]) => same.length > 1);
  for (const [lesion, [row, ...others]] of repeated) {
    if (row === undefined) continue;
    const values = [row, ...others].map((one) => `'${reader.valueOf(one, 'size_mm') || reader.valueOf(one, 'state')}'`);
    faults.hold({
      code: 'duplicate-measurement',
      row,
      others,
      column: reader.columnOf('size_mm'),
      message: `lesion ${lesion} stands ${values.length} times in this assessment: ${values.join(', ')}`,
      expected: 'each lesion once at a timepoint',
    });
  }
  return new Set(repeated.map(([lesion]) => lesion));
}
