/** What was stated of a line's lesions and of radiotherapy, in words, whether or not the line has been classified since. */
import {
  type Phrase,
  regionOf,
  statedRegion,
  statedOfLesion,
  statedRadiotherapy,
} from '../../../core/discussion/index.js';
import type { DateInterval, Organ, TreatmentLineHistory } from '../../../core/response/index.js';
import type { LineHistory } from '../../assessments/index.js';

interface Place {
  readonly organ: Organ | null;
  readonly site: string | null;
}

/** Every lesion by its label, with the place that was sent last. */
function placesOf({ evaluators }: TreatmentLineHistory): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { timepoints } of evaluators)
    for (const { findings } of timepoints)
      for (const { lesion, organ, site } of findings) {
        const before = places.get(lesion);
        places.set(lesion, { organ: organ ?? before?.organ ?? null, site: site ?? before?.site ?? null });
      }
  return places;
}

const lastScanOf = ({ evaluators }: TreatmentLineHistory): DateInterval | null =>
  evaluators
    .flatMap(({ timepoints }) => timepoints.flatMap(({ date }) => (date === null ? [] : [date])))
    .reduce<DateInterval | null>((last, date) => (last === null || date.to > last.to ? date : last), null);

export interface StatedOfLine {
  /** By label; lesions of which nothing was stated are left out. */
  readonly lesionNotes: Readonly<Record<string, readonly Phrase[]>>;
  readonly radiotherapy: readonly Phrase[];
}

export function statedOfLine({ history, facts }: Pick<LineHistory, 'history' | 'facts'>): StatedOfLine {
  const lesions = [...placesOf(history)].map(([label, { organ, site }]) => ({
    label,
    organ,
    site,
    region: statedRegion(facts, label) ?? regionOf(organ, site),
    facts: Object.hasOwn(history.lesions, label) ? (history.lesions[label] ?? null) : null,
  }));
  const notes = lesions.map((lesion) => [lesion.label, statedOfLesion(lesion, facts)] as const);
  return {
    lesionNotes: Object.fromEntries(notes.filter(([, said]) => said.length > 0)),
    radiotherapy: statedRadiotherapy(
      facts,
      lesions.map((lesion) => ({ ...lesion, inPriorField: lesion.facts?.priorRadiotherapyField === 'in-field' })),
      lastScanOf(history),
    ),
  };
}
