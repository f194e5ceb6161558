import { useState, type ReactNode } from 'react';
import { Button, Progress, SegmentedControl, TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../api/problem.js';
import { routes } from '../frame/routes.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { boardsQuery } from '../session/boards-query.js';
import type { Session } from '../session/session.js';
import { BoardChoice } from './board-choice.js';
import { Refusal } from './refusal.js';
import { useImportTexts } from './texts/index.js';
import type { ImportFormat } from './import-model.js';
import { uploadFiles } from './upload-files.js';
import styles from './imports.module.css';

/** What is chosen and typed. */
interface Chosen extends Record<string, unknown> {
  readonly format: ImportFormat;
  readonly issuer: string;
  readonly board: string | null;
  readonly files: readonly File[];
}

/** Chooses files and sends them, telling how much has arrived. Nothing is kept of an upload that breaks off. */
export function Upload({ session }: { readonly session: Session }) {
  const texts = useImportTexts();
  const queries = useQueryClient();
  const boards = (useQuery(boardsQuery).data ?? []).filter(({ id }) => session.coordinatorOf.includes(id));
  const form = useCheckedForm<Chosen>(z.object({ files: z.array(z.any()).check(z.minLength(1, texts.noFile)) }), {
    format: 'csv',
    issuer: '',
    board: session.coordinatorOf[0] ?? null,
    files: [],
  });
  const { format, board, files } = form.values;
  const [sent, setSent] = useState(0);
  const upload = useMutation({
    mutationFn: (chosen: Chosen) => uploadFiles(chosen, chosen.files, setSent),
    onSuccess: () => {
      form.setFieldValue('files', []);
      void queries.invalidateQueries({ queryKey: ['imports'] });
    },
    onSettled: () => setSent(0),
  });
  const failure = upload.error;
  return (
    <form
      noValidate
      onSubmit={form.submit((chosen) => upload.mutate(chosen))}
      className={`card ${styles['upload']}`}
      aria-labelledby="upload"
    >
      <h2 id="upload">{texts.upload}</h2>
      <SegmentedControl
        aria-label={texts.format}
        {...form.getInputProps('format')}
        data={[
          { value: 'csv', label: texts.formats.csv },
          { value: 'sdtm', label: texts.formats.sdtm },
          { value: 'documents', label: texts.formats.documents },
        ]}
      />
      <p className="soft small">{texts.formatHints[format]}</p>
      {format === 'csv' && (
        <p className={styles['other']}>
          <Link to={routes.newTable}>{texts.otherColumns}</Link>
        </p>
      )}
      <TextInput
        w="100%"
        maw={420}
        label={texts.sender}
        description={texts.senderHint(session.displayName)}
        maxLength={120}
        {...form.getInputProps('issuer')}
      />
      <BoardChoice boards={boards} chosen={board} onChoose={(id) => form.setFieldValue('board', id)} />
      <ChosenFiles
        key={upload.data ?? ''}
        files={files}
        several={format !== 'csv'}
        fault={form.errors['files']}
        onFiles={(chosen) => form.setFieldValue('files', chosen)}
      />
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
      {failure !== null && <Refusal problem={failure instanceof ApiProblem ? failure : new ApiProblem(0, {})} />}
      <Button type="submit" loading={upload.isPending}>
        {texts.send}
      </Button>
    </form>
  );
}

interface ChosenFilesProps {
  readonly files: readonly File[];
  readonly several: boolean;
  readonly fault: ReactNode;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The browser's own field writes in the language of the browser: it lies unseen under words in the language of the page. */
function ChosenFiles({ files, several, fault, onFiles }: ChosenFilesProps) {
  const texts = useImportTexts();
  return (
    <label className={styles['file']}>
      <span>{texts.files}</span>
      <input
        type="file"
        accept=".csv,.gz,.xlsx,.xlsm,.xpt,.json,.jsonl,.ndjson,.fhir,.dcm,.hl7,text/csv"
        multiple={several}
        data-path="files"
        aria-invalid={fault !== undefined}
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
      <span className={styles['chosen']}>
        <span className={styles['choose']}>{texts.choose(several)}</span>{' '}
        {files.length === 0 ? texts.noneChosen : files.map(({ name }) => name).join(', ')}
      </span>
      {fault !== undefined && (
        <span role="alert" className="danger">
          {fault}
        </span>
      )}
    </label>
  );
}
