export { PdfModule } from './pdf.module.js';
export { PdfPrinter, type PrintedPdf } from './pdf-printer.service.js';
