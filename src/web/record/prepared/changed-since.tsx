import { plural } from '../../texts/plural.js';
import { useChangeWords } from './change-words.js';
import type { CaseChange } from './changed-since-query.js';
import { usePatientTexts } from '../texts/index.js';

/** How many things changed since the preparation, and each of them in words and numbers. */
export function ChangedSince({ changes }: { readonly changes: readonly CaseChange[] }) {
  const texts = usePatientTexts().changedSincePreparation;
  const wordsOf = useChangeWords();
  if (changes.length === 0) return null;
  return (
    <details data-changed-since={changes.length}>
      <summary>
        <strong>{texts.title(plural(changes.length, texts.one, texts.many))}</strong> {changes.map(wordsOf)[0]}
      </summary>
      <ul>
        {changes.map(wordsOf).map((words, index) => (
          <li key={`${index} ${words}`}>{words}</li>
        ))}
      </ul>
    </details>
  );
}
