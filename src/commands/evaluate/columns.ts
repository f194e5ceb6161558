/** `consilium evaluate --columns`: how the columns of files are written, told from all rows. */
import { basename } from 'node:path';
import { ColumnSurveyor, rowSourceOf } from '../../core/formats/index.js';
import { bytesOf } from './bytes-of.js';
import type { Call } from './call.js';
import { recordsIn } from './read-files.js';

/** One line a column as JSON. @throws EvaluateUsageError for a file that cannot be read */
export const columnLines = ({ files, context }: Pick<Call, 'files' | 'context'>): string[] =>
  files.flatMap((file) => {
    const bytes = bytesOf(file);
    const source = rowSourceOf({ name: basename(file), start: bytes });
    const { header, records } = recordsIn(file, bytes, source, context);
    const surveyor = new ColumnSurveyor(header);
    records.forEach((record) => surveyor.take(record));
    return surveyor.surveys().map((survey) => JSON.stringify({ file, ...survey }));
  });
