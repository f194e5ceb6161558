import { useState } from 'react';
import { Button } from '@mantine/core';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { useFrameTexts } from '../texts/index.js';
import { useShortcuts } from './shortcuts.js';

const KeysAndWords = lazyDialogue(() => import('./keys-and-words.js'), 'KeysAndWords');

/** The way to the list of keys and to what the words of the screens mean: '?' or its button. */
export function KeyboardHelp() {
  const texts = useFrameTexts();
  const [open, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)} aria-label={texts.keyboard}>
        ?
      </Button>
      {open && <KeysAndWords onClose={() => setOpen(false)} />}
    </>
  );
}
