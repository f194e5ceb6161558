import { showPartialDate } from '../../format/dates.js';
import { usePatientTexts } from '../texts/index.js';
import type { PatientTexts } from '../texts/english.js';
import { useWords } from '../../texts/words.js';
import type { StatedFact } from '../case/case.js';

/** A value in words: members by name, lists by their entries. */
export function valueWords(value: unknown, texts: PatientTexts): string {
  if (Array.isArray(value)) return value.map((entry) => valueWords(entry, texts)).join('; ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${texts.fieldName(name)}: ${valueWords(part, texts)}`)
      .join(', ');
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
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
  const texts = usePatientTexts();
  const { months } = useWords();
  const words = fact.state === 'known' ? valueWords(fact.value, texts) : texts.factStates[fact.state];
  const origin = [
    fact.lesion,
    fact.date === null ? null : showPartialDate(fact.date, months),
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
