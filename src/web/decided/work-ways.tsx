import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { type Work, type WorkWay, workWays } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

const ReportWork = lazyDialogue(() => import('./report-work.js'), 'ReportWork');

/** Those that stand beside the work; the rest waits in a menu. */
const inRow: readonly WorkWay[] = ['report-done', 'report-met', 'report-unmet'];

/** What the service lets this person do with an action or a condition. */
export function WorkWays({ work }: { readonly work: Work }) {
  const texts = useDecidedTexts().work;
  const [way, setWay] = useState<WorkWay | null>(null);
  const offered = workWays.filter((one) => work.offered.includes(one));
  const menu = offered.filter((one) => !inRow.includes(one));
  if (offered.length === 0) return null;
  return (
    <div className={`${styles['ways']} screen-only`}>
      {offered
        .filter((one) => inRow.includes(one))
        .map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant="default"
            data-way={one}
            aria-label={texts.of(texts.ways[one], work.words)}
            onClick={() => setWay(one)}
          >
            {texts.ways[one]}
          </Button>
        ))}
      {menu.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" aria-label={texts.moreOf(work.words)}>
              {texts.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {menu.map((one) => (
              <Menu.Item key={one} onClick={() => setWay(one)}>
                {texts.ways[one]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {way !== null && <ReportWork work={work} way={way} onClose={() => setWay(null)} />}
    </div>
  );
}
