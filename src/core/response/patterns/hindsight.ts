/**
 * Pseudoprogression is only ever named in hindsight (docs/clinical-basis.md#pseudoprogression-and-oligoprogression): an
 * unconfirmed progression after which a later scan shows the lesions below the criterion again. It is rare in head and
 * neck cancer; growth is far more often true growth.
 */
import type { ImmuneTimepoint, PseudoprogressionFinding } from '../model/classification.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';

/** A lesion that was treated locally in between may have shrunk for that reason. */
const treatedBetween = ({ lesions }: EvaluatorMatrix, from: number, to: number): boolean =>
  lesions.some(({ readings }) => readings[to]!.treated && !readings[from]!.treated);

/** Every unconfirmed progression that a later scan took back, in time order. */
export function findPseudoprogression(
  matrix: EvaluatorMatrix,
  immune: readonly (ImmuneTimepoint | null)[],
): readonly PseudoprogressionFinding[] {
  const found: PseudoprogressionFinding[] = [];
  const key = (index: number): string => matrix.timeline.timepoints[index]!.timepoint.key;
  let progression: number | null = null;
  immune.forEach((timepoint, index) => {
    if (timepoint === null) return;
    if (timepoint.response === 'iUPD') progression ??= index;
    else if (timepoint.response === 'iCPD') progression = null;
    else if (progression !== null && timepoint.response !== 'NE') {
      found.push({
        progression: key(progression),
        takenBackAt: key(index),
        localTreatmentBetween: treatedBetween(matrix, progression, index),
      });
      progression = null;
    }
  });
  return found;
}
