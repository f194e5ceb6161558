/** Who has to be there for a board to decide: two published presets, or a list of the board's own. */
import type { Discipline } from './disciplines.js';

/** One place of a quorum: somebody of any one of these disciplines fills it. */
export interface QuorumPlace {
  readonly anyOf: readonly Discipline[];
  /** when-needed: only where a case names one of these disciplines as needed, as pathology where tissue is at issue. */
  readonly when: 'always' | 'when-needed';
}

export const quorumPresets = ['default', 'german-qi-5'] as const;
type QuorumPreset = (typeof quorumPresets)[number];

export type QuorumRule =
  { readonly preset: QuorumPreset } | { readonly preset: 'own'; readonly places: readonly QuorumPlace[] };

const always = (...anyOf: readonly Discipline[]): QuorumPlace => ({ anyOf, when: 'always' });

/**
 * default: medical oncology, radiation oncology, head and neck surgery (ENT or OMFS), radiology, and pathology where tissue is at issue
 * (this project's choice). german-qi-5: quality indicator 5 of the German S3 guideline names OMFS, ENT, radiotherapy, oncology, pathology
 * and radiology, all of which must take part.
 */
const presets: Readonly<Record<QuorumPreset, readonly QuorumPlace[]>> = {
  default: [
    always('medical-oncology'),
    always('radiation-oncology'),
    always('ent-surgery', 'oral-maxillofacial-surgery'),
    always('radiology'),
    { anyOf: ['pathology'], when: 'when-needed' },
  ],
  'german-qi-5': [
    always('oral-maxillofacial-surgery'),
    always('ent-surgery'),
    always('radiation-oncology'),
    always('medical-oncology'),
    always('pathology'),
    always('radiology'),
  ],
};

/** The places that a rule asks for. */
export const placesOf = (rule: QuorumRule): readonly QuorumPlace[] =>
  rule.preset === 'own' ? rule.places : presets[rule.preset];
