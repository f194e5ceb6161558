import { useState, type DragEvent } from 'react';
import { useTableTexts } from './texts/index.js';
import styles from './table.module.css';

/** A place to drop a file on; the same by a field, which the keyboard reaches. */
export function DropFile({ name, onFile }: { readonly name: string | null; readonly onFile: (file: File) => void }) {
  const texts = useTableTexts();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    <label
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={styles['drop-head']}>{name ?? texts.drop}</span>
      <input
        type="file"
        aria-label={texts.file}
        accept=".csv,.tsv,.txt,.gz,.xlsx,.xlsm,.xpt,.json,.ndjson,text/csv"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          event.currentTarget.value = '';
        }}
      />
      <span className={styles['choose']}>{name === null ? texts.choose : texts.chooseAnother}</span>
    </label>
  );
}
