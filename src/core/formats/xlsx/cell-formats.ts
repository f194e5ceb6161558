/** Which cells of a workbook are days, and how a number is written: styles.xml (ECMA-376 part 1, 18.8.30 and 18.8.31). */
import { plainNumber } from '../plain-number.js';
import { attributeIn, readXml } from './xml-tokens.js';

/** plain: a number. padded: an id with zeros before it. day: a date, with or without a time. */
export type CellFormat =
  { readonly kind: 'plain' } | { readonly kind: 'padded'; readonly digits: number } | { readonly kind: 'day' };

const plain: CellFormat = { kind: 'plain' };
const day: CellFormat = { kind: 'day' };

/** Numbers of formats that a workbook need not define: dates of Western and of East Asian calendars, and dates with a time. */
const builtInDays: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** What a code says itself: texts in quotes, colours and conditions in brackets, and signs behind a backslash are left out. */
const bareCode = (code: string): string => code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').toLowerCase();

export function formatOfCode(code: string): CellFormat {
  const bare = bareCode(code);
  if (/^0{2,20}$/.test(bare)) return { kind: 'padded', digits: bare.length };
  return bare !== 'general' && /[yd]/.test(bare) ? day : plain;
}

/** The format of each cell style, by its number. */
export function readCellFormats(styles: Uint8Array): readonly CellFormat[] {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCellStyles = false;
  readXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        codes.set(Number(attributeIn(attributes, 'numFmtId')), attributeIn(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attributeIn(attributes, 'numFmtId') ?? 0);
        const code = codes.get(id);
        formats.push(code !== undefined ? formatOfCode(code) : builtInDays.has(id) ? day : plain);
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text: () => undefined,
  });
  return formats;
}

const millisecondsADay = 86_400_000;

/** Day 0 of the two calendars of spreadsheets. The first takes 1900 for a leap year: its days up to February lie one later. */
const dayZero = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
const inventedDay = 60;
const lastDay = 2_958_465;

/** A day as YYYY-MM-DD, with its time where it has one; null where the number is no day. */
export function dayText(serial: number, calendar: keyof typeof dayZero): string | null {
  if (!(serial >= 1) || serial > lastDay || (calendar === 1900 && Math.floor(serial) === inventedDay)) return null;
  const shifted = calendar === 1900 && serial < inventedDay ? serial + 1 : serial;
  const moment = new Date(dayZero[calendar] + Math.round(shifted * 86_400) * 1_000);
  const text = moment.toISOString();
  return moment.getTime() % millisecondsADay === 0 ? text.slice(0, 10) : text.slice(0, 19);
}

/** More digits than a spreadsheet keeps of a number: the end of an id is lost. */
const mostDigits = 15;

export const hasLostDigits = (value: number): boolean => Number.isInteger(value) && Math.abs(value) >= 10 ** mostDigits;

/** A number of a cell as it would be read. @param value finite */
export function cellText(value: number, format: CellFormat, calendar: keyof typeof dayZero): string {
  if (format.kind === 'day') return dayText(value, calendar) ?? plainNumber(value);
  const text = plainNumber(value);
  return format.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
}
