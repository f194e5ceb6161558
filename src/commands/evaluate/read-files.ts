/** Reads the files that `consilium evaluate` is given, into treatment lines with their histories. */
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  assembleAll,
  type AssembledGroup,
  causeOfUnknownHeader,
  documentSources,
  type FileSource,
  type ImportRow,
  isBlankRecord,
  isResponseFile,
  isUnnamed,
  recogniseFile,
  type ReadDocuments,
  readReportedResponses,
  type ReadResponses,
  type ReportedResponse,
  type RowSource,
  rowSourceOf,
  rowsOfRecords,
  sourceOf,
  type SourceFault,
  type SourceRecords,
  type TabularContext,
  type TabularFormat,
  tabularFormats,
} from '../../core/formats/index.js';
import {
  assembleHistory,
  type AssessmentDocument,
  type FactStatement,
  type HeldAssessment,
  type RecordedAssessment,
  type RecordedFact,
  recordedFactsOf,
  type RowFault,
} from '../../core/record/index.js';
import { bytesOf } from './bytes-of.js';
import type { Call } from './call.js';
import type { EvaluatedLine } from './lines.js';
import type { Question } from './questions.js';
import { EvaluateUsageError } from './usage-error.js';

/** What was read from all files. */
export interface Read {
  readonly documents: AssessmentDocument[];
  readonly held: {
    readonly patient: string;
    readonly treatmentLine: string | null;
    readonly assessment: HeldAssessment;
  }[];
  readonly statements: FactStatement[];
  /** The path of each file of a format, by its name inside the format. */
  readonly paths: Map<string, string>;
  /** Null while no RS file was given. */
  reported: ReportedResponse[] | null;
  readonly refused: string[];
  /** What holds nothing and is told: not read, not sure, or at odds with itself. No reason for exit status 1. */
  readonly asked: Question[];
  /** Name of the visit of each assessment, by source id. */
  readonly visits: Map<string, string>;
}

/** What was read before anything was. */
export const nothingRead = (paths = new Map<string, string>()): Read => ({
  documents: [],
  held: [],
  statements: [],
  paths,
  reported: null,
  refused: [],
  asked: [],
  visits: new Map(),
});

/** @throws EvaluateUsageError for a file that cannot be read at all */
export function readFiles({ files, format, context, documentContext }: Call): Read {
  const read = nothingRead();
  const rows = new Map<TabularFormat, ImportRow[]>();
  for (const file of files) {
    const bytes = bytesOf(file);
    const found = sourceFor(file, bytes, format);
    if (found.kind === 'documents') readDocuments(file, found.source.read(bytes, documentContext), read);
    else readTable(file, recordsIn(file, bytes, found.source, context), { format, context, read, rows });
  }
  for (const [tabular, ofFormat] of rows) takeGroups(tabular, ofFormat, context, read);
  nameVisits(read);
  return read;
}

/** A report is about the visit of the assessment, whatever name of it stands beside the report. */
export function nameVisits(read: Read): void {
  read.reported =
    read.reported?.map((report) => ({ ...report, visit: read.visits.get(report.sourceId) ?? report.visit })) ?? null;
}

/** What a file is: as the call says, else as the file tells. */
export function sourceFor(file: string, bytes: Buffer, format: Call['format']): FileSource {
  const named = documentSources.find(({ name }) => name === format);
  if (named !== undefined) return { kind: 'documents', source: named };
  const sent = { name: basename(file), start: bytes };
  return format === null ? sourceOf(sent) : { kind: 'rows', source: rowSourceOf(sent) };
}

function readDocuments(file: string, found: ReadDocuments, read: Read): void {
  if ('fault' in found) throw new EvaluateUsageError(unreadable(file, found.fault));
  read.asked.push(...(found.queries ?? []).map((query) => questionAbout(query, placeInDocument(file, query))));
  for (const sent of found.documents) {
    if (sent.kind === 'facts') read.statements.push(sent.statement);
    else if (sent.kind === 'exam') takeGroup(sent.group, (fault) => placeInDocument(file, fault), read);
    else if (sent.kind === 'assessment') read.documents.push(sent.document);
    else {
      if (sent.kept !== null) read.statements.push(sent.kept);
      const place = `${sent.place.in === 'file' ? 'element' : sent.place.in} ${sent.place.number}`;
      read.refused.push(
        ...sent.faults.map(
          ({ pointer, message, expected }) =>
            `${file}, ${place}, ${pointer === '' ? 'as a whole' : pointer}: ${message}; expected ${expected}`,
        ),
      );
    }
  }
}

/** Entries of FHIR, measurement groups of DICOM and segments of HL7 are counted from 1. */
const placeInDocument = (file: string, { row, column }: RowFault): string =>
  [file, ...(row === null ? [] : [`item ${row}`]), ...(column === null ? [] : [column])].join(', ');

const questionAbout = (query: RowFault, place: string): Question => ({
  key: query.key,
  code: query.code,
  words: `${place}: ${query.message}; expected ${query.expected}`,
});

/** A file that cannot be read at all, with its one cause. */
const unreadable = (file: string, { row, column, message, expected }: SourceFault): string =>
  `${file}${row === null ? '' : `, row ${row}`}${column === null ? '' : `, ${column}`}: ${message}; expected ${expected}`;

interface TableTask {
  readonly format: Call['format'];
  readonly context: TabularContext;
  readonly read: Read;
  readonly rows: Map<TabularFormat, ImportRow[]>;
}

function readTable(
  file: string,
  { header, records, encoding, notes = [] }: SourceRecords,
  { format, context, read, rows }: TableTask,
): void {
  const said = (words: string): void => void read.asked.push({ key: words, code: 'file', words: `${file}: ${words}` });
  if (encoding !== undefined && encoding !== 'UTF-8') said(`read as ${encoding}, since it is not UTF-8`);
  cellsWithoutHeading(header, records).forEach(said);
  for (const { code, row, column, message, expected } of notes)
    read.asked.push({
      key: `${file} ${column}`,
      code,
      words: `${file}, row ${row}, ${column}: ${message}; expected ${expected}`,
    });
  if (records.every(isBlankRecord)) read.refused.push(`${file}: a header and no row; expected at least one row`);
  const table = tableOf(file, header, records.slice(0, 50), { format, context });
  if (table.kind === 'responses')
    return takeResponses(file, readReportedResponses(rowsOfRecords('rs', header, records), context.today), read);
  read.paths.set(table.file, file);
  rows.set(table.format, [
    ...(rows.get(table.format) ?? []),
    ...rowsOfRecords(table.file, header, records, table.columns),
  ]);
}

/** What a file of rows holds: reported responses, or a file of a format. */
export type Table =
  | { readonly kind: 'responses' }
  | {
      readonly kind: 'rows';
      readonly format: TabularFormat;
      /** Its name inside the format, and the columns that are read. */
      readonly file: string;
      readonly columns: ReadonlySet<string>;
    };

/** Tells a file of rows by its header. @throws EvaluateUsageError for one that nobody knows */
export function tableOf(
  file: string,
  header: readonly string[],
  sample: readonly (readonly string[])[],
  { format, context }: Pick<Call, 'format' | 'context'>,
): Table {
  if (format !== 'csv' && isResponseFile(header)) return { kind: 'responses' };
  const recognised = recogniseFile(
    header,
    context,
    tabularFormats.filter(({ name }) => format === null || name === format),
  );
  if (recognised === null) {
    const cause = causeOfUnknownHeader(header, sample, context);
    throw new EvaluateUsageError(
      cause === null
        ? `${file} is no file of a known format: its columns are ${header.slice(0, 8).join(', ')}.`
        : unreadable(file, cause),
    );
  }
  const { recognition } = recognised;
  if (recognition.kind === 'refused')
    throw new EvaluateUsageError(
      `${file} cannot be read: ${recognition.faults.map(({ message, expected }) => `${message}; expected ${expected}`).join('. ')}`,
    );
  return {
    kind: 'rows',
    format: recognised.format,
    file: recognition.file,
    columns: new Set(recognition.columns),
  };
}

/** Takes what was reported of a file, or of one of its subjects. */
export function takeResponses(file: string, { responses, faults, queries }: ReadResponses, read: Read): void {
  read.reported = [...(read.reported ?? []), ...responses];
  read.refused.push(...faults.map((fault) => inFile(file, fault)));
  read.asked.push(...queries.map((query) => responseQuestion(file, query)));
}

const inFile = (file: string, { row, column, message, expected }: RowFault): string =>
  `${file}, row ${row}, ${column}: ${message}; expected ${expected}`;

/** What is asked about reported responses. */
export const responseQuestion = (file: string, query: RowFault): Question => ({
  key: query.key,
  code: query.code,
  words: inFile(file, query),
});

/** The rows of a file. @throws EvaluateUsageError with its one cause */
export function recordsIn(file: string, bytes: Buffer, source: RowSource, context: TabularContext): SourceRecords {
  try {
    return source.read(bytes, context);
  } catch (error) {
    const fault = source.faultIn(error);
    throw fault === null ? error : new EvaluateUsageError(unreadable(file, fault));
  }
}

/** What stands in columns without a heading: nobody can say what it is. Numbers of rows, as R and pandas write them, are nothing. */
function cellsWithoutHeading(header: readonly string[], records: readonly (readonly string[])[]): string[] {
  return header.flatMap((column, index) => {
    if (!isUnnamed(column)) return [];
    const filled = records.map((record) => record[index]?.trim() ?? '').filter((cell) => cell !== '');
    const first = Number(filled[0]);
    if (filled.every((cell, at) => Number(cell) === first + at)) return [];
    return [`column ${index + 1} has no heading and is not read: '${filled[0]}' stands in it`];
  });
}

/** Takes the assessments that rows make up: all of one format, or all of one subject of it. */
export function takeGroups(
  format: TabularFormat,
  rows: readonly ImportRow[],
  context: TabularContext,
  read: Read,
): void {
  const placeOf = ({ file, row, column }: RowFault): string =>
    `${read.paths.get(file) ?? file}, row ${row}${column === null ? '' : `, ${column}`}`;
  for (const group of assembleAll(format, rows, context)) takeGroup(group, placeOf, read);
}

/** Takes an assembled assessment, or what holds it, and its questions. */
function takeGroup(
  { identity, assessment, held, queries }: AssembledGroup,
  placeOf: (fault: RowFault) => string,
  read: Read,
): void {
  read.asked.push(...queries.map((query) => questionAbout(query, placeOf(query))));
  if (identity.sourceId !== null && identity.timepoint !== null)
    read.visits.set(identity.sourceId, identity.timepoint.label);
  if (assessment !== null) {
    read.documents.push(assessment);
    return;
  }
  read.refused.push(...held.map((fault) => `${placeOf(fault)}: ${fault.message}; expected ${fault.expected}`));
  if (identity.patient === null || held.length === 0) return;
  read.held.push({
    patient: patientKey(identity.patient),
    treatmentLine: identity.treatmentLine,
    assessment: {
      status: 'held',
      evaluator: identity.evaluator,
      timepoint: identity.timepoint,
      held: held.map(({ message, code, value }) => ({ value: message, code, sent: value })),
    },
  });
}

const patientKey = ({ issuer, id }: { readonly issuer: string; readonly id: string }): string =>
  JSON.stringify([issuer, id]);
const patientId = (key: string): string => (JSON.parse(key) as [string, string])[1];

/** Another content under a revision that was stated twice: the service answers it with a conflict. */
const isInTheirPlace = (document: AssessmentDocument, before: AssessmentDocument | undefined): boolean =>
  document.revision !== undefined && document.revision === before?.revision && !isDeepStrictEqual(document, before);

/** Another content under one id without a revision: a correction, or two reports of which one takes the place of the other. */
const takesItsPlace = (document: AssessmentDocument, before: AssessmentDocument | undefined): boolean =>
  before !== undefined &&
  document.revision === undefined &&
  before.revision === undefined &&
  !isDeepStrictEqual(document, before);

/** The highest revision of each source id. */
function currentDocuments({ documents, refused, asked }: Read): AssessmentDocument[] {
  const current = new Map<string, AssessmentDocument>();
  for (const document of documents) {
    const key = JSON.stringify([document.issuer, document.sourceId]);
    const before = current.get(key);
    if (isInTheirPlace(document, before)) {
      refused.push(
        `assessment ${document.sourceId} of ${document.issuer} stands twice as revision ${document.revision} and says two different things; the first is read; expected a revision of its own for each`,
      );
      continue;
    }
    if (takesItsPlace(document, before)) {
      const words = `assessment ${document.sourceId} of ${document.issuer} stands twice and says two different things; the last is read: is it the correction of the first?`;
      asked.push({ key: words, code: 'duplicate', words });
    }
    if (before === undefined || (document.revision ?? 1) >= (before.revision ?? 1)) current.set(key, document);
  }
  return [...current.values()];
}

/** The treatment lines of what was read, in the order in which they were first named. */
export function evaluatedLines(read: Read): EvaluatedLine[] {
  const lines = new Map<string, { patient: string; treatmentLine: string | null; assessments: RecordedAssessment[] }>();
  const lineOf = (patient: string, treatmentLine: string | null): RecordedAssessment[] => {
    const key = JSON.stringify([patient, treatmentLine]);
    const line = lines.get(key) ?? { patient, treatmentLine, assessments: [] };
    lines.set(key, line);
    return line.assessments;
  };
  for (const document of currentDocuments(read))
    lineOf(patientKey(document.patient), document.treatmentLine ?? null).push({ status: 'accepted', document });
  for (const { patient, treatmentLine, assessment } of read.held) lineOf(patient, treatmentLine).push(assessment);
  return [...lines.values()].map(({ patient, treatmentLine, assessments }) => {
    const facts = factsFor(read.statements, patient, treatmentLine);
    return { patient: patientId(patient), treatmentLine, facts, history: assembleHistory({ assessments, facts }) };
  });
}

/** Facts of a statement that names another line are left out; those that name none are of every line of the patient. */
function factsFor(statements: readonly FactStatement[], patient: string, treatmentLine: string | null): RecordedFact[] {
  return statements.flatMap((statement, index) => {
    const applies =
      patientKey(statement.patient) === patient &&
      (statement.treatmentLine === undefined || statement.treatmentLine === treatmentLine);
    return applies ? recordedFactsOf(statement, index * 1_000) : [];
  });
}
