import { volumeKinetics, type VolumePoint } from '../../../core/response/index.js';
import { scanTime } from '../../charts/scan-time.js';
import { showPercent } from '../../format/lengths.js';
import type { Words } from '../../texts/english.js';
import type { ShownEvaluator } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

type VolumeTexts = Pick<
  PatientTexts,
  'volume' | 'volumeChange' | 'volumeDiffers' | 'volumeTreated' | 'volumeSum' | 'noVolumeSum'
>;

interface VolumeLine {
  /** Label of the lesion; null for all lesions of the baseline together. */
  readonly lesion: string | null;
  readonly said: string;
}

const changes = (
  { fromBaseline, fromSmallest }: Pick<VolumePoint, 'fromBaseline' | 'fromSmallest'>,
  texts: VolumeTexts,
  words: Words,
): readonly string[] => [
  ...(fromBaseline === null ? [] : [texts.volumeChange(showPercent(fromBaseline, words.decimalMark), 'baseline')]),
  // Where the baseline is the smallest so far, both say the same.
  ...(fromSmallest === null || fromSmallest === fromBaseline
    ? []
    : [texts.volumeChange(showPercent(fromSmallest, words.decimalMark), 'smallest')]),
];

/** The volumes of each lesion with their changes, then those of all lesions of the baseline together; empty where none was sent. */
export function volumeLines(
  evaluator: Pick<ShownEvaluator, 'lesions' | 'timepoints'>,
  texts: VolumeTexts,
  words: Words,
): readonly VolumeLine[] {
  const { lesions, sums } = volumeKinetics(evaluator);
  if (lesions.length === 0) return [];
  const scans = new Map(evaluator.timepoints.map((scan) => [scan.key, scanTime(scan, words.months)]));
  const pointWords = (point: VolumePoint): string => {
    const volume = point.volume === null ? texts.volumeDiffers(point.differing ?? []) : texts.volume(point.volume);
    const treated = point.treated === true ? [texts.volumeTreated] : [];
    return `${volume} (${[scans.get(point.timepoint), ...changes(point, texts, words), ...treated].join('; ')})`;
  };
  const [last] = sums.slice(-1);
  return [
    ...lesions.map(({ lesion, points }) => ({ lesion, said: points.map(pointWords).join(' → ') })),
    {
      lesion: null,
      said:
        last === undefined
          ? texts.noVolumeSum
          : `${texts.volumeSum}: ${texts.volume(last.baseline)} → ${texts.volume(last.now)} (${[scans.get(last.timepoint), ...changes(last, texts, words)].join('; ')})`,
    },
  ];
}
