import { useState } from 'react';
import { Button, Kbd } from '@mantine/core';
import { Dialogue } from '../../parts/dialogue.js';
import { useKeyboardTexts } from './texts/index.js';
import { useShortcuts } from './shortcuts.js';
import styles from './keyboard-help.module.css';

/** The list of keys and what the words of the screens mean, opened by '?' or by its button. */
export function KeyboardHelp() {
  const texts = useKeyboardTexts();
  const [open, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)} aria-label={texts.title}>
        ?
      </Button>
      <Dialogue opened={open} onClose={() => setOpen(false)} title={texts.title} wide>
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
    </>
  );
}
