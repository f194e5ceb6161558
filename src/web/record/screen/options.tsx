import type { FirstScreen } from './first-screen.js';
import { usePatientTexts } from '../texts/index.js';
import { SideSign, type Side } from './side-sign.js';
import parts from '../../parts/parts.module.css';
import styles from './screen.module.css';

type Option = FirstScreen['options'][number];

const saidOf = (option: Option, side: Side): readonly string[] =>
  ({ for: option.for, against: option.against, 'not-known': option.notKnown })[side];

const allSides: readonly Side[] = ['for', 'against', 'not-known'];

interface OptionsProps {
  readonly options: readonly Option[];
  /** Opens what stands behind the screen; left out where nothing opens. */
  readonly onMore?: () => void;
}

/** Every option once with what speaks for it, against it, and what is not known, in words. A side on which nothing is said has no column. */
export function Options({ options, onMore }: OptionsProps) {
  const texts = usePatientTexts().screen;
  if (options.length === 0) return null;
  const sides = allSides.filter((side) => options.some((option) => saidOf(option, side).length > 0));
  const nameOf: Readonly<Record<Side, string>> = {
    for: texts.for,
    against: texts.against,
    'not-known': texts.notKnown,
  };
  return (
    <table className={styles['options']} role="table" aria-label={texts.optionsName}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {texts.options}
          </th>
          {sides.map((side) => (
            <th key={side} role="columnheader" scope="col">
              <SideSign side={side} /> {nameOf[side]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {options.map((option) => (
          <tr key={option.id} role="row" data-option={option.id}>
            <th role="rowheader" scope="row">
              {option.words}
              {option.moreWords !== null && onMore === undefined && <span className="soft"> {option.moreWords}</span>}
              {option.moreWords !== null && onMore !== undefined && (
                <button
                  type="button"
                  className={`${parts['word-button']} ${styles['more']} screen-only`}
                  aria-label={texts.moreOf(option.words, option.moreWords)}
                  onClick={onMore}
                >
                  {option.moreWords}
                </button>
              )}
            </th>
            {sides.map((side) => (
              <td key={side} role="cell" data-empty={saidOf(option, side).length === 0 || undefined}>
                {saidOf(option, side).length > 0 && (
                  <span className={styles['said']}>
                    <SideSign side={side} />
                    <span className={styles['narrow-only']}>{nameOf[side]}: </span>
                    {saidOf(option, side).join('; ')}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
