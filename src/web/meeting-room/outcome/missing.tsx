import { useFaultWords } from '../../frame/problem-words.js';
import { useRoomTexts } from '../texts/index.js';
import { focusField } from './fields.js';
import type { MissingPart } from './outcome-model.js';
import styles from '../room.module.css';

/** What the service says is missing before the text can be read back, each leading to its place. */
export function Missing({ missing }: { readonly missing: readonly MissingPart[] }) {
  const texts = useRoomTexts().missing;
  const wordsOf = useMissingWords();
  if (missing.length === 0) return <p className={styles['complete']}>{texts.none}</p>;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{texts.title}</h2>
      <ul className={styles['missing']}>
        {missing.map((fault) => (
          <li key={`${fault.pointer} ${fault.code}`}>
            <button
              type="button"
              className={styles['plain-button']}
              data-missing={fault.pointer}
              onClick={() => focusField(fault.pointer)}
            >
              {wordsOf(fault)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A part that is missing, in the reader's language; the service's own words where there are none. */
function useMissingWords(): (fault: MissingPart) => string {
  const texts = useRoomTexts().missing;
  const faultWords = useFaultWords();
  return (fault) => {
    const [, part = '', place, field] = fault.pointer.split('/');
    const key = [part, field, fault.code === 'missing' ? null : fault.code].filter(Boolean).join('.');
    const words = (texts.parts as Readonly<Record<string, string>>)[key];
    if (words === undefined) return faultWords(fault);
    return place === undefined ? words : texts.placed(words, Number(place) + 1);
  };
}
