import styles from '../cases.module.css';

/** The rules that something comes from. */
export const Rules = ({ rules }: { readonly rules: readonly string[] }) => (
  <span className={styles['rules']}>{rules.join(', ')}</span>
);

interface RuledTextsProps {
  readonly title: string;
  readonly of: readonly { readonly words: string; readonly rules: readonly string[] }[];
}

/** Sentences under a heading, each with its rules; nothing where there is none. */
export function RuledTexts({ title, of }: RuledTextsProps) {
  return of.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>
        {of.map(({ words, rules }) => (
          <li key={words}>
            {words} <Rules rules={rules} />
          </li>
        ))}
      </ul>
    </section>
  );
}
