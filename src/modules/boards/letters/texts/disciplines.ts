import { type Discipline, disciplines, type Language, render } from '../../../../core/discussion/index.js';

/** Those of boards that no option needs. */
const ofBoardsAlone: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { nursing: 'nursing', other: 'other' },
  de: { nursing: 'Pflege', other: 'andere' },
};

const or: Readonly<Record<Language, string>> = { en: ' or ', de: ' oder ' };

const isNeededByOptions = (code: string): code is Discipline => (disciplines as readonly string[]).includes(code);

/** A discipline in words; its code where there are none. */
export const disciplineInWords = (code: string, language: Language): string =>
  isNeededByOptions(code)
    ? render({ id: 'one-of-disciplines', parameters: { oneOf: [code] } }, language)
    : (ofBoardsAlone[language][code] ?? code);

/** A place that any one of the disciplines fills. */
export const placeInWords = (anyOf: readonly string[], language: Language): string =>
  anyOf.map((code) => disciplineInWords(code, language)).join(or[language]);
