import type { PatientTexts } from '../texts/english.js';
import type { Series, SeriesPoint } from './series.js';

/** The name of a fact, with the unit where it is stated in one of several. */
export const seriesName = ({ name, unit }: Series, texts: PatientTexts): string =>
  unit === null ? texts.factName(name) : `${texts.factName(name)}, ${texts.choice(unit)}`;

const pointWords = ({ words, change, date }: SeriesPoint, shown: (date: string) => string): string => {
  const beside = [change, date === null ? null : shown(date)].filter((part) => part !== undefined && part !== null);
  return beside.length === 0 ? words : `${words} (${beside.join('; ')})`;
};

/** '12,400 copies/ml, BamHI-W (22-Jan-2026) → 180 copies/ml, BamHI-W (−98.5 % since the first; 02-Jun-2026)'. */
export const seriesWords = ({ points }: Series, shown: (date: string) => string): string =>
  points.map((point) => pointWords(point, shown)).join(' → ');
