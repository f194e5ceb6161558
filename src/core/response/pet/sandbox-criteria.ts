/**
 * PET criteria for study only: shown in the details on request, never in a count, a flag or an item. Data first, as the reviews that were read
 * give them (docs/clinical-basis.md#pet); what they leave open is chosen here and marked [P].
 */
export interface SandboxCriterion {
  readonly id: 'iPERCIST' | 'PECRIT' | 'metabolic-burden';
  readonly source: string;
  readonly doi: string | null;
  /** Marks of certainty, each with what it is about. */
  readonly marks: readonly (readonly [mark: string, of: string])[];
  readonly studiedIn: string;
  readonly tier: 'sandbox';
}

export const sandboxCriteria: readonly SandboxCriterion[] = [
  {
    id: 'iPERCIST',
    source: 'Goldfarb 2019',
    doi: '10.2967/jnumed.118.213884',
    marks: [
      ['V2', 'rule'],
      ['K', 'DOI'],
      ['P', 'scans before 4 and after 8 weeks, NE between, what follows a confirmation'],
    ],
    studiedIn: 'non-small-cell lung cancer, 28 patients, nivolumab',
    tier: 'sandbox',
  },
  {
    id: 'PECRIT',
    source: 'Cho 2017',
    doi: null,
    marks: [
      ['V2', 'rule'],
      ['P', 'the hottest lesion of each scan; days counted from the baseline'],
    ],
    studiedIn: 'melanoma, 20 patients',
    tier: 'sandbox',
  },
  {
    id: 'metabolic-burden',
    source: 'Consilium project: sums and rates of MTV and TLG as they are sent, without a threshold',
    doi: null,
    marks: [['P', 'all of it']],
    studiedIn: 'nobody',
    tier: 'sandbox',
  },
];

/** Limits of the criteria above. */
export const sandboxPetLimits = {
  /** iPERCIST: a PMD is confirmed 4 to 8 weeks later [V2]; later counts too [P]. */
  confirmedFromDays: 28,
  /** PECRIT: SULpeak 3 to 4 weeks after the start, a rise over 15.5 % [V2]. */
  pecritFromDays: 21,
  pecritToDays: 28,
  pecritRisePermille: 155,
} as const;
