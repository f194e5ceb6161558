import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { EvaluateUsageError } from './usage-error.js';

/** Largest file once unpacked: what a file of a thousand times less may blow up to ends here. */
const mostBytes = 1024 ** 3;

/** The bytes of a file, unpacked where they begin as gzip. @throws EvaluateUsageError where it cannot be read */
export function bytesOf(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes;
  } catch (error) {
    throw new EvaluateUsageError(
      `The file ${file} cannot be read (${typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'damaged'}).`,
    );
  }
}
