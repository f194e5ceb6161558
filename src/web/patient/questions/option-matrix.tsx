import { Fragment } from 'react';
import { showMillimetres } from '../../format/lengths.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseItem } from '../../record/case/case.js';
import styles from '../../record/record.module.css';

type Option = CaseItem['options'][number];
type MatrixLesion = CaseItem['matrix']['lesions'][number];
type Said = Pick<Option, 'speaksFor' | 'blocks' | 'unknown'>;

/**
 * What of each lesion, and of the patient as a whole, speaks for an option, stands against it, or is not known; in the order of the
 * catalogue, which carries no preference. What is not known is named by its number in the list under the matrix.
 */
export function OptionMatrix({ item }: { readonly item: CaseItem }) {
  const texts = usePatientTexts();
  const { matrix, options, unknowns } = item;
  const about = new Set(matrix.cells.map(({ lesion }) => lesion));
  const columns = matrix.lesions.filter(({ lesion }) => about.has(lesion));
  const others = matrix.lesions.filter(({ lesion }) => !about.has(lesion));
  const numbers = new Map(unknowns.map(({ words }, index) => [words, index + 1]));
  return (
    <>
      <div
        className={styles['table-scroll']}
        tabIndex={0}
        role="region"
        aria-label={`${texts.matrix}: ${item.question}`}
      >
        <table className={styles['matrix']} role="table">
          <caption className="visually-hidden">{texts.matrix}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {texts.options}
              </th>
              <th role="columnheader" scope="col">
                {texts.asAWhole}
              </th>
              {columns.map((lesion) => (
                <th key={lesion.lesion} role="columnheader" scope="col">
                  <LesionName lesion={lesion} />
                </th>
              ))}
              <th role="columnheader" scope="col">
                {texts.untreated}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {options.map((option) => (
              <tr key={option.id} role="row">
                <th role="rowheader" scope="row">
                  {option.words}
                </th>
                <td role="cell" data-label={texts.asAWhole}>
                  <Sides said={option} numbers={numbers} />
                </td>
                {columns.map(({ lesion, words }) => (
                  <td key={lesion} role="cell" data-label={words}>
                    <Sides
                      said={matrix.cells.find((cell) => cell.lesion === lesion && cell.option === option.id)}
                      numbers={numbers}
                    />
                  </td>
                ))}
                <td role="cell" data-label={texts.untreated}>
                  <Untreated item={item} option={option.id} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend others={others} />
    </>
  );
}

function LesionName({ lesion: { words, now, course } }: { readonly lesion: MatrixLesion }) {
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const size = now === null ? null : `${showMillimetres(now, wordsTexts.decimalMark)} mm`;
  return (
    <>
      {words}
      <span className={styles['second-line']}>
        {[texts.courses[course], size].filter((part) => part !== null).join(', ')}
      </span>
    </>
  );
}

/** The three sides of a cell, each with its sign and the words for it. */
function Sides({ said, numbers }: { readonly said: Said | undefined; readonly numbers: ReadonlyMap<string, number> }) {
  const texts = usePatientTexts();
  const listed = (said?.unknown ?? []).flatMap((words) => numbers.get(words) ?? []).sort((one, other) => one - other);
  const unlisted = (said?.unknown ?? []).filter((words) => !numbers.has(words));
  if (said === undefined || said.speaksFor.length + said.blocks.length + said.unknown.length === 0)
    return <span className="soft">–</span>;
  return (
    <ul className={styles['sides']}>
      {said.speaksFor.map((words) => (
        <Side key={words} sign="+" name={texts.speaksFor} words={words} />
      ))}
      {said.blocks.map((words) => (
        <Side key={words} sign="−" name={texts.blocks} words={words} />
      ))}
      {unlisted.map((words) => (
        <Side key={words} sign="?" name={texts.isUnknown} words={words} />
      ))}
      {listed.length > 0 && <Side sign="?" name={texts.isUnknown} words={listed.join(', ')} />}
    </ul>
  );
}

function Side({
  sign,
  name,
  words,
}: {
  readonly sign: '+' | '−' | '?';
  readonly name: string;
  readonly words: string;
}) {
  return (
    <li>
      <span aria-hidden="true" className={styles['sign']}>
        {sign}
      </span>{' '}
      <span className="visually-hidden">{name}: </span>
      {words}
    </li>
  );
}

/** What stays untreated under an option; nothing is said of options that treat no lesion but 'no local therapy'. */
function Untreated({ item: { matrix }, option }: { readonly item: CaseItem; readonly option: string }) {
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const residual = matrix.residual.find((one) => one.option === option);
  if (residual === undefined) return <span className="soft">–</span>;
  if (residual.lesions.length === 0) return <>{texts.noneKnown}</>;
  const sizes = new Map(matrix.lesions.map(({ lesion, now }) => [lesion, now]));
  return (
    <>
      {residual.lesions.map((lesion, index) => {
        const now = sizes.get(lesion) ?? null;
        return (
          <Fragment key={lesion}>
            {index > 0 && ', '}
            <span className={styles['together']}>
              {lesion} {now === null ? texts.unknown : showMillimetres(now, wordsTexts.decimalMark)}
            </span>
          </Fragment>
        );
      })}
    </>
  );
}

function Legend({ others }: { readonly others: readonly MatrixLesion[] }) {
  const texts = usePatientTexts();
  const entries: readonly (readonly [string, string])[] = [
    ['+', texts.speaksFor],
    ['−', texts.blocks],
    ['?', `${texts.isUnknown}; ${texts.legendNumbers}`],
    ['–', texts.legendEmpty],
  ];
  return (
    <p className={styles['legend']}>
      <span className="visually-hidden">{texts.legend}: </span>
      {entries.map(([sign, words]) => (
        <span key={sign}>
          <span className={styles['sign']}>{sign}</span> {words}
        </span>
      ))}
      {others.length > 0 && <span>{texts.noneUnderAnyOption(others.map(({ lesion }) => lesion).join(', '))}</span>}
    </p>
  );
}
