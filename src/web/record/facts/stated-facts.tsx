import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../../frame/loading.js';
import { showInstant, showPartialDate } from '../../format/dates.js';
import { mayStateFacts } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, StatedFact } from '../case/case.js';
import { statedFactsQuery } from '../case/case-query.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { StatedValue } from './stated-value.js';
import styles from '../record.module.css';

const StateFact = lazyDialogue(() => import('./state-fact.js'), 'StateFact');

/** Every current fact with its source, date and author; coordinators correct one from here. Read only when somebody looks. */
export function StatedFacts({
  patientId,
  line,
  isRead,
}: {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly isRead: boolean;
}) {
  const texts = usePatientTexts();
  const words = useWords();
  const mayState = mayStateFacts(useSession());
  const [correcting, setCorrecting] = useState<StatedFact | null>(null);
  const { data: stated, isPending } = useQuery({ ...statedFactsQuery(patientId), enabled: isRead });
  return (
    <section>
      <h3>{texts.facts}</h3>
      {isRead && isPending && <Loading />}
      {stated?.length === 0 && <p className="soft">{texts.noFacts}</p>}
      {stated !== undefined && stated.length > 0 && (
        <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.facts}>
          <table className={styles['plain-table']}>
            <thead>
              <tr>
                {[texts.fact, texts.value, texts.date, texts.source, texts.statedBy].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
                {mayState && <td />}
              </tr>
            </thead>
            <tbody>
              {[...stated]
                .sort((one, other) => texts.factName(one.name).localeCompare(texts.factName(other.name)))
                .map((fact) => (
                  <tr key={fact.id}>
                    <th scope="row">
                      {texts.factName(fact.name)}
                      {fact.lesion === null ? '' : ` (${fact.lesion})`}
                    </th>
                    <td>
                      <StatedValue fact={fact} />
                    </td>
                    <td>{fact.date === null ? texts.notStated : showPartialDate(fact.date, words.months)}</td>
                    <td>{fact.source ?? texts.notStated}</td>
                    <td>
                      {fact.recordedBy}, {showInstant(fact.recordedAt, 'UTC', words.months)} UTC
                    </td>
                    {mayState && (
                      <td>
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={texts.correctFact(texts.factName(fact.name))}
                          onClick={() => setCorrecting(fact)}
                        >
                          {texts.correct}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
      {correcting !== null && (
        <StateFact patientId={patientId} line={line} corrected={correcting} onClose={() => setCorrecting(null)} />
      )}
    </section>
  );
}
