import type { DateInterval, LesionFacts } from '../../core/response/index.js';
import { showInterval } from '../format/dates.js';
import type { Texts } from '../texts/english.js';
import type { LesionReading } from './case.js';

/**
 * How a lesion was read, and what was done where it lies: 'CT, reader 1 · in prior field'. What nobody stated is said to be unknown.
 * An exam of its own on another day than the scan's is dated.
 */
export function lesionContext(
  reading: LesionReading | undefined,
  facts: LesionFacts | undefined,
  scan: DateInterval | null,
  texts: Texts,
): string {
  const { modalities, months, localTreatments, patient } = texts;
  const read = [
    reading?.modality == null ? patient.modalityUnknown : modalities[reading.modality],
    reading?.reader ?? patient.readUnknown,
    ...(reading?.examined != null && reading.examined.from !== scan?.from
      ? [patient.examined(showInterval(reading.examined, months))]
      : []),
  ].join(', ');
  const treated = (facts?.localTreatments ?? []).map(
    ({ kind, date }) => `${localTreatments[kind]} ${showInterval(date, months)}`,
  );
  const other = facts?.secondPrimary
    ? [`${facts.secondPrimary.histology} (${showInterval(facts.secondPrimary.date, months)})`]
    : [];
  return [read, patient.fieldOf[facts?.priorRadiotherapyField ?? 'unknown'], ...treated, ...other].join(' · ');
}
