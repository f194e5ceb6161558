/** The times of a series: an RFC 5545 rule over the local time of a board's clock. Pure. */
import { RRuleTemporal } from 'rrule-temporal';

/** A local date and time without a zone, 'yyyy-mm-ddThh:mm': which meeting of a series it is, whatever the clocks do. */
export type LocalTime = string;

export interface Repeating {
  readonly firstStart: LocalTime;
  /** IANA name. */
  readonly timeZone: string;
  /** RRULE of RFC 5545 without its name: 'FREQ=WEEKLY;BYDAY=TH'. */
  readonly rule: string;
  /** Left out: dates (EXDATE of RFC 5545) as local times of meetings of the series. */
  readonly excluded: readonly LocalTime[];
  /** This one and all after it are not of the series any more. */
  readonly endsBefore: LocalTime | null;
}

export interface Occurrence {
  readonly occurrence: LocalTime;
  /** When it begins. A time that the clock skips in spring is that much later. */
  readonly startsAt: Date;
}

/** What is wrong with a rule, and what would be right. */
export interface RuleFault {
  readonly detail: string;
  readonly expected: string;
}

const parts = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'COUNT', 'UNTIL', 'WKST'] as const;
const form = /^[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*$/;
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const forms: Readonly<Record<string, RegExp>> = {
  INTERVAL: /^[1-9]\d?$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^-?[1-9]\d?(,-?[1-9]\d?)*$/,
  BYMONTH: /^[1-9]\d?(,[1-9]\d?)*$/,
  BYSETPOS: /^-?[1-9]\d?(,-?[1-9]\d?)*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};
/** So many candidates are looked at: a rule that names no day (30 February) ends in time. */
const mostSteps = 20_000;

/** What is wrong with a rule as such; null where it can be a series. */
export function ruleFault(rule: string): RuleFault | null {
  const expected = `parts ${parts.join(', ')} of RFC 5545, such as FREQ=WEEKLY;BYDAY=TH`;
  if (!form.test(rule)) return { detail: 'This is no recurrence rule.', expected };
  const pairs = rule.split(';').map((pair) => pair.split('=') as [string, string]);
  const names = pairs.map(([name]) => name);
  const odd = names.find((name, index) => !parts.some((part) => part === name) || names.indexOf(name) !== index);
  if (odd !== undefined) return { detail: `${odd} cannot stand here, or not twice.`, expected };
  const values = Object.fromEntries(pairs);
  if (!frequencies.includes(values['FREQ'] ?? ''))
    return {
      detail: 'How often it repeats (FREQ) is not named.',
      expected: `FREQ as one of ${frequencies.join(', ')}`,
    };
  if (values['COUNT'] !== undefined && values['UNTIL'] !== undefined)
    return { detail: 'It has two ends.', expected: 'COUNT or UNTIL, not both' };
  const unfit = pairs.find(([name, value]) => forms[name]?.test(value) === false);
  return unfit === undefined ? null : { detail: `${unfit[0]} cannot be ${unfit[1]}.`, expected };
}

/** What is wrong with a series as a whole: its first time must be one of its own; null where it is. */
export function seriesFault(series: Repeating): RuleFault | null {
  const [first] = occurrencesOf({ ...series, excluded: [], endsBefore: null }, { limit: 1 });
  if (first?.occurrence === series.firstStart) return null;
  return first === undefined
    ? { detail: 'The rule names no day.', expected: 'a rule with at least one day' }
    : {
        detail: `The series begins on ${series.firstStart.slice(0, 10)}, which its rule does not name.`,
        expected: `a beginning that the rule names, such as ${first.occurrence.slice(0, 10)}`,
      };
}

export interface OccurrenceWindow {
  /** Only those that begin after this instant. */
  readonly after?: Date;
  /** Only those that begin before this instant. */
  readonly before?: Date;
  readonly limit?: number;
}

/** The times of a series in order, without those left out. */
export function occurrencesOf(
  series: Repeating,
  { after, before, limit = Number.POSITIVE_INFINITY }: OccurrenceWindow,
): readonly Occurrence[] {
  if (limit === Number.POSITIVE_INFINITY && before === undefined)
    throw new Error(
      'A series without an end has no last time: expected a limit or an instant before which they begin.',
    );
  const found: Occurrence[] = [];
  eachTime(series, (occurrence) => {
    if (before !== undefined && occurrence.startsAt >= before) return false;
    if (series.endsBefore !== null && occurrence.occurrence >= series.endsBefore) return false;
    if (!series.excluded.includes(occurrence.occurrence) && (after === undefined || occurrence.startsAt > after))
      found.push(occurrence);
    return found.length < limit;
  });
  return found;
}

/**
 * Goes through the times of a rule for as long as it is asked to. The library counts on a clock without changes, and each time is put on the
 * board's clock afterwards: so a time that the clock skips stays one occurrence, named by what the rule says.
 */
function eachTime({ firstStart, timeZone, rule }: Repeating, goOn: (occurrence: Occurrence) => boolean): void {
  const start = `${compact(firstStart)}00Z`;
  const counted = new RRuleTemporal({
    rruleString: `DTSTART:${start}\nRRULE:${withLocalEnd(rule, timeZone)}`,
    maxIterations: mostSteps,
    includeDtstart: false,
    cache: false,
  });
  try {
    counted.all((time) => {
      const occurrence = time.toString().slice(0, 16);
      return goOn({ occurrence, startsAt: instantOf(occurrence, timeZone) });
    });
  } catch (error) {
    // The library gives up after so many steps: the rule names no day any more.
    if (!(error instanceof Error && error.message.startsWith('Maximum iterations'))) throw error;
  }
}

/** An end is put on the board's clock too; a day alone means the whole of it. */
const withLocalEnd = (rule: string, timeZone: string): string =>
  rule.replace(/UNTIL=(\d{8})(?:T(\d{6})(Z)?)?/, (_, day: string, time = '235959', isUtc?: string) =>
    isUtc === undefined ? `UNTIL=${day}T${time}Z` : `UNTIL=${compact(localTimeOf(utcInstant(day, time), timeZone))}00Z`,
  );

const compact = (local: LocalTime): string => local.replaceAll(/[-:]/g, '');

const utcInstant = (day: string, time: string): Date =>
  new Date(
    `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
  );

/** The instant at which a clock shows a local time; one that it skips is that much later, of one that it shows twice the first. */
export function instantOf(local: LocalTime, timeZone: string): Date {
  const asUtc = Date.parse(`${local}Z`);
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((at) => localAsUtc(at, timeZone) - at);
  const exact = offsets.map((offset) => asUtc - offset).filter((at) => localAsUtc(at, timeZone) === asUtc);
  // Skipped: the offset before the change gives the time that much later.
  return new Date(exact.length > 0 ? Math.min(...exact) : asUtc - (offsets[0] ?? 0));
}

/** The local time that a clock shows at an instant. */
export const localTimeOf = (instant: Date, timeZone: string): LocalTime =>
  new Date(localAsUtc(instant.getTime(), timeZone)).toISOString().slice(0, 16);

function localAsUtc(instant: number, timeZone: string): number {
  const shown = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(
    shown['year'] ?? 0,
    (shown['month'] ?? 1) - 1,
    shown['day'] ?? 1,
    shown['hour'] ?? 0,
    shown['minute'] ?? 0,
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is a thousand times the work of using it; there are as many as boards have zones. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}
