import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { showDate } from '../format/dates.js';
import { routes } from '../frame/routes.js';
import { useWords } from '../texts/words.js';
import type { Decision } from './decision-query.js';
import { useDisciplineName } from '../texts/discipline-name.js';
import { useDecidedTexts } from './texts/index.js';
import { WorkWays } from './work-ways.js';
import styles from './decided.module.css';

/** Actions of a decision: what, who, until when, and how they stand. */
export function Actions({ actions }: Pick<Decision, 'actions'>) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const named = useDisciplineName();
  return (
    <WorkTable
      name={texts.actions}
      heads={[texts.what, texts.owner, texts.by, texts.state]}
      isEmpty={actions.length === 0}
    >
      {actions.map(({ id, words, owner, due, state, doneOn, offered }) => (
        <tr key={id} data-action={id}>
          <th scope="row">{words}</th>
          <td data-label={texts.owner}>{named(owner)}</td>
          <td data-label={texts.by}>{due === null ? texts.noDate : showDate(due, months)}</td>
          <td data-label={texts.state}>
            {doneOn === null ? texts.stateOf(state) : texts.stateOn(state, showDate(doneOn, months))}
          </td>
          <td>
            <WorkWays work={{ kind: 'action', id, words, owner, due, offered }} />
          </td>
        </tr>
      ))}
    </WorkTable>
  );
}

/** Conditions of a decision; one that came back leads to the case that it brought. */
export function Conditions({ conditions }: Pick<Decision, 'conditions'>) {
  const texts = useDecidedTexts();
  const { months } = useWords();
  const named = useDisciplineName();
  return (
    <WorkTable
      name={texts.conditions}
      heads={[texts.condition, texts.owner, texts.expires, texts.state]}
      isEmpty={conditions.length === 0}
    >
      {conditions.map(({ id, kind, words, owner, expires, state, reportedOn, returnedCaseId, offered }) => (
        <tr key={id} data-condition={id}>
          <th scope="row">
            <strong>{(texts.conditionKinds as Readonly<Record<string, string>>)[kind] ?? kind}</strong> {words}
          </th>
          <td data-label={texts.owner}>{named(owner)}</td>
          <td data-label={texts.expires}>{expires === null ? texts.noDate : showDate(expires, months)}</td>
          <td data-label={texts.state}>
            {reportedOn === null ? texts.stateOf(state) : texts.stateOn(state, showDate(reportedOn, months))}
            {returnedCaseId !== null && (
              <>
                {'. '}
                <Link to={routes.case} params={{ caseId: returnedCaseId }} search={{}}>
                  {texts.returned}
                </Link>
              </>
            )}
          </td>
          <td>
            <WorkWays work={{ kind: 'condition', id, words, owner, due: expires, offered }} />
          </td>
        </tr>
      ))}
    </WorkTable>
  );
}

interface WorkTableProps {
  readonly name: string;
  readonly heads: readonly string[];
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function WorkTable({ name, heads, isEmpty, children }: WorkTableProps) {
  const texts = useDecidedTexts();
  return (
    <section>
      <h3>{name}</h3>
      {isEmpty ? (
        <p className="soft">{texts.none}</p>
      ) : (
        <table className={styles['table']} aria-label={name}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  );
}
