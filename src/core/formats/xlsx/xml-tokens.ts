/**
 * Elements and text of the XML inside a workbook, piece by piece. Only what spreadsheets write: no document types, so no entity is ever
 * defined or fetched. Namespaces are left out of names.
 */
import { refuse } from '../record-parser.js';

export interface XmlHandler {
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

const expected = 'a workbook as a spreadsheet program saves it (XLSX)';
const damaged = (message: string): never => refuse('unreadable', `the workbook is damaged: ${message}`, expected);

/** Longest tag or text that is kept while its end has not come. */
const longestPiece = 4_000_000;
const deepest = 64;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export class XmlTokens {
  #rest = '';
  readonly #open: string[] = [];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(private readonly handler: XmlHandler) {}

  push(bytes: Uint8Array): void {
    this.#rest += this.#decoded(bytes, true);
    this.#take();
    if (this.#rest.length > longestPiece)
      refuse('too-large', `a cell of the workbook is longer than ${longestPiece} characters`, 'shorter cells');
  }

  end(): void {
    this.#rest += this.#decoded(new Uint8Array(), false);
    this.#take();
    if (this.#open.length > 0 || this.#rest.trim() !== '') damaged('a part of it ends early');
  }

  #decoded(bytes: Uint8Array, more: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream: more });
    } catch {
      return damaged('a part of it is not UTF-8');
    }
  }

  #take(): void {
    const text = this.#rest;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      const end = endOfTag(text, start);
      if (end < 0) {
        // The text before it may be given already; the tag waits for its end.
        this.#text(text.slice(at, start));
        at = start;
        break;
      }
      this.#text(text.slice(at, start));
      this.#tag(text.slice(start, end));
      at = end;
    }
    this.#rest = at === 0 ? text : text.slice(at);
  }

  #text(text: string): void {
    if (text !== '' && this.#open.length > 0) this.handler.text(text.includes('&') ? plainText(text) : text);
  }

  #tag(tag: string): void {
    if (tag.startsWith('<?') || tag.startsWith('<!--')) return;
    if (tag.startsWith('<![CDATA[')) return this.handler.text(tag.slice(9, -3));
    if (tag.startsWith('<!'))
      refuse('unreadable', 'the workbook declares a document type, which may define entities', expected);
    if (tag.startsWith('</')) {
      const name = localName(tag.slice(2, -1).trim());
      if (this.#open.pop() !== name) damaged(`'${name.slice(0, 40)}' is closed and was not open`);
      return this.handler.close(name);
    }
    const empty = tag.endsWith('/>');
    const inside = tag.slice(1, empty ? -2 : -1);
    const space = inside.search(/\s/);
    const name = localName(space < 0 ? inside : inside.slice(0, space));
    if (name === '') damaged('an element has no name');
    this.handler.open(name, space < 0 ? '' : inside.slice(space));
    if (empty) return this.handler.close(name);
    this.#open.push(name);
    if (this.#open.length > deepest) damaged(`it is nested more than ${deepest} deep`);
  }
}

/** Behind the end of the tag at `start`; -1 where it has not come. */
function endOfTag(text: string, start: number): number {
  const until = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : null;
  if (until !== null) {
    const end = text.indexOf(until, start);
    return end < 0 ? -1 : end + until.length;
  }
  // What may still become a comment or CDATA waits.
  if (text.length - start < 9 && text.startsWith('<!', start)) return -1;
  const end = text.indexOf('>', start);
  if (end < 0) return -1;
  const last = text[text[end - 1] === '/' ? end - 2 : end - 1];
  return last === '"' || !text.slice(start, end).includes('"') ? end + 1 : endBehindQuotes(text, start);
}

const wholeTag = /[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>/y;

/** An attribute may hold the sign that ends a tag. */
function endBehindQuotes(text: string, start: number): number {
  wholeTag.lastIndex = start;
  return wholeTag.test(text) ? wholeTag.lastIndex : -1;
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** @throws UnreadableFile for an entity that XML does not have by itself */
const plainText = (text: string): string =>
  text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z]{1,10});|&/g, (whole, name: string | undefined) => {
    if (name === undefined) return damaged("it has an '&' that begins nothing");
    if (!name.startsWith('#')) return namedEntities[name] ?? damaged(`it uses the entity '${name}'`);
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : damaged(`'${whole}' is no character`);
  });

/** The value of an attribute; undefined where the tag does not have it. A prefix of its name does not count. */
export function attributeIn(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes[at - 1];
    if (before !== ' ' && before !== ':' && before !== '\n' && before !== '\t' && before !== '\r') continue;
    const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length));
    if (value !== null) return plainText(value[1] ?? value[2] ?? '');
  }
  return undefined;
}

/** Reads a whole part that is in memory. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const tokens = new XmlTokens(handler);
  tokens.push(bytes);
  tokens.end();
}
