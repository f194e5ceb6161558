import { Fragment } from 'react';
import { showDate } from '../../format/dates.js';
import { type Language, useLanguage } from '../../texts/language.js';
import { useWords } from '../../texts/words.js';
import { useDisciplineName } from '../../texts/discipline-name.js';
import { useRoomTexts } from '../texts/index.js';
import { parts, type OutcomeContent, type Part } from './outcome-model.js';
import styles from '../room.module.css';

/** The words of an option by its id; null for one that is not among them. */
export type OptionWords = (id: string) => string | null;

/** An outcome that is being typed, or one that was signed, whose options have their words in every language. */
type SaidContent = Omit<OutcomeContent, 'options'> & {
  readonly options: readonly (Omit<OutcomeContent['options'][number], 'words'> & {
    readonly words: string | null | Readonly<Record<Language, string>>;
  })[];
};

/** Every part of an outcome in words, a line each; none where it is empty. */
export function usePartWords(optionWords: OptionWords): (part: Part, content: SaidContent) => readonly string[] {
  const texts = useRoomTexts().outcome;
  const { months } = useWords();
  const language = useLanguage();
  const disciplineName = useDisciplineName();
  const until = (day: string | null): string => (day === null ? texts.noDay : texts.untilDay(showDate(day, months)));
  const optionOf = ({ id, words, lesions }: SaidContent['options'][number]): string => {
    const isSigned = typeof words === 'object' && words !== null;
    const named = isSigned
      ? words[language]
      : [id === null ? null : (optionWords(id) ?? id), words].filter(Boolean).join('; ');
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
  readonly content: SaidContent;
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
