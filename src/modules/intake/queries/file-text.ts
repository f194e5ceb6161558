import { TextBytes } from '../../../core/formats/index.js';
import { fileProblem } from '../file-refusal.js';

const utf8 = new TextDecoder();

/** A small file as text, in any encoding that is certain. @throws Problem 'invalid' */
export function asText(bytes: Buffer, sentAs: string): string {
  const read = new TextBytes().take(bytes, true);
  if (!(read instanceof Uint8Array)) throw fileProblem(sentAs, [read]);
  return utf8.decode(read);
}
