import { Module } from '@nestjs/common';
import { PdfPrinter } from './pdf-printer.service.js';
import { OPEN_PRINT_THREAD, openPrintThread } from './print-thread.js';

/** Prints documents. A room that has templates imports it and registers them. */
@Module({
  providers: [{ provide: OPEN_PRINT_THREAD, useValue: openPrintThread }, PdfPrinter],
  exports: [PdfPrinter],
})
export class PdfModule {}
