/** Files of rows in order of the subject, read a subject at a time. */
import { isBlankRecord } from '../../core/formats/index.js';
import { cellsOfLine, linesIn, NotPlainError } from './plain-lines.js';

/** A record with its number as a spreadsheet counts: the header is row 1. */
export interface NumberedRecord {
  readonly row: number;
  readonly record: readonly string[];
}

/** The records of one subject in one file. */
interface SubjectRecords {
  readonly subject: string;
  readonly records: readonly NumberedRecord[];
}

async function* recordsIn(file: string): AsyncGenerator<readonly NumberedRecord[]> {
  let row = 0;
  for await (const lines of linesIn(file)) {
    const first = row;
    row += lines.length;
    yield lines.map((line, index) => ({ row: first + index + 1, record: cellsOfLine(line) }));
  }
}

/** What a file is, once it has been read through. */
export interface SurveyedFile {
  readonly file: string;
  readonly header: readonly string[];
  /** Some records, by which the kind of the file can be told. */
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
}

const sampleSize = 50;

/** Reads a file through once. @throws NotPlainError where its subjects do not stand in order, each in one place */
export async function surveyed(file: string, subjectColumn: string): Promise<SurveyedFile> {
  let header: readonly string[] | null = null;
  const sample: (readonly string[])[] = [];
  let rows = 0;
  let last = '';
  let row = 0;
  for await (const lines of linesIn(file)) {
    header ??= cellsOfLine(lines[0]!).map((column) => column.trim());
    const column = header.indexOf(subjectColumn);
    for (const line of lines) {
      row += 1;
      const record = cellsOfLine(line);
      if (row === 1 || isBlankRecord(record)) continue;
      const subject = record[column]?.trim() ?? '';
      if (subject === '') throw new NotPlainError('a row names no subject');
      if (subject < last) throw new NotPlainError(`its rows are not in order of ${subjectColumn} (row ${row})`);
      last = subject;
      rows += 1;
      if (sample.length < sampleSize) sample.push(record);
    }
  }
  return { file, header: header ?? [], sample, rows };
}

async function* subjectsIn({ file, header }: SurveyedFile, subjectColumn: string): AsyncGenerator<SubjectRecords> {
  const column = header.indexOf(subjectColumn);
  let own: NumberedRecord[] = [];
  let subject = '';
  for await (const records of recordsIn(file)) {
    for (const one of records) {
      if (one.row === 1 || isBlankRecord(one.record)) continue;
      const named = one.record[column]!.trim();
      if (named !== subject && own.length > 0) {
        yield { subject, records: own };
        own = [];
      }
      subject = named;
      own.push(one);
    }
  }
  if (own.length > 0) yield { subject, records: own };
}

/** The records of each subject, those of all files together, in order of the subject; a file has none where it does not name them. */
export async function* bySubject<File extends SurveyedFile>(
  files: readonly File[],
  subjectColumn: string,
): AsyncGenerator<ReadonlyMap<File, readonly NumberedRecord[]>> {
  const readers = files.map((file) => ({ file, subjects: subjectsIn(file, subjectColumn) }));
  const heads = await Promise.all(readers.map(({ subjects }) => subjects.next()));
  for (;;) {
    const named = heads.flatMap((head) => (head.done === true ? [] : [head.value.subject]));
    if (named.length === 0) return;
    const subject = named.reduce((least, one) => (one < least ? one : least));
    const own = new Map<File, readonly NumberedRecord[]>();
    for (const [index, { file, subjects }] of readers.entries()) {
      const head = heads[index]!;
      if (head.done === true || head.value.subject !== subject) continue;
      own.set(file, head.value.records);
      heads[index] = await subjects.next();
    }
    yield own;
  }
}
