import { Options } from '../record/screen/options.js';
import type { PreparedCase } from '../record/prepared/prepared-case.js';
import { OpinionList } from './opinions/opinion-list.js';
import type { Opinions } from './opinions/opinions-query.js';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

interface OptionsStepProps {
  readonly prepared: PreparedCase;
  readonly opinions: Opinions | undefined;
  readonly isOpen: boolean;
}

/** The options in no order, and what is not known; opinions come first where the board has it so. */
export function OptionsStep({ prepared: { screen }, opinions, isOpen }: OptionsStepProps) {
  const texts = useRoomTexts();
  if (!isOpen)
    return (
      <>
        <h2>{texts.steps.options}</h2>
        <p>{texts.optionsClosed}</p>
        {opinions !== undefined && <OpinionList items={opinions.items} withWords={false} />}
      </>
    );
  if (screen === null || screen.options.length === 0) return <p>{texts.noOptions}</p>;
  return (
    <>
      <h2 className="visually-hidden">{texts.steps.options}</h2>
      <Options options={screen.options} />
      {screen.unknowns.length > 0 && (
        <section className={styles['unknowns']}>
          <h3>{texts.notKnown}</h3>
          <ul>
            {screen.unknowns.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
