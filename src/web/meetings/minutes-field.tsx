import { useEffect, useId, useRef, useState } from 'react';
import { NumberInput } from '@mantine/core';
import { useMeetingTexts } from './texts/index.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { areMinutes, longestMinutes, shortestMinutes } from '../placement/minutes.js';
import styles from './agenda.module.css';

interface MinutesFieldProps {
  readonly minutes: number;
  readonly label: string;
  readonly onMinutes: (minutes: number) => void;
}

/** Where Mantine says that a value comes from the arrows, beside 'event' for the keyboard. */
const steps: readonly string[] = ['increment', 'decrement'];
const stepPauseMilliseconds = 500;

/**
 * Minutes of one question. What is typed stays until it is saved or given up with Escape, whatever arrives from others meanwhile, and a
 * value that is refused stays too, with what would be right. Steps of the arrows are saved after a pause.
 */
export function MinutesField({ minutes, label, onMinutes }: MinutesFieldProps) {
  const texts = useMeetingTexts();
  const placing = usePlacementTexts();
  const unit = useId();
  const [typed, setTyped] = useState<number | string | null>(null);
  const [refused, setRefused] = useState(false);
  const pause = useRef<number | undefined>(undefined);
  // Alt and the arrows move the row: the field, which hears them first, takes no step of them.
  const movesRow = useRef(false);
  useEffect(() => () => clearTimeout(pause.current), []);
  const giveUp = (): void => {
    clearTimeout(pause.current);
    setTyped(null);
    setRefused(false);
  };
  const save = (value: number | string | null): void => {
    if (value !== null && !areMinutes(value)) return setRefused(true);
    giveUp();
    if (value !== null && Number(value) !== minutes) onMinutes(Number(value));
  };
  const take = (value: number | string, source: string): void => {
    const stepped = steps.includes(source);
    if (!stepped && source !== 'event') return;
    if (stepped && movesRow.current) return;
    clearTimeout(pause.current);
    setTyped(value);
    if (areMinutes(value)) setRefused(false);
    if (stepped) pause.current = window.setTimeout(() => save(value), stepPauseMilliseconds);
  };
  return (
    <div className={styles['minutes-field']}>
      <NumberInput
        size="xs"
        w={66}
        aria-label={label}
        aria-describedby={unit}
        error={refused ? placing.minutesRange(shortestMinutes, longestMinutes) : undefined}
        errorProps={{ role: 'alert' }}
        min={shortestMinutes}
        max={longestMinutes}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        selectAllOnFocus
        value={typed ?? minutes}
        onValueChange={({ floatValue }, { source }) => take(floatValue ?? '', String(source))}
        onBlur={() => save(typed)}
        onPointerDown={() => {
          movesRow.current = false;
        }}
        onKeyDown={(event) => {
          movesRow.current = event.altKey;
          if (event.key === 'Enter') save(typed);
          if (event.key === 'Escape') giveUp();
        }}
      />
      <span id={unit} className="small">
        {texts.agenda.unit}
      </span>
    </div>
  );
}
