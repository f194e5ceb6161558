import { useState } from 'react';
import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { dayNumber, isoDate, showDate, today } from '../format/dates.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { Empty } from '../parts/empty.js';
import { DateField } from '../parts/form/date-field.js';
import parts from '../parts/parts.module.css';
import { boardsQuery } from '../session/boards-query.js';
import { useWords } from '../texts/words.js';
import { type StandardAsked, standardQuery } from './follow-up-query.js';
import { useFollowUpTexts } from './texts/index.js';
import styles from './follow-up.module.css';

const usualDays = 90;
const usualSample = 10;
const mostDrawn = 500;

/** Cases that were listed under a standard of care and not discussed, with the sample that an audit looks at. */
export function StandardOfCare() {
  const texts = useFollowUpTexts().standard;
  const search = useSearch({ from: `/inside${routes.standardOfCare}` });
  const boards = useQuery(boardsQuery).data;
  const board = search.board ?? boards?.[0]?.id;
  const until = search.until ?? today();
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.title}</h1>
      </div>
      <p className="soft small">{texts.hint}</p>
      {board === undefined ? (
        <Loading />
      ) : (
        <Listed
          asked={{
            board,
            from: search.from ?? isoDate(dayNumber(until) - usualDays),
            until,
            sample: search.sample ?? usualSample,
          }}
        />
      )}
    </>
  );
}

function Listed({ asked }: { readonly asked: StandardAsked }) {
  const texts = useFollowUpTexts().standard;
  const [sampleOnly, setSampleOnly] = useState(false);
  const { data, error, refetch } = useQuery(standardQuery(asked));
  const shown = data?.items.filter(({ inSample }) => inSample || !sampleOnly) ?? [];
  return (
    <>
      <Asked asked={asked} />
      {error !== null && data === undefined && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && data.items.length === 0 && (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <p className={styles['drawn']}>
            <strong>{texts.drawn(data.sample.size, data.sample.of)}</strong>{' '}
            <span className="soft small">{texts.seed(data.sample.seed)}</span>
            <Checkbox
              className="screen-only"
              label={texts.sampleOnly}
              checked={sampleOnly}
              onChange={({ currentTarget: { checked } }) => setSampleOnly(checked)}
            />
          </p>
          <ListedTable rows={shown} />
        </>
      )}
    </>
  );
}

function Asked({ asked }: { readonly asked: StandardAsked }) {
  const texts = useFollowUpTexts().standard;
  const navigate = useNavigate();
  const boards = useQuery(boardsQuery).data ?? [];
  const go = (change: Partial<StandardAsked>): void =>
    void navigate({ to: routes.standardOfCare, search: { ...asked, ...change }, replace: true });
  return (
    <div className={`${styles['filters']} screen-only`}>
      {boards.length > 1 && (
        <Select
          label={texts.board}
          value={asked.board}
          onChange={(board) => board !== null && go({ board })}
          data={boards.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <DateField label={texts.from} value={asked.from} onChange={(from) => from !== '' && go({ from })} />
      <DateField label={texts.until} value={asked.until} onChange={(until) => until !== '' && go({ until })} />
      <NumberInput
        label={texts.size}
        min={1}
        max={mostDrawn}
        allowDecimal={false}
        clampBehavior="strict"
        value={asked.sample}
        onChange={(sample) => Number(sample) >= 1 && go({ sample: Number(sample) })}
      />
    </div>
  );
}

type ListedRow = Awaited<ReturnType<NonNullable<ReturnType<typeof standardQuery>['queryFn']>>>['items'][number];

function ListedTable({ rows }: { readonly rows: readonly ListedRow[] }) {
  const { standard: texts, columns } = useFollowUpTexts();
  const words = useWords();
  const dated = (date: string, who: string | null): string =>
    who === null ? showDate(date, words.months) : texts.by(showDate(date, words.months), who);
  return (
    <table className={styles['list']} aria-label={texts.title}>
      <thead>
        <tr>
          <th scope="col" className={styles['case']}>
            {columns.case}
          </th>
          <th scope="col">{texts.protocol}</th>
          <th scope="col">{texts.listed}</th>
          <th scope="col">{texts.signed}</th>
          <th scope="col" className={styles['owner']}>
            {texts.sample}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ caseId, number, protocol, listedOn, listedBy, signedOn, signedBy, inSample }) => (
          <tr key={caseId} data-listed={caseId}>
            <td className={styles['case']}>
              <Link to={routes.case} params={{ caseId }} search={{}}>
                {words.caseNumber(String(number))}
              </Link>
            </td>
            <td className={styles['what']}>{protocol}</td>
            <td>{dated(listedOn, listedBy)}</td>
            <td>{signedOn === null ? <span className="soft">{texts.notSigned}</span> : dated(signedOn, signedBy)}</td>
            <td className={styles['owner']}>{inSample ? `● ${texts.inSample}` : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
