/** What the thread that prints is asked for. */
export interface PrintOrder {
  /** Folder of the template; a template may import files beside it, and none elsewhere. */
  readonly folder: string;
  /** File of the template in that folder. */
  readonly file: string;
  /** The data as plain JSON values, the whole form first, then ever shorter ones: the first that fits is printed, else the last. */
  readonly forms: readonly unknown[];
  /** Pages that a form should fit. */
  readonly mostPages: number;
  /** Date of the document in whole seconds since 1970: the same data with the same date gives the same bytes. */
  readonly createdAt: number;
}

export interface PrintedDocument {
  /** The file: PDF 1.7, PDF/UA-1 by the compiler's own check. */
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Which of the forms was printed, counted from 0. */
  readonly form: number;
  /** What the compiler noted without refusing, with its place and without words of the data. */
  readonly warnings: readonly string[];
}

/** What the thread answers: the document, or what kept it from being made, with its place and without words of the data. */
export type PrintAnswer = { readonly printed: PrintedDocument } | { readonly fault: string };
