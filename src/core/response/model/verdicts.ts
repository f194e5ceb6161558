/**
 * The literals in which verdicts are given, as written in the papers.
 */
export type TargetResponse = 'CR' | 'PR' | 'SD' | 'PD' | 'NE' | 'not-applicable';
export type NonTargetResponse = 'CR' | 'NON-CR/NON-PD' | 'PD' | 'NE' | 'not-applicable';
export type NewLesionFinding = 'yes' | 'no' | 'equivocal' | 'unknown';
export type OverallResponse = 'CR' | 'PR' | 'SD' | 'PD' | 'NE' | 'NON-CR/NON-PD';

export type ImmuneResponse = 'iCR' | 'iPR' | 'iSD' | 'iUPD' | 'iCPD' | 'NE' | 'NON-iCR/NON-iUPD';

/**
 * target-growth: sum of targets a further 5 mm or more over its value at the iUPD; non-target-increase: a further increase of whatever size;
 * new-lesion-growth: sum of new targets 5 mm or more over its value at the iUPD, or any increase of a new non-target;
 * another-new-lesion; new-category: progression newly reached in a category that did not progress at the iUPD.
 */
export type ConfirmationRoute =
  'target-growth' | 'non-target-increase' | 'new-lesion-growth' | 'another-new-lesion' | 'new-category';

/** disregarded: too soon after the iUPD; after-confirmed-progression: stays iCPD. */
export type ImmuneNote = 'disregarded' | 'after-confirmed-progression';

/** What an unconfirmed progression rests on. */
export type ProgressionCategory = 'target' | 'non-target' | 'new-lesion';

export type MetabolicResponse = 'CMR' | 'PMR' | 'SMD' | 'PMD' | 'NE';

export type PatternDefinition = string;
export type PatternVerdictValue = 'met' | 'not-met' | 'not-assessable';

/** Why a lesion can be neither shrinker nor grower at a timepoint, or why a new one no longer counts as an escape. */
export type Exclusion = 'treated' | 'in-prior-field' | 'merged' | 'benign' | 'new-and-responding';
