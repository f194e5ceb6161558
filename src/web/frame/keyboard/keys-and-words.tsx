import { Kbd } from '@mantine/core';
import { Dialogue } from '../../parts/dialogue.js';
import { useKeyboardTexts } from './texts/index.js';
import styles from './keys-and-words.module.css';

/** The list of keys, and what the words of the screens mean. */
export function KeysAndWords({ onClose }: { readonly onClose: () => void }) {
  const texts = useKeyboardTexts();
  return (
    <Dialogue onClose={onClose} title={texts.title} wide>
      <h3 className={styles['heading']}>{texts.shortcuts}</h3>
      <dl className={styles['keys']}>
        {texts.keys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles['heading']}>{texts.meanings}</h3>
      <dl className={styles['words']}>
        {texts.glossary.map(({ word, means }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </Dialogue>
  );
}
