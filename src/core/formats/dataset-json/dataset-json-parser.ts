/**
 * Rows of CDISC Dataset-JSON 1.1, one object with `columns` and `rows` or one value a line (NDJSON), read as they come: at no time more
 * than one value outside the rows, or one row, is kept.
 */
import { plainNumber } from '../plain-number.js';
import { type RecordParser, refuse } from '../record-parser.js';

/** Longest name of a member with the blanks around it. */
const longestName = 1000;
/** Longest row, as the longest of a CSV; longest value that stands beside the rows, such as the list of columns. */
const longestRow = 100_000;
const longestValue = 8_000_000;
const mostColumns = 10_000;

const expected = 'CDISC Dataset-JSON 1.1: one object with columns and rows, or one value a line';

const damaged = (message: string, row: number | null = null): never =>
  refuse('unreadable', `the Dataset-JSON file cannot be read: ${message}`, expected, { row });

type Place =
  /** Before the first brace. */
  | 'start'
  /** Inside the object, at a name, behind it, and inside a value that is kept whole. */
  | 'name'
  | 'value'
  /** Inside the list of rows: before one, and inside it. */
  | 'rows'
  | 'row'
  /** One row a line. */
  | 'lines'
  | 'end';

/** With these an object of Dataset-JSON 1.0 begins. */
const namesOfFormerVersion: ReadonlySet<string> = new Set(['clinicalData', 'referenceData', 'itemGroupData']);

const isSpace = (sign: string): boolean => sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t';

export class DatasetJsonParser implements RecordParser {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  #place: Place = 'start';
  /** What is kept of the value, name or row that is not yet whole. */
  #text = '';
  /** Where in `#text` the search for its end goes on, and what is open there. */
  #at = 0;
  #depth = 0;
  #inString = false;
  #name: string | null = null;
  readonly #names = new Set<string>();
  #columns: readonly string[] | null = null;
  #declaredRows: number | null = null;
  #row = 1;
  /** What stood before, inside the object or the list of rows. */
  #after: 'opening' | 'item' | 'comma' = 'opening';
  #records: (readonly string[])[] = [];

  push(bytes: Uint8Array): readonly (readonly string[])[] {
    try {
      this.#text += this.#decoder.decode(bytes, { stream: true });
    } catch {
      return damaged('it is not UTF-8', this.#row);
    }
    return this.#taken();
  }

  end(): readonly (readonly string[])[] {
    try {
      this.#text += this.#decoder.decode();
    } catch {
      return damaged('it ends in the middle of a character', this.#row);
    }
    if (this.#place === 'lines' && this.#text.trim() !== '') this.#text += '\n';
    const records = this.#taken();
    if (this.#place === 'start') damaged('it holds nothing');
    if (this.#place !== 'end' && this.#place !== 'lines')
      refuse('truncated', `the Dataset-JSON file ends in the middle, at row ${this.#row + 1}`, 'the whole file', {
        row: this.#row + 1,
      });
    if (this.#columns === null) damaged("it names no 'columns'");
    if (this.#place === 'end' && !this.#names.has('rows')) damaged("it has no 'rows'");
    if (this.#declaredRows !== null && this.#declaredRows !== this.#row - 1)
      refuse(
        'truncated',
        `the file says that it has ${this.#declaredRows} records, and has ${this.#row - 1}`,
        'as many rows as records says',
      );
    return records;
  }

  #taken(): readonly (readonly string[])[] {
    this.#records = [];
    let moves = true;
    while (moves) moves = this.#step();
    return this.#records;
  }

  /** Takes what is whole next; false where more of the file is needed. */
  #step(): boolean {
    if (this.#place === 'value') return this.#takeValue();
    if (this.#place === 'row') return this.#takeRow();
    if (this.#place === 'lines') return this.#takeLine();
    this.#skipSpace();
    const sign = this.#text[0];
    if (sign === undefined) return false;
    if (this.#place === 'start') return this.#takeStart(sign);
    if (this.#place === 'rows') return this.#takeRowsSign(sign);
    if (this.#place === 'end') {
      // One value a line: what follows the first line are rows.
      if (sign !== '[' || this.#columns === null || this.#names.has('rows')) damaged('something stands behind its end');
      this.#place = 'lines';
      return true;
    }
    return this.#takeName(sign);
  }

  #skipSpace(): void {
    let at = 0;
    while (at < this.#text.length && isSpace(this.#text[at]!)) at += 1;
    if (at > 0) this.#text = this.#text.slice(at);
  }

  #takeStart(sign: string): boolean {
    if (sign !== '{') damaged('it does not begin with an object');
    this.#drop(1);
    this.#place = 'name';
    return true;
  }

  #drop(length: number): void {
    this.#text = this.#text.slice(length);
    this.#at = 0;
    this.#depth = 0;
    this.#inString = false;
  }

  #takeName(sign: string): boolean {
    if (sign === '}' && this.#after !== 'comma') {
      this.#drop(1);
      this.#place = 'end';
      return true;
    }
    if (this.#after === 'item') return this.#takeComma(sign, 'a name');
    const found = /^"((?:[^"\\]|\\.)*)"\s*:\s*(?=\S)/s.exec(this.#text.slice(0, longestName));
    if (found === null) {
      if (sign !== '"' || this.#text.length >= longestName) damaged('a name is missing');
      return false;
    }
    const name = found[1]!;
    if (this.#names.has(name)) refuse('duplicate', `'${name.slice(0, 40)}' stands twice`, 'each name once');
    if (namesOfFormerVersion.has(name)) damaged('it is Dataset-JSON 1.0, which nests its rows otherwise');
    this.#names.add(name);
    this.#drop(found[0].length);
    if (name !== 'rows') {
      this.#name = name;
      this.#place = 'value';
      return true;
    }
    if (this.#columns === null) damaged("'rows' stands before 'columns'");
    if (this.#text[0] !== '[') damaged("'rows' is no list");
    this.#drop(1);
    this.#place = 'rows';
    this.#after = 'opening';
    return true;
  }

  #takeComma(sign: string, behind: string): boolean {
    if (sign !== ',') damaged(`a comma is missing behind ${behind}`, this.#row);
    this.#drop(1);
    this.#after = 'comma';
    return true;
  }

  /** Finds the end of the value that begins the text; -1 where it has not come. */
  #endOfValue(longest: number, what: string): number {
    const text = this.#text;
    const first = text[0];
    const isOpen = first === '{' || first === '[' || first === '"';
    for (let at = this.#at; at < text.length; at += 1) {
      const sign = text[at]!;
      if (this.#inString) {
        if (sign === '\\') at += 1;
        else if (sign === '"') this.#inString = false;
      } else if (!isOpen && (sign === ',' || sign === '}' || sign === ']' || isSpace(sign))) return at;
      else if (sign === '"') this.#inString = true;
      else if (sign === '{' || sign === '[') this.#depth += 1;
      else if (sign === '}' || sign === ']') this.#depth -= 1;
      if (isOpen && this.#depth === 0 && !this.#inString) return at + 1;
      this.#at = at + 1;
    }
    if (text.length > longest)
      refuse('too-large', `${what} is longer than ${longest} characters`, `at most ${longest} characters`, {
        row: this.#place === 'row' ? this.#row + 1 : null,
      });
    return -1;
  }

  #takeValue(): boolean {
    const end = this.#endOfValue(longestValue, `the value of '${this.#name ?? ''}'`);
    if (end < 0) return false;
    const name = this.#name;
    if (name === 'columns') this.#takeColumns(jsonOf(this.#text.slice(0, end)));
    else if (name === 'records') this.#declaredRows = countOf(this.#text.slice(0, end));
    this.#drop(end);
    this.#after = 'item';
    this.#place = 'name';
    return true;
  }

  #takeColumns(value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) return damaged("'columns' is no list of columns");
    if (value.length > mostColumns)
      refuse('too-large', `the file has ${value.length} columns`, `at most ${mostColumns} columns`);
    this.#columns = value.map((column: unknown, index) => {
      const name: unknown = typeof column === 'object' && column !== null ? Reflect.get(column, 'name') : undefined;
      return typeof name === 'string' && name !== '' ? name : damaged(`column ${index + 1} has no name`);
    });
    this.#records.push(this.#columns);
  }

  #takeRowsSign(sign: string): boolean {
    if (sign === ']' && this.#after !== 'comma') {
      this.#drop(1);
      this.#place = 'name';
      this.#after = 'item';
      return true;
    }
    if (this.#after === 'item') return this.#takeComma(sign, 'the row');
    if (sign !== '[') damaged('the row is no list of values', this.#row + 1);
    this.#place = 'row';
    return true;
  }

  #takeRow(): boolean {
    const end = this.#endOfValue(longestRow, `row ${this.#row + 1}`);
    if (end < 0) return false;
    this.#refuseLong(end);
    this.#takeRecord(this.#text.slice(0, end));
    this.#drop(end);
    this.#after = 'item';
    this.#place = 'rows';
    return true;
  }

  #takeLine(): boolean {
    const end = this.#text.indexOf('\n');
    this.#refuseLong(end < 0 ? this.#text.length : end);
    if (end < 0) return false;
    const line = this.#text.slice(0, end).trim();
    this.#drop(end + 1);
    if (line !== '') this.#takeRecord(line);
    return true;
  }

  #refuseLong(length: number): void {
    if (length > longestRow)
      refuse('too-large', `row ${this.#row + 1} is longer than ${longestRow} characters`, 'shorter rows', {
        row: this.#row + 1,
      });
  }

  #takeRecord(text: string): void {
    this.#row += 1;
    const record = cellsOfRow(text);
    if (record === null) return void damaged('the row is no list of texts, numbers and nulls', this.#row);
    const columns = this.#columns ?? [];
    if (record.length !== columns.length)
      refuse(
        'unreadable',
        `the row has ${record.length} values and the file ${columns.length} columns`,
        'a value or null for each column',
        { row: this.#row },
      );
    this.#records.push(record);
  }
}

const countOf = (text: string): number =>
  /^\d{1,12}$/.test(text) ? Number(text) : damaged(`'records' is no number of rows: '${text.slice(0, 20)}'`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return damaged("'columns' is not JSON");
  }
}

const valueOfRow =
  /[ \t\r\n]*(?:"([^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*)"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(null)|(true|false))[ \t\r\n]*([,\]])/y;

/** The values of a row as text, numbers as they are written; null where it is no list of them. */
function cellsOfRow(text: string): string[] | null {
  if (!text.startsWith('[')) return null;
  const cells: string[] = [];
  valueOfRow.lastIndex = 1;
  for (;;) {
    const found = valueOfRow.exec(text);
    if (found === null) return null;
    const [, quoted, number, nothing, truth, behind] = found;
    if (number !== undefined) cells.push(numberAsWritten(number));
    else if (nothing !== undefined) cells.push('');
    else if (truth !== undefined) cells.push(truth);
    else cells.push(quoted?.includes('\\') === true ? (JSON.parse(`"${quoted}"`) as string) : (quoted ?? ''));
    if (behind === ']') return valueOfRow.lastIndex === text.length ? cells : null;
  }
}

/** R writes 100000 as 1e+05. */
function numberAsWritten(text: string): string {
  if (!/e/i.test(text)) return text;
  const value = Number(text);
  return Number.isFinite(value) ? plainNumber(value) : text;
}
