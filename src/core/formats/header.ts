/** Recognising a file by its header. */
import type { RowFault } from '../record/index.js';
import { fileFault } from './row-faults.js';
import type { Recognition, TabularFile } from './tabular-format.js';

export interface Signature {
  readonly file: TabularFile;
  /** The column that tells this file from all others. */
  readonly sign: string;
  /** Sets of columns of which one at least must be there. */
  readonly together: readonly (readonly string[])[];
  /** Names that a column had before, by the one it has now. */
  readonly formerNames?: Readonly<Record<string, string>>;
}

/** A column without a heading: cells behind the last column, or the index that R and pandas write. It is read by nobody. */
export const isUnnamed = (column: string): boolean => column === '' || /^Unnamed: \d+$/.test(column);

export const doubleColumns = (file: string, header: readonly string[]): RowFault[] =>
  [...new Set(header.filter((column, index) => !isUnnamed(column) && header.indexOf(column) !== index))].map((column) =>
    fileFault(file, 'duplicate', column, `column '${column}' stands twice in the header`, 'each column once'),
  );

/** A file is recognised by its sign in any case of letters, so that one with lower-case columns is told what is wrong with it. */
export function recogniseByColumns(header: readonly string[], signatures: readonly Signature[]): Recognition {
  const signature = signatures.find(({ sign }) => header.some((column) => column.toUpperCase() === sign));
  if (signature === undefined) return { kind: 'other' };
  const { file, together, formerNames = {} } = signature;
  const isThere = (column: string): boolean =>
    header.includes(column) || (formerNames[column] !== undefined && header.includes(formerNames[column]));
  const absent = file.required.filter((column) => !isThere(column));
  const inOtherLetters = absent.filter((column) => header.some((one) => one.toUpperCase() === column));
  if (inOtherLetters.length > 0)
    return {
      kind: 'refused',
      file: file.name,
      faults: [headingsInSmallLetters(file.name, signature.sign, inOtherLetters)],
    };
  const missing = absent.map((column) =>
    fileFault(
      file.name,
      'missing-column',
      column,
      `column '${column}' is missing`,
      `a header with ${file.required.join(', ')}`,
    ),
  );
  const missingSets = together
    .filter((set) => !set.some((column) => header.includes(column)))
    .map((set) =>
      fileFault(
        file.name,
        'missing-column',
        set[0] ?? null,
        `none of the columns ${set.join(', ')} is there`,
        `at least one of ${set.join(', ')}`,
      ),
    );
  const faults = [...doubleColumns(file.name, header), ...missing, ...missingSets];
  if (faults.length > 0) return { kind: 'refused', file: file.name, faults };
  return {
    kind: 'taken',
    file: file.name,
    columns: [...file.required, ...file.optional, ...Object.values(formerNames)].filter((column) =>
      header.includes(column),
    ),
  };
}

const headingsInSmallLetters = (file: string, sign: string, columns: readonly string[]): RowFault =>
  fileFault(
    file,
    'missing-column',
    sign,
    `the headings are not written in capitals (${columns.map((column) => column.toLowerCase()).join(', ')})`,
    `headings in capitals: ${columns.join(', ')}`,
  );
