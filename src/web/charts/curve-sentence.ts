import { useChartTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { Direction, StandingLesion } from './lesion-direction.js';
import { scanTime } from './scan-time.js';
import type { TimeAxis } from './time-axis.js';

/** What the curves of all lesions show, in one sentence. */
export function useCurveSentence(standings: readonly StandingLesion[], axis: TimeAxis): string {
  const texts = useChartTexts();
  const words = useWords();
  const count = (...directions: readonly Direction[]): number =>
    standings.filter(({ standing }) => directions.includes(standing.direction)).length;
  const first = axis.scans[0];
  const last = axis.scans.at(-1);
  return texts.stripSentence({
    lesions: standings.length,
    scans: axis.scans.length,
    period: first && last ? `${scanTime(first, words.months)} – ${scanTime(last, words.months)}` : '',
    grew: count('grew'),
    appeared: count('new'),
    shrank: count('shrank'),
    between: count('grew-less', 'shrank-less'),
    noise: count('noise'),
    unknown: count('not-measured'),
  });
}
