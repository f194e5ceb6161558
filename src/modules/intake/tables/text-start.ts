/** What the first bytes of a text tell of how it is to be read. */
import { type Delimiter, type DelimiterFound, delimiterOf, TextBytes } from '../../../core/formats/index.js';

const utf8 = new TextDecoder();
const newline = 0x0a;

/** By what the cells of a text are separated. @param start its first bytes, of which a last line that is cut is left out */
export function delimiterOfBytes(start: Uint8Array): DelimiterFound {
  const end = start.lastIndexOf(newline) + 1;
  const read = new TextBytes().take(end === 0 ? start : start.subarray(0, end));
  return read instanceof Uint8Array ? delimiterOf(utf8.decode(read)) : { kind: 'certain', delimiter: ',' };
}

/** What separates the cells where it is certain and is no comma; undefined else. */
export function otherDelimiter(start: Uint8Array): Delimiter | undefined {
  const found = delimiterOfBytes(start);
  return found.kind === 'certain' && found.delimiter !== ',' ? found.delimiter : undefined;
}
