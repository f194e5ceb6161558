import { Injectable } from '@nestjs/common';
import type { Language } from '../../../core/discussion/index.js';
import { PdfPrinter, type PrintedPdf } from '../../../platform/pdf/index.js';
import { letterFormsOf } from './letter.js';
import type { LetterContent, MinutesContent } from './letter-content.js';
import { minutesOf } from './minutes.js';

/** Prints the letter of a decided case and the minutes of a meeting. */
@Injectable()
export class Letters {
  constructor(private readonly printer: PdfPrinter) {
    printer.register('letter', new URL('./letter.typ', import.meta.url));
    printer.register('minutes', new URL('./minutes.typ', import.meta.url));
  }

  /**
   * One page, or as many as the board's own words take.
   * @param at date of the document: the same content with the same date gives the same bytes
   * @throws RangeError that names the place of a date that is none; what PdfPrinter throws
   */
  async letter(content: LetterContent, at: Date, language: Language = content.language): Promise<PrintedPdf> {
    return this.printer.print({
      template: 'letter',
      forms: letterFormsOf(content, language),
      mostPages: 1,
      createdAt: at,
    });
  }

  /** As many pages as it takes; else as `letter`. */
  async minutes(content: MinutesContent, at: Date, language: Language = content.language): Promise<PrintedPdf> {
    return this.printer.print({ template: 'minutes', forms: [minutesOf(content, language)], createdAt: at });
  }
}
