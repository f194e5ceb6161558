/** Rows of one sheet of a workbook (ECMA-376 part 1, 18.3), piece by piece. Formulas are never computed: their last value is read. */
import { refuse } from '../record-parser.js';
import type { SourceNote } from '../row-source.js';
import { type CellFormat, cellText, hasLostDigits } from './cell-formats.js';
import { attributeIn, XmlTokens } from './xml-tokens.js';

const mostRows = 1_048_576;
const mostColumns = 16_384;
const longestCell = 32_767;

const expected = 'a workbook as a spreadsheet program saves it (XLSX)';

export interface SheetContext {
  readonly texts: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly calendar: 1900 | 1904;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** 'BC12' as row 12 and column 54, counted from 0; null where it is none. */
function placeOf(reference: string): Place | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (found === null) return null;
  const column = [...found[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return column < mostColumns && Number(found[2]) <= mostRows ? { row: Number(found[2]), column } : null;
}

interface FormulaColumn {
  readonly firstRow: number;
  count: number;
}

export class SheetParser {
  readonly #tokens: XmlTokens;
  #records: (readonly string[])[] = [];
  #header: readonly string[] | null = null;
  /** Rows given out, blank ones among them. */
  #row = 0;
  #rowNumber = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #format: CellFormat = { kind: 'plain' };
  #value = '';
  #inline = '';
  #hasFormula = false;
  #reading: 'value' | 'inline' | null = null;
  #inPhonetic = false;
  #inData = false;
  readonly #formulas = new Map<number, FormulaColumn>();

  constructor(private readonly context: SheetContext) {
    this.#tokens = new XmlTokens({
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => this.#text(text),
    });
  }

  /** The records that have become whole. @throws UnreadableFile */
  push(bytes: Uint8Array): readonly (readonly string[])[] {
    this.#records = [];
    this.#tokens.push(bytes);
    return this.#records;
  }

  /** @throws UnreadableFile where the sheet ends in the middle */
  end(): readonly (readonly string[])[] {
    this.#records = [];
    this.#tokens.end();
    return this.#records;
  }

  /** Columns with formulas, each once. */
  notes(): readonly SourceNote[] {
    return [...this.#formulas].map(([column, { firstRow, count }]) => ({
      row: firstRow,
      column: this.#nameOf(column),
      code: 'formula-value',
      message:
        count === 1
          ? 'the cell is a formula; the value that the spreadsheet program computed last is read'
          : `${count} cells of the column are formulas; the values that the spreadsheet program computed last are read`,
      expected: 'values, or formulas that were computed when the workbook was saved',
    }));
  }

  #nameOf(column: number): string {
    return this.#header?.[column]?.trim() || `number ${column + 1}`;
  }

  #damaged(message: string): never {
    return refuse('unreadable', `the sheet is damaged: ${message}`, expected, { row: this.#rowNumber || null });
  }

  #open(name: string, attributes: string): void {
    switch (name) {
      case 'sheetData':
        this.#inData = true;
        break;
      case 'row':
        if (this.#inData) this.#openRow(attributes);
        break;
      case 'c':
        if (this.#inData) this.#openCell(attributes);
        break;
      case 'v':
        this.#reading = 'value';
        break;
      case 'f':
        this.#hasFormula = true;
        break;
      case 't':
        if (!this.#inPhonetic) this.#reading = 'inline';
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'mergeCell':
        this.#refuseMerged(attributeIn(attributes, 'ref') ?? '');
    }
  }

  #openRow(attributes: string): void {
    const stated = attributeIn(attributes, 'r');
    const number = stated === undefined ? this.#rowNumber + 1 : Number(stated);
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > mostRows)
      this.#damaged(`row '${stated}' stands behind row ${this.#rowNumber}`);
    this.#rowNumber = number;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: string): void {
    const reference = attributeIn(attributes, 'r');
    const place = reference === undefined ? null : placeOf(reference);
    const column = reference === undefined ? this.#column + 1 : (place?.column ?? -1);
    if (column <= this.#column || column >= mostColumns || (place !== null && place.row !== this.#rowNumber))
      this.#damaged(`cell '${(reference ?? '').slice(0, 20)}' is out of order`);
    this.#column = column;
    this.#type = attributeIn(attributes, 't') ?? 'n';
    const style = attributeIn(attributes, 's');
    this.#format = this.context.formats[style === undefined ? 0 : Number(style)] ?? { kind: 'plain' };
    this.#value = '';
    this.#inline = '';
    this.#hasFormula = false;
  }

  #text(text: string): void {
    if (this.#reading === 'value') this.#value += text;
    else if (this.#reading === 'inline') this.#inline += text;
    if (this.#value.length > longestCell * 2 || this.#inline.length > longestCell * 2)
      refuse('too-large', `a cell is longer than ${longestCell} characters`, 'shorter cells', {
        row: this.#rowNumber,
        column: this.#nameOf(this.#column),
      });
  }

  #close(name: string): void {
    switch (name) {
      case 'sheetData':
        this.#inData = false;
        break;
      case 'row':
        if (this.#inData) this.#closeRow();
        break;
      case 'c':
        if (this.#inData) this.#closeCell();
        break;
      case 'v':
      case 't':
        this.#reading = null;
        break;
      case 'rPh':
        this.#inPhonetic = false;
    }
  }

  #closeCell(): void {
    const text = this.#cellText();
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(text);
  }

  #cellText(): string {
    const column = this.#column;
    const place = { row: this.#rowNumber, column: this.#nameOf(column) };
    if (this.#hasFormula) {
      const found = this.#formulas.get(column);
      if (found === undefined) this.#formulas.set(column, { firstRow: this.#rowNumber, count: 1 });
      else found.count += 1;
      if (this.#value === '' && this.#inline === '' && this.#type !== 'str')
        refuse(
          'unreadable',
          'the cell is a formula, and the workbook does not hold its value',
          'a workbook that was computed and saved by a spreadsheet program, or values in place of formulas',
          place,
        );
    }
    switch (this.#type) {
      case 's': {
        const text = this.context.texts[Number(this.#value)];
        return this.#value === '' ? '' : (text ?? this.#damaged(`text ${this.#value.slice(0, 20)} is not there`));
      }
      case 'inlineStr':
        return unescaped(this.#inline);
      case 'str':
        return unescaped(this.#value);
      case 'b':
        return this.#value === '1' ? 'TRUE' : this.#value === '0' ? 'FALSE' : this.#value;
      // An error (#N/A, #REF!) and a day in ISO 8601 stand as they are written.
      case 'e':
      case 'd':
        return this.#value.trim();
      case 'n':
        return this.#numberText(place);
      default:
        return this.#damaged(`a cell of kind '${this.#type.slice(0, 20)}'`);
    }
  }

  #numberText(place: { readonly row: number; readonly column: string }): string {
    const written = this.#value.trim();
    if (written === '') return '';
    const value = Number(written);
    if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(written) || !Number.isFinite(value))
      this.#damaged(`'${written.slice(0, 40)}' is no number`);
    if (hasLostDigits(value))
      refuse(
        'unreadable',
        'the number has more than 15 digits: a spreadsheet keeps no more, so the end of an id may be lost',
        'an id as text (a cell formatted as text before it is filled)',
        place,
      );
    return cellText(value, this.#format, this.context.calendar);
  }

  #closeRow(): void {
    if (this.#header === null) {
      // Rows above the first that holds anything count as rows, as the spreadsheet shows them.
      this.#header = this.#rowNumber === 1 ? this.#cells : [''];
      if (this.#rowNumber > 1) this.#give(this.#header);
    }
    while (this.#row < this.#rowNumber - 1) this.#give(this.#header.map(() => ''));
    const padded = [...this.#cells];
    while (padded.length < this.#header.length) padded.push('');
    this.#give(padded);
  }

  #give(record: readonly string[]): void {
    this.#row += 1;
    this.#records.push(record);
  }

  /** Only the first of merged cells holds the value; what the others mean is not said. */
  #refuseMerged(reference: string): void {
    const [from, to] = reference.split(':').map(placeOf);
    if (from === null || from === undefined || to === null || to === undefined)
      return this.#damaged(`merged cells '${reference.slice(0, 20)}'`);
    if (from.row > this.#row || from.column >= (this.#header?.length ?? 0)) return;
    refuse(
      'ambiguous',
      `the cells ${reference} are merged: only the first of them holds the value`,
      'a value in each cell: unmerge the cells and fill them',
      {
        row: from.row,
        column: this.#nameOf(from.column),
      },
    );
  }
}

/** Spreadsheets write a sign that XML cannot hold as _xHHHH_. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
