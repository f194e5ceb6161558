import { useRoomTexts } from '../texts/index.js';
import { fieldId, WordsField } from './fields.js';
import type { OutcomeContent } from './outcome-model.js';
import styles from '../room.module.css';

type Chosen = OutcomeContent['options'];

export interface OfferedOption {
  readonly id: string;
  readonly words: string;
}

interface OptionsFieldProps {
  readonly chosen: Chosen;
  /** Null while the opinions come first. */
  readonly offered: readonly OfferedOption[] | null;
  readonly lesions: readonly string[];
  readonly onChange: (chosen: Chosen) => void;
}

/** The options of the case, in the order in which they were shown, and those of the board's own; each chosen one with its lesions. */
export function OptionsField({ chosen, offered, lesions, onChange }: OptionsFieldProps) {
  const texts = useRoomTexts().outcome;
  const put = (place: number, option: Chosen[number] | null): void =>
    onChange(chosen.flatMap((one, index) => (index === place ? (option === null ? [] : [option]) : [one])));
  const lesionsOf = (place: number): React.ReactNode =>
    chosen[place] !== undefined && (
      <Lesions
        pointer={`/options/${place}/lesions`}
        all={lesions}
        chosen={chosen[place].lesions}
        onChange={(labels) => put(place, { ...chosen[place]!, lesions: [...labels] })}
      />
    );
  return (
    <fieldset id={fieldId('/options')} tabIndex={-1} className={styles['rows']}>
      <legend>{texts.parts.options}</legend>
      {offered === null && <p>{texts.optionsLater}</p>}
      {(offered ?? []).map(({ id, words }) => {
        const place = chosen.findIndex((one) => one.id === id);
        return (
          <div key={id} className={styles['option']}>
            <label>
              <input
                type="checkbox"
                checked={place >= 0}
                onChange={() =>
                  place >= 0 ? put(place, null) : onChange([...chosen, { id, words: null, lesions: [] }])
                }
              />{' '}
              {words}
            </label>
            {place >= 0 && lesionsOf(place)}
          </div>
        );
      })}
      {chosen.map((one, place) =>
        one.id !== null ? null : (
          <div key={place} className={styles['row']}>
            <WordsField
              pointer={`/options/${place}/words`}
              label={texts.ownOption}
              value={one.words ?? ''}
              onChange={(words) => put(place, { ...one, words })}
            />
            {lesionsOf(place)}
            <button
              type="button"
              aria-label={texts.removeOption}
              className={styles['plain-button']}
              onClick={() => put(place, null)}
            >
              ✕
            </button>
          </div>
        ),
      )}
      <button
        type="button"
        className={styles['plain-button']}
        onClick={() => {
          onChange([...chosen, { id: null, words: '', lesions: [] }]);
          requestAnimationFrame(() => document.getElementById(fieldId(`/options/${chosen.length}/words`))?.focus());
        }}
      >
        {texts.addOption}
      </button>
    </fieldset>
  );
}

function Lesions({
  pointer,
  all,
  chosen,
  onChange,
}: {
  readonly pointer: string;
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (labels: readonly string[]) => void;
}) {
  const texts = useRoomTexts().outcome;
  if (all.length === 0) return null;
  return (
    <span id={fieldId(pointer)} role="group" aria-label={texts.forLesions} className={styles['lesions']}>
      {texts.forLesions}:{' '}
      {all.map((label) => (
        <label key={label}>
          <input
            type="checkbox"
            checked={chosen.includes(label)}
            onChange={() =>
              onChange(chosen.includes(label) ? chosen.filter((one) => one !== label) : [...chosen, label])
            }
          />{' '}
          {label}
        </label>
      ))}
    </span>
  );
}
