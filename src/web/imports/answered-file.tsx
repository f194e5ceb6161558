import { useMutation, useQueryClient } from '@tanstack/react-query';
import { languageHeader } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { Refusal } from './refusal.js';
import { useImportTexts } from './texts/index.js';
import styles from './imports.module.css';

type Answered = components['schemas']['AnsweredFile'];

/** The list of questions, filled in and sent back. */
export function AnsweredFile() {
  const texts = useImportTexts();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async (file: File): Promise<Answered> => {
      const body = new FormData();
      body.append('file', file, file.name);
      const answer = await fetch('/api/sender-queries/answers', {
        method: 'POST',
        headers: languageHeader(),
        body,
      }).catch(() => {
        throw new ApiProblem(0, {});
      });
      const document = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new ApiProblem(answer.status, document);
      return document as unknown as Answered;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <div className={styles['answered-file']}>
      <label className={styles['file']}>
        <span>{texts.filledIn}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) send.mutate(file);
            event.currentTarget.value = '';
          }}
        />
        <span className={styles['chosen']}>
          <span className={styles['choose']}>{texts.choose(false)}</span>{' '}
          <span className="soft small">{texts.filledInHint}</span>
        </span>
      </label>
      <div role="status">
        {send.data === undefined ? '' : texts.answeredCount(send.data.answered, send.data.refused.length)}
      </div>
      {send.data !== undefined && send.data.refused.length > 0 && (
        <ul>
          {send.data.refused.slice(0, 10).map(({ row, detail, expected }) => (
            <li key={row}>
              {texts.row} {row}: {detail} {texts.expected(expected)}
            </li>
          ))}
        </ul>
      )}
      {send.error !== null && (
        <Refusal problem={send.error instanceof ApiProblem ? send.error : new ApiProblem(0, {})} />
      )}
    </div>
  );
}
