/** What a table holds, column by column, as far as it takes to propose how it is read; what is kept does not grow with the rows. */
import { ColumnSurveyor, type MixedColumnSurvey } from '../csv/column-forms.js';
import { statedText } from '../words.js';

export interface SurveyedColumn extends MixedColumnSurvey {
  /** The words that differ in it, as sent, at most `mostWords`: not its numbers and days. */
  readonly words: readonly string[];
  /** It holds more words than are kept. */
  readonly hasMoreWords: boolean;
}

const mostWords = 40;
const longestWord = 80;

const isNumberOrDay = /^[-+]?[\d.,:/ -]+(?: ?(?:mm|cm))?$/i;

/** Surveys a table row by row. */
export class TableSurveyor {
  readonly #forms: ColumnSurveyor;
  readonly #words: readonly Set<string>[];
  rows = 0;

  constructor(readonly header: readonly string[]) {
    this.#forms = new ColumnSurveyor(header);
    this.#words = header.map(() => new Set<string>());
  }

  take(record: readonly string[]): void {
    this.rows += 1;
    this.#forms.take(record);
    this.#words.forEach((words, index) => {
      const text = statedText(record[index]);
      if (text !== '' && words.size <= mostWords && !isNumberOrDay.test(text)) words.add(text.slice(0, longestWord));
    });
  }

  columns(): readonly SurveyedColumn[] {
    return this.#forms.mixedSurveys().map((survey, index) => {
      const words = [...(this.#words[index] ?? [])];
      return { ...survey, words: words.slice(0, mostWords), hasMoreWords: words.length > mostWords };
    });
  }
}
