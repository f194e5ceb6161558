/**
 * Why a definition is met: what grew or is new, what shrank, with sizes and dates.
 */
import { firstShownAt, lastReportedWithout } from '../model/new-lesions.js';
import { nadirIndex } from './growth-in-noise.js';
import { namedMeasured, type Sighting } from './holds.js';
import { named, type LesionSeries } from '../model/lesion-series.js';
import type { NamedScan } from '../model/phrase.js';
import type { ResponsePhrase, SaidAppearance } from '../model/phrases.js';

function scanAt({ matrix }: Sighting, index: number): NamedScan {
  const { timepoint, studyDay } = matrix.timeline.timepoints[index]!;
  return { label: timepoint.label, date: timepoint.date, studyDay };
}

function appearanceOf(sighting: Sighting, lesion: LesionSeries): SaidAppearance {
  const first = firstShownAt(lesion, sighting.index, sighting.matrix);
  const without = lastReportedWithout(sighting.matrix, lesion, first);
  return {
    lesion: named(lesion),
    size: lesion.readings[sighting.index]!.size,
    first: scanAt(sighting, first),
    notAt: without < 0 ? null : scanAt(sighting, without),
  };
}

/** 'N grew 18 to 26 mm (02-Mar to 04-May) while L1 24 to 12 mm and H 20 to 11 mm shrank (01-Jan to 04-May)', as data. */
export function reasonOf(sighting: Sighting): ResponsePhrase {
  const { matrix, index, growers, newLesions, shrinkers, doubtful } = sighting;
  return {
    id: 'reason/grew-while-shrank',
    parameters: {
      grew: growers.map((grower) => ({
        what: namedMeasured(grower),
        from: grower.nadir,
        to: grower.now,
        since: grower.lesion === null ? null : scanAt(sighting, nadirIndex(sighting, grower)),
      })),
      appeared: newLesions.map((lesion) => appearanceOf(sighting, lesion)),
      equivocal: doubtful,
      shrank: shrinkers.map((shrinker) => ({
        what: namedMeasured(shrinker),
        from: shrinker.baseline,
        to: shrinker.now,
      })),
      baseline: scanAt(sighting, matrix.timeline.baseline),
      scan: scanAt(sighting, index),
    },
  };
}
