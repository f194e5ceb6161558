/**
 * Large files of SDTM, a subject at a time: what one subject makes up is read, classified, printed and forgotten. Every file must be plain
 * CSV in order of the subject, as datasets are sent.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { cellsOf, type ImportRow, ResponseReader } from '../../core/formats/index.js';
import { classifyLine } from '../../core/response/index.js';
import type { Call } from './call.js';
import type { Terminal } from './evaluate.js';
import { type Classify, type EvaluatedLine, evaluationLines, type PrintedItems } from './lines.js';
import { NotPlainError, startOf } from './plain-lines.js';
import { printedLines } from './printed-lines.js';
import { patientsAlike, questionsOf, QuestionSum, reportersAlike } from './questions.js';
import {
  evaluatedLines,
  nameVisits,
  nothingRead,
  type Read,
  responseQuestion,
  sourceFor,
  type Table,
  tableOf,
  takeGroups,
  takeResponses,
} from './read-files.js';
import { bySubject, type NumberedRecord, type SurveyedFile, surveyed } from './subject-files.js';

const subjectColumn = 'USUBJID';

/** Files that together have fewer bytes are read whole, which is simpler and as fast. */
const heldBytes = 16 * 1024 * 1024;

interface KnownFile extends SurveyedFile {
  readonly table: Table;
}

type SubjectOfFiles = ReadonlyMap<KnownFile, readonly NumberedRecord[]>;

/**
 * @param printedItems what `--items` needs; null where they are not asked for
 * @param least bytes from which on files are read by subject
 * @returns the exit status, as `evaluate` gives it; null where nothing was printed and the files must be read whole, which for large ones
 * is said
 */
export async function evaluateBySubject(
  call: Call,
  terminal: Terminal,
  printedItems: PrintedItems | null,
  least = heldBytes,
): Promise<0 | 1 | null> {
  if (!canBeSplit(call, least)) return null;
  try {
    const files: KnownFile[] = [];
    for (const file of call.files) files.push(await knownFile(file, call));
    return await new SubjectEvaluation(call, files, { terminal, printedItems }).run();
  } catch (error) {
    if (!(error instanceof NotPlainError)) throw error;
    terminal.refuse(`All rows are held in memory: ${error.message}.`);
    return null;
  }
}

/** Large enough, and asked for nothing that stands over all patients. What cannot be read is told where it is read whole. */
function canBeSplit({ files, format, agreement, columns }: Call, least: number): boolean {
  if (agreement || columns || (format !== null && format !== 'sdtm')) return false;
  try {
    if (files.reduce((sum, file) => sum + statSync(file).size, 0) < least) return false;
    return files.every((file) => {
      const found = sourceFor(file, startOf(file), format);
      return found.kind === 'rows' && found.source.name === 'csv' && new Set(files).size === files.length;
    });
  } catch {
    return false;
  }
}

async function knownFile(file: string, call: Call): Promise<KnownFile> {
  const found = await surveyed(file, subjectColumn);
  const table = found.rows === 0 ? null : tableOf(file, found.header, found.sample, call);
  if (table === null || found.header.includes('') || (table.kind === 'rows' && table.format.name !== 'sdtm'))
    throw new NotPlainError(`${basename(file)} is no SDTM by its columns`);
  return { ...found, table };
}

/** A test by its code alone, which is no overall response whatever stands beside it. */
const isOtherTest = (code: string): boolean => /^[A-Z]+$/.test(code) && code !== 'OVRLRESP';

/** Rows of RS; of a test that is counted and not read, the code of the test alone. */
function* responseRows(header: readonly string[], records: readonly NumberedRecord[]): Generator<ImportRow> {
  const column = header.indexOf('RSTESTCD');
  for (const { row, record } of records) {
    const code = record[column] ?? '';
    yield { file: 'rs', row, cells: isOtherTest(code) ? { RSTESTCD: code } : cellsOf(header, record) };
  }
}

/** One run over files that were read through before. */
class SubjectEvaluation {
  readonly #questions = new QuestionSum();
  readonly #responses = new Map<string, ResponseReader>();
  readonly #patients = new Set<string>();
  readonly #paths: Map<string, string>;
  readonly #measured: boolean;
  #refused = false;
  #printed = false;

  constructor(
    private readonly call: Call,
    private readonly files: readonly KnownFile[],
    private readonly to: { readonly terminal: Terminal; readonly printedItems: PrintedItems | null },
  ) {
    this.#paths = new Map(files.flatMap(({ file, table }) => (table.kind === 'rows' ? [[table.file, file]] : [])));
    this.#measured = this.#paths.size > 0;
    for (const { file, table } of files)
      if (table.kind === 'responses') this.#responses.set(file, new ResponseReader(call.context.today));
  }

  async run(): Promise<0 | 1> {
    for await (const records of bySubject(this.files, subjectColumn)) this.#takeSubject(records);
    this.#tellQuestions();
    return this.#refused ? 1 : 0;
  }

  #takeSubject(records: SubjectOfFiles): void {
    const read = nothingRead(this.#paths);
    if (this.#responses.size > 0) read.reported = [];
    this.#readSubject(records, read);
    const lines = evaluatedLines(read);
    lines.forEach(({ patient }) => this.#patients.add(patient));
    read.refused.forEach(this.to.terminal.refuse);
    this.#refused ||= read.refused.length > 0;
    this.#questions.ask([...read.asked, ...reportersAlike(lines, read.reported)]);
    this.#linesOf(lines, read).forEach(this.to.terminal.print);
    this.#printed = true;
  }

  #readSubject(records: SubjectOfFiles, read: Read): void {
    const rows: ImportRow[] = [];
    for (const [{ file, header, table }, own] of records) {
      if (table.kind === 'responses')
        takeResponses(file, this.#responses.get(file)!.take(responseRows(header, own)), read);
      else
        for (const { row, record } of own)
          rows.push({ file: table.file, row, cells: cellsOf(header, record, table.columns) });
    }
    const measured = this.files.find(({ table }) => table.kind === 'rows')?.table;
    if (measured?.kind === 'rows' && rows.length > 0) takeGroups(measured.format, rows, this.call.context, read);
    nameVisits(read);
  }

  #linesOf(lines: readonly EvaluatedLine[], { reported }: Read): readonly string[] {
    const { options, details, output } = this.call;
    const classify: Classify = (line) => {
      const classification = classifyLine(line.history, options);
      this.#questions.ask(questionsOf(line, classification));
      return classification;
    };
    const { printedItems } = this.to;
    if (printedItems !== null) return printedItems(lines, classify);
    const request = { options, classify, reported, details, measured: this.#measured };
    return printedLines(evaluationLines(lines, request), output, { goesOn: this.#printed });
  }

  /** What is asked of all subjects together, and all that was asked. */
  #tellQuestions(): void {
    for (const [file, reader] of this.#responses) {
      const { notRead, withoutDisease } = reader.end();
      this.#questions.ask([...notRead, ...withoutDisease].map((query) => responseQuestion(file, query)));
    }
    this.#questions.ask(patientsAlike(this.#patients));
    this.#questions.lines().forEach(this.to.terminal.refuse);
  }
}
