/**
 * The six axes on which evidence may differ from a patient (docs/clinical-basis.md#evidence): tumour; site with HPV / EBV; extent; line with the
 * drug and progression on a checkpoint inhibitor; question; design. Three of them an item settles by itself, whoever the patient is.
 */
import type { Phrase } from '../phrases/phrase.js';
import type { Evidence, ItemSubject, Rule } from './rule.js';

const evidenceAxes = ['tumour', 'site', 'extent', 'line', 'question', 'design'] as const;
export type EvidenceAxis = (typeof evidenceAxes)[number];

/** `open`: whether it differs depends on what is not known, of the patient or of the study. */
export interface AxisDifference {
  readonly axis: EvidenceAxis;
  readonly words: Phrase;
  readonly open: boolean;
}

export const differsIn = (axis: EvidenceAxis, words: Phrase): AxisDifference[] => [{ axis, words, open: false }];
export const openIn = (axis: EvidenceAxis, words: Phrase): AxisDifference[] => [{ axis, words, open: true }];

/** A question that the item does not ask. */
export const questionDifference = ({ studied: { question } }: Evidence, about: ItemSubject): AxisDifference[] =>
  about.question.includes(question) ? [] : differsIn('question', { id: 'question-studied', parameters: { question } });

/** A design that cannot show that one treatment does better than another [P], or patients who were chosen for what was studied. */
export const designDifference = ({ studied: { design, selected } }: Evidence): AxisDifference[] => [
  ...(design === 'randomised' ? [] : differsIn('design', { id: 'design-studied', parameters: { design } })),
  ...(selected ? differsIn('design', { id: 'selected-patients', parameters: {} }) : []),
];

export const extentStudied = ({ studied: { extents } }: Evidence): Phrase => ({
  id: 'extent-studied',
  parameters: { extents },
});

/** Few lesions that progress while the rest does not: only a study of such patients is about them. */
export const fewProgressingDifference = (evidence: Evidence): AxisDifference[] =>
  evidence.studied.extents.includes('few-progressing') ? [] : differsIn('extent', extentStudied(evidence));

/** 'head-and-neck' holds squamous cell carcinoma; nasopharyngeal carcinoma has studies of its own. */
const fitsTumour = ({ studied: { tumours } }: Evidence, { populations }: Rule): boolean =>
  populations.every(
    (population) =>
      tumours.some((tumour) => tumour === population) ||
      (population === 'squamous' && tumours.includes('head-and-neck')),
  );

/** Axes that cannot be said to fit every patient of whom a rule asks: what differs, and what was not read of the study. */
export function axesWithoutFit(evidence: Evidence, rule: Rule): EvidenceAxis[] {
  const { sites, virus, extents, lines, inhibitor } = evidence.studied;
  const { about } = rule;
  const without: Readonly<Record<EvidenceAxis, boolean>> = {
    tumour: !fitsTumour(evidence, rule),
    site: sites === 'not-stated' || virus === 'not-stated',
    extent:
      about?.extent === 'few-progressing'
        ? fewProgressingDifference(evidence).length > 0
        : extents.includes('not-stated'),
    line: lines === 'not-stated' || (about !== undefined && about.inhibitor !== 'any' && inhibitor !== about.inhibitor),
    question: about === undefined || questionDifference(evidence, about).length > 0,
    design: designDifference(evidence).length > 0,
  };
  return evidenceAxes.filter((axis) => without[axis]);
}
