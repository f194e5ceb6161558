/** Headings of tables with the visits side by side: 'Week 8', 'Week 8 date', 'Size Week 8 (mm)', '05.01.2026'. */
import { type VisitColumnName, visitColumnNames } from '../csv/csv-columns.js';
import type { CsvMapping } from '../csv/csv-mapping.js';
import { columnOfHeading, headingWord } from './heading-words.js';

type Visits = NonNullable<CsvMapping['visits']>;

/** Words for a visit, each with what it numbers. A letter alone with a number names lesions and cycles as well, and is left to the person. */
const visitWords =
  '(?:baseline|screening|ausgangswert|ausgangsbefund|(?:week|wk|woche|month|monat|visit|visite|follow[ -]?up|verlauf|kontrolle|time ?point|zeitpunkt)[ _.-]*\\d{1,3}|w\\d{1,3}|v\\d{1,2}|fu\\d{1,2})';
const dayWords = '(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{4})';
const first = new RegExp(`^(${visitWords}|${dayWords})(?![a-z0-9])[\\s_:,-]*(.*)$`, 'i');
const last = new RegExp(`^(.*?)[\\s_:,-]*\\b(${visitWords}|${dayWords})((?:\\s*[([][^)\\]]*[)\\]])?)$`, 'i');

interface VisitHeading {
  readonly column: string;
  /** As sent. */
  readonly visit: string;
  readonly name: VisitColumnName;
}

function visitHeading(column: string): VisitHeading | null {
  const text = column.trim();
  const found = first.exec(text);
  const [visit, rest] = found === null ? atTheEnd(text) : [found[1]!, found[2]!];
  if (visit === '') return null;
  const name = headingWord(`x ${rest}`) === 'x' ? 'size_mm' : columnOfHeading(rest);
  const own = visitColumnNames.find((known) => known === name);
  return own === undefined ? null : { column, visit: visit.trim(), name: own };
}

function atTheEnd(text: string): readonly [string, string] {
  const found = last.exec(text);
  return found === null ? ['', ''] : [found[2]!, `${found[1]!}${found[3]!}`];
}

const dottedDay = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** The day that a heading itself names. */
function dayOf(visit: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(visit)) return visit;
  const found = dottedDay.exec(visit);
  return found === null ? null : `${found[3]!}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
}

const isBaseline = (visit: string): boolean => /^(baseline|ausgangswert|ausgangsbefund)$/i.test(visit);

/** The visits that stand side by side in a header; null where fewer than two of them have a size or a state. */
export function visitsInHeader(header: readonly string[]): Visits | null {
  const found = header.flatMap((column) => visitHeading(column) ?? []);
  const labels = [...new Set(found.map(({ visit }) => visit.toLowerCase()))];
  const visits = labels.flatMap((label) => {
    const own = found.filter(({ visit }) => visit.toLowerCase() === label);
    if (!own.some(({ name }) => name === 'size_mm' || name === 'state')) return [];
    const { visit } = own[0]!;
    const day = dayOf(visit);
    const constants = { ...(day === null ? {} : { date: day }), ...(isBaseline(visit) ? { baseline: 'yes' } : {}) };
    return [
      {
        timepoint: visit,
        columns: Object.fromEntries(own.map(({ column, name }) => [column, name])),
        ...(Object.keys(constants).length === 0 ? {} : { constants }),
      },
    ];
  });
  return visits.length < 2 ? null : visits;
}
