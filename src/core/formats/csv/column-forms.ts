/**
 * How the columns of a table are written, told from all of its rows, for a person who confirms it once: decimal sign, form of days, unit.
 * What could mean two things (03/04/2026; 1,234) is asked, with examples, and never chosen.
 */
import type { DateForm } from './csv-cell-forms.js';
import { statedText } from '../words.js';

export type ColumnForm =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text' }
  /** decimal null: whole numbers alone. unit null: none stands in the cells. */
  | { readonly kind: 'number'; readonly decimal: '.' | ',' | null; readonly unit: 'mm' | 'cm' | 'in-cell' | null }
  | { readonly kind: 'date'; readonly form: DateForm }
  /** One of several readings, each with what it would make of the first example. */
  | { readonly kind: 'asked'; readonly what: 'decimal' | 'date'; readonly readings: readonly string[] };

export interface ColumnSurvey {
  readonly column: string;
  readonly form: ColumnForm;
  readonly filled: number;
  readonly blank: number;
  /** The first cells that differ, as sent. */
  readonly examples: readonly string[];
}

/** The same, with what the numbers and the days of a column are alone, where other words stand among them. */
export interface MixedColumnSurvey extends ColumnSurvey {
  readonly numbers: ColumnForm | null;
  readonly days: ColumnForm | null;
}

const mostExamples = 5;

const number = /^[-+]?(\d+)(?:([.,])(\d+))?(?: ?(mm|cm))?$/i;
const slashed = /^(\d{1,2})([./])(\d{1,2})\2\d{4}(?:[T ].*)?$/;
const yearFirst = /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[T ].*)?$/;

class ColumnTally {
  filled = 0;
  blank = 0;
  readonly examples: string[] = [];
  #numbers = 0;
  #points = 0;
  #commas = 0;
  /** Commas with three digits behind and at most three before: a decimal comma, or thousands. */
  #unclearCommas = 0;
  readonly #units = { mm: 0, cm: 0 };
  readonly #days = { 'YYYY-MM-DD': 0, 'YYYY/MM/DD': 0, '.': 0, '/': 0 };
  #firstBeyondTwelve = 0;
  #secondBeyondTwelve = 0;

  take(cell: string): void {
    const text = statedText(cell);
    if (text === '') {
      this.blank += 1;
      return;
    }
    this.filled += 1;
    if (this.examples.length < mostExamples && !this.examples.includes(cell)) this.examples.push(cell.slice(0, 80));
    this.#takeNumber(text);
    this.#takeDay(text);
  }

  #takeNumber(text: string): void {
    const found = number.exec(text);
    if (found === null) return;
    const [, whole = '', sign, behind = '', unit] = found;
    this.#numbers += 1;
    if (sign === '.') this.#points += 1;
    else if (sign === ',' && behind.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) this.#unclearCommas += 1;
    else if (sign === ',') this.#commas += 1;
    if (unit !== undefined) this.#units[unit.toLowerCase() as 'mm' | 'cm'] += 1;
  }

  #takeDay(text: string): void {
    const separator = yearFirst.exec(text)?.[1];
    if (separator !== undefined) this.#days[separator === '-' ? 'YYYY-MM-DD' : 'YYYY/MM/DD'] += 1;
    const found = slashed.exec(text);
    if (found === null) return;
    this.#days[found[2] as '.' | '/'] += 1;
    if (Number(found[1]) > 12) this.#firstBeyondTwelve += 1;
    if (Number(found[3]) > 12) this.#secondBeyondTwelve += 1;
  }

  /** Of its numbers alone; null where it holds none. */
  numbers(): ColumnForm | null {
    return this.#numbers === 0 ? null : this.#numberForm(this.#numbers);
  }

  /** Of its days alone; null where it holds none. */
  days(): ColumnForm | null {
    const forms = Object.values(this.#days).filter((count) => count > 0).length;
    if (forms === 0) return null;
    return forms === 1 ? this.#dayForm() : { kind: 'text' };
  }

  form(): ColumnForm {
    if (this.filled === 0) return { kind: 'blank' };
    if (this.#numbers === this.filled) return this.#numberForm(this.filled);
    if (Object.values(this.#days).some((count) => count === this.filled)) return this.#dayForm();
    return { kind: 'text' };
  }

  #numberForm(filled: number): ColumnForm {
    const { mm, cm } = this.#units;
    const unit = mm + cm === 0 ? null : mm === filled ? 'mm' : cm === filled ? 'cm' : 'in-cell';
    const commas = this.#commas + this.#unclearCommas;
    if (this.#points > 0 && commas > 0) return { kind: 'text' };
    if (this.#unclearCommas > 0 && this.#commas === 0) {
      const example = this.examples.find((text) => text.includes(',')) ?? '';
      return {
        kind: 'asked',
        what: 'decimal',
        readings: [example.replace(',', '.'), example.replace(',', '')],
      };
    }
    return { kind: 'number', decimal: commas > 0 ? ',' : this.#points > 0 ? '.' : null, unit };
  }

  #dayForm(): ColumnForm {
    for (const form of ['YYYY-MM-DD', 'YYYY/MM/DD'] as const) if (this.#days[form] > 0) return { kind: 'date', form };
    const [first, second] = [this.#firstBeyondTwelve > 0, this.#secondBeyondTwelve > 0];
    // Both somewhere: rows of two forms in one column, which no one form reads.
    if (first && second) return { kind: 'text' };
    if (this.#days['.'] > 0) return second ? { kind: 'text' } : { kind: 'date', form: 'DD.MM.YYYY' };
    if (first || second) return { kind: 'date', form: first ? 'DD/MM/YYYY' : 'MM/DD/YYYY' };
    return { kind: 'asked', what: 'date', readings: ['DD/MM/YYYY', 'MM/DD/YYYY'] };
  }
}

/** Surveys a table row by row; what it keeps does not grow with the rows. */
export class ColumnSurveyor {
  readonly #tallies: readonly ColumnTally[];

  constructor(private readonly header: readonly string[]) {
    this.#tallies = header.map(() => new ColumnTally());
  }

  take(record: readonly string[]): void {
    this.#tallies.forEach((tally, index) => tally.take(record[index] ?? ''));
  }

  mixedSurveys(): readonly MixedColumnSurvey[] {
    return this.surveys().map((survey, index) => ({
      ...survey,
      numbers: this.#tallies[index]!.numbers(),
      days: this.#tallies[index]!.days(),
    }));
  }

  surveys(): readonly ColumnSurvey[] {
    return this.#tallies.map((tally, index) => ({
      column: this.header[index]!,
      form: tally.form(),
      filled: tally.filled,
      blank: tally.blank,
      examples: tally.examples,
    }));
  }
}
