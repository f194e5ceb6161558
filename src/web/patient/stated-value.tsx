import { showPartialDate } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import type { Texts } from '../texts/english.js';
import type { StatedFact } from './case.js';

/** A value in words: members by name, lists by their entries. */
export function valueWords(value: unknown, texts: Texts): string {
  if (Array.isArray(value)) return value.map((entry) => valueWords(entry, texts)).join('; ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${texts.patient.fieldName(name)}: ${valueWords(part, texts)}`)
      .join(', ');
  if (typeof value === 'boolean') return value ? texts.patient.yes : texts.patient.no;
  return String(value);
}

/** What was stated, for when, and by whom. */
export function StatedValue({
  fact,
  withOrigin = false,
}: {
  readonly fact: StatedFact;
  readonly withOrigin?: boolean;
}) {
  const texts = useTexts();
  const words = fact.state === 'known' ? valueWords(fact.value, texts) : texts.patient.factStates[fact.state];
  const origin = [
    fact.lesion,
    fact.date === null ? null : showPartialDate(fact.date, texts.months),
    fact.source,
    fact.recordedBy,
  ]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <>
      {words}
      {withOrigin && <span className="soft"> ({origin})</span>}
    </>
  );
}
