import { useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.js';
import { useFrameTexts } from '../../frame/texts/index.js';
import { routes } from '../../frame/routes.js';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session.js';
import { useImportTexts } from '../texts/index.js';
import { Refusal } from '../refusal.js';
import { ColumnTable } from './column-table.js';
import { DoubtList } from './doubt-list.js';
import { DropFile } from './drop-file.js';
import { FirstPatients } from './first-patients.js';
import type { Mapping, TablePreview } from './table-model.js';
import { type DroppedFile, tablePreviewQuery } from './table-query.js';
import { TakeTable } from './take-table.js';
import { useTableTexts } from './texts/index.js';
import styles from './table.module.css';

const noneLeft: ReadonlySet<string> = new Set();
const templates = ['long', 'wide', 'long-semicolon', 'wide-semicolon'] as const;

/** Drop a table, see its columns matched, answer what is open, see its first patients as they would be taken, then take it. */
export function TableWizard() {
  const texts = useTableTexts();
  const imports = useImportTexts();
  const frame = useFrameTexts();
  const session = useSession();
  const counter = useRef(0);
  const [dropped, setDropped] = useState<DroppedFile | null>(null);
  const [issuer, setIssuer] = useState('');
  const [sheet, setSheet] = useState('');
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const drop = (file: File) => {
    counter.current += 1;
    setMapping(null);
    setDropped({ number: counter.current, file });
  };
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.title}</h1>
        <Link to={routes.imports}>{frame.imports}</Link>
      </div>
      <section className={`card ${styles['section']}`} aria-label={texts.file}>
        <p className="soft small">{texts.intro}</p>
        <div className={styles['start']}>
          <TextInput
            label={imports.sender}
            description={imports.senderHint(session?.displayName ?? '')}
            maxLength={120}
            value={issuer}
            onChange={({ currentTarget }) => setIssuer(currentTarget.value)}
          />
          <TextInput
            label={texts.sheet}
            description={texts.sheetHint}
            maxLength={100}
            value={sheet}
            onChange={({ currentTarget }) => setSheet(currentTarget.value)}
          />
        </div>
        <DropFile name={dropped?.file.name ?? null} onFile={drop} />
        <p className="soft small">{texts.templates}</p>
        <ul className={styles['templates']}>
          {templates.map((name) => (
            <li key={name}>
              <a href={`/api/imports/templates/${name}`} download>
                {texts.template[name]}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {dropped !== null && (
        <Looked
          key={dropped.number}
          dropped={dropped}
          issuer={issuer.trim()}
          sheet={sheet.trim()}
          mapping={mapping}
          onChange={setMapping}
        />
      )}
    </>
  );
}

interface LookedProps {
  readonly dropped: DroppedFile;
  readonly issuer: string;
  readonly sheet: string;
  readonly mapping: Mapping | null;
  readonly onChange: (mapping: Mapping) => void;
}

/** What the service says of the file as it is read now. */
function Looked({ dropped, issuer, sheet, mapping, onChange }: LookedProps) {
  const texts = useTableTexts();
  const { data, error, isFetching, isPlaceholderData } = useQuery(
    tablePreviewQuery({ dropped, issuer, sheet, mapping }),
  );
  return (
    <>
      <p role="status" className="soft small">
        {isFetching ? texts.looking : ''}
      </p>
      {error !== null && <Refusal problem={error instanceof ApiProblem ? error : new ApiProblem(0, {})} />}
      {data !== undefined && error === null && (
        <Answers
          preview={isPlaceholderData ? withAnswers(data, mapping) : data}
          isLooking={isPlaceholderData}
          dropped={dropped}
          issuer={issuer}
          sheet={sheet}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** What was shown last, read as answered since: an answer that is given meanwhile joins those before it. */
const withAnswers = (shown: TablePreview, mapping: Mapping | null): TablePreview =>
  mapping === null ? shown : { ...shown, mapping };

interface AnswersProps {
  readonly preview: TablePreview;
  readonly isLooking: boolean;
  readonly dropped: DroppedFile;
  readonly issuer: string;
  readonly sheet: string;
  readonly onChange: (mapping: Mapping) => void;
}

function Answers({ preview, isLooking, dropped, issuer, sheet, onChange }: AnswersProps) {
  const [left, setLeft] = useState(noneLeft);
  const leave = (key: string, isLeft: boolean) =>
    setLeft((before) => new Set(isLeft ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <>
      <ColumnTable preview={preview} onChange={onChange} />
      <DoubtList preview={preview} left={left} onChange={onChange} onLeave={leave} />
      <FirstPatients preview={preview} />
      <TakeTable
        preview={preview}
        isLooking={isLooking}
        left={left}
        file={dropped.file}
        issuer={issuer}
        sheet={sheet}
      />
    </>
  );
}
