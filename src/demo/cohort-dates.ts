/**
 * The head and neck cohort as if it had been read lately: all its dates are moved by the same number of whole weeks, so that every interval
 * and every day of the week stays as it is printed. The files keep the printed dates.
 */

const millisecondsOfDay = 86_400_000;
const youngestScanDays = 3;
const daysOfWeek = 7;

/** A day or a month that stands by itself in a document; no year does (a test says so). */
const datePattern = /^\d{4}-\d{2}(-\d{2})?$/;

const dayNumber = (isoDate: string): number => Date.parse(isoDate) / millisecondsOfDay;
const isoDateOf = (day: number): string => new Date(day * millisecondsOfDay).toISOString().slice(0, 10);

interface Scan {
  readonly timepoint: { readonly date: string };
}

interface Statement {
  readonly facts: readonly { readonly date?: string; readonly value?: unknown }[];
}

export interface Cohort<Assessment extends Scan = Scan, Facts extends Statement = Statement> {
  readonly assessments: readonly Assessment[];
  readonly statements: readonly Facts[];
}

/** Whole weeks by which dates move, so that the latest scan is three to nine days old on a day (YYYY-MM-DD). */
export function weeksToMove(assessments: readonly Scan[], today: string): number {
  const latest = assessments.map(({ timepoint }) => timepoint.date).reduce((one, other) => (other > one ? other : one));
  return Math.floor((dayNumber(today) - dayNumber(latest) - youngestScanDays) / daysOfWeek);
}

/** A day moves by weeks; of a month its middle does, and the month in which that falls stands for it. */
function movedDate(date: string, weeks: number): string {
  const day = date.length === 7 ? `${date}-15` : date;
  return isoDateOf(dayNumber(day) + weeks * daysOfWeek).slice(0, date.length);
}

function moved<Value>(value: Value, weeks: number): Value;
function moved(value: unknown, weeks: number): unknown {
  if (typeof value === 'string') return datePattern.test(value) ? movedDate(value, weeks) : value;
  if (Array.isArray(value)) return value.map((part) => moved<unknown>(part, weeks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, moved<unknown>(part, weeks)]));
}

/** Nothing is stated of a day that has not come: the biopsy two weeks after the latest scan would be. */
const hasCome = ({ facts }: Statement, today: string): boolean =>
  facts.every(({ date }) => date === undefined || date <= today);

/** The cohort as of a day (YYYY-MM-DD), and how many statements lie ahead of it and are left out. */
export function cohortAsOf<Assessment extends Scan, Facts extends Statement>(
  { assessments, statements }: Cohort<Assessment, Facts>,
  today: string,
): Cohort<Assessment, Facts> & { readonly ahead: number } {
  const weeks = weeksToMove(assessments, today);
  const all = statements.map((statement) => moved(statement, weeks));
  const come = all.filter((statement) => hasCome(statement, today));
  return {
    assessments: assessments.map((document) => moved(document, weeks)),
    statements: come,
    ahead: all.length - come.length,
  };
}
