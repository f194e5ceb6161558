import { Link, useSearch } from '@tanstack/react-router';
import { routes } from '../../frame/routes.js';
import { Empty } from '../../parts/empty.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { ChangeSearch } from '../change-search.js';
import { KindMark } from './kind-mark.js';
import { type ChangeCount, type DryRunDetail, totalsOf } from '../rules-model.js';
import { useChangeNames } from './use-change-names.js';
import styles from '../rules.module.css';

/** What would appear, change and go, in numbers; each group leads to its patients. */
export function ChangeGroups({ run }: { readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const words = useWords();
  const names = useChangeNames();
  const search = useSearch({ from: `/inside${routes.dryRun}` });
  const { counts } = run;
  if (counts.length === 0) {
    return run.state === 'done' || run.state === 'released' ? (
      <Empty title={texts.nothingFound}>
        <p>{texts.nothingFoundHint}</p>
      </Empty>
    ) : (
      <Empty title={texts.nothingYet} />
    );
  }
  const totals = totalsOf(counts);
  return (
    <section aria-labelledby="found">
      <div className={styles['found-head']}>
        <h2 id="found" className={styles['table-title']}>
          {texts.found}
        </h2>
        <ul className={styles['totals']}>
          {(['appears', 'changes', 'goes'] as const).map((kind) => (
            <li key={kind}>
              <KindMark kind={kind} many={totals[kind]} />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-labelledby="found">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{texts.group}</th>
              <th scope="col">
                <span className="visually-hidden">{texts.found}</span>
              </th>
              <th scope="col">{texts.because}</th>
              <th scope="col" className="number">
                {texts.number}
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count) => (
              <tr
                key={`${count.subject} ${count.name} ${count.kind} ${count.code} ${count.shown}`}
                className={isChosen(count, search) ? styles['chosen'] : undefined}
              >
                <th scope="row">
                  {count.shown ? (
                    <Link
                      to={routes.dryRun}
                      params={{ dryRunId: run.id }}
                      search={searchFor(count)}
                      replace
                      resetScroll={false}
                      aria-current={isChosen(count, search) ? 'true' : undefined}
                    >
                      {names(count.subject, count.name)}
                    </Link>
                  ) : (
                    <>
                      {names(count.subject, count.name)} <span className="soft small">({texts.hidden})</span>
                    </>
                  )}
                </th>
                <td>
                  <KindMark kind={count.kind} />
                </td>
                <td>{words.reasonOf(count.code)}</td>
                <td className="number">{texts.counted(count.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const searchFor = ({ subject, name, kind, code }: ChangeCount): ChangeSearch => ({ subject, name, kind, code });

const isChosen = (count: ChangeCount, search: ChangeSearch): boolean =>
  count.shown &&
  search.subject === count.subject &&
  search.name === count.name &&
  search.kind === count.kind &&
  search.code === count.code;
