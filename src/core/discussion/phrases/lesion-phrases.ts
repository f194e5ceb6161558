/**
 * Lesions and scans of a case as parameters of phrases.
 */
import { rose } from './claims.js';
import type { NamedLesion, NamedScan, TimepointClassification } from '../../response/index.js';
import type { CasePicture, LesionView } from '../facts/case-picture.js';
import type { FollowedLesion, Phrase, PresentLesion, SizedLesion } from './phrase.js';

export const named = ({ label, site, organ }: LesionView): NamedLesion => ({ label, site, organ });

export const scanOf = (scan: TimepointClassification | null): NamedScan | null =>
  scan === null ? null : { date: scan.date, studyDay: scan.studyDay, label: scan.label };

export const followed = (lesion: LesionView): FollowedLesion => ({
  lesion: named(lesion),
  baseline: lesion.baseline,
  now: lesion.now,
  state: lesion.nowState,
});

export const present = (lesion: LesionView): PresentLesion => ({
  lesion: named(lesion),
  now: lesion.now,
  state: lesion.nowState,
});

/** The lesions whose size at baseline and now is known, with both. */
export const sizedSinceBaseline = (lesions: readonly LesionView[]): SizedLesion[] =>
  lesions.flatMap((lesion) =>
    lesion.baseline === null || lesion.now === null
      ? []
      : [{ lesion: named(lesion), from: lesion.baseline, to: lesion.now }],
  );

/** Names of lesions in a row. */
export const lesionsPhrase = (lesions: readonly LesionView[]): Phrase => ({
  id: 'lesions',
  parameters: { lesions: lesions.map(named) },
});

/** A growing lesion with its sizes and the scans between which it grew. */
export function growthOfLesion(lesion: LesionView, latest: TimepointClassification | null): Phrase {
  const at = scanOf(latest);
  if (lesion.nowState === 'unequivocal-progression' || lesion.nadir === null || lesion.now === null)
    return { id: 'lesion-progressed', parameters: { lesion: named(lesion), at } };
  return {
    id: rose(lesion.nadir, lesion.now) ? 'lesion-grew' : 'lesion-called-growing',
    parameters: { lesion: named(lesion), from: lesion.nadir, to: lesion.now, since: scanOf(lesion.nadirAt), at },
  };
}

/** What made the progression of the last scan, cause by cause. */
export function progressionCauses({ latest, lesions }: CasePicture): Phrase[] {
  if (latest === null) return [];
  const { nadirSum, sumOfDiameters, measuredPart } = latest;
  const sum = sumOfDiameters ?? measuredPart;
  const unequivocal = lesions.filter(
    ({ role, nowState }) => role === 'non-target' && nowState === 'unequivocal-progression',
  );
  const appeared = lesions.filter(
    ({ role, now, nowState }) => role === 'new' && (now !== null || nowState !== null) && nowState !== 'absent',
  );
  return [
    ...(latest.targetResponse === 'PD' && nadirSum !== null && sum !== null
      ? [{ id: 'sum-rose', parameters: { from: nadirSum, to: sum } } as const]
      : []),
    ...(latest.nonTargetResponse === 'PD'
      ? [{ id: 'non-targets-progressed', parameters: { lesions: unequivocal.map(named) } } as const]
      : []),
    ...(latest.newLesion === 'yes'
      ? [{ id: 'lesions-are-new', parameters: { lesions: appeared.map(named) } } as const]
      : []),
  ];
}
