import type { FactField } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

/** A value in words: members by name, lists by their entries, a word of a closed list as the reader knows it, free text as it was written. */
export function valueWords(value: unknown, fields: readonly FactField[], texts: PatientTexts): string {
  const inWords = (part: unknown, field: FactField | undefined): string => {
    if (Array.isArray(part)) return part.map((entry) => inWords(entry, field)).join('; ');
    if (typeof part === 'object' && part !== null)
      return Object.entries(part)
        .map(
          ([name, member]) =>
            `${texts.fieldName(name)}: ${inWords(
              member,
              fields.find((one) => one.name === name),
            )}`,
        )
        .join(', ');
    if (typeof part === 'boolean') return part ? texts.yes : texts.no;
    return field?.choices.includes(String(part)) ? texts.choice(String(part)) : String(part);
  };
  return inWords(
    value,
    fields.find(({ name }) => name === null),
  );
}
