import type { HoldReason } from '../model/classification.js';
import { noParameters, type HoldCode, type HoldPhrases, type ResponsePhrase } from '../model/phrases.js';

/** A reason that holds a flag back; every one can be said of one patient, and of any. */
export interface Hold extends HoldReason {
  readonly code: HoldCode;
}

const codes: Readonly<Record<HoldCode, true>> = {
  'setting-unknown': true,
  'treatment-unknown': true,
  'no-checkpoint-inhibitor': true,
  'last-dose-unknown': true,
  'checkpoint-inhibitor-ended': true,
  'within-noise': true,
  'small-lesion': true,
  'different-modality': true,
  'different-contrast-phase': true,
  'different-slice-thickness': true,
  'different-reader': true,
  'recent-procedure': true,
  'first-scan-early': true,
  'new-lesion-equivocal': true,
  'new-lesion-not-imaged-before': true,
  'small-new-node': true,
  'outside-population': true,
  'sarcoid-like-nodes': true,
  infection: true,
  flare: true,
  'evaluators-disagree': true,
  'not-met-by-clinical-reader': true,
  'clinical-reader-has-not-read': true,
  'watch-definition': true,
};

/** Every code of a reason to hold a flag back. */
export const holdCodes = Object.keys(codes) as readonly HoldCode[];

/** A reason to hold back the flag of one patient. */
export const hold = <Code extends HoldCode>(code: Code, parameters: HoldPhrases[Code]): Hold => ({
  code,
  words: { id: `hold/${code}`, parameters } as unknown as ResponsePhrase,
});

/**
 * What a reason means for any patient, without the lesions and evaluators of one: for counts over many. Null for a code of another
 * version of the engine.
 */
export const holdInGeneral = (code: string): ResponsePhrase | null =>
  Object.hasOwn(codes, code) ? { id: `hold-in-general/${code as HoldCode}`, parameters: noParameters } : null;
