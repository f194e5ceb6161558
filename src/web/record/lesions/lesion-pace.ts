import { lesionPace } from '../../../core/response/index.js';
import { scanTime } from '../../charts/scan-time.js';
import type { Words } from '../../texts/english.js';
import type { ShownEvaluator } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

const signed = (value: number, mark: string): string => `${value > 0 ? '+' : ''}${value.toFixed(1).replace('.', mark)}`;

/** The pace of each lesion in mm a month, with the growth rate of its volume where there is one; lesions without a pace are left out. */
export function lesionPaces(
  { lesions, timepoints }: Pick<ShownEvaluator, 'lesions' | 'timepoints'>,
  texts: Pick<PatientTexts, 'pace'>,
  words: Words,
): readonly { readonly lesion: string; readonly pace: string }[] {
  const scans = new Map(timepoints.map((scan) => [scan.key, scanTime(scan, words.months)]));
  return lesions.flatMap((trajectory) => {
    const pace = lesionPace(trajectory, timepoints);
    if (pace === null) return [];
    const volume = pace.tgr === null ? null : signed(pace.tgr, words.decimalMark);
    const said = texts.pace(signed(pace.tgk, words.decimalMark), volume, scans.get(pace.from) ?? pace.from);
    return [{ lesion: trajectory.lesion, pace: said }];
  });
}
