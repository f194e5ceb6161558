/**
 * Facts of single lesions, from which the cells of a matrix are filled.
 */
import { openTissueResults, type DateInterval, type Organ } from '../../response/index.js';
import { intervalOf, statementsOf, textIn } from './case-fact.js';
import type { CasePicture, LesionView } from './case-picture.js';
import { yesOrNo } from './fact-reading.js';
import type { LesionFactName } from '../catalog/rule.js';
import { truthOf, type Truth } from './truth.js';

/** Organs in which image-guided ablation is done at all; a technical bound, not advice [P]. */
const ablationOrgans: ReadonlySet<Organ> = new Set([
  'lung',
  'liver',
  'bone',
  'kidney',
  'adrenal',
  'soft-tissue',
  'pleura',
  'mediastinum',
  'spleen',
]);

/** Whether ablation is done in the organ of a lesion. */
export const inAblationOrgan = ({ organ }: LesionView): Truth =>
  organ === null ? 'unknown' : ablationOrgans.has(organ);

/** Whether a lesion lies in a prior radiotherapy field. */
export function inPriorField({ facts }: LesionView): Truth {
  if (!facts || facts.priorRadiotherapyField === 'unknown') return 'unknown';
  return facts.priorRadiotherapyField === 'in-field';
}

/** Whether a lesion lies at the primary site or in the neck. */
export const inNeck = ({ region }: LesionView): Truth => (region === 'unknown' ? 'unknown' : region === 'locoregional');

/** Tissue says what the lesion is; an insufficient sample, or a result that is awaited, does not. */
export const tissueTells = ({ facts }: LesionView): boolean =>
  facts?.tissue !== undefined && !openTissueResults.has(facts.tissue.result);

interface LesionReading {
  readonly value: Truth;
  /** Who said so and when; null where it follows from measurements or nobody is named. */
  readonly said: { readonly by: string; readonly date: DateInterval | null } | null;
}

function stated(picture: CasePicture, { label }: LesionView, name: string, field: string): LesionReading {
  const newest = statementsOf(picture.facts, name, label).at(-1) ?? null;
  const by = textIn(newest, 'by');
  return {
    value: yesOrNo(newest, textIn(newest, field)),
    said: by === null ? null : { by, date: intervalOf(newest?.date ?? null) },
  };
}

const readers: Readonly<Record<LesionFactName, (picture: CasePicture, lesion: LesionView) => LesionReading>> = {
  treatable: (picture, lesion) => ({
    value: truthOf(lesion.facts?.treatable ?? 'unknown'),
    said: stated(picture, lesion, 'treatable', 'treatable').said,
  }),
  'prior-field': (_, lesion) => ({ value: inPriorField(lesion), said: null }),
  accessible: (picture, lesion) => stated(picture, lesion, 'biopsy-access', 'accessible'),
  tissue: (_, lesion) => ({
    value: tissueTells(lesion) ? true : lesion.facts?.tissue === undefined ? false : 'unknown',
    said: null,
  }),
  'ablation-organ': (_, lesion) => ({ value: inAblationOrgan(lesion), said: null }),
  'measured-now': (_, { now, gone }) => ({ value: now !== null || gone === true ? true : 'unknown', said: null }),
};

/** Reads one fact of one lesion. */
export const readLesionFact = (name: LesionFactName, picture: CasePicture, lesion: LesionView): LesionReading =>
  readers[name](picture, lesion);
