import { useQuery } from '@tanstack/react-query';
import { showPartialDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import { factDefinitionsQuery } from '../case/case-query.js';
import type { StatedFact } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { valueWords } from './value-words.js';

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
  const definitions = useQuery(factDefinitionsQuery).data;
  const fields = definitions?.find(({ name }) => name === fact.name)?.fields ?? [];
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
      {fact.state === 'known' ? valueWords(fact.value, fields, texts) : texts.factStates[fact.state]}
      {withOrigin && <span className="soft"> ({origin})</span>}
    </>
  );
}
