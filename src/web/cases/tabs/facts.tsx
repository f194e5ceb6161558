import { useState } from 'react';
import { Button } from '@mantine/core';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { CopyChase } from '../../record/facts/copy-chase.js';
import type { CaseLine, PatientCase } from '../../record/case/case.js';
import { StatedCourse } from '../../record/facts/stated-course.js';
import { StatedFacts } from '../../record/facts/stated-facts.js';
import { mayStateFacts } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { useCaseTexts } from '../texts/index.js';
import styles from '../cases.module.css';

const StateFact = lazyDialogue(() => import('../../record/facts/state-fact.js'), 'StateFact');

/** What was stated, by whom and when; coordinators state and correct here. */
export function Facts({ patient, line }: { readonly patient: PatientCase; readonly line: CaseLine }) {
  const texts = useCaseTexts();
  const mayState = mayStateFacts(useSession());
  const [stating, setStating] = useState(false);
  return (
    <>
      <div className={`${styles['moves']} screen-only`}>
        {mayState && (
          <Button size="compact-sm" variant="default" onClick={() => setStating(true)}>
            {texts.stateFact}
          </Button>
        )}
        {line.chase !== '' && <CopyChase text={line.chase} />}
      </div>
      {stating && <StateFact patientId={patient.id} line={line} onClose={() => setStating(false)} />}
      <StatedCourse line={line} facts={patient.facts} />
      <StatedFacts patientId={patient.id} line={line} isRead />
      {line.chase !== '' && <pre className={styles['chase']}>{line.chase}</pre>}
    </>
  );
}
