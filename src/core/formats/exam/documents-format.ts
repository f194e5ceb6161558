/**
 * Documents in an upload: each document of a file is one row, which holds what was read of it, and each row is a group. So they are taken,
 * held and asked about by the same steps as rows of tables, one after another and without a file in memory.
 */
import type { AssessmentDocument, RowFault } from '../../record/index.js';
import type { ReadDocuments, SentDocument } from '../document-source.js';
import type { AssembledGroup, AssessmentIdentity, Cells, ImportRow, TabularFormat } from '../tabular-format.js';

const column = 'document';

export const documentsFormat: TabularFormat = {
  name: 'documents',
  // Any number of files of any kind; none has to be there.
  files: [],
  recognise: () => ({ kind: 'other' }),
  keysOf: (file, row, cells) => ({ groupKey: `${file}|${row}`, subjectKey: subjectOf(cells) }),
  assemble: ([row]) => rowOf(row),
};

function rowOf(row: ImportRow | undefined): AssembledGroup {
  return JSON.parse(row?.cells[column] ?? '') as AssembledGroup;
}

function subjectOf(cells: Cells): string | null {
  const { identity, statement } = JSON.parse(cells[column] ?? '') as AssembledGroup;
  const patient = statement?.patient ?? identity.patient;
  return patient === null ? null : JSON.stringify([patient.issuer, patient.id]);
}

/** The cells of the rows of a file that was read; `file` is its name inside the upload. */
export function documentRows(found: Exclude<ReadDocuments, { readonly fault: unknown }>, file: string): Cells[] {
  const named = (faults: readonly RowFault[]): RowFault[] => faults.map((fault) => ({ ...fault, file }));
  const rows = found.documents.map((sent) => documentRow(sent, file));
  const queries = found.queries ?? [];
  if (queries.length > 0) rows.push({ ...nothing, queries });
  return rows.map((row) => ({
    [column]: JSON.stringify({ ...row, held: named(row.held), queries: named(row.queries) }),
  }));
}

const unknown: AssessmentIdentity = {
  issuer: '',
  sourceId: null,
  patient: null,
  treatmentLine: null,
  evaluator: null,
  timepoint: null,
};
const nothing: AssembledGroup = { identity: unknown, assessment: null, held: [], queries: [] };

function documentRow(sent: SentDocument, file: string): AssembledGroup {
  if (sent.kind === 'exam') return sent.group;
  if (sent.kind === 'facts') return { ...nothing, statement: sent.statement };
  if (sent.kind === 'assessment') return { ...nothing, identity: identityOf(sent.document), assessment: sent.document };
  const held = sent.faults.map(({ pointer, code, message, expected }): RowFault => ({
    file,
    row: sent.place.number,
    column: pointer,
    code,
    message,
    expected,
    value: null,
    otherRows: [],
    key: [code, file, sent.place.in, sent.place.number, pointer].join('|'),
  }));
  return { ...nothing, held };
}

const identityOf = ({
  issuer,
  sourceId,
  patient,
  evaluator,
  treatmentLine,
  timepoint,
}: AssessmentDocument): AssessmentIdentity => ({
  issuer,
  sourceId,
  patient,
  evaluator,
  treatmentLine: treatmentLine ?? null,
  timepoint: {
    label: timepoint.label,
    date: timepoint.date ?? null,
    studyDay: timepoint.studyDay ?? null,
    baseline: timepoint.baseline ?? null,
    ...(timepoint.order === undefined ? {} : { order: timepoint.order }),
  },
});
