import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { mayUpload } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useImportTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { fileNames, type Import } from './import-model.js';
import { importsQuery } from './imports-query.js';
import { ImportProgress } from './import-progress.js';
import { Upload } from './upload.js';
import styles from './imports.module.css';

/** Uploads: a new one, and what became of the others. */
export function Imports() {
  const texts = useImportTexts();
  const frame = useFrameTexts();
  const session = useSession();
  const { data, error, refetch } = useQuery(importsQuery);
  return (
    <>
      <div className={parts['heading']}>
        <h1>{frame.imports}</h1>
        <Link to={routes.senderQueries}>{texts.questions}</Link>
      </div>
      {mayUpload(session) && session !== null && <Upload session={session} />}
      {error !== null && data === undefined && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && <ImportTable imports={data} />}
    </>
  );
}

function ImportTable({ imports }: { readonly imports: readonly Import[] }) {
  const texts = useImportTexts();
  const frame = useFrameTexts();
  const words = useWords();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={frame.imports}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{texts.received}</th>
            <th scope="col">{texts.files}</th>
            <th scope="col">{texts.uploadedBy}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col" className="number">
              {texts.rows}
            </th>
            <th scope="col" className="number">
              {texts.taken}
            </th>
            <th scope="col" className="number">
              {texts.known}
            </th>
            <th scope="col" className="number">
              {texts.heldCount}
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={routes.import} params={{ importId: one.id }}>
                  {showInstant(one.createdAt, timeZone, words.months)}
                </Link>
              </th>
              <td>
                {fileNames(one)} <span className="soft">{texts.formats[one.format]}</span>
              </td>
              <td>{one.uploadedBy}</td>
              <td>
                <ImportProgress of={one} />
              </td>
              <td className="number">{one.rows}</td>
              <td className="number">{one.taken}</td>
              <td className="number">{one.known}</td>
              <td className="number">{one.held > 0 ? <span className={parts['held']}>▨ {one.held}</span> : 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
