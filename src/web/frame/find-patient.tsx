import { useState } from 'react';
import { Button } from '@mantine/core';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useShortcuts } from './keyboard/shortcuts.js';
import { useFrameTexts } from './texts/index.js';
import styles from './find-patient.module.css';

const FindPatientDialogue = lazyDialogue(() => import('./find-patient-dialogue.js'), 'FindPatientDialogue');

/** From a patient's number to the patient's page, from every page, opened by 'p' or by its button. */
export function FindPatient() {
  const texts = useFrameTexts();
  const [open, setOpen] = useState(false);
  useShortcuts({ p: () => setOpen(true) });
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        className={styles['open']}
        aria-label={texts.find.title}
        onClick={() => setOpen(true)}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M9.2 9.2 13 13M6 10.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
        <span className={styles['name']}>{texts.find.title}</span>
      </Button>
      {open && <FindPatientDialogue onClose={() => setOpen(false)} />}
    </>
  );
}
