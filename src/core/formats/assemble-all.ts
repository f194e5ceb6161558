/** The formats, and grouping rows that are in memory. */
import { sdtmFormat } from './sdtm/sdtm-format.js';
import { csvFormat } from './csv/csv-format.js';
import { type RowFault, compareText, groupBy } from '../record/index.js';
import { fileFault } from './row-faults.js';
import type {
  AssembledGroup,
  ImportRow,
  Recognition,
  RowKeys,
  TabularContext,
  TabularFormat,
} from './tabular-format.js';

export const tabularFormats: readonly TabularFormat[] = [sdtmFormat, csvFormat];

export type RecognisedFile = {
  readonly format: TabularFormat;
  readonly recognition: Exclude<Recognition, { kind: 'other' }>;
};

/** The first format that knows the header; null where none does. */
export function recogniseFile(
  header: readonly string[],
  context: TabularContext,
  formats: readonly TabularFormat[] = tabularFormats,
): RecognisedFile | null {
  for (const format of formats) {
    const recognition = format.recognise(header, context);
    if (recognition.kind !== 'other') return { format, recognition };
  }
  return null;
}

/** The files of a format that an upload lacks: TR cannot be read without TU. `present` are names of files as `recognise` gave them. */
export const missingFiles = (format: TabularFormat, present: readonly string[]): RowFault[] =>
  format.files
    .filter(({ name }) => !present.includes(name))
    .map(({ name, description }) =>
      fileFault(name, 'missing-file', null, `the file '${name}' is missing`, description),
    );

const spreadRow = (format: TabularFormat, row: ImportRow, context: TabularContext): readonly ImportRow[] =>
  format.spread === undefined ? [row] : format.spread(row.cells, context).map((cells) => ({ ...row, cells }));

/**
 * Groups rows in memory and assembles every group, in the order of group keys: what an import does with the help of SQL. The order
 * of rows carries no meaning.
 */
export function assembleAll(
  format: TabularFormat,
  rows: Iterable<ImportRow>,
  context: TabularContext,
): AssembledGroup[] {
  const keyed = Array.from(rows, (row) => spreadRow(format, row, context))
    .flat()
    .map((row): RowKeys & { readonly row: ImportRow } => ({
      row,
      ...format.keysOf(row.file, row.row, row.cells, context),
    }));
  const filesOfSubject = new Set(format.files.filter(({ ofSubject }) => ofSubject).map(({ name }) => name));
  const bySubject = groupBy(
    keyed.filter(({ row }) => filesOfSubject.has(row.file)),
    ({ subjectKey }) => subjectKey ?? '',
  );
  return [...groupBy(keyed, ({ groupKey }) => groupKey)]
    .sort(([one], [other]) => compareText(one, other))
    .map(([, group]) => {
      const subjectKey = group[0]?.subjectKey ?? null;
      const ofSubject = subjectKey === null ? [] : (bySubject.get(subjectKey) ?? []);
      return format.assemble(
        group.map(({ row }) => row),
        ofSubject.map(({ row }) => row),
        context,
      );
    });
}
