import type { BoardCase } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { SyntheticMark } from '../frame/synthetic-mark.js';
import type { CaseClock } from './case-clock.js';
import { steps, type Step } from './room-search.js';
import { useRoomTexts } from './texts/index.js';
import { Timer } from './timer.js';
import styles from './room.module.css';

interface RoomBarProps {
  readonly board: BoardCase;
  readonly step: Step;
  readonly place: { readonly index: number; readonly count: number } | null;
  readonly minutes: number | null;
  readonly clock: CaseClock;
  readonly onStep: (step: Step) => void;
}

/** Which case this is, the steps through it, and its clock. */
export function RoomBar({ board, step, place, minutes, clock, onStep }: RoomBarProps) {
  const texts = useRoomTexts();
  const words = useWords();
  return (
    <header className={styles['bar']}>
      <h1>
        {words.caseNumber(String(board.number))}
        {place !== null && <span className="soft"> {texts.place(place.index + 1, place.count)}</span>}
      </h1>
      {board.tookIn
        .filter(({ pointsElsewhere }) => pointsElsewhere > 0)
        .map(({ id, number, pointsElsewhere }) => (
          <span key={id}>{texts.pointsElsewhere(number, pointsElsewhere)}</span>
        ))}
      <nav aria-label={texts.stepList} className={styles['steps']}>
        {steps.map((one, index) => (
          <button key={one} type="button" aria-current={one === step ? 'step' : undefined} onClick={() => onStep(one)}>
            <kbd>{index + 1}</kbd> {texts.steps[one]}
          </button>
        ))}
      </nav>
      <Timer minutes={minutes} clock={clock} />
      <SyntheticMark />
    </header>
  );
}
