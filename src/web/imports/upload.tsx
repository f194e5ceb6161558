import { useRef, useState, type FormEvent } from 'react';
import { Button, Progress, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../api/problem.js';
import { routes } from '../frame/routes.js';
import { boardsQuery } from '../session/boards-query.js';
import type { Session } from '../session/session.js';
import { useImportTexts } from './texts/index.js';
import type { ImportFormat } from './import-model.js';
import { uploadFiles } from './upload-files.js';
import styles from './imports.module.css';

/** Chooses files and sends them, telling how much has arrived. Nothing is kept of an upload that breaks off. */
export function Upload({ session }: { readonly session: Session }) {
  const texts = useImportTexts();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [format, setFormat] = useState<ImportFormat>('csv');
  const [issuer, setIssuer] = useState('');
  const [board, setBoard] = useState<string | null>(session.coordinatorOf[0] ?? null);
  const boards = (useQuery(boardsQuery).data ?? []).filter(({ id }) => session.coordinatorOf.includes(id));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState(0);
  const upload = useMutation({
    mutationFn: () => uploadFiles({ format, issuer, board }, files, setSent),
    onSuccess: () => {
      form.current?.reset();
      setFiles([]);
      void queries.invalidateQueries({ queryKey: ['imports'] });
    },
    onSettled: () => setSent(0),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (files.length > 0) upload.mutate();
  };
  const failure = upload.error;
  return (
    <form ref={form} onSubmit={submit} className={`card ${styles['upload']}`} aria-labelledby="upload">
      <h2 id="upload">{texts.upload}</h2>
      <SegmentedControl
        aria-label={texts.format}
        value={format}
        onChange={setFormat}
        data={[
          { value: 'csv', label: texts.formats.csv },
          { value: 'sdtm', label: texts.formats.sdtm },
        ]}
      />
      <p className="soft small">{texts.formatHints[format]}</p>
      <TextInput
        w="100%"
        maw={420}
        label={texts.sender}
        description={texts.senderHint(session.displayName)}
        maxLength={120}
        value={issuer}
        onChange={(event) => setIssuer(event.currentTarget.value)}
      />
      {boards.length > 1 && (
        <fieldset className={styles['boards']}>
          <legend>{texts.boardHint}</legend>
          {boards.map(({ id, name }) => (
            <label key={id}>
              <input type="radio" name="board" value={id} checked={board === id} onChange={() => setBoard(id)} /> {name}
            </label>
          ))}
        </fieldset>
      )}
      <label className={styles['file']}>
        <span>{texts.files}</span>
        <input
          type="file"
          accept=".csv,.gz,text/csv"
          multiple={format === 'sdtm'}
          onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
        />
      </label>
      {upload.isPending && <Progress value={sent * 100} aria-label={texts.sent(Math.round(sent * 100))} />}
      <div role="status">
        {upload.isPending ? (
          texts.sent(Math.round(sent * 100))
        ) : upload.isSuccess ? (
          <>
            {texts.accepted}{' '}
            <Link to={routes.import} params={{ importId: upload.data }}>
              {texts.follow}
            </Link>
          </>
        ) : (
          ''
        )}
      </div>
      {failure !== null && (
        <div role="alert" className={styles['failed']}>
          <p>{failure instanceof ApiProblem && !failure.isSilence ? failure.message : texts.brokenOff}</p>
          {failure instanceof ApiProblem && failure.document.errors !== undefined && (
            <ul>
              {failure.document.errors.slice(0, 10).map(({ pointer, detail, expected }) => (
                <li key={`${pointer} ${detail}`}>
                  {detail}
                  {expected === undefined ? '' : `; ${texts.expected(expected)}`}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <Button type="submit" disabled={files.length === 0} loading={upload.isPending}>
        {texts.send}
      </Button>
    </form>
  );
}
