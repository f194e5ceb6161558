/**
 * What every phrase is made of, in one language: lengths, changes, dates, lists, lesions. Dates are dd-Mmm-yyyy with the month in the
 * language, so that no order of day and month can be mistaken; lengths are mm with a decimal only where there is one.
 */
import type { DateInterval, Micrometres, NamedLesion, Organ } from '../../response/index.js';
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
  /** The sender's word for a place: senders write in their own language. */
  readonly place: (site: string) => string;
  readonly quoted: (text: string) => string;
  readonly fromZero: string;
}

export interface Say {
  /** Another phrase, in the same language. */
  readonly phrase: (phrase: Phrase) => string;
  /** 'a', 'a and b', 'a, b and c'. */
  readonly list: (parts: readonly string[]) => string;
  /** '04-May-2026' for a day, 'May-2026' for a month, '2026' for a year. */
  readonly date: (date: DateInterval) => string;
  /** The same without the year for a day: '04-May'. */
  readonly shortDate: (date: DateInterval) => string;
  /** A length in mm without its unit: 9800 -> '9.8', 18000 -> '18'. */
  readonly millimetres: (size: Micrometres) => string;
  /** '18 to 26 mm' is `${millimetres(18)} to ${millimetres(26)} mm`; this is the change with its sign: '+8 mm'. */
  readonly growth: (from: Micrometres, to: Micrometres) => string;
  /** The change in percent with its sign, '+44.4 %'; a change from 0 mm has no percentage and says so. */
  readonly percent: (from: Micrometres, to: Micrometres) => string;
  /** A number with so many decimals, 0 unless told. */
  readonly number: (value: number, decimals?: number) => string;
  /** 'left neck node (N)', 'lung lesion (L1)'; 'lesion X' where neither place nor organ was sent. */
  readonly lesion: (lesion: NamedLesion) => string;
  readonly lesions: (lesions: readonly NamedLesion[]) => string;
  readonly organ: (organ: Organ) => string;
  /** Words of somebody else, in the quotation marks of the language. */
  readonly quoted: (text: string) => string;
}

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

function dated({ from, to }: DateInterval, months: readonly string[], withYear: boolean): string {
  const year = from.slice(0, 4);
  const month = months[Number(from.slice(5, 7)) - 1] ?? '';
  if (from === to) return `${from.slice(8, 10)}-${month}${withYear ? `-${year}` : ''}`;
  return from.slice(0, 7) === to.slice(0, 7) ? `${month}-${year}` : year;
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
  if (site !== null) return `${forms.place(site)} (${label})`;
  return organ === null ? forms.lesionWithoutPlace(label) : `${forms.lesions[organ]} (${label})`;
}

/** The elements of a language's phrases; `phrase` renders one phrase inside another. */
export function sayIn(forms: LanguageForms, phrase: (phrase: Phrase) => string): Say {
  const millimetres = (size: Micrometres): string => lengthInMillimetres(size, forms.decimalMark);
  const lesion = (named: NamedLesion): string => lesionNamed(named, forms);
  return {
    phrase,
    millimetres,
    lesion,
    list: (parts) => listed(parts, forms.and),
    lesions: (lesions) => listed(lesions.map(lesion), forms.and),
    date: (date) => dated(date, forms.months, true),
    shortDate: (date) => dated(date, forms.months, false),
    growth: (from, to) => `${to > from ? '+' : ''}${millimetres(to - from)} mm`,
    percent: (from, to) => percentage(from, to, forms),
    number: (value, decimals = 0) => value.toFixed(decimals).replace('.', forms.decimalMark),
    organ: (organ) => forms.organs[organ],
    quoted: forms.quoted,
  };
}
