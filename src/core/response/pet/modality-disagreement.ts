/**
 * CT, MR and PET-CT assessments of one timepoint live side by side; where they say different things, that is a finding by itself.
 */
import type { ModalityDisagreement, OverallResponse } from '../model/classification.js';
import { fewestDaysBetween, mostDaysBetween } from '../model/dates.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import type { RecistTimepoint } from '../recist/recist.js';

/** What a response says, whatever criterion gave it. */
export type Direction = 'responds' | 'stable' | 'progresses';

const directions: Readonly<Record<OverallResponse, Direction | null>> = {
  CR: 'responds',
  PR: 'responds',
  SD: 'stable',
  'NON-CR/NON-PD': 'stable',
  PD: 'progresses',
  NE: null,
};

/** Null where nothing was classified, or NE. */
export const directionOf = (response: OverallResponse | null): Direction | null =>
  response === null ? null : directions[response];

/**
 * For each follow-up by index of the timeline, the follow-ups of the same evaluator by another modality that may lie within `days` of
 * it and say otherwise by size; null where none does. What is not evaluable contradicts nothing.
 */
export function findModalityDisagreements(
  { timeline }: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  days: number,
): readonly (readonly ModalityDisagreement[] | null)[] {
  const scans = timeline.timepoints.map(({ timepoint: { key, modality }, span }, index) => ({
    key,
    modality,
    span,
    response: recist[index]?.overall ?? null,
  }));
  return scans.map((one) => {
    const against = scans.flatMap((other): ModalityDisagreement[] => {
      if (
        one.modality === null ||
        other.modality === null ||
        one.modality === other.modality ||
        one.span === null ||
        other.span === null
      )
        return [];
      if (fewestDaysBetween(one.span, other.span) > days || mostDaysBetween(one.span, other.span) < -days) return [];
      const [own, their] = [directionOf(one.response), directionOf(other.response)];
      return own === null || their === null || own === their
        ? []
        : [{ timepoint: other.key, modality: other.modality, overallResponse: other.response! }];
    });
    return against.length === 0 ? null : against;
  });
}
