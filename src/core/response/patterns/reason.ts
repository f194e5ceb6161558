/**
 * The one line that says why a definition is met: what grew or is new, what shrank, with sizes and dates (clinical-decisions 7).
 */
import { formatDate } from '../model/dates.js';
import { nadirIndex, type Sighting } from './holds.js';
import type { LesionSeries } from '../model/lesion-series.js';
import { formatMillimetresShort } from '../model/lengths.js';
import type { Standing } from './pattern-scene.js';

function whenAt({ matrix }: Sighting, index: number): string {
  const { date, label } = matrix.timeline.timepoints[index]!.timepoint;
  return date === null ? label : formatDate(date);
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const organWords = (organ: string): string => (organ === 'lymph-node' ? 'lymph nodes' : organ.replace('-', ' '));

const nameOf = (standing: Standing): string => {
  if (standing.lesion === null) return `the sum of ${organWords(standing.label)}`;
  return lesionName(standing.lesion);
};

const lesionName = ({ label, site, organ }: LesionSeries): string => {
  const place = site ?? (organ === null ? null : organWords(organ));
  return place === null || place === label ? label : `${label} (${place})`;
};

const sizes = (from: number, to: number): string =>
  `${formatMillimetresShort(from)} to ${formatMillimetresShort(to)} mm`;

function growth(sighting: Sighting): readonly string[] {
  const scan = whenAt(sighting, sighting.index);
  const grown = sighting.growers.map((grower) => {
    const from = grower.lesion === null ? null : whenAt(sighting, nadirIndex(sighting, grower));
    return `${nameOf(grower)} grew ${sizes(grower.nadir, grower.now)} (${from === null ? scan : `${from} to ${scan}`})`;
  });
  const appeared = sighting.newLesions.map((lesion) => {
    const size = lesion.readings[sighting.index]!.size;
    const certainty = sighting.doubtful ? 'reported as new, equivocal' : 'new';
    return `${lesionName(lesion)} is ${certainty}${size === null || size === 0 ? '' : `, ${formatMillimetresShort(size)} mm`} (${scan})`;
  });
  return [...grown, ...appeared];
}

/** One line in plain words: 'N grew 18 to 26 mm (02-Mar to 04-May) while L1 24 to 12 mm and H 20 to 11 mm shrank (01-Jan to 04-May).' */
export function reasonLine(sighting: Sighting): string {
  const shrunk = sighting.shrinkers.map((standing) => `${nameOf(standing)} ${sizes(standing.baseline, standing.now)}`);
  const since = `${whenAt(sighting, sighting.matrix.timeline.baseline)} to ${whenAt(sighting, sighting.index)}`;
  return `${listed(growth(sighting))} while ${listed(shrunk)} shrank (${since}).`.replace(/^the /, 'The ');
}
