import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotSaved } from '../../frame/not-saved.js';
import { Dialogue } from '../../parts/dialogue.js';
import { ReasonForm } from '../../parts/form/reason-form.js';
import { leastReason } from '../reasons.js';
import type { RuleStanding, RuleSwitching } from '../rules-model.js';
import { switchRule } from '../rules-query.js';
import styles from '../rules.module.css';
import { useRulesTexts } from '../texts/index.js';

interface SwitchRuleProps {
  readonly standing: RuleStanding;
  readonly switching: RuleSwitching;
  readonly onClose: () => void;
}

/** Says what a switch does, asks why, and switches. */
export function SwitchRule({ standing, switching, onClose }: SwitchRuleProps) {
  const texts = useRulesTexts();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (reason: string) => switchRule(standing.rule, switching, reason),
    onSuccess: () => {
      void queries.invalidateQueries();
      onClose();
    },
  });
  const { items, shadowItems } = standing;
  const open = items.draft + items.accepted;
  const does = texts.switchDoes[switching](switching === 'off' || switching === 'shadow' ? open : shadowItems);
  return (
    <Dialogue onClose={onClose} title={texts.switchTitle[switching](standing.rule)}>
      <ReasonForm
        description={texts.reasonHint}
        shortest={leastReason}
        submit={texts.switchNow[switching]}
        pending={save.isPending}
        refusal={<NotSaved error={save.error} />}
        onReason={save.mutate}
        onCancel={onClose}
      >
        <p className="soft">{standing.title}</p>
        <ul className={styles['points']}>
          {does.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </ReasonForm>
    </Dialogue>
  );
}
