import type { ApiProblem } from '../api/problem.js';
import { useProblemWords } from '../frame/problem-words.js';
import { useImportTexts } from './texts/index.js';
import styles from './imports.module.css';

/** Why a file is not taken, each fault with its place and what would be right. */
export function Refusal({ problem }: { readonly problem: ApiProblem }) {
  const texts = useImportTexts();
  const problemWords = useProblemWords();
  return (
    <div role="alert" className={styles['failed']}>
      <p>{problem.isSilence ? texts.brokenOff : problemWords(problem)}</p>
      {problem.document.errors !== undefined && (
        <ul>
          {problem.document.errors.slice(0, 10).map(({ pointer, detail, expected }) => (
            <li key={`${pointer} ${detail}`}>
              {detail}
              {expected === undefined ? '' : `; ${texts.expected(expected)}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
