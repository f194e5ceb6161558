/** The project's own CSV: one row a lesion and timepoint. One group is one patient, treatment line, evaluator, timepoint and modality. */
import { modalities } from '../../response/index.js';
import { closeGroup } from '../assembled-group.js';
import { findingOf } from './csv-findings.js';
import { agreed, askAboutExamDates, datedRow, oneOf, yesOrNo, type CsvGroup } from './csv-group.js';
import { csvFiles, recogniseCsv } from './csv-header.js';
import { askAboutLine, holdMisplacedRows, holdRepeatedLesions, identityOf, withoutEqualRows } from './csv-placement.js';
import { csvKeysOf, type CsvReader, csvReaderFor, timepointLabel } from './csv-rows.js';
import { emptinessOf, sentColumn, spreadVisits } from './visits.js';
import {
  type AssessmentDocument,
  type FindingDocument,
  compareText,
  type ImagedPlace,
  imagedPlaces,
} from '../../record/index.js';
import { datesOfGroup } from '../group-dates.js';
import { imagedPlacesByWord } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import { inRowOrder, RowFaults } from '../row-faults.js';
import type {
  AssembledGroup,
  AssessmentIdentity,
  ImportRow,
  TabularContext,
  TabularFormat,
} from '../tabular-format.js';
import { lookUp } from '../words.js';

export const csvFormat: TabularFormat = {
  name: 'csv',
  files: csvFiles,
  recognise: recogniseCsv,
  spread: (cells, { mapping }) => spreadVisits(cells, mapping),
  keysOf: (file, row, cells, context) => csvKeysOf({ file, row, cells }, context),
  assemble,
};

function assemble(
  unordered: readonly ImportRow[],
  _subjectRows: readonly ImportRow[],
  context: TabularContext,
): AssembledGroup {
  const reader = csvReaderFor(context.mapping);
  const sent = inRowOrder(unordered);
  const said = sent.filter((row) => !isNotThereYet(row, reader));
  if (sent.length > 0 && said.every(({ cells }) => emptinessOf(cells) !== null)) return nothingSaid(context);
  const [first] = said;
  if (first === undefined) throw new Error('a group has at least one row');
  const key = csvKeysOf(first, context).groupKey;
  const faults = new RowFaults(key, ({ cells }, column) => sentColumn(cells, column, context.mapping));
  const all: CsvGroup = { rows: said, first, reader, faults, key };
  const rows = withoutEqualRows(all);
  const group: CsvGroup = { ...all, rows };
  holdMisplacedRows(group);
  const dates = datesOfGroup(
    timepointLabel(first, group.reader) === '' ? [] : rows.map((row) => datedRow(row, group.reader)),
    group.faults,
    { today: context.today },
  );
  askAboutExamDates(group);
  const identity = identityOf(group, dates, context);
  if (identity.patient !== null && identity.treatmentLine === null) askAboutLine(group, identity);
  const repeated = holdRepeatedLesions(group);
  const findings = rows
    .filter((row) => !repeated.has(group.reader.valueOf(row, 'lesion')))
    .flatMap((row) => findingOf(row, group, identity, dates) ?? []);
  const document = documentOf(
    identity,
    findings.sort((one, other) => compareText(one.lesion, other.lesion)),
    group,
    context,
  );
  return closeGroup(identity, document, group.faults, first, (lesion) =>
    rows.find((row) => group.reader.valueOf(row, 'lesion') === lesion),
  );
}

/** Of visits side by side: one before a new lesion was seen. Any other blank visit of a lesion, where others were measured, holds. */
const isNotThereYet = (row: ImportRow, reader: CsvReader): boolean =>
  emptinessOf(row.cells) === 'before' &&
  (lookUp(reader.words.role ?? {}, reader.valueOf(row, 'role')) ?? roleOfWord(reader.valueOf(row, 'role'))) === 'new';

/** A visit of which no row says anything was none of this patient's. */
const nothingSaid = ({ issuer }: TabularContext): AssembledGroup => ({
  identity: { issuer, sourceId: null, patient: null, treatmentLine: null, evaluator: null, timepoint: null },
  assessment: null,
  held: [],
  queries: [],
});

/** What a word of the column says was imaged, by the sender's own words first; undefined where no table knows it. */
function imagedPlaceOf(word: string, { reader }: CsvGroup): ImagedPlace | undefined {
  const translated = lookUp(reader.words.imaged ?? {}, word) ?? word;
  return lookUp(imagedPlacesByWord, translated);
}

function documentOf(
  identity: AssessmentIdentity,
  findings: FindingDocument[],
  group: CsvGroup,
  context: TabularContext,
): AssessmentDocument | null {
  const { patient, sourceId, evaluator, timepoint } = identity;
  const modality = oneOf(modalities, group.first, 'modality', group) ?? undefined;
  const imaged = agreed(group, 'organs_imaged')
    ?.split(';')
    .map((word) => word.trim());
  const unknown = imaged?.find((word) => imagedPlaceOf(word, group) === undefined);
  if (unknown !== undefined)
    group.faults.hold({
      code: 'unknown-word',
      row: group.first,
      column: group.reader.columnOf('organs_imaged'),
      message: `'${unknown}' is neither an organ nor a region`,
      expected: `organs and regions separated by ';' out of: ${imagedPlaces.join(', ')}`,
    });
  const stated = agreed(group, 'synthetic');
  const synthetic = stated === null ? context.synthetic === true : yesOrNo(stated, 'synthetic', group) === true;
  const sliceThickness = agreed(group, 'slice_thickness_mm') ?? undefined;
  const reader = agreed(group, 'reader') ?? undefined;
  const contrastPhase = agreed(group, 'contrast_phase') ?? undefined;
  if (patient === null || sourceId === null || evaluator === null || timepoint === null) return null;
  return {
    issuer: identity.issuer,
    sourceId,
    patient,
    evaluator,
    reader,
    modality,
    sliceThickness,
    contrastPhase,
    ...(synthetic ? { synthetic } : {}),
    treatmentLine: identity.treatmentLine ?? undefined,
    timepoint: {
      label: timepoint.label,
      date: timepoint.date ?? undefined,
      studyDay: timepoint.studyDay ?? undefined,
      baseline: timepoint.baseline ?? undefined,
      order: timepoint.order ?? undefined,
    },
    organsImaged: imaged && [...new Set(imaged.flatMap((word) => imagedPlaceOf(word, group) ?? []))],
    findings,
  };
}
