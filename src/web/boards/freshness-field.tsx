import { NumberInput } from '@mantine/core';
import type { Settings } from './board-query.js';
import { useBoardTexts } from './texts/index.js';
import styles from './boards.module.css';

interface FreshnessFieldProps {
  readonly facts: Settings['facts'];
  readonly value: Readonly<Record<string, number>>;
  readonly onChange: (freshness: Record<string, number>) => void;
}

/** For how many days each fact counts as fresh; empty: as the catalogue has it. */
export function FreshnessField({ facts, value, onChange }: FreshnessFieldProps) {
  const texts = useBoardTexts();
  const put = (fact: string, days: number | null): void => {
    const others = Object.fromEntries(Object.entries(value).filter(([name]) => name !== fact));
    onChange(days === null ? others : { ...others, [fact]: days });
  };
  return (
    <>
      <p className="soft small">{texts.freshnessHint}</p>
      <ul className={styles['facts']}>
        {facts.map(({ fact, words, freshForDays }) => (
          <li key={fact}>
            <NumberInput
              label={words}
              w="100%"
              min={1}
              max={3650}
              allowDecimal={false}
              placeholder={texts.days(freshForDays)}
              value={value[fact] ?? ''}
              onChange={(days) => put(fact, days === '' ? null : Number(days))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
