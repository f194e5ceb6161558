import type { MonthNames } from './dates.js';

const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const dayFirst = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const monthAndDay = /^(\p{L}{3})\p{L}*[-. ]+(\d{1,2}),?\s+(\d{4})$/u;
const dayAndMonth = /^(\d{1,2})[-. ]+(\p{L}{3})\p{L}*[-. ]+(\d{4})$/u;

const isoMonth = /^(\d{4})-(\d{1,2})$/;
const monthFirst = /^(\d{1,2})\.\s?(\d{4})$/;
const monthByName = /^(\p{L}{3})\p{L}*[-. ]+(\d{4})$/u;

/** Short forms of months that are written beside the usual ones: 'Mrz' in German spreadsheets, 'Jän' in Austria. */
const otherShortForms: Readonly<Record<string, number>> = { mrz: 3, jän: 1 };

/**
 * The day that somebody typed, as an ISO date: 04-May-2026 or May 4, 2026 with the month in any of the languages given, 4.5.2026, or
 * 2026-05-04. Null for everything else: with slashes nobody knows which number is the month, and a day that no calendar has is no date.
 */
export function dateFromText(text: string, months: readonly MonthNames[]): string | null {
  const typed = text.trim();
  const [, isoYear, isoMonthNumber, isoDay] = isoDate.exec(typed) ?? [];
  if (isoYear !== undefined) return existing(Number(isoYear), Number(isoMonthNumber), Number(isoDay));
  const [, named, dayOfNamed, yearOfNamed] = monthAndDay.exec(typed) ?? [];
  if (named !== undefined) return existing(Number(yearOfNamed), monthNumber(named, months), Number(dayOfNamed));
  const [, day, month, year] = dayFirst.exec(typed) ?? dayAndMonth.exec(typed) ?? [];
  if (day === undefined || month === undefined) return null;
  return existing(Number(year), monthNumber(month, months), Number(day));
}

/** The same, where a month (May-2026, 5.2026, 2026-05) or a year (2026) is enough: as exact as it was typed. */
export function partialDateFromText(text: string, months: readonly MonthNames[]): string | null {
  const typed = text.trim();
  if (/^\d{4}$/.test(typed)) return typed;
  const [, isoYear, isoMonthNumber] = isoMonth.exec(typed) ?? [];
  const [, month = isoMonthNumber, year = isoYear] = monthFirst.exec(typed) ?? monthByName.exec(typed) ?? [];
  if (month === undefined) return dateFromText(typed, months);
  return existing(Number(year), monthNumber(month, months), 1)?.slice(0, 7) ?? null;
}

/** 1 to 12; 0 for a word that no language has for a month. */
function monthNumber(typed: string, months: readonly MonthNames[]): number {
  if (/^\d+$/.test(typed)) return Number(typed);
  const word = typed.toLowerCase();
  const named = months.map((names) => names.findIndex((name) => name.toLowerCase() === word));
  return otherShortForms[word] ?? (named.find((index) => index >= 0) ?? -1) + 1;
}

function existing(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
