/**
 * The form of MODe-LITE as far as its source was read: the abstract of Lamb et al. 2021 names the six domains. The ends of the scale are
 * those of the longer MODe and were not checked for this one; what each number means, and how a global score is made, is not known here,
 * so nothing is summed. Source: docs/clinical-basis.md#quality-of-a-discussion-p.
 */
export const scoredDomains = [
  'clinical-input',
  'holistic-input',
  'clinical-collaboration',
  'pathology',
  'radiology',
  'management-plan',
] as const;
export type ScoredDomain = (typeof scoredDomains)[number];

/** A number of the scale, or null for what was not scored. */
export type DomainScores = Readonly<Record<ScoredDomain, number | null>>;

/** `checked`: whether its ends were read in the source; the form says so where they were not. */
export const scale = { least: 1, most: 5, checked: false } as const;
