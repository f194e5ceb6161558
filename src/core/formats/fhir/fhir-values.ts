/** Reading the values of FHIR resources that nobody has checked: what is not of the expected kind is not there. */

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** Text as it is, a number or a truth value as text; null for anything else. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string | null;
}

/** The codings of a CodeableConcept. */
export const codingsOf = (concept: unknown): readonly Coding[] =>
  listOf(fieldsOf(concept)['coding']).flatMap(({ system, code, display }) => {
    const text = textOf(code);
    return text === null ? [] : [{ system: textOf(system) ?? '', code: text, display: textOf(display) }];
  });

/** A CodeableConcept in words: its text, else the first display, else the first code. */
export function wordsOf(concept: unknown): string | null {
  const codings = codingsOf(concept);
  return (
    textOf(fieldsOf(concept)['text']) ??
    codings.find(({ display }) => display !== null)?.display ??
    codings[0]?.code ??
    null
  );
}

export const hasCode = (concept: unknown, system: string, codes: readonly string[]): boolean =>
  codingsOf(concept).some((coding) => coding.system === system && codes.includes(coding.code));

export const referenceOf = (value: unknown): string | null => textOf(fieldsOf(value)['reference']);

/** The day of a dateTime, instant or date: a time behind it is left out, the day is the one where it was. */
export const dayOf = (value: unknown): string | null => textOf(value)?.replace(/[T ].*$/, '') ?? null;
