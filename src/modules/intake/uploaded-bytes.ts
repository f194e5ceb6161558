import { Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { tellingLength } from '../../core/formats/index.js';

const gzipStart = [0x1f, 0x8b];

export interface PlainBytes {
  /** Through which an uploaded file becomes plain bytes: the file itself, and the unpacking of one that is gzip. */
  readonly streams: readonly [Readable] | readonly [Readable, NodeJS.ReadWriteStream];
  /** The first plain bytes; none of a file that cannot be unpacked. */
  readonly start: Uint8Array;
}

export async function plainBytes(file: Readable): Promise<PlainBytes> {
  const start = await firstBytes(file, tellingLength);
  if (gzipStart.every((byte, index) => start[index] === byte))
    return { streams: [again(file, start), createGunzip()], start: unpackedStart(start) };
  return { streams: [again(file, start)], start };
}

/** The beginning of a packed file, as far as its first bytes tell it: at most some megabytes, since gzip packs a thousandfold at best. */
function unpackedStart(start: Buffer): Uint8Array {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, tellingLength);
  } catch {
    return new Uint8Array();
  }
}

/** A stream that has ended takes nothing back. */
const again = (file: Readable, start: Buffer): Readable =>
  file.readableEnded ? Readable.from(start.length === 0 ? [] : [start]) : file;

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
