import { useId, type ReactNode } from 'react';
import styles from '../room.module.css';

/** The id of the field at a place of the outcome, as the service names places: '/conditions/0/owner'. */
export const fieldId = (pointer: string): string => `outcome${pointer.replaceAll('/', '-')}`;

/** Leads to the field at a place; of a group of choices to the one that is chosen, else to its first. */
export function focusField(pointer: string): void {
  const place = document.getElementById(fieldId(pointer));
  const control =
    place instanceof HTMLFieldSetElement
      ? (place.querySelector<HTMLElement>('input:checked') ??
        place.querySelector<HTMLElement>('input, textarea, button'))
      : place;
  (control ?? place)?.focus();
}

interface FieldProps {
  readonly pointer: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Words in one line or more: the field grows with them. */
export function WordsField({ pointer, label, value, onChange, longest = 4000 }: FieldProps & { longest?: number }) {
  return (
    <div className={styles['field']}>
      <label htmlFor={fieldId(pointer)}>{label}</label>
      <textarea
        id={fieldId(pointer)}
        rows={1}
        maxLength={longest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** A short line, with words to choose from. */
export function LineField({
  pointer,
  label,
  value,
  onChange,
  suggested = [],
}: FieldProps & { readonly suggested?: readonly string[] }) {
  const list = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={fieldId(pointer)}>{label}</label>
      <input
        id={fieldId(pointer)}
        maxLength={500}
        value={value}
        list={suggested.length === 0 ? undefined : list}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suggested.length > 0 && (
        <datalist id={list}>
          {suggested.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly pointer: string;
  readonly legend: string;
  readonly values: readonly Value[];
  readonly chosen: Value | null;
  readonly words: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few; none is chosen beforehand. Tab stops at it once: a browser stops at every one of a group of which none is chosen. */
export function Choice<Value extends string>({ pointer, legend, values, chosen, words, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset id={fieldId(pointer)} tabIndex={-1} className={styles['choice']}>
      <legend>{legend}</legend>
      {values.map((value, index) => (
        <label key={value}>
          <input
            type="radio"
            name={fieldId(pointer)}
            checked={chosen === value}
            tabIndex={chosen === null && index > 0 ? -1 : undefined}
            onChange={() => onChoose(value)}
          />{' '}
          {words[value]}
        </label>
      ))}
    </fieldset>
  );
}

interface RowsProps<Row> {
  readonly pointer: string;
  readonly legend: string;
  readonly add: string;
  readonly remove: (place: number) => string;
  readonly rows: readonly Row[];
  readonly empty: Row;
  readonly onChange: (rows: Row[]) => void;
  readonly children: (row: Row, index: number, change: (row: Row) => void) => ReactNode;
}

/** A list of things of one kind, each with its fields; a new one gets the focus. */
export function Rows<Row>({ pointer, legend, add, remove, rows, empty, onChange, children }: RowsProps<Row>) {
  const focusLast = (): void => {
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`#${fieldId(pointer)} > div:last-of-type :is(textarea, input, select)`)
        ?.focus(),
    );
  };
  return (
    <fieldset id={fieldId(pointer)} tabIndex={-1} className={styles['rows']}>
      <legend>{legend}</legend>
      {rows.map((row, index) => (
        <div key={index} className={styles['row']}>
          {children(row, index, (changed) => onChange(rows.map((one, place) => (place === index ? changed : one))))}
          <button
            type="button"
            aria-label={remove(index + 1)}
            className={styles['plain-button']}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        className={styles['plain-button']}
        onClick={() => {
          onChange([...rows, empty]);
          focusLast();
        }}
      >
        {add}
      </button>
    </fieldset>
  );
}
