import { Fragment } from 'react';
import { showDate } from '../../format/dates.js';
import { useLanguage } from '../../texts/language.js';
import { useWords } from '../../texts/words.js';
import { useDisciplineName } from '../attendance/quorum-strip.js';
import { useRoomTexts } from '../texts/index.js';
import { parts, type OutcomeContent, type Part } from './outcome-model.js';
import styles from '../room.module.css';

/** The words of an option by its id; null for one that is not among them. */
export type OptionWords = (id: string) => string | null;

/** Every part of an outcome in words, a line each; none where it is empty. */
export function usePartWords(optionWords: OptionWords): (part: Part, content: OutcomeContent) => readonly string[] {
  const texts = useRoomTexts().outcome;
  const { months } = useWords();
  const language = useLanguage();
  const disciplineName = useDisciplineName();
  const until = (day: string | null): string => (day === null ? texts.noDay : texts.untilDay(showDate(day, months)));
  /** A signed option has its words in every language; one that is being typed has an id or words of its own. */
  const optionOf = ({ id, words, lesions }: OutcomeContent['options'][number]): string => {
    const own =
      typeof words === 'object' && words !== null ? ((words as Record<string, string>)[language] ?? '') : null;
    const named = own ?? [id === null ? null : (optionWords(id) ?? id), words].filter(Boolean).join('; ');
    return lesions.length === 0 ? named : `${named} (${lesions.join(', ')})`;
  };
  return (part, content) => {
    switch (part) {
      case 'kind':
        return content.kind === null ? [] : [texts.kinds[content.kind]];
      case 'options':
        return content.options.map(optionOf);
      case 'protocol':
        return content.protocol === null || content.protocol === '' ? [] : [content.protocol];
      case 'intent':
        return content.intent === null ? [] : [texts.intents[content.intent]];
      case 'rationale':
        return content.rationale === '' ? [] : content.rationale.split('\n');
      case 'conditions':
        return content.conditions.map(
          ({ kind, words, owner, expires }) =>
            `${texts.conditionKinds[kind]} ${words} (${disciplineName(owner)}, ${until(expires)})`,
        );
      case 'actions':
        return content.actions.map(({ words, owner, due }) => `${words} (${disciplineName(owner)}, ${until(due)})`);
      case 'dissent':
        return content.dissent.map(({ by, words }) => `${disciplineName(by)}: ${words}`);
      case 'unknown':
        return content.unknown;
    }
  };
}

interface OutcomeInWordsProps {
  readonly content: OutcomeContent;
  readonly optionWords: OptionWords;
}

/** An outcome as it is read out: every part that says something under its name. */
export function OutcomeInWords({ content, optionWords }: OutcomeInWordsProps) {
  const texts = useRoomTexts().outcome;
  const wordsOf = usePartWords(optionWords);
  return (
    <dl className={styles['in-words']}>
      {parts.map((part) => {
        const lines = wordsOf(part, content);
        return (
          lines.length > 0 && (
            <Fragment key={part}>
              <dt>{texts.parts[part]}</dt>
              <dd>
                {lines.map((line, index) => (
                  <div key={`${index} ${line}`}>{line}</div>
                ))}
              </dd>
            </Fragment>
          )
        );
      })}
    </dl>
  );
}
