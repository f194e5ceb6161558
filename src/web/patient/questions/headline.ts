import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import type { PatientTexts } from '../../record/texts/english.js';

/**
 * What stands in place of a question where neither question nor flag is open: that there is no dissociated response only where it was
 * assessed, else why nothing can be said.
 */
export function headlineWithoutFlag(standing: EvaluatorStanding | undefined, texts: PatientTexts): string {
  if (standing === undefined) return texts.notClassified;
  return standing.dissociation === 'held'
    ? texts.heldScans(standing.held, standing.scans)
    : texts.withoutFlag[standing.dissociation];
}

/** Lesions that are another tumour by tissue: no verdict holds them, and the headline does not pass them over. */
export function secondPrimaryWords(standing: EvaluatorStanding | undefined, texts: PatientTexts): string | null {
  const others = (standing?.lesions ?? []).filter(({ kind }) => kind === 'second-primary').map(({ lesion }) => lesion);
  return others.length === 0 ? null : texts.secondPrimaries(others);
}
