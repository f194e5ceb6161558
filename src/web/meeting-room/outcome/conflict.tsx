import { useState } from 'react';
import { Button } from '@mantine/core';
import { useRoomTexts } from '../texts/index.js';
import { differingParts, textOf, withPart, type OutcomeContent, type Part } from './outcome-model.js';
import { usePartWords, type OptionWords } from './outcome-words.js';
import type { OutcomeConflict } from './outcome-keeper.js';
import styles from '../room.module.css';

interface ConflictProps {
  readonly mine: OutcomeContent;
  readonly theirs: OutcomeConflict;
  readonly optionWords: OptionWords;
  readonly onSettle: (content: OutcomeContent) => void;
}

/** A choice holds for the text that it was made on: where the other writer goes on, that part is asked again. */
type Choices = Readonly<Record<string, 'mine' | 'theirs' | undefined>>;

/** Two texts side by side, part by part: a person takes one of each. Nothing is merged, and nothing is chosen beforehand. */
export function Conflict({ mine, theirs, optionWords, onSettle }: ConflictProps) {
  const texts = useRoomTexts().conflict;
  const outcome = useRoomTexts().outcome;
  const wordsOf = usePartWords(optionWords);
  const [choices, setChoices] = useState<Choices>({});
  const differing = differingParts(mine, theirs.content);
  const keyOf = (part: Part): string => `${part} ${textOf(mine[part])} ${textOf(theirs.content[part])}`;
  const isSettled = differing.every((part) => choices[keyOf(part)] !== undefined);
  const settled = (): OutcomeContent =>
    differing.reduce(
      (content, part) => (choices[keyOf(part)] === 'theirs' ? withPart(content, part, theirs.content) : content),
      mine,
    );
  const other = texts.theirs(theirs.writtenBy ?? texts.somebody);
  return (
    <section className={styles['conflict']} role="alert" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p>{texts.both}</p>
      {differing.map((part) => (
        <fieldset key={keyOf(part)} className={styles['sides']}>
          <legend>{outcome.parts[part]}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className={styles['side']}>
              <span>
                <input
                  type="radio"
                  name={`conflict-${part}`}
                  checked={choices[keyOf(part)] === side}
                  onChange={() => setChoices({ ...choices, [keyOf(part)]: side })}
                />{' '}
                <strong>{side === 'mine' ? texts.mine : other}</strong>
              </span>
              {sideWords(wordsOf(part, side === 'mine' ? mine : theirs.content), texts.empty).map((line, index) => (
                <span key={`${index} ${line}`} data-side={side}>
                  {line}
                </span>
              ))}
            </label>
          ))}
        </fieldset>
      ))}
      <Button size="lg" disabled={!isSettled} onClick={() => onSettle(settled())}>
        {texts.settle}
      </Button>
      {!isSettled && <p className="soft">{texts.chooseEach}</p>}
    </section>
  );
}

const sideWords = (lines: readonly string[], empty: string): readonly string[] =>
  lines.length === 0 ? [empty] : lines;
