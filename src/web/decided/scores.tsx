import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../format/dates.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useWords } from '../texts/words.js';
import { scoresQuery } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

const ScoreDiscussion = lazyDialogue(() => import('./score-discussion.js'), 'ScoreDiscussion');

interface ScoresProps {
  readonly caseId: string;
  readonly timeZone: string;
}

/** How people scored the discussion, where the board wants it; nothing elsewhere. */
export function Scores({ caseId, timeZone }: ScoresProps) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const [scoring, setScoring] = useState(false);
  const { data } = useQuery(scoresQuery(caseId));
  if (data?.used !== true || (data.items.length === 0 && !data.mayScore)) return null;
  const { items, domains, scale, mayScore } = data;
  return (
    <section>
      <h3>{texts.scores.title}</h3>
      <p className="soft small">{texts.scores.hint}</p>
      {items.length === 0 ? (
        <p className="soft">{texts.scores.none}</p>
      ) : (
        <table className={styles['table']} aria-label={texts.scores.title}>
          <thead>
            <tr>
              <th scope="col">{texts.scores.domain}</th>
              {items.map(({ by, at }) => (
                <th key={by} scope="col">
                  {by}, {showInstant(at, timeZone, months)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {domains.map((domain) => (
              <tr key={domain}>
                <th scope="row">{texts.domains[domain]}</th>
                {items.map(({ by, scores }) => (
                  <td key={by} data-label={by}>
                    {scores[domain] ?? texts.scores.notScored}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!scale.checked && <p className="soft small">{texts.scores.unsure(scale.least, scale.most)}</p>}
      {mayScore && (
        <Button mt={6} size="compact-sm" variant="default" className="screen-only" onClick={() => setScoring(true)}>
          {texts.scores.score}
        </Button>
      )}
      {scoring && <ScoreDiscussion caseId={caseId} found={data} onClose={() => setScoring(false)} />}
    </section>
  );
}
