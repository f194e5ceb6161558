/** The courses of radiotherapy of a case, each with the lesions in its field, its interval to the last scan and the class of MIRI. */
import type { DateInterval } from '../../response/index.js';
import { newestOf, type StatedFact } from '../facts/case-fact.js';
import { coursesOf, coursesOfLesion, miriClassOf, monthsBetween, type PlacedLesion } from '../facts/radiotherapy.js';
import { courseShown } from '../phrases/item-placeholders.js';
import type { Phrase } from '../phrases/phrase.js';

/** A lesion of which it is stated whether it lies in a prior field. */
export interface FieldLesion extends PlacedLesion {
  readonly inPriorField: boolean;
}

/**
 * The lines of a case's radiotherapy, one a course, oldest first; then lesions that were stated to lie in a field and of which it is not
 * known in which. Empty where nothing was stated.
 * @param scan when the last scan was; null where it has no date
 */
export function statedRadiotherapy(
  facts: readonly StatedFact[],
  lesions: readonly FieldLesion[],
  scan: DateInterval | null,
): Phrase[] {
  const courses = coursesOf({ facts });
  if (courses.length === 0)
    return newestOf(facts, 'prior-radiotherapy')?.state === 'none'
      ? [{ id: 'no-prior-radiotherapy', parameters: {} }]
      : [];
  const inField = lesions.filter(({ inPriorField }) => inPriorField);
  const found = inField.map((lesion) => ({ lesion, ...coursesOfLesion({ facts }, lesion) }));
  const open = found.filter(({ standing }) => standing !== 'known').map(({ lesion }) => lesion);
  return [
    ...courses.map((course): Phrase => {
      const here = [
        ...found
          .filter(
            ({ standing, courses: own }) =>
              standing === 'known' && own.some((one) => one.field === course.field && one.end?.to === course.end?.to),
          )
          .map(({ lesion }) => lesion),
        ...lesions.filter(({ label, inPriorField }) => !inPriorField && course.lesions.includes(label)),
      ];
      const months = monthsBetween(course, scan);
      return {
        id: 'clauses',
        parameters: {
          parts: [
            courseShown(course),
            ...(here.length === 0
              ? []
              : [{ id: 'lesions-in-field', parameters: { lesions: here.map(named) } } as const]),
            ...(months === null ? [] : [{ id: 'prior-radiotherapy-interval', parameters: { months } } as const]),
            { id: 'miri-class', parameters: { class: miriClassOf([course], facts, scan) } },
          ],
        },
      };
    }),
    ...(open.length === 0 ? [] : [{ id: 'field-not-known', parameters: { lesions: open.map(named) } } as const]),
  ];
}

const named = ({ label, site, organ }: PlacedLesion) => ({ label, site, organ });
