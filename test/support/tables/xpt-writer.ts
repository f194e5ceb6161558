/**
 * Writes SAS transport files of version 5 for tests, after 'The Record Layout of a Data Set in SAS Transport (XPORT) Format' (TS-140),
 * knowing nothing of the code that reads them.
 */

export interface WrittenVariable {
  readonly name: string;
  readonly label?: string;
  /** Left out: text as long as its longest value. */
  readonly type?: 'number' | 'text';
  readonly length?: number;
  readonly format?: string;
}

type Value = string | number | null;

const recordLength = 80;
const stamp = '30NOV26:10:00:00';
const header = (name: string, rest: string): Buffer =>
  Buffer.from(`HEADER RECORD*******${name.padEnd(8)}HEADER RECORD!!!!!!!${rest}`.padEnd(recordLength), 'latin1');

const padded = (parts: readonly Buffer[]): Buffer => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes, Buffer.alloc((recordLength - (bytes.length % recordLength)) % recordLength, ' ')]);
};

const field = (text: string, length: number): Buffer => {
  const bytes = Buffer.alloc(length, ' ');
  Buffer.from(text, 'utf8').copy(bytes);
  return bytes;
};

/** IBM hexadecimal floating point, cut off after so many bytes, as SAS does. */
export function ibmBytes(value: number, length = 8): Buffer {
  const bytes = Buffer.alloc(8);
  if (value === 0) return bytes.subarray(0, length);
  let [fraction, exponent] = [Math.abs(value), 64];
  for (; fraction >= 1; fraction /= 16) exponent += 1;
  for (; fraction < 1 / 16; fraction *= 16) exponent -= 1;
  bytes[0] = exponent + (value < 0 ? 128 : 0);
  for (let at = 1; at < 8; at += 1) {
    fraction *= 256;
    bytes[at] = Math.floor(fraction);
    fraction -= Math.floor(fraction);
  }
  return bytes.subarray(0, length);
}

/** A missing value: '.' or one of .A to .Z. */
const missingBytes = (letter: string, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.write(letter, 'latin1');
  return bytes;
};

interface Placed extends Required<WrittenVariable> {
  readonly start: number;
}

function placedVariables(variables: readonly WrittenVariable[], rows: readonly (readonly Value[])[]): Placed[] {
  let start = 0;
  return variables.map((variable, index) => {
    const type = variable.type ?? 'text';
    const longest = Math.max(1, ...rows.map((row) => Buffer.byteLength(String(row[index] ?? ''))));
    const length = variable.length ?? (type === 'number' ? 8 : longest);
    const placed = { label: '', format: '', ...variable, type, length, start };
    start += length;
    return placed;
  });
}

function description({ name, label, type, length, format, start }: Placed, index: number): Buffer {
  const bytes = Buffer.alloc(140);
  bytes.writeInt16BE(type === 'number' ? 1 : 2, 0);
  bytes.writeInt16BE(length, 4);
  bytes.writeInt16BE(index + 1, 6);
  field(name, 8).copy(bytes, 8);
  field(label, 40).copy(bytes, 16);
  field(format, 8).copy(bytes, 56);
  field('', 8).copy(bytes, 72);
  bytes.writeInt32BE(start, 84);
  return bytes;
}

const valueBytes = (value: Value, { type, length }: Placed): Buffer => {
  if (type === 'text') return field(value === null ? '' : String(value), length);
  if (value === null) return missingBytes('.', length);
  return typeof value === 'number' ? ibmBytes(value, length) : missingBytes(value.slice(-1), length);
};

/** The head of a file, before its observations. */
export function xptHead(variables: readonly WrittenVariable[], rows: readonly (readonly Value[])[] = []): Buffer {
  const placed = placedVariables(variables, rows);
  const zeros = '0'.repeat(30);
  return Buffer.concat([
    header('LIBRARY', zeros),
    field(`SAS     SAS     SASLIB  9.4     X64_10  ${' '.repeat(24)}${stamp}`, recordLength),
    field(stamp, recordLength),
    header('MEMBER', '000000000000000001600000000140'),
    header('DSCRPTR', zeros),
    field(`SAS     TR      SASDATA 9.4     X64_10  ${' '.repeat(24)}${stamp}`, recordLength),
    field(`${stamp}${' '.repeat(16)}Tumour results`, recordLength),
    header('NAMESTR', `000000${String(variables.length).padStart(4, '0')}00000000000000000000`),
    padded(placed.map(description)),
    header('OBS', zeros),
  ]);
}

/** Observations as they stand behind the head, without the blanks that fill the last record. */
export function xptObservations(variables: readonly WrittenVariable[], rows: readonly (readonly Value[])[]): Buffer {
  const placed = placedVariables(variables, rows);
  return Buffer.concat(
    rows.flatMap((row) => placed.map((variable, index) => valueBytes(row[index] ?? null, variable))),
  );
}

export const xptFile = (variables: readonly WrittenVariable[], rows: readonly (readonly Value[])[]): Buffer =>
  padded([xptHead(variables, rows), xptObservations(variables, rows)]);
