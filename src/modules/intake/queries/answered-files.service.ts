import type { Multipart } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { delimiterOf, recordsOfText } from '../../../core/formats/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { textFault } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { fileProblem } from '../file-refusal.js';
import { fileName } from '../form-parts.js';
import { fieldFault } from '../import-options.js';
import { answerColumns, type AnsweredFile } from '../import-views.js';
import { wholeFile } from '../uploaded-documents.js';
import { asText } from './file-text.js';
import { QueryAnswers } from './query-answers.service.js';

const mostBytes = 4 * 1024 ** 2;
const mostAnswers = 2_000;
const id = /^[1-9]\d{0,18}$/;

interface FilledRow {
  readonly row: number;
  readonly query: string;
  readonly value: string;
  readonly words: string;
}

/** The list of questions as it was downloaded, filled in and sent back. */
@Injectable()
export class AnsweredFiles {
  constructor(private readonly answers: QueryAnswers) {}

  /**
   * Gives every answer of the file, each by itself: one that cannot be given is named by its row and keeps no other back.
   * @throws Problem 'invalid' for a file that is no such list
   */
  async receive(actor: Actor, parts: AsyncIterable<Multipart>): Promise<AnsweredFile> {
    for await (const part of parts) {
      if (part.type !== 'file') continue;
      const sentAs = fileName(part);
      const rows = rowsOf(await wholeFile(part, sentAs, mostBytes), sentAs);
      return this.#answer(actor, rows);
    }
    throw Problem.invalid([fieldFault('file', 'missing-file', 'The form holds no file.', 'the list, filled in')]);
  }

  async #answer(actor: Actor, rows: readonly FilledRow[]): Promise<AnsweredFile> {
    const refused: AnsweredFile['refused'] = [];
    let answered = 0;
    const filled = rows.filter(({ value, words }) => value !== '' || words !== '');
    for (const { row, query, value, words } of filled) {
      try {
        if (!id.test(query)) throw Problem.notFound('The column of the question holds no number of one.');
        if (value !== '' && words !== '')
          throw Problem.conflict('The row has two answers: expected the cell or the words.');
        await this.answers.answer(actor, query, value === '' ? { words } : { value });
        answered += 1;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const fault = error.errors?.[0];
        refused.push({
          row,
          query: query.slice(0, 40),
          detail: fault?.detail ?? error.message,
          expected: fault?.expected ?? 'an answer to an open question',
        });
      }
    }
    return { answered, blank: rows.length - filled.length, refused };
  }
}

/** A text that a spreadsheet was kept from computing carries an apostrophe, which is none of its sender's. */
const withoutGuard = (cell: string): string =>
  /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell;

/** @throws Problem 'invalid' */
function rowsOf(bytes: Buffer, sentAs: string): FilledRow[] {
  const text = asText(bytes, sentAs);
  const found = delimiterOf(text);
  const delimiter = found.kind === 'certain' ? found.delimiter : ',';
  const { header, records } = readable(() => recordsOfText(text, { mapping: { columns: {}, delimiter } }), sentAs);
  const at = (name: string): number => header.indexOf(name);
  const places = { query: at(answerColumns.query), value: at(answerColumns.value), words: at(answerColumns.words) };
  if (places.query < 0 || (places.value < 0 && places.words < 0))
    throw fileProblem(sentAs, [
      {
        row: 1,
        column: null,
        code: 'unknown-format',
        message: 'this is no list of questions',
        expected: `the list as it was downloaded, with the columns ${Object.values(answerColumns).join(', ')}`,
      },
    ]);
  if (records.length > mostAnswers)
    throw fileProblem(sentAs, [
      {
        row: null,
        column: null,
        code: 'too-many',
        message: `the list has ${records.length} rows`,
        expected: `at most ${mostAnswers}`,
      },
    ]);
  return records.map((record, index) => {
    const cell = (place: number): string => withoutGuard(record[place]?.trim() ?? '');
    const filled = { row: index + 2, query: cell(places.query), value: cell(places.value), words: cell(places.words) };
    const fault = textFault(filled.value + filled.words);
    if (fault !== undefined)
      throw fileProblem(sentAs, [
        {
          row: filled.row,
          column: null,
          code: fault.code,
          message: `an answer ${fault.detail}`,
          expected: fault.expected,
        },
      ]);
    return filled;
  });
}

function readable<Value>(read: () => Value, sentAs: string): Value {
  try {
    return read();
  } catch {
    throw fileProblem(sentAs, [
      { row: null, column: null, code: 'unreadable', message: 'its quotes do not match', expected: 'CSV (RFC 4180)' },
    ]);
  }
}
