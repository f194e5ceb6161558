import { useQuery } from '@tanstack/react-query';
import { percentShown } from '../format/percent.js';
import { showInstant } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import type { CaseItem } from './case.js';
import { historyQuery } from './case-query.js';
import styles from './patient.module.css';

/** All that stands behind one question: its flag, everything not known, the evidence with its distance, its limits, its rule. */
export function ItemDetails({
  item,
  ruleSetVersion,
  isRead,
}: {
  readonly item: CaseItem;
  readonly ruleSetVersion: string | null;
  readonly isRead: boolean;
}) {
  const texts = useTexts();
  return (
    <section className={styles['details']}>
      <h3>{texts.patient.questionInFull(item.question)}</h3>
      {item.flag !== null && <FlagOfItem flag={item.flag} />}
      {item.unknowns.length > 0 && <UnknownTable item={item} />}
      <Evidence item={item} />
      <Sentences title={texts.patient.cautions} sentences={item.cautions} />
      <Sentences title={texts.patient.limits} sentences={item.limits} />
      {item.predecessorId !== null && <Earlier item={item} isRead={isRead} />}
      <p className="small soft">{texts.patient.ruleVersion(item.rule, item.ruleVersion, ruleSetVersion ?? '–')}</p>
    </section>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return sentences.length === 0 ? null : (
    <>
      <h4>{title}</h4>
      <ul className={styles['plain']}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** The definitions by name, met and not; how many of how many is nobody's measure. */
function FlagOfItem({ flag }: { readonly flag: NonNullable<CaseItem['flag']> }) {
  const texts = useTexts();
  const named = (definitions: readonly string[]): string =>
    definitions.map((definition) => texts.definitionName(definition)).join(', ') || '–';
  const rows: readonly (readonly [string, string])[] = [
    [
      texts.patient.confidence,
      flag.measurementConfidence === null
        ? texts.patient.confidenceOpen
        : `${percentShown(flag.measurementConfidence)} %`,
    ],
    [`✓ ${texts.patient.met}`, named(flag.met)],
    [`✗ ${texts.patient.notMet}`, named(flag.notMet)],
    [`▨ ${texts.patient.notAssessable}`, named(flag.notAssessable)],
    [texts.patient.readersFor, flag.evaluatorsFor.join(', ') || '–'],
    [texts.patient.readersAgainst, flag.evaluatorsAgainst.join(', ') || '–'],
  ];
  return (
    <>
      <h4>{texts.patient.flagOf(flag.definition)}</h4>
      <p className="small">{flag.reason}</p>
      <table className={styles['plain-table']}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function UnknownTable({ item }: { readonly item: CaseItem }) {
  const texts = useTexts();
  return (
    <>
      <h4>{texts.patient.notKnownMost}</h4>
      <div
        className={styles['table-scroll']}
        tabIndex={0}
        role="region"
        aria-label={`${texts.patient.notKnown}: ${item.question}`}
      >
        <table className={styles['plain-table']}>
          <thead>
            <tr>
              {[
                '#',
                texts.patient.notKnown,
                texts.patient.couldChangeHead,
                texts.patient.need,
                texts.patient.supplier,
                texts.patient.freshness,
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {item.unknowns.map(({ fact, words, couldChange, need, suppliers, freshForDays }, index) => (
              <tr key={fact}>
                <td>{index + 1}</td>
                <th scope="row">{words}</th>
                <td>{texts.patient.couldChange(couldChange)}</td>
                <td>{texts.patient.needs[need]}</td>
                <td>{suppliers.join('; ')}</td>
                <td>{freshForDays === null ? texts.patient.staysFresh : texts.patient.freshFor(freshForDays)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Evidence({ item }: { readonly item: CaseItem }) {
  const texts = useTexts();
  return (
    <>
      <h4>
        {texts.patient.evidence}{' '}
        <span className="soft">
          ({texts.patient.level(item.level)}; {texts.patient.esmo(item.esmo)})
        </span>
      </h4>
      {item.withoutEvidence !== null && <p className="small">{item.withoutEvidence}</p>}
      {item.evidence.length > 0 && (
        <div
          className={styles['table-scroll']}
          tabIndex={0}
          role="region"
          aria-label={`${texts.patient.evidence}: ${item.question}`}
        >
          <table className={styles['plain-table']}>
            <thead>
              <tr>
                {[texts.patient.finding, texts.patient.source, texts.patient.levelHead, texts.patient.distance].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {item.evidence.map(({ id, finding, source, doi, level, esmo, population, distance, differs }) => (
                <tr key={id}>
                  <td className={styles['words']}>{finding}</td>
                  <td>
                    {source}
                    {doi === null ? null : (
                      <>
                        {' '}
                        <a href={`https://doi.org/${doi}`} rel="noreferrer" target="_blank">
                          doi:{doi}
                        </a>
                      </>
                    )}
                  </td>
                  <td>
                    {texts.patient.level(level)}; {texts.patient.esmo(esmo)}
                  </td>
                  <td className={styles['words']}>
                    <strong>{texts.patient.distances[distance]}</strong>: {[...differs, population].join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** What stood here before, and why it is no longer that. */
function Earlier({ item, isRead }: { readonly item: CaseItem; readonly isRead: boolean }) {
  const texts = useTexts();
  const history = useQuery({ ...historyQuery(item.id), enabled: isRead }).data;
  if (history === undefined) return null;
  return (
    <>
      <h4>{texts.patient.earlier}</h4>
      <table className={styles['plain-table']}>
        <thead>
          <tr>
            {[texts.patient.date, texts.patient.then, texts.patient.because, texts.patient.levelOfRule].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.items.map(({ itemId, question, because, createdAt, ruleVersion, state, stateReason }) => (
            <tr key={itemId}>
              <th scope="row">{showInstant(createdAt, 'UTC', texts.months)} UTC</th>
              <td>
                {question}{' '}
                <span className="soft">
                  ({texts.itemStates[state]}
                  {stateReason === null ? '' : `: ${texts.rules.reasonOf(stateReason)}`})
                </span>
              </td>
              <td>{because.map(({ words }) => words).join(' ') || '–'}</td>
              <td>
                {item.rule} {ruleVersion}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
