import { useQuery } from '@tanstack/react-query';
import { percentShown } from '../../format/percent.js';
import { showInstant } from '../../format/dates.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseItem } from '../case/case.js';
import { historyQuery } from '../case/case-query.js';
import styles from '../record.module.css';

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
  const texts = usePatientTexts();
  return (
    <section className={styles['details']}>
      <h3>{texts.questionInFull(item.question)}</h3>
      {item.flag !== null && <FlagOfItem flag={item.flag} />}
      {item.unknowns.length > 0 && <UnknownTable item={item} />}
      <Evidence item={item} />
      <Sentences title={texts.cautions} sentences={item.cautions} />
      <Sentences title={texts.limits} sentences={item.limits} />
      {item.predecessorId !== null && <Earlier item={item} isRead={isRead} />}
      <p className="small soft">{texts.ruleVersion(item.rule, item.ruleVersion, ruleSetVersion ?? '–')}</p>
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
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const named = (definitions: readonly string[]): string =>
    definitions.map((definition) => wordsTexts.definitionName(definition)).join(', ') || '–';
  const rows: readonly (readonly [string, string])[] = [
    [
      texts.confidence,
      flag.measurementConfidence === null ? texts.confidenceOpen : `${percentShown(flag.measurementConfidence)} %`,
    ],
    [`✓ ${texts.met}`, named(flag.met)],
    [`✗ ${texts.notMet}`, named(flag.notMet)],
    [`▨ ${texts.notAssessable}`, named(flag.notAssessable)],
    [texts.readersFor, flag.evaluatorsFor.join(', ') || '–'],
    [texts.readersAgainst, flag.evaluatorsAgainst.join(', ') || '–'],
  ];
  return (
    <>
      <h4>{texts.flagOf(flag.definition)}</h4>
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
  const texts = usePatientTexts();
  return (
    <>
      <h4>{texts.notKnownMost}</h4>
      <div
        className={styles['table-scroll']}
        tabIndex={0}
        role="region"
        aria-label={`${texts.notKnown}: ${item.question}`}
      >
        <table className={styles['plain-table']}>
          <thead>
            <tr>
              {['#', texts.notKnown, texts.couldChangeHead, texts.need, texts.supplier, texts.freshness].map((head) => (
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
                <td>{texts.couldChange(couldChange)}</td>
                <td>{texts.needs[need]}</td>
                <td>{suppliers.join('; ')}</td>
                <td>{freshForDays === null ? texts.staysFresh : texts.freshFor(freshForDays)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Evidence({ item }: { readonly item: CaseItem }) {
  const texts = usePatientTexts();
  return (
    <>
      <h4>
        {texts.evidence}{' '}
        <span className="soft">
          ({texts.level(item.level)}; {texts.esmo(item.esmo)})
        </span>
      </h4>
      {item.withoutEvidence !== null && <p className="small">{item.withoutEvidence}</p>}
      {item.evidence.length > 0 && (
        <div
          className={styles['table-scroll']}
          tabIndex={0}
          role="region"
          aria-label={`${texts.evidence}: ${item.question}`}
        >
          <table className={styles['plain-table']}>
            <thead>
              <tr>
                {[texts.finding, texts.source, texts.levelHead, texts.distance].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
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
                    {texts.level(level)}; {texts.esmo(esmo)}
                  </td>
                  <td className={styles['words']}>
                    <strong>{texts.distances[distance]}</strong>: {[...differs, population].join('; ')}
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
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const history = useQuery({ ...historyQuery(item.id), enabled: isRead }).data;
  if (history === undefined) return null;
  return (
    <>
      <h4>{texts.earlier}</h4>
      <table className={styles['plain-table']}>
        <thead>
          <tr>
            {[texts.date, texts.then, texts.because, texts.levelOfRule].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.items.map(({ itemId, question, because, createdAt, ruleVersion, state, stateReason }) => (
            <tr key={itemId}>
              <th scope="row">{showInstant(createdAt, 'UTC', wordsTexts.months)} UTC</th>
              <td>
                {question}{' '}
                <span className="soft">
                  ({wordsTexts.itemStates[state]}
                  {stateReason === null ? '' : `: ${wordsTexts.reasonOf(stateReason)}`})
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
