import { DoubtAnswer } from './doubt-answer.js';
import { doubtKey, type Mapping, mayStay, type TablePreview } from './table-model.js';
import { useTableTexts } from './texts/index.js';
import styles from './table.module.css';

interface DoubtListProps {
  readonly preview: TablePreview;
  /** Doubts that stay: what they are about is held. */
  readonly left: ReadonlySet<string>;
  readonly onChange: (mapping: Mapping) => void;
  readonly onLeave: (key: string, leave: boolean) => void;
}

/** What only a person can say of the file, each with its readings. */
export function DoubtList({ preview, left, onChange, onLeave }: DoubtListProps) {
  const texts = useTableTexts();
  return (
    <section className={`card ${styles['section']}`} aria-labelledby="doubts">
      <h2 id="doubts">{texts.doubtsTitle}</h2>
      <p role="status">{preview.doubts.length === 0 ? texts.noDoubt : texts.doubts(preview.doubts.length)}</p>
      {preview.doubts.length > 0 && (
        <ul className={styles['doubts']}>
          {preview.doubts.map((doubt) => {
            const key = doubtKey(doubt);
            return (
              <li key={key}>
                <p className={styles['question']}>▨ {texts.doubt(doubt)}</p>
                <DoubtAnswer doubt={doubt} mapping={preview.mapping} onChange={onChange} />
                {!doubt.holds && <p className="soft small">{texts.onlyAsked}</p>}
                {doubt.holds && mayStay(doubt) && (
                  <label>
                    <input
                      type="checkbox"
                      checked={left.has(key)}
                      onChange={({ currentTarget }) => onLeave(key, currentTarget.checked)}
                    />{' '}
                    {texts.leave}
                  </label>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
