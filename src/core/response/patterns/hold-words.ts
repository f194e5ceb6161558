import type { HoldReason } from '../model/classification.js';

/**
 * What each reason to hold a flag back means for any patient, without the lesions and evaluators of one: for counts over many
 * (clinical-decisions 1, "Held back as a watch").
 */
export const holdWords = {
  'setting-unknown': 'It is not known whether the disease is recurrent or metastatic.',
  'treatment-unknown': 'Nobody stated which drugs are given.',
  'no-checkpoint-inhibitor': 'No checkpoint inhibitor is among the drugs.',
  'last-dose-unknown': 'The drug was stopped and the date of its last dose is not known.',
  'checkpoint-inhibitor-ended': 'The scan lies too long after the last dose to count as under it.',
  'within-noise': 'The growth is within the measurement noise and was seen for the first time.',
  'small-lesion': 'The only lesion that grew, or the only one that shrank, is small and changed little.',
  'different-modality': 'The scans that are compared differ in modality.',
  'different-contrast-phase': 'The scans that are compared differ in contrast phase.',
  'different-slice-thickness': 'The scans that are compared differ in slice thickness.',
  'different-reader': 'The scans that are compared differ in reader.',
  'recent-procedure': 'A growing or new lesion was treated, biopsied or irradiated shortly before the scan.',
  'first-scan-early': 'The first scan came too soon after the start.',
  'new-lesion-equivocal': 'The new lesion is reported as equivocal.',
  'new-lesion-not-imaged-before': 'The new lesion lies where nothing was imaged before.',
  'sarcoid-like-nodes': 'Sarcoid-like nodes are reported.',
  infection: 'An infection is reported.',
  flare: 'A flare is reported.',
  'evaluators-disagree': 'Evaluators disagree on whether the definition is met.',
  'not-met-by-clinical-reader': 'The designated clinical reader does not find it.',
  'clinical-reader-has-not-read': 'The designated clinical reader has not read the scan.',
  'watch-definition': 'The definition that is met is shown as a watch, never as a flag.',
} as const;

export type HoldCode = keyof typeof holdWords;

/** A reason that holds a flag back; every one has general words. */
export interface Hold extends HoldReason {
  readonly code: HoldCode;
}
