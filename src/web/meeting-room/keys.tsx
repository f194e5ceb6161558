import { Dialogue } from '../parts/dialogue.js';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

/** The keys of the room. */
export function Keys({ onClose }: { readonly onClose: () => void }) {
  const texts = useRoomTexts().keys;
  return (
    <Dialogue title={texts.title} onClose={onClose} wide>
      <dl className={styles['keys']}>
        {texts.list.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialogue>
  );
}
