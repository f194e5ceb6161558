/** Rows of a SAS transport file with one data set, read as it comes: at no time more than an observation is kept. */
import { isAscii } from 'node:buffer';
import { type RecordParser, refuse } from '../record-parser.js';
import { TextBytes } from '../text-bytes.js';
import { libraryTitles, memberTitles, readHead, recordLength, type XptHead, type XptVariable } from './xpt-layout.js';
import { numberText } from './xpt-values.js';

/** Longest head: that of 9,999 variables, with labels. */
const longestHead = 20_000_000;

const blank = 0x20;
const titleLength = 48;

function isBlank(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] !== blank) return false;
  return true;
}

export class XptParser implements RecordParser {
  #rest: Buffer = Buffer.alloc(0);
  #head: XptHead | null = null;
  /** Of the whole file, as far as it has come. */
  #bytes = 0;
  /** Where in the file `#rest` begins. */
  #position = 0;
  #row = 1;
  /** Observations of nothing but blanks: rows where others follow, and the filling of the last record where none does. */
  #blanks = 0;
  readonly #texts = new TextBytes({ ofPart: true });

  push(bytes: Uint8Array): readonly (readonly string[])[] {
    this.#bytes += bytes.length;
    const arrived = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rest = this.#rest.length === 0 ? arrived : Buffer.concat([this.#rest, arrived]);
    if (this.#head !== null) return this.#observations(this.#head, titleLength);
    this.#checkStart();
    const head = readHead(this.#rest);
    if (head === null) {
      if (this.#rest.length > longestHead)
        refuse('too-large', `the head of the file is longer than ${longestHead} bytes`, 'a SAS transport file');
      return [];
    }
    this.#head = head;
    this.#drop(head.length);
    return [head.variables.map(({ name }) => name), ...this.#observations(head, titleLength)];
  }

  end(): readonly (readonly string[])[] {
    const whole = 'the whole file, or the same table as CSV';
    if (this.#head === null) return refuse('truncated', 'the SAS transport file ends inside its head', whole);
    const records = this.#observations(this.#head, 0);
    if (!isBlank(this.#rest))
      refuse('truncated', `the SAS transport file ends in the middle of row ${this.#row + this.#blanks + 1}`, whole, {
        row: this.#row + this.#blanks + 1,
      });
    if (this.#bytes % recordLength !== 0)
      refuse('truncated', 'the SAS transport file ends in the middle of a record of 80 bytes', whole);
    return records;
  }

  #checkStart(): void {
    const start = this.#rest.toString('latin1', 0, titleLength);
    if (!libraryTitles.some((title) => title.startsWith(start)))
      refuse('unreadable', 'the file does not begin as a SAS transport file', 'a SAS transport file of version 5 or 8');
  }

  #drop(length: number): void {
    this.#rest = this.#rest.subarray(length);
    this.#position += length;
  }

  /** @param kept bytes at the end that are left for later: a title may begin in them */
  #observations({ variables, observationLength }: XptHead, kept: number): string[][] {
    const records: string[][] = [];
    this.#refuseOtherMember();
    const limit = this.#rest.length - kept;
    let at = 0;
    for (; at + observationLength <= limit; at += observationLength) {
      const bytes = this.#rest.subarray(at, at + observationLength);
      if (isBlank(bytes)) {
        this.#blanks += 1;
        continue;
      }
      for (; this.#blanks > 0; this.#blanks -= 1) records.push(this.#emptyRow(variables));
      this.#row += 1;
      records.push(this.#recordOf(bytes, variables));
    }
    this.#drop(at);
    return records;
  }

  #emptyRow(variables: readonly XptVariable[]): string[] {
    this.#row += 1;
    return variables.map(() => '');
  }

  /** The title of another data set stands at the beginning of a record. */
  #refuseOtherMember(): void {
    for (const title of memberTitles)
      for (let at = this.#rest.indexOf(title, 0, 'latin1'); at !== -1; at = this.#rest.indexOf(title, at + 1, 'latin1'))
        if ((this.#position + at) % recordLength === 0)
          refuse('unreadable', 'the SAS transport file holds several data sets', 'one data set a file');
  }

  #recordOf(bytes: Buffer, variables: readonly XptVariable[]): string[] {
    return variables.map((variable) =>
      variable.kind === 'number'
        ? numberText(bytes, variable.start, variable.length, variable.moment)
        : this.#textOf(bytes.subarray(variable.start, variable.start + variable.length), variable.name),
    );
  }

  /** Text is filled up with blanks, by some programs with NUL. */
  #textOf(bytes: Buffer, column: string): string {
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] === blank || bytes[end - 1] === 0)) end -= 1;
    const stated = bytes.subarray(0, end);
    if (isAscii(stated) && !stated.includes(0)) return stated.toString('latin1');
    const text = this.#texts.take(stated);
    if (text instanceof Uint8Array) return Buffer.from(text).toString('utf8');
    return refuse('unreadable', `the text ${text.message.replace(/^line \d+ /, '')}`, text.expected, {
      row: this.#row,
      column,
    });
  }
}
