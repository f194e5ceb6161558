import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { NotSaved } from '../frame/not-saved.js';
import styles from './room.module.css';

interface AskedOnceMoreProps {
  readonly title: string;
  /** What it leads to. */
  readonly hint: string;
  readonly yes: string;
  readonly pending: boolean;
  readonly error?: Error | null;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** What a single key would do and nothing takes back: Enter does it, Escape does not. */
export function AskedOnceMore({ title, hint, yes, pending, error = null, onYes, onClose }: AskedOnceMoreProps) {
  return (
    <Dialogue title={title} onClose={onClose} wide>
      <form
        className={styles['asked']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) onYes();
        }}
      >
        <p>{hint}</p>
        <NotSaved error={error} />
        <FormActions submit={yes} pending={pending} submitFirst onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
