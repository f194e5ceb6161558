/**
 * Scans and lesions as the phrases of items print them.
 */
import type { TimepointClassification } from '../../response/index.js';
import type { CasePicture, LesionView } from '../facts/case-picture.js';
import { dateInWords, growthInWords, listInWords, millimetresInWords, percentInWords } from './words.js';

/** A scan by its date, its study day or its label. */
export const scanInWords = (scan: TimepointClassification | null): string => {
  if (scan === null) return 'an unknown date';
  if (scan.date) return dateInWords(scan.date);
  return scan.studyDay === null ? scan.label : `day ${scan.studyDay}`;
};

/** '18 to 26 mm'. */
export const sizeChange = (from: number | null, to: number | null): string =>
  from === null || to === null ? 'size not known' : `${millimetresInWords(from)} to ${millimetresInWords(to)} mm`;

export const lesionNames = (lesions: readonly LesionView[]): string => listInWords(lesions.map(({ words }) => words));

/** 'the new lesion [lung (New-1)]'. */
export const newLesionsInWords = (lesions: readonly LesionView[]): string =>
  lesions.length === 1
    ? `the new lesion [${lesions[0]!.words}]`
    : `the ${lesions.length} new lesions [${lesions.map(({ words }) => words).join('; ')}]`;

/** A growing lesion with its sizes, its change and the dates between which it grew. */
export function growthOfLesion(lesion: LesionView, latest: TimepointClassification | null): string {
  if (lesion.nadir === null || lesion.now === null)
    return `${lesion.words} was reported as unequivocal progression (${scanInWords(latest)})`;
  return `${lesion.words} grew ${sizeChange(lesion.nadir, lesion.now)} (${percentInWords(lesion.nadir, lesion.now)}, ${growthInWords(lesion.nadir, lesion.now)}; ${scanInWords(lesion.nadirAt)} to ${scanInWords(latest)})`;
}

/** What made the progression of the last scan, cause by cause. */
export function progressionCauses({ latest, lesions }: CasePicture): string[] {
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
      ? [
          `the sum of target diameters rose ${sizeChange(nadirSum, sum)} against its lowest value before (${percentInWords(nadirSum, sum)})`,
        ]
      : []),
    ...(latest.nonTargetResponse === 'PD'
      ? [
          `unequivocal progression was reported of ${unequivocal.length > 0 ? lesionNames(unequivocal) : 'non-target lesions'}`,
        ]
      : []),
    ...(latest.newLesion === 'yes' ? [`new: ${appeared.length > 0 ? lesionNames(appeared) : 'a lesion'}`] : []),
  ];
}
