import { useState } from 'react';
import { Button } from '@mantine/core';
import { showInstant } from '../../format/dates.js';
import { mayAdminister } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { type RuleStanding, type RuleSwitching, stateOf } from '../rules-model.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import styles from '../rules.module.css';

const SwitchRule = lazyDialogue(() => import('./switch-rule.js'), 'SwitchRule');

/** How a rule stands, since when, by whom and why; for administrators the switches. */
export function Standing({ standing }: { readonly standing: RuleStanding }) {
  const texts = useRulesTexts();
  const words = useWords();
  const mayChange = mayAdminister(useSession());
  const [switching, setSwitching] = useState<RuleSwitching | null>(null);
  const { changedBy, changedAt, reason, items, shadowItems, isOn, inShadow } = standing;
  const state = stateOf(standing);
  const now = {
    on: texts.onNow(items),
    off: texts.offNow(shadowItems),
    shadow: texts.shadowNow(shadowItems),
  }[state];
  const offered: readonly RuleSwitching[] = [isOn ? 'off' : 'on', inShadow ? 'light' : 'shadow'];
  return (
    <div className={styles['standing']}>
      <p>
        <strong>{texts.states[state]}.</strong> {now}{' '}
        <span className="soft">
          {changedBy === null || changedAt === null
            ? texts.neverSwitched
            : texts.switchedBy(
                changedBy,
                showInstant(changedAt, Intl.DateTimeFormat().resolvedOptions().timeZone, words.months),
                reason ?? '',
              )}
        </span>
      </p>
      {mayChange && (
        <div className={styles['tools']}>
          {offered.map((act) => (
            <Button key={act} size="compact-md" variant="default" onClick={() => setSwitching(act)}>
              {texts.switches[act]}
            </Button>
          ))}
        </div>
      )}
      {switching !== null && (
        <SwitchRule standing={standing} switching={switching} onClose={() => setSwitching(null)} />
      )}
    </div>
  );
}
