import { useLanguage, type Language } from './language.js';

/**
 * The texts of one part of the client as a hook: `english` beside `german` of the same type, chosen by the reader's language. Each part
 * keeps its own in a folder `texts/`; what several parts say stands in the words of this folder.
 */
export const defineTexts =
  <Texts>(catalogues: Readonly<Record<Language, Texts>>): (() => Texts) =>
  () =>
    catalogues[useLanguage()];
