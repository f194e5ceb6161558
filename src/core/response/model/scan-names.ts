/** What the name of a scan counts: 'week 8', 'cycle 3', 'm24'. A name that counts nothing, or not at its beginning, says nothing here. */
const countingWords = {
  day: 'days?|d|tage?|jours?|j',
  week: 'weeks?|wks?|w|wochen?|semaines?|sem',
  month: 'months?|mo|m|monate?|mois',
  year: 'years?|yrs?|y|jahre?|ans?',
  cycle: 'cycles?|c|zyklus|zyklen|kurs',
  visit: 'visits?|v|visiten?|follow[ -]?ups?|fu|verlauf|kontrolle|scans?|staging|timepoint|tp',
} as const;

type Counted = keyof typeof countingWords;

export interface CountingName {
  readonly counted: Counted;
  readonly count: number;
  /** Days from the baseline that the name says; null where what it counts has no length. */
  readonly days: number | null;
}

const daysOf: Readonly<Record<Counted, number | null>> = {
  day: 1,
  week: 7,
  month: 30.44,
  year: 365.25,
  cycle: null,
  visit: null,
};

const patterns = (Object.keys(countingWords) as Counted[]).map(
  (counted) =>
    [
      counted,
      new RegExp(String.raw`^\s*(?:${countingWords[counted]})[ ._#]*(\d{1,4}(?:\.\d+)?)(?![\d/-])`, 'iu'),
    ] as const,
);

/** Null where the name counts nothing. */
export function countingName(label: string): CountingName | null {
  for (const [counted, pattern] of patterns) {
    const count = pattern.exec(label)?.[1];
    if (count === undefined) continue;
    const length = daysOf[counted];
    return { counted, count: Number(count), days: length === null ? null : Math.round(Number(count) * length) };
  }
  return null;
}
