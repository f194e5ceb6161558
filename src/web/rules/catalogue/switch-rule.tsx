import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Dialogue } from '../../parts/dialogue.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { NotSaved } from '../../frame/not-saved.js';
import type { RuleStanding, RuleSwitching } from '../rules-model.js';
import { leastReason } from '../reasons.js';
import { switchRule } from '../rules-query.js';
import styles from '../rules.module.css';

interface SwitchRuleProps {
  readonly standing: RuleStanding;
  readonly switching: RuleSwitching;
  readonly onClose: () => void;
}

/** Says what a switch does, asks why, and switches. */
export function SwitchRule({ standing, switching, onClose }: SwitchRuleProps) {
  const texts = useRulesTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => switchRule(standing.rule, switching, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim().length >= leastReason) save.mutate();
  };
  const { items, shadowItems } = standing;
  const open = items.draft + items.accepted;
  const does = texts.switchDoes[switching](switching === 'off' || switching === 'shadow' ? open : shadowItems);
  return (
    <Dialogue onClose={onClose} title={texts.switchTitle[switching](standing.rule)}>
      <form onSubmit={submit}>
        <p className="soft">{standing.title}</p>
        <ul className={styles['points']}>
          {does.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <TextInput
          mt="sm"
          label={texts.reason}
          description={texts.reasonHint}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <NotSaved error={save.error} />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={reason.trim().length < leastReason}>
            {texts.switchNow[switching]}
          </Button>
        </Group>
      </form>
    </Dialogue>
  );
}
