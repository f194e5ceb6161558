import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const gzipStart = [0x1f, 0x8b];

/** The streams through which an uploaded file becomes plain bytes: the file itself, and the unpacking of one that is gzip. */
export async function plainBytes(file: Readable): Promise<[Readable] | [Readable, NodeJS.ReadWriteStream]> {
  const start = await firstBytes(file, gzipStart.length);
  // A stream that has ended takes nothing back.
  if (file.readableEnded) return [Readable.from(start.length === 0 ? [] : [start])];
  return gzipStart.every((byte, index) => start[index] === byte) ? [file, createGunzip()] : [file];
}

/** The first bytes of a stream, left in it; fewer where it ends before. */
async function firstBytes(stream: Readable, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < count) {
    const chunk: Buffer | null = stream.read();
    if (chunk !== null) {
      chunks.push(chunk);
      length += chunk.length;
    } else if (stream.readableEnded || stream.destroyed || !(await nextBytes(stream))) break;
  }
  const start = Buffer.concat(chunks);
  if (start.length > 0 && !stream.readableEnded) stream.unshift(start);
  return start;
}

/** Resolves with false at the end of the stream. */
function nextBytes(stream: Readable): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      stream.off('readable', onReadable).off('end', onEnd).off('close', onEnd).off('error', onError);
      settled();
    };
    const onReadable = () => settle(() => resolve(true));
    const onEnd = () => settle(() => resolve(false));
    const onError = (error: Error) => settle(() => reject(error));
    stream.on('readable', onReadable).on('end', onEnd).on('close', onEnd).on('error', onError);
  });
}

/** Codes of zlib for bytes that are not gzip after all, or that stop in the middle. */
const unpackingErrors: ReadonlySet<unknown> = new Set(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_STREAM_ERROR', 'Z_NEED_DICT']);

export const isUnpackingError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && unpackingErrors.has(error.code);
