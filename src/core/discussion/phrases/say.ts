/**
 * What every phrase is made of, in one language: lengths, changes, dates, lists, lesions. Dates are dd-Mmm-yyyy with the month in the
 * language, so that no order of day and month can be mistaken; lengths are mm with a decimal only where there is one.
 */
import type { DateInterval, Micrometres, NamedLesion, NamedScan, Organ } from '../../response/index.js';
import type { Phrase } from './phrase.js';

/** What differs between two languages below the level of words. */
export interface LanguageForms {
  readonly decimalMark: string;
  readonly and: string;
  /** January first, three letters each. */
  readonly months: readonly string[];
  /** A lesion of each organ: 'lung lesion'. */
  readonly lesions: Readonly<Record<Organ, string>>;
  /** Each organ by itself: 'lung'. */
  readonly organs: Readonly<Record<Organ, string>>;
  /** 'lesion X', where neither place nor organ is known. */
  readonly lesionWithoutPlace: (label: string) => string;
  /** A sender's own word for a place or a scan: senders write in their own language. */
  readonly sent: (word: string) => string;
  /** The name of a drug as it stands inside a sentence. */
  readonly drug: (name: string) => string;
  readonly quoted: (text: string) => string;
  readonly fromZero: string;
  readonly undated: string;
  readonly unknownDate: string;
  readonly atUnknownDate: string;
  /** 'day 63'. */
  readonly studyDay: (day: number) => string;
  /** A scan with the preposition of a point in time: 'at 18-May-2026'. */
  readonly at: (scan: string, by: 'date' | 'study-day' | 'label') => string;
  /** A period that is neither a month nor a year, of two days. */
  readonly period: (from: string, to: string) => string;
  /** In the place of something that a phrase was stored without. */
  readonly notRecorded: string;
}

export interface Say {
  /** Another phrase, in the same language. */
  readonly phrase: (phrase: Phrase) => string;
  /** 'a', 'a and b', 'a, b and c'. */
  readonly list: (parts: readonly string[]) => string;
  /** '04-May-2026' for a day, 'May-2026' for a month, '2026' for a year, else both ends. */
  readonly date: (date: DateInterval) => string;
  /** The same; 'undated' where the date is null, or may be any. */
  readonly dated: (date: DateInterval | null) => string;
  /** An ISO date (YYYY-MM-DD) as a day. */
  readonly day: (isoDate: string) => string;
  /** A scan by its date, its study day or the sender's label. */
  readonly scan: (scan: NamedScan | null) => string;
  /** The same as a point in time: 'at 18-May-2026'. */
  readonly at: (scan: NamedScan | null) => string;
  /** The same without the year for a day: '04-May'. */
  readonly shortDate: (date: DateInterval) => string;
  /** A length in mm without its unit: 9800 -> '9.8', 18000 -> '18'. */
  readonly millimetres: (size: Micrometres) => string;
  /** '18 to 26 mm' is `${millimetres(18)} to ${millimetres(26)} mm`; this is the change with its sign: '+8 mm'. */
  readonly growth: (from: Micrometres, to: Micrometres) => string;
  /** The change in percent with its sign, '+44.4 %'; a change from 0 mm has no percentage and says so. */
  readonly percent: (from: Micrometres, to: Micrometres) => string;
  /** A number with so many decimals, those it has unless told. */
  readonly number: (value: number, decimals?: number) => string;
  /** 'left neck node (N)', 'lung lesion (L1)'; 'lesion X' where neither place nor organ was sent. */
  readonly lesion: (lesion: NamedLesion) => string;
  readonly lesions: (lesions: readonly NamedLesion[]) => string;
  readonly organ: (organ: Organ) => string;
  /** Drugs by name: 'a, b and c'. */
  readonly drugs: (names: readonly string[]) => string;
  /** A sender's own word, such as the label of a scan. */
  readonly sent: (word: string) => string;
  /** Words of somebody else, in the quotation marks of the language. */
  readonly quoted: (text: string) => string;
  /** A stated value as far as it has words: numbers, texts, and the fields of an object; `code` puts codes and names of fields into words. */
  readonly value: (value: unknown, code: (code: string) => string) => string;
  /** Words of a text of the catalogue of rules, its braces still open; null where this catalogue has no such text. */
  readonly text: (id: string) => string | null;
  readonly notRecorded: string;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A sentence as a part of another one. */
export const withoutPoint = (text: string): string => text.replace(/\.\s*$/, '');

/** The words of one language for each id of `Of`. */
export type Phrasebook<Of> = {
  readonly [Id in keyof Of]: (parameters: Of[Id], say: Say) => string;
};

/** `numerator / denominator` rounded half away from zero; whole numbers only. */
function rounded(numerator: number, denominator: number): number {
  const size = Math.abs(numerator);
  const whole = Math.floor(size / denominator);
  const up = 2 * (size - whole * denominator) >= denominator ? whole + 1 : whole;
  return numerator < 0 ? -up : up;
}

function listed(parts: readonly string[], and: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

const lastDayOfMonth = (iso: string): string =>
  new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).toISOString().slice(0, 10);

function dated({ from, to }: DateInterval, { months, period }: LanguageForms, withYear: boolean): string {
  const monthOf = (iso: string): string => months[Number(iso.slice(5, 7)) - 1] ?? '';
  const day = (iso: string): string => `${iso.slice(8, 10)}-${monthOf(iso)}${withYear ? `-${iso.slice(0, 4)}` : ''}`;
  if (from === to) return day(from);
  if (from.endsWith('-01') && to === lastDayOfMonth(from)) return `${monthOf(from)}-${from.slice(0, 4)}`;
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  return period(day(from), day(to));
}

/** What was reported without a date may be of any day, and stands in the record as an interval of all of them. */
const anyTimeInYears = 1000;

const isAnyTime = ({ from, to }: DateInterval): boolean =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > anyTimeInYears;

function scanNamed(scan: NamedScan, forms: LanguageForms): readonly [string, 'date' | 'study-day' | 'label'] {
  if (scan.date !== null) return [dated(scan.date, forms, true), 'date'];
  return scan.studyDay === null ? [forms.sent(scan.label), 'label'] : [forms.studyDay(scan.studyDay), 'study-day'];
}

const withTenths = (tenths: number, mark: string): string =>
  `${tenths < 0 ? '-' : ''}${Math.floor(Math.abs(tenths) / 10)}${mark}${Math.abs(tenths) % 10}`;

const lengthInMillimetres = (size: Micrometres, mark: string): string => {
  const text = withTenths(rounded(size, 100), mark);
  return text.endsWith(`${mark}0`) ? text.slice(0, -mark.length - 1) : text;
};

function percentage(from: Micrometres, to: Micrometres, { decimalMark, fromZero }: LanguageForms): string {
  if (from === 0) return fromZero;
  const tenths = rounded((to - from) * 1000, from);
  return `${tenths > 0 ? '+' : ''}${withTenths(tenths, decimalMark)} %`;
}

function lesionNamed({ label, site, organ }: NamedLesion, forms: LanguageForms): string {
  if (site === label) return label;
  if (site !== null) return `${forms.sent(site)} (${label})`;
  return organ === null ? forms.lesionWithoutPlace(label) : `${forms.lesions[organ]} (${label})`;
}

function valueInWords(value: unknown, number: (value: number) => string, code: (code: string) => string): string {
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'object' || value === null) return code(String(value));
  if (Array.isArray(value)) return value.map((part) => valueInWords(part, number, code)).join('; ');
  return Object.entries(value)
    .map(([field, part]) => `${code(field)} ${valueInWords(part, number, code)}`)
    .join(', ');
}

const oneDay = (isoDate: string): DateInterval => ({ from: isoDate, to: isoDate });

export interface SayOptions {
  /** Renders one phrase inside another. */
  readonly phrase: (phrase: Phrase) => string;
  /** Texts of the catalogue of rules in the language, by id. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The elements of a language's phrases. */
export function sayIn(forms: LanguageForms, { phrase, texts }: SayOptions): Say {
  const millimetres = (size: Micrometres): string => lengthInMillimetres(size, forms.decimalMark);
  const lesion = (named: NamedLesion): string => lesionNamed(named, forms);
  const date = (interval: DateInterval): string => dated(interval, forms, true);
  const number = (value: number, decimals?: number): string =>
    (decimals === undefined ? String(value) : value.toFixed(decimals)).replace('.', forms.decimalMark);
  return {
    phrase,
    number,
    date,
    millimetres,
    lesion,
    list: (parts) => listed(parts, forms.and),
    lesions: (lesions) => listed(lesions.map(lesion), forms.and),
    dated: (interval) => (interval === null || isAnyTime(interval) ? forms.undated : date(interval)),
    day: (isoDate) => date(oneDay(isoDate)),
    shortDate: (interval) => dated(interval, forms, false),
    scan: (scan) => (scan === null ? forms.unknownDate : scanNamed(scan, forms)[0]),
    at: (scan) => (scan === null ? forms.atUnknownDate : forms.at(...scanNamed(scan, forms))),
    growth: (from, to) => `${to > from ? '+' : ''}${millimetres(to - from)} mm`,
    percent: (from, to) => percentage(from, to, forms),
    organ: (organ) => forms.organs[organ],
    drugs: (names) => listed(names.map(forms.drug), forms.and),
    sent: forms.sent,
    quoted: forms.quoted,
    value: (value, code) => valueInWords(value, number, code),
    text: (id) => texts.get(id) ?? null,
    notRecorded: forms.notRecorded,
  };
}
