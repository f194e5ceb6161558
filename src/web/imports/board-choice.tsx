import { useImportTexts } from './texts/index.js';
import styles from './imports.module.css';

interface BoardChoiceProps {
  readonly boards: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** On which board new patients stand; nothing to choose where there is one. */
export function BoardChoice({ boards, chosen, onChoose }: BoardChoiceProps) {
  const texts = useImportTexts();
  if (boards.length < 2) return null;
  return (
    <fieldset className={styles['boards']}>
      <legend>{texts.boardHint}</legend>
      {boards.map(({ id, name }) => (
        <label key={id}>
          <input type="radio" name="board" value={id} checked={chosen === id} onChange={() => onChoose(id)} /> {name}
        </label>
      ))}
    </fieldset>
  );
}
