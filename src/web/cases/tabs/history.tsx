import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { showInstant } from '../../format/dates.js';
import { NotSaved } from '../../frame/not-saved.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { Link } from '@tanstack/react-router';
import { routes } from '../../frame/routes.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase } from '../case-model.js';
import { useCaseTexts } from '../texts/index.js';
import { useComment } from '../use-case-changes.js';
import styles from '../cases.module.css';

/** What happened to the case, and what people said about it. */
export function History({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const { months } = useWords();
  const { history, predecessor, reasons, images, timeZone } = board;
  return (
    <>
      <Comments board={board} />
      <section>
        <h2>{texts.history}</h2>
        <p className="small">
          {texts.cameBy}: {reasons.map(texts.raisedBy).join(', ')}
          {predecessor !== null && (
            <>
              {' · '}
              <Link to={routes.case} params={{ caseId: predecessor.id }} search={{}}>
                {texts.predecessor(predecessor.number, texts.stateOf(predecessor.state))}
              </Link>
            </>
          )}
        </p>
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.history}>
          <table className={styles['plain']}>
            <thead>
              <tr>
                {[texts.when, texts.what, texts.who, texts.because].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...history].reverse().map(({ version, event, by, at, reason, words }, index) => (
                <tr key={`${version} ${event} ${index}`}>
                  <td>{showInstant(at, timeZone, months)}</td>
                  <td>{texts.eventOf(event)}</td>
                  <td>{by ?? texts.theService}</td>
                  <td>
                    {[reason === null ? null : texts.reasonOf(reason), words === reason ? null : words]
                      .filter((part) => part !== null)
                      .join(': ') || '–'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {images.length > 0 && (
        <section>
          <h2>{texts.images}</h2>
          <ul>
            {images.map(({ accession, series, slice, words }) => (
              <li key={`${accession} ${series} ${slice}`}>
                {[accession, series, slice, words].filter((part) => part !== null).join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What people said, with name and date, and the form to say something. */
export function Comments({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const { months, reasonOf } = useWords();
  return (
    <section>
      <h2>{texts.comments}</h2>
      {board.comments.length === 0 && <p className="soft">{texts.noComments}</p>}
      <ul className={styles['comments']}>
        {board.comments.map(({ id, words, proposes, takesOut, by, at }) => (
          <li key={id}>
            {proposes && <strong>{texts.proposes}: </strong>}
            {takesOut === null ? words : texts.outOf(takesOut.question, reasonOf(words))}{' '}
            <span className="soft small">
              ({by}, {showInstant(at, board.timeZone, months)})
            </span>
          </li>
        ))}
      </ul>
      <CommentForm board={board} />
    </section>
  );
}

function CommentForm({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const form = useCheckedForm<{ words: string; proposes: boolean }>(
    z.object({ words: z.string().check(z.trim(), z.minLength(1, texts.commentMissing), z.maxLength(4000)) }),
    { words: '', proposes: false },
  );
  const comment = useComment(board.id, () => form.reset());
  return (
    <form
      noValidate
      className={`${styles['comment-form']} screen-only`}
      onSubmit={form.submit(({ words, proposes }) => comment.mutate({ words: words.trim(), proposes }))}
    >
      <Textarea
        label={texts.comment}
        description={texts.commentHint}
        autosize
        minRows={2}
        {...form.getInputProps('words')}
      />
      <Group mt={6} gap="md">
        <Checkbox label={texts.asProposal} {...form.getInputProps('proposes', { type: 'checkbox' })} />
        <Button type="submit" size="compact-sm" loading={comment.isPending}>
          {texts.addComment}
        </Button>
      </Group>
      <NotSaved error={comment.error} />
    </form>
  );
}
