/**
 * The flag of an item as a board reads it: its definitions by name, met and not, and the measurement confidence. Never a count.
 */
import { patternDefinition, type FlagFinding } from '../../response/index.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { Phrase } from '../phrases/phrase.js';
import type { FlagKey } from './evidence-used.js';

export interface FlagShown extends FlagKey {
  readonly reason: Phrase;
  readonly course: FlagFinding['course'];
  readonly evaluatorsFor: readonly string[];
  readonly evaluatorsAgainst: readonly string[];
  /** How sure it is that the changes exceed measurement error, 0 to 1 [P]; a lower bound, never a risk. Null where there is no closed form. */
  readonly measurementConfidence: number | null;
  /** Definitions by id at the last scan; those for study only are left out. */
  readonly met: readonly string[];
  readonly notMet: readonly string[];
  readonly notAssessable: readonly string[];
}

const isShown = (definition: string): boolean => patternDefinition(definition)?.tier !== 'sandbox';

/** The flag with what every shown definition says at the last scan. */
export function flagShown(flag: FlagFinding, { latest }: CasePicture): FlagShown {
  const named = (verdict: string): string[] =>
    (latest?.patterns ?? [])
      .filter((pattern) => pattern.verdict === verdict && isShown(pattern.definition))
      .map(({ definition }) => definition);
  return {
    definition: flag.definition,
    episode: flag.episode,
    reason: flag.reason,
    course: flag.course,
    evaluatorsFor: flag.evaluatorsFor,
    evaluatorsAgainst: flag.evaluatorsAgainst,
    measurementConfidence: flag.confidence ?? null,
    met: named('met'),
    notMet: named('not-met'),
    notAssessable: named('not-assessable'),
  };
}
