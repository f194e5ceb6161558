import { ApiProblem } from '../../api/problem.js';
import { useProblemWords } from '../../frame/problem-words.js';
import { useFrameTexts } from '../../frame/texts/index.js';

/** What is wrong at one place of what was sent, and what would be right there. */
export function faultFor(error: Error | null, pointer: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const found = error.document.errors?.find((fault) => fault.pointer === pointer);
  return found === undefined
    ? undefined
    : [found.detail, found.expected].filter((part) => part !== undefined).join('; ');
}

/** Why something was not saved, but for what stands at its place already. */
export function Refusal({ error, shown }: { readonly error: Error | null; readonly shown: readonly string[] }) {
  const frame = useFrameTexts();
  const problemWords = useProblemWords();
  if (error === null) return null;
  const faults = error instanceof ApiProblem ? (error.document.errors ?? []) : [];
  const elsewhere = faults
    .filter(({ pointer }) => !shown.includes(pointer))
    .map(({ pointer, detail, expected }) => `${pointer}: ${detail}${expected === undefined ? '' : `; ${expected}`}`);
  const words = faults.length > 0 ? elsewhere.join(' ') : problemWords(error);
  return (
    <p role="alert" style={{ color: 'var(--danger)' }}>
      {frame.problems.notSaved}
      {words === '' ? '' : `: ${words}`}
    </p>
  );
}
