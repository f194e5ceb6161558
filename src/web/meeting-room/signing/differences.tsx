import { useRoomTexts } from '../texts/index.js';
import type { OutcomeContent, Part } from '../outcome/outcome-model.js';
import { usePartWords, type OptionWords } from '../outcome/outcome-words.js';
import styles from '../room.module.css';

export interface Difference {
  readonly part: Part;
  readonly was: unknown;
  readonly now: unknown;
}

interface DifferencesProps {
  readonly differences: readonly Difference[];
  readonly optionWords: OptionWords;
}

/** What was read back and what stands now, where they differ: why a signature was refused. */
export function Differences({ differences, optionWords }: DifferencesProps) {
  const texts = useRoomTexts();
  const wordsOf = usePartWords(optionWords);
  const lines = (part: Part, value: unknown): readonly string[] =>
    wordsOf(part, { [part]: value } as unknown as OutcomeContent);
  return (
    <section role="alert" className={styles['conflict']} data-differences>
      <h3>{texts.readBack.refused}</h3>
      {differences.length === 0 && <p>{texts.readBack.sameWords}</p>}
      {differences.map(({ part, was, now }) => (
        <div key={part} className={styles['sides']}>
          <strong>{texts.outcome.parts[part]}</strong>
          <p className={styles['side']}>
            {texts.readBack.was}: {lines(part, was).join('; ') || texts.conflict.empty}
          </p>
          <p className={styles['side']}>
            {texts.readBack.now}: {lines(part, now).join('; ') || texts.conflict.empty}
          </p>
        </div>
      ))}
    </section>
  );
}
