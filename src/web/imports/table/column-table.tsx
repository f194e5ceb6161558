import { Button } from '@mantine/core';
import { ColumnChoice } from './column-choice.js';
import { asLong, type Mapping, readColumn, type TablePreview } from './table-model.js';
import { useTableTexts } from './texts/index.js';
import imports from '../imports.module.css';
import styles from './table.module.css';

interface ColumnTableProps {
  readonly preview: TablePreview;
  readonly onChange: (mapping: Mapping) => void;
}

/** The columns of the file, what they hold, and as which of ours each is read. */
export function ColumnTable({ preview, onChange }: ColumnTableProps) {
  const texts = useTableTexts();
  const { columns, mapping } = preview;
  const wide = mapping.visits !== undefined;
  return (
    <section className={`card ${styles['section']}`} aria-labelledby="columns">
      <h2 id="columns">{texts.columnsTitle}</h2>
      <p className="soft small">{texts.form(preview)}</p>
      {wide && (
        <p className={styles['line']}>
          <span>{texts.wide(mapping.visits?.length ?? 0)}</span>
          <Button variant="default" size="compact-md" onClick={() => onChange(asLong(mapping))}>
            {texts.notWide}
          </Button>
        </p>
      )}
      <div className={imports['scroll']} tabIndex={0} role="group" aria-label={texts.columnsTitle}>
        <table className={imports['table']}>
          <thead>
            <tr>
              <th scope="col">{texts.yours}</th>
              <th scope="col">{texts.examples}</th>
              <th scope="col">{texts.readAsHead}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ column, name, visit, ignored, examples, filled, blank }, index) => (
              <tr key={`${index} ${column}`} data-open={(name === null && !ignored && column !== '') || undefined}>
                <th scope="row">{column === '' ? texts.unnamed : column}</th>
                <td>
                  <span className={styles['examples']}>{examples.slice(0, 3).join(' · ') || '–'}</span>{' '}
                  <span className="soft small">{texts.filled(filled, blank)}</span>
                </td>
                <td>
                  {visit !== null && name !== null ? (
                    texts.ofVisit(texts.columns[name], visit)
                  ) : column === '' ? (
                    texts.ignored
                  ) : (
                    <ColumnChoice
                      column={column}
                      chosen={ignored ? 'ignored' : name}
                      onChoose={(as) => onChange(readColumn(mapping, column, as))}
                    />
                  )}
                  {name === null && !ignored && visit === null && column !== '' && (
                    <span className={styles['mark']}>▨ {texts.askedMark}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
