/** What a file is, told by its first bytes and its name before it is read: the one recognition for every door that takes files. */
import { csvSource } from './csv/csv-source.js';
import { datasetJsonSource } from './dataset-json/dataset-json-source.js';
import { dicomSrSource } from './dicom-sr/dicom-sr-source.js';
import type { DocumentSource } from './document-source.js';
import { type FileSigns, isNamedAs, type SentFile, startsAs } from './file-signs.js';
import { hl7Source } from './hl7v2/hl7-source.js';
import { jsonSource } from './json/json-source.js';
import type { RowSource } from './row-source.js';
import { xlsxSource } from './xlsx/xlsx-source.js';
import { xptSource } from './xpt/xpt-source.js';

export const rowSources: readonly RowSource[] = [csvSource, xptSource, datasetJsonSource, xlsxSource];
export const documentSources: readonly DocumentSource[] = [jsonSource, dicomSrSource, hl7Source];

/** What comes out of a file. */
export type FileSource =
  | { readonly kind: 'rows'; readonly source: RowSource }
  | { readonly kind: 'documents'; readonly source: DocumentSource };

const fileSources: readonly FileSource[] = [
  ...rowSources.map((source) => ({ kind: 'rows' as const, source })),
  ...documentSources.map((source) => ({ kind: 'documents' as const, source })),
];

/** First bytes tell more than a name does, which a sender may have changed. */
const told = <Known>(known: readonly Known[], signsOf: (one: Known) => FileSigns, file: SentFile): Known | undefined =>
  known.find((one) => startsAs(signsOf(one), file)) ?? known.find((one) => isNamedAs(signsOf(one), file));

/** The source of a file. What nothing tells is read as CSV: text with a delimiter has no first bytes of its own, and any name. */
export const sourceOf = (file: SentFile): FileSource =>
  told(fileSources, ({ source }) => source.signs, file) ?? { kind: 'rows', source: csvSource };

/** The source of a file that is said to hold rows, whatever its name. */
export const rowSourceOf = (file: SentFile): RowSource => told(rowSources, ({ signs }) => signs, file) ?? csvSource;
