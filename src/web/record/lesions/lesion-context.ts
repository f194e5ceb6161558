import type { DateInterval, LesionFacts, LesionTrajectory } from '../../../core/response/index.js';
import { showInterval } from '../../format/dates.js';
import type { Words } from '../../texts/english.js';
import type { LesionReading } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

/** Where a lesion lies and what it is followed as: 'right lung · target'. */
export const lesionPlace = (
  { site, organ, role }: Pick<LesionTrajectory, 'site' | 'organ' | 'role'>,
  { organs, roles }: Words,
): string => [site ?? (organ === null ? null : organs[organ]), roles[role]].filter((part) => part !== null).join(' · ');

/**
 * How a lesion was read, and whether it lies in a prior field: 'CT, reader 1 · in prior field'. What nobody stated is said to be unknown;
 * what was done to it stands in its notes. An exam of its own on another day than the scan's is dated.
 */
export function lesionContext(
  reading: LesionReading | undefined,
  facts: LesionFacts | undefined,
  scan: DateInterval | null,
  texts: PatientTexts,
  { modalities, months }: Words,
): string {
  const read = [
    reading?.modality == null ? texts.modalityUnknown : modalities[reading.modality],
    reading?.reader ?? texts.readUnknown,
    ...(reading?.examined != null && reading.examined.from !== scan?.from
      ? [texts.examined(showInterval(reading.examined, months))]
      : []),
  ].join(', ');
  const other = facts?.secondPrimary
    ? [`${facts.secondPrimary.histology} (${showInterval(facts.secondPrimary.date, months)})`]
    : [];
  return [read, texts.fieldOf[facts?.priorRadiotherapyField ?? 'unknown'], ...other].join(' · ');
}
