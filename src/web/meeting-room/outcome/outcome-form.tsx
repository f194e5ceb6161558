import { DateField } from '../../parts/form/date-field.js';
import { useRoomTexts } from '../texts/index.js';
import { Choice, fieldId, LineField, Rows, WordsField } from './fields.js';
import { OptionsField, type OfferedOption } from './options-field.js';
import { conditionKinds, intents, outcomeKinds, type OutcomeContent, type Part } from './outcome-model.js';
import styles from '../room.module.css';

interface OutcomeFormProps {
  readonly content: OutcomeContent;
  /** Null while the opinions come first. */
  readonly options: readonly OfferedOption[] | null;
  readonly lesions: readonly string[];
  /** Names and disciplines of who is there. */
  readonly people: readonly string[];
  /** What the prepared case does not know, to be taken over. */
  readonly unknowns: readonly string[];
  readonly onType: (change: (content: OutcomeContent) => OutcomeContent) => void;
}

/** The outcome as it is typed, each part where it is read out later. */
export function OutcomeForm({ content, options, lesions, people, unknowns, onType }: OutcomeFormProps) {
  const texts = useRoomTexts().outcome;
  const set = <Name extends Part>(part: Name, value: OutcomeContent[Name]): void =>
    onType((before) => ({ ...before, [part]: value }));
  return (
    <form className={styles['form']} onSubmit={(event) => event.preventDefault()}>
      <Choice
        pointer="/kind"
        legend={texts.parts.kind}
        values={outcomeKinds}
        chosen={content.kind}
        words={texts.kinds}
        onChoose={(kind) => set('kind', kind)}
      />
      {content.kind === 'listed-under-standard' && (
        <LineField
          pointer="/protocol"
          label={texts.parts.protocol}
          value={content.protocol ?? ''}
          onChange={(words) => set('protocol', words === '' ? null : words)}
        />
      )}
      <OptionsField
        chosen={content.options}
        offered={options}
        lesions={lesions}
        onChange={(chosen) =>
          onType((before) => ({
            ...before,
            options: [...chosen],
            // Who chooses an option has said what the board came to.
            kind: before.kind ?? (chosen.length > 0 ? 'options-chosen' : null),
          }))
        }
      />
      <Choice
        pointer="/intent"
        legend={texts.parts.intent}
        values={intents}
        chosen={content.intent}
        words={texts.intents}
        onChoose={(intent) => set('intent', intent)}
      />
      <WordsField
        pointer="/rationale"
        label={texts.parts.rationale}
        value={content.rationale}
        longest={20000}
        onChange={(words) => set('rationale', words)}
      />
      <Rows
        pointer="/conditions"
        legend={texts.parts.conditions}
        add={texts.addCondition}
        remove={texts.removeCondition}
        rows={content.conditions}
        empty={{ kind: 'if', words: '', owner: '', expires: null }}
        onChange={(rows) => set('conditions', rows)}
      >
        {(row, index, change) => (
          <>
            <div className={styles['field']}>
              <label htmlFor={fieldId(`/conditions/${index}/kind`)}>{texts.conditionKind}</label>
              <select
                id={fieldId(`/conditions/${index}/kind`)}
                value={row.kind}
                onChange={(event) => change({ ...row, kind: event.currentTarget.value as typeof row.kind })}
              >
                {conditionKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {texts.conditionKinds[kind]}
                  </option>
                ))}
              </select>
            </div>
            <WordsField
              pointer={`/conditions/${index}/words`}
              label={texts.conditionWords}
              value={row.words}
              onChange={(words) => change({ ...row, words })}
            />
            <LineField
              pointer={`/conditions/${index}/owner`}
              label={texts.owner}
              value={row.owner}
              suggested={people}
              onChange={(owner) => change({ ...row, owner })}
            />
            <DayField
              pointer={`/conditions/${index}/expires`}
              label={texts.expires}
              value={row.expires}
              onChange={(expires) => change({ ...row, expires })}
            />
          </>
        )}
      </Rows>
      <Rows
        pointer="/actions"
        legend={texts.parts.actions}
        add={texts.addAction}
        remove={texts.removeAction}
        rows={content.actions}
        empty={{ words: '', owner: '', due: null }}
        onChange={(rows) => set('actions', rows)}
      >
        {(row, index, change) => (
          <>
            <WordsField
              pointer={`/actions/${index}/words`}
              label={texts.actionWords}
              value={row.words}
              onChange={(words) => change({ ...row, words })}
            />
            <LineField
              pointer={`/actions/${index}/owner`}
              label={texts.who}
              value={row.owner}
              suggested={people}
              onChange={(owner) => change({ ...row, owner })}
            />
            <DayField
              pointer={`/actions/${index}/due`}
              label={texts.due}
              value={row.due}
              onChange={(due) => change({ ...row, due })}
            />
          </>
        )}
      </Rows>
      <Rows
        pointer="/dissent"
        legend={texts.parts.dissent}
        add={texts.addDissent}
        remove={texts.removeDissent}
        rows={content.dissent}
        empty={{ by: '', words: '' }}
        onChange={(rows) => set('dissent', rows)}
      >
        {(row, index, change) => (
          <>
            <LineField
              pointer={`/dissent/${index}/by`}
              label={texts.dissentBy}
              value={row.by}
              suggested={people}
              onChange={(by) => change({ ...row, by })}
            />
            <WordsField
              pointer={`/dissent/${index}/words`}
              label={texts.dissentWords}
              value={row.words}
              onChange={(words) => change({ ...row, words })}
            />
          </>
        )}
      </Rows>
      <Rows
        pointer="/unknown"
        legend={texts.parts.unknown}
        add={texts.addUnknown}
        remove={texts.removeUnknown}
        rows={content.unknown}
        empty=""
        onChange={(rows) => set('unknown', rows)}
      >
        {(row, index, change) => (
          <WordsField pointer={`/unknown/${index}`} label={texts.unknownWords} value={row} onChange={change} />
        )}
      </Rows>
      <TakeOver
        words={unknowns.filter((one) => !content.unknown.includes(one))}
        onTake={(words) => set('unknown', [...content.unknown, words])}
      />
    </form>
  );
}

function DayField({
  pointer,
  label,
  value,
  onChange,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}) {
  return (
    <div className={styles['field']}>
      <DateField
        id={fieldId(pointer)}
        label={label}
        value={value ?? ''}
        onChange={(day) => onChange(day === '' ? null : day)}
      />
    </div>
  );
}

/** What the prepared case does not know, one press each. */
function TakeOver({ words, onTake }: { readonly words: readonly string[]; readonly onTake: (words: string) => void }) {
  const texts = useRoomTexts().outcome;
  if (words.length === 0) return null;
  return (
    <p className={styles['take-over']}>
      {texts.takeOver}{' '}
      {words.map((one) => (
        <button key={one} type="button" className={styles['plain-button']} onClick={() => onTake(one)}>
          + {one}
        </button>
      ))}
    </p>
  );
}
