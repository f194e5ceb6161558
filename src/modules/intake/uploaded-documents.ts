/** Files of documents in an upload: read whole, within a bound, and turned into lines of COPY. */
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import { latestDay } from '../../core/record/index.js';
import { documentRows, documentsFormat, sourceOf } from '../../core/formats/index.js';
import { textFault } from '../../platform/http/index.js';
import { fileProblem, notUnpacked, tooLarge } from './file-refusal.js';
import { contextOf, type ImportOptions } from './import-options.js';
import { encodedRow } from './row-encoder.js';
import { isUnpackingError, plainBytes } from './uploaded-bytes.js';

/** @throws Problem 'too large' after `mostBytes` of the unpacked file, 'invalid' where it cannot be unpacked */
export async function wholeFile(part: MultipartFile, sentAs: string, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const { streams } = await plainBytes(part.file);
  const into = new Writable({
    write(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      chunks.push(chunk);
      done(length > mostBytes ? tooLarge(sentAs) : null);
    },
  });
  try {
    await pipeline([...streams, into]);
  } catch (error) {
    throw isUnpackingError(error) ? notUnpacked(sentAs) : error;
  }
  if (part.file.truncated) throw tooLarge(sentAs);
  return Buffer.concat(chunks);
}

interface DocumentsFile {
  readonly id: string;
  /** Inside the upload. */
  readonly name: string;
  readonly sentAs: string;
  /** Number of its first row. */
  readonly first: number;
  readonly options: ImportOptions;
}

/** @throws Problem 'invalid' for a file that holds no documents, and for texts that no door takes */
export function documentLines(bytes: Buffer, { id, name, sentAs, first, options }: DocumentsFile): string[] {
  const source = sourceOf({ name: sentAs, start: bytes });
  if (source.kind === 'rows')
    throw fileProblem(sentAs, [
      {
        row: null,
        column: null,
        code: 'unknown-format',
        message: 'the file is no JSON, FHIR, DICOM or HL7 v2 by its name and its first bytes',
        expected: 'a file of documents; tables go with format csv or sdtm',
      },
    ]);
  const found = source.source.read(bytes, {
    issuer: options.issuer,
    synthetic: options.synthetic,
    roleNotStated: options.roleNotStated ?? null,
    today: latestDay(new Date()),
  });
  if ('fault' in found) throw fileProblem(sentAs, [found.fault]);
  const rows = documentRows(found, name);
  if (rows.length === 0)
    throw fileProblem(sentAs, [
      { row: null, column: null, code: 'missing', message: 'the file holds no document', expected: 'a document' },
    ]);
  return rows.map((cells, index) => {
    const encoded = JSON.stringify(cells);
    const fault = textFault(encoded);
    if (fault !== undefined)
      throw fileProblem(sentAs, [
        {
          row: index + 1,
          column: null,
          code: fault.code,
          message: `a text of the document ${fault.detail}`,
          expected: fault.expected,
        },
      ]);
    const row = first + index;
    const keys = documentsFormat.keysOf(name, row, cells, contextOf(options));
    return encodedRow({ importId: id, file: 0, row, part: 0 }, keys, encoded);
  });
}
