/** `consilium evaluate FILE…`: classifies files on the spot, without a database. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type Language, languages, render } from '../../core/discussion/index.js';
import {
  assembleAll,
  causeOfUnknownHeader,
  checkCsvMapping,
  type CsvMapping,
  documentSources,
  type FileSource,
  type ImportRow,
  isBlankRecord,
  isResponseFile,
  isUnnamed,
  recogniseFile,
  type ReadDocuments,
  readReportedResponses,
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
  groupBy,
  type HeldAssessment,
  type RecordedAssessment,
  type RecordedFact,
  recordedFactsOf,
  type RowFault,
} from '../../core/record/index.js';
import {
  classifyLine,
  patternDefinitions,
  type ReadingChoice,
  readingChoices,
  readingQuestion,
  type ReadingGroup,
  type ReadingKind,
  type ReadingName,
  type ResponseOptions,
} from '../../core/response/index.js';
import { agreementLines } from './agreement.js';
import { itemsInWords, itemsLines } from './items.js';
import { type EvaluatedLine, type EvaluationLine, evaluationLines, type TimepointLine } from './lines.js';
import { aligned, csvOf, shown } from './print.js';

/** A wrong call: told with the usage, exit status 2. */
export class EvaluateUsageError extends Error {}

/** Where the lines and the refusals go. */
export interface Terminal {
  print(line: string): void;
  refuse(line: string): void;
}

/** The option of each group of readings. */
const groupOf = {
  recist: 'recist',
  immune: 'immune',
  metabolic: 'metabolic',
  window: 'bestResponse',
  noise: 'noise',
  flag: 'flags',
} as const satisfies Readonly<Record<string, ReadingGroup>>;

type Group = keyof typeof groupOf;
type Choice = Pick<ReadingChoice<unknown>, 'kind' | 'choices' | 'standard'>;

const readingsIn = (group: Group): Readonly<Record<string, Choice>> => readingChoices[groupOf[group]];

const groups = Object.keys(groupOf) as Group[];
const outputs = ['table', 'jsonl', 'csv'] as const;
type Output = (typeof outputs)[number];

/** Exactly what a choice accepts, as the value that the core takes. */
function chosenValue({ kind, choices }: Choice, text: string): string | number | boolean | null | undefined {
  if (kind === 'word') return choices.includes(text) ? text : undefined;
  if (kind === 'true-or-false') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (kind === 'whole-number-or-none' && text === 'none') return null;
  const number = kind === 'number' ? /^\d{1,9}(\.\d{1,9})?$/ : /^\d{1,9}$/;
  return number.test(text) ? Number(text) : undefined;
}

const kindInWords: Readonly<Record<Exclude<ReadingKind, 'word'>, string>> = {
  'true-or-false': 'true or false',
  'whole-number': 'a whole number',
  'whole-number-or-none': 'a whole number or none',
  number: 'a number',
  micrometres: 'micrometres',
};

const expectedOf = ({ kind, choices }: Choice): string => (kind === 'word' ? choices.join(', ') : kindInWords[kind]);

/** What a reading decides, in words. */
const questionOf = (group: Group, name: string): string =>
  render(readingQuestion(`${groupOf[group]}/${name}` as ReadingName), 'en');

/** The usage with every reading, window and definition. */
export function evaluateHelp(): string {
  const lines = groups.flatMap((group) =>
    Object.entries(readingsIn(group)).map(
      ([name, choice]) =>
        `  --${group} ${name}=VALUE\n      ${expectedOf(choice)} (default: ${String(choice.standard ?? 'none')})\n      ${questionOf(group, name)}`,
    ),
  );
  return [
    'Usage: consilium evaluate FILE… [options]',
    '  Classifies the files and prints each timeline by patient and evaluator. Plain or gzip.',
    '  --format json|csv|sdtm   left out: told by the file (sdtm takes TU, TR and, if given, RS together; RS alone gives best responses)',
    `  --output ${outputs.join('|')}   default: table`,
    '  --mapping FILE           mapping document of a CSV with other columns or words (docs/formats.md)',
    '  --issuer NAME            sending system, where the rows do not name it',
    '  --details                with --output jsonl: adds the trace of each verdict, oligoprogression with the oligometastatic state, PET verdicts, irRECIST and',
    '                           imRECIST to each timepoint; growth rates, hyperprogression, Stein fits per lesion and per sum, flags and watches, target selection',
    '                           and, at the last scan, smallest flips and target robustness to each summary',
    '  --agreement              prints the definitions side by side over the whole cohort instead: how often each is met, and kappa of each pair',
    '  --items                  prints what the rules would ask a board instead, with the flags and watches and what is waited for; with --output jsonl one line',
    '                           a treatment line',
    `  --language ${languages.join('|')}         of --items; default: en`,
    `  --definition ID          only these patterns; may be given again: ${patternDefinitions.map(({ id }) => id).join(', ')}`,
    'Readings where the criteria leave a choice (docs/clinical-basis.md); lengths in micrometres:',
    ...lines,
    'Exit status: 0; 1 when some input was refused (named on standard error, the rest is still evaluated); 2 for a wrong call.',
  ].join('\n');
}

interface Call {
  readonly files: readonly string[];
  readonly format: 'json' | 'csv' | 'sdtm' | null;
  readonly output: Output;
  readonly details: boolean;
  readonly agreement: boolean;
  /** Null unless the items are asked for; else their language. */
  readonly items: Language | null;
  readonly context: TabularContext;
  readonly options: ResponseOptions;
}

function readCall(args: readonly string[]): Call {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      output: { type: 'string', default: 'table' },
      mapping: { type: 'string' },
      issuer: { type: 'string', default: 'command line' },
      definition: { type: 'string', multiple: true },
      details: { type: 'boolean', default: false },
      agreement: { type: 'boolean', default: false },
      items: { type: 'boolean', default: false },
      language: { type: 'string' },
      recist: { type: 'string', multiple: true },
      immune: { type: 'string', multiple: true },
      metabolic: { type: 'string', multiple: true },
      window: { type: 'string', multiple: true },
      noise: { type: 'string', multiple: true },
      flag: { type: 'string', multiple: true },
    },
  });
  if (positionals.length === 0) throw new EvaluateUsageError('No file is named.');
  const format =
    values.format === undefined ? null : (['json', 'csv', 'sdtm'] as const).find((known) => known === values.format);
  if (format === undefined)
    throw new EvaluateUsageError(`There is no format "${values.format}"; expected json, csv or sdtm.`);
  const output = outputs.find((known) => known === values.output);
  if (output === undefined)
    throw new EvaluateUsageError(`There is no output "${values.output}"; expected ${outputs.join(', ')}.`);
  if (values.details && (output !== 'jsonl' || values.agreement))
    throw new EvaluateUsageError('--details is printed with --output jsonl, and not beside --agreement.');
  const items = itemsAsked(values, output);
  const unknown = (values.definition ?? []).filter(
    (id) => !patternDefinitions.some((definition) => definition.id === id),
  );
  if (unknown.length > 0)
    throw new EvaluateUsageError(
      `There is no definition ${unknown.join(', ')}; expected some of ${patternDefinitions.map(({ id }) => id).join(', ')}.`,
    );
  const chosen = (group: Group): Record<string, unknown> => readingsOf(group, values[group] ?? []);
  return {
    files: positionals,
    format,
    output,
    details: values.details,
    agreement: values.agreement,
    items,
    context: { issuer: values.issuer, mapping: values.mapping === undefined ? null : readMapping(values.mapping) },
    options: {
      recist: chosen('recist'),
      immune: chosen('immune'),
      metabolic: chosen('metabolic'),
      bestResponse: chosen('window'),
      noise: chosen('noise'),
      flags: chosen('flag'),
      ...(values.definition === undefined ? {} : { definitions: values.definition }),
    },
  };
}

interface ItemsAsked {
  readonly items: boolean;
  readonly language?: string;
  readonly details: boolean;
  readonly agreement: boolean;
}

function itemsAsked({ items, language, details, agreement }: ItemsAsked, output: Output): Language | null {
  if (!items) {
    if (language !== undefined) throw new EvaluateUsageError('--language is a choice of --items.');
    return null;
  }
  if (details || agreement || output === 'csv')
    throw new EvaluateUsageError('--items is printed as table or jsonl, and not beside --details or --agreement.');
  const found = languages.find((known) => known === (language ?? 'en'));
  if (found === undefined)
    throw new EvaluateUsageError(`There is no language "${language}"; expected ${languages.join(', ')}.`);
  return found;
}

function readingsOf(group: Group, entries: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = '', ...rest] = entry.split('=');
      const choice = readingsIn(group)[name];
      if (choice === undefined)
        throw new EvaluateUsageError(
          `There is no reading "${name}" of --${group}; expected one of ${Object.keys(readingsIn(group)).join(', ')}.`,
        );
      const value = chosenValue(choice, rest.join('='));
      if (value === undefined)
        throw new EvaluateUsageError(
          `"${rest.join('=')}" cannot be chosen for ${name}; expected ${expectedOf(choice)}.`,
        );
      return [name, value];
    }),
  );
}

function readMapping(file: string): CsvMapping {
  const checked = checkCsvMapping(parsedJson(bytesOf(file).toString('utf8'), file));
  if ('mapping' in checked) return checked.mapping;
  throw new EvaluateUsageError(
    `The mapping ${file} cannot be used: ${checked.faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
  );
}

function bytesOf(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new EvaluateUsageError(
      `The file ${file} cannot be read (${typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'damaged'}).`,
    );
  }
}

function parsedJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EvaluateUsageError(`${place} is not JSON.`);
  }
}

/** What was read from all files. */
interface Read {
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

/** A question to the sender, with the key by which it is asked once and the kind of which many are summed up. */
interface Question {
  readonly key: string;
  readonly code: string;
  readonly words: string;
}

function readFiles({ files, format, context }: Call): Read {
  const read: Read = {
    documents: [],
    held: [],
    statements: [],
    paths: new Map(),
    reported: null,
    refused: [],
    asked: [],
    visits: new Map(),
  };
  const rows = new Map<TabularFormat, ImportRow[]>();
  for (const file of files) {
    const bytes = bytesOf(file);
    const found = sourceFor(file, bytes, format);
    if (found.kind === 'documents') readDocuments(file, found.source.read(bytes), read);
    else readTable(file, recordsIn(file, bytes, found.source, context), { format, context, read, rows });
  }
  for (const [tabular, ofFormat] of rows) takeGroups(tabular, ofFormat, context, read);
  read.reported =
    read.reported?.map((report) => ({ ...report, visit: read.visits.get(report.sourceId) ?? report.visit })) ?? null;
  return read;
}

/** What a file is: as the call says, else as the file tells. */
function sourceFor(file: string, bytes: Buffer, format: Call['format']): FileSource {
  const named = documentSources.find(({ name }) => name === format);
  if (named !== undefined) return { kind: 'documents', source: named };
  const sent = { name: basename(file), start: bytes };
  return format === null ? sourceOf(sent) : { kind: 'rows', source: rowSourceOf(sent) };
}

function readDocuments(file: string, found: ReadDocuments, read: Read): void {
  if ('fault' in found) throw new EvaluateUsageError(unreadable(file, found.fault));
  for (const sent of found.documents) {
    if (sent.kind === 'facts') read.statements.push(sent.statement);
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

/** A file that cannot be read at all, with its one cause. */
const unreadable = (file: string, { row, message, expected }: SourceFault): string =>
  `${file}${row === null ? '' : `, row ${row}`}: ${message}; expected ${expected}`;

interface TableTask {
  readonly format: Call['format'];
  readonly context: TabularContext;
  readonly read: Read;
  readonly rows: Map<TabularFormat, ImportRow[]>;
}

function readTable(
  file: string,
  { header, records, encoding }: SourceRecords,
  { format, context, read, rows }: TableTask,
): void {
  const said = (words: string): void => void read.asked.push({ key: words, code: 'file', words: `${file}: ${words}` });
  if (encoding !== undefined && encoding !== 'UTF-8') said(`read as ${encoding}, since it is not UTF-8`);
  cellsWithoutHeading(header, records).forEach(said);
  if (records.every(isBlankRecord)) read.refused.push(`${file}: a header and no row; expected at least one row`);
  if (format !== 'csv' && isResponseFile(header)) {
    const { responses, faults, queries } = readReportedResponses(rowsOfRecords('rs', header, records));
    const inWords = ({ row, column, message, expected }: RowFault): string =>
      `${file}, row ${row}, ${column}: ${message}; expected ${expected}`;
    read.reported = [...(read.reported ?? []), ...responses];
    read.refused.push(...faults.map(inWords));
    read.asked.push(...queries.map((query) => ({ key: query.key, code: query.code, words: inWords(query) })));
    return;
  }
  const recognised = recogniseFile(
    header,
    context,
    tabularFormats.filter(({ name }) => format === null || name === format),
  );
  if (recognised === null) {
    const cause = causeOfUnknownHeader(header, records.slice(0, 50), context);
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
  read.paths.set(recognition.file, file);
  rows.set(recognised.format, [
    ...(rows.get(recognised.format) ?? []),
    ...rowsOfRecords(recognition.file, header, records, new Set(recognition.columns)),
  ]);
}

function recordsIn(file: string, bytes: Buffer, source: RowSource, context: TabularContext): SourceRecords {
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

function takeGroups(format: TabularFormat, rows: readonly ImportRow[], context: TabularContext, read: Read): void {
  const placeOf = ({ file, row, column }: RowFault): string =>
    `${read.paths.get(file) ?? file}, row ${row}${column === null ? '' : `, ${column}`}`;
  for (const { identity, assessment, held, queries } of assembleAll(format, rows, context)) {
    read.asked.push(
      ...queries.map((query) => ({
        key: query.key,
        code: query.code,
        words: `${placeOf(query)}: ${query.message}; expected ${query.expected}`,
      })),
    );
    if (identity.sourceId !== null && identity.timepoint !== null)
      read.visits.set(identity.sourceId, identity.timepoint.label);
    if (assessment !== null) {
      read.documents.push(assessment);
      continue;
    }
    read.refused.push(...held.map((fault) => `${placeOf(fault)}: ${fault.message}; expected ${fault.expected}`));
    if (identity.patient === null || held.length === 0) continue;
    read.held.push({
      patient: patientKey(identity.patient),
      treatmentLine: identity.treatmentLine,
      assessment: {
        status: 'held',
        evaluator: identity.evaluator,
        timepoint: identity.timepoint,
        held: held.map(({ message }) => message),
      },
    });
  }
}

const patientKey = ({ issuer, id }: { readonly issuer: string; readonly id: string }): string =>
  JSON.stringify([issuer, id]);
const patientId = (key: string): string => (JSON.parse(key) as [string, string])[1];

/** The highest revision of each source id. */
function currentDocuments(documents: readonly AssessmentDocument[]): AssessmentDocument[] {
  const current = new Map<string, AssessmentDocument>();
  for (const document of documents) {
    const key = JSON.stringify([document.issuer, document.sourceId]);
    const before = current.get(key);
    if (before === undefined || (document.revision ?? 1) >= (before.revision ?? 1)) current.set(key, document);
  }
  return [...current.values()];
}

function evaluatedLines(read: Read): EvaluatedLine[] {
  const lines = new Map<string, { patient: string; treatmentLine: string | null; assessments: RecordedAssessment[] }>();
  const lineOf = (patient: string, treatmentLine: string | null): RecordedAssessment[] => {
    const key = JSON.stringify([patient, treatmentLine]);
    const line = lines.get(key) ?? { patient, treatmentLine, assessments: [] };
    lines.set(key, line);
    return line.assessments;
  };
  for (const document of currentDocuments(read.documents))
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

/** Most questions of one kind that are printed one by one. */
const mostOfAKind = 25;

/** Kinds that every patient of a file of measurements raises in the same words. */
const alikeForAll: ReadonlySet<string> = new Set([
  'treatment-line-implied',
  'which-treatment',
  'which-setting',
  'last-dose',
]);

/** Each question once; of a kind that many rows raise, the first and how many more. */
function summedUp(asked: readonly Question[]): string[] {
  const once = [...new Map(asked.map((question) => [`${question.code} ${question.key}`, question])).values()];
  const kinds = groupBy(once, ({ code }) => code);
  return [...kinds].flatMap(([code, questions]) => {
    const shown = alikeForAll.has(code) ? 1 : mostOfAKind;
    const more = questions.length - shown;
    return [
      ...questions.slice(0, shown).map(({ words }) => words),
      ...(more > 0 ? [`… and ${more} more of this kind (${code})`] : []),
    ];
  });
}

/** What the histories raise: questions of the classification, by patient and evaluator. */
function questionsOf({ patient, history }: EvaluatedLine, options: ResponseOptions): Question[] {
  return classifyLine(history, options).queries.map(({ code, words, evaluator, timepoint }) => {
    const place = [patient, evaluator, timepoint].filter((part) => part !== undefined).join(', ');
    const said = `${place}: ${render(words, 'en')}`;
    return { key: said, code, words: said };
  });
}

/** Letters of one case, digits without leading zeros, and nothing else: ids that differ in no more may be one person's. */
const asCompared = (id: string): string =>
  id
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\p{N})0+(?=\p{N})/gu, '');

/** Patients whose ids look alike: they stay apart, and it is said. */
function patientsAlike(lines: readonly EvaluatedLine[]): Question[] {
  const ids = [...new Set(lines.map(({ patient }) => patient))];
  return [...groupBy(ids, asCompared)].flatMap(([key, alike]) =>
    alike.length < 2 || key === ''
      ? []
      : [
          {
            key,
            code: 'patients-alike',
            words: `patients ${alike.map((id) => `'${id}'`).join(' and ')} are kept apart; their ids differ in no more than case, blanks, marks or zeros: one person?`,
          },
        ],
  );
}

/**
 * Evaluates files and prints the lines.
 * @returns the exit status: 0, or 1 when some input was refused
 * @throws EvaluateUsageError for a wrong call or a file that cannot be read at all
 */
export function evaluate(args: readonly string[], terminal: Terminal): 0 | 1 {
  const call = readCall(args);
  const read = readFiles(call);
  const lines = evaluatedLines(read);
  const questions = [
    ...read.asked,
    ...patientsAlike(lines),
    ...lines.flatMap((line) => questionsOf(line, call.options)),
  ];
  for (const line of [...read.refused, ...summedUp(questions)]) terminal.refuse(line);
  printAsked(call, lines, read, terminal);
  return read.refused.length > 0 ? 1 : 0;
}

function printAsked(call: Call, lines: readonly EvaluatedLine[], { reported }: Read, terminal: Terminal): void {
  const { options, output, details } = call;
  if (call.agreement) agreementLines(lines, options, output).forEach(terminal.print);
  else if (call.items !== null) {
    const found = itemsLines(lines, options, call.items);
    (output === 'jsonl' ? found.map((line) => JSON.stringify(line)) : itemsInWords(found)).forEach(terminal.print);
  } else print(evaluationLines(lines, { options, reported, details }), output, terminal);
}

function print(lines: readonly EvaluationLine[], output: Output, { print: write }: Terminal): void {
  if (output === 'jsonl') for (const line of lines) write(JSON.stringify(line));
  else if (output === 'csv') write(csvOf(csvColumns, lines.map(rowOf)));
  else tableOf(lines).forEach(write);
}

const csvColumns = [
  'patient',
  'treatmentLine',
  'evaluator',
  'visit',
  'date',
  'studyDay',
  'phase',
  'baselineSum',
  'sumOfDiameters',
  'nadirSum',
  'targetResponse',
  'nonTargetResponse',
  'newLesion',
  'overallResponse',
  'immuneResponse',
  'patternsMet',
  'patternsNotAssessable',
  'reasons',
  'reportedResponse',
  'disagreement',
  'reportedImmuneResponse',
  'immuneDisagreement',
  'bestOverallResponse',
  'confirmedBestOverallResponse',
  'immuneBestOverallResponse',
] as const;

/** One row a line; a summary row has its best responses and no visit. */
function rowOf(line: EvaluationLine): Readonly<Record<string, unknown>> {
  const patterns = 'summary' in line ? [] : line.patterns;
  const withVerdict = (verdict: string): string =>
    patterns
      .filter((pattern) => pattern.verdict === verdict)
      .map(({ definition }) => definition)
      .join(' ');
  return {
    ...line,
    reasons: line.reasons.join(' '),
    patternsMet: withVerdict('met'),
    patternsNotAssessable: withVerdict('not-assessable'),
  };
}

function tableOf(lines: readonly EvaluationLine[]): string[] {
  const head = ['visit', 'date', 'sum', 'nadir', 'target', 'non-target', 'new', 'overall', 'immune', 'patterns met'];
  const printed: string[] = [];
  let heading = '';
  let block: string[][] = [];
  const flush = (): void => {
    if (block.length > 0) printed.push(...aligned([head, ...block]));
    block = [];
  };
  for (const line of lines) {
    const name = `${line.patient}${line.treatmentLine === null ? '' : `, ${line.treatmentLine}`}, ${line.evaluator}`;
    if (name !== heading) {
      flush();
      heading = name;
      printed.push('', name);
    }
    if ('summary' in line) {
      flush();
      printed.push(
        `  best ${shown(line.bestOverallResponse)}, confirmed ${shown(line.confirmedBestOverallResponse)}, immune ${shown(line.immuneBestOverallResponse)}${line.from === 'reported' ? ' (from reported responses)' : ''}`,
      );
    } else {
      block.push(tableRow(line));
    }
  }
  flush();
  return printed;
}

function tableRow(line: TimepointLine): string[] {
  const date = line.date ?? (line.studyDay === null ? '-' : `day ${line.studyDay}`);
  const met = line.patterns
    .filter(({ verdict }) => verdict === 'met')
    .map(({ definition }) => definition)
    .join(' ');
  const beside = (computed: string | null, reported: string | null | undefined): string =>
    reported === undefined || reported === null || reported === computed
      ? shown(computed)
      : `${shown(computed)} (reported ${reported})`;
  return [
    line.phase === 'held' || line.phase === 'reported' ? `${line.visit} (${line.phase})` : line.visit,
    date,
    shown(line.sumOfDiameters),
    shown(line.nadirSum),
    shown(line.targetResponse),
    shown(line.nonTargetResponse),
    shown(line.newLesion),
    beside(line.overallResponse, line.reportedResponse),
    beside(line.immuneResponse, line.reportedImmuneResponse),
    met === '' ? '-' : met,
  ];
}

/** The name by which the usage is asked for. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes('--help') || args.includes('-h') || basename(args[0] ?? '') === 'help';
