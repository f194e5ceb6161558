import type { Direction } from '../lesion-direction.js';
import type { NewLesionFinding } from '../../../core/response/index.js';
import type { StripCounts, SumChange, ChartTexts } from './english.js';
import { plural } from '../../texts/plural.js';

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} und ${said.at(-1) ?? ''}`;
};

const directions: Readonly<Record<Direction, string>> = {
  new: 'neu',
  grew: 'gewachsen',
  'grew-less': 'gewachsen, unter +20 %',
  noise: 'im Messrauschen',
  'shrank-less': 'kleiner, unter 30 %',
  shrank: 'geschrumpft',
  'not-measured': 'nicht beurteilbar',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'ja',
  no: 'nein',
  equivocal: 'fraglich',
  unknown: 'nicht bekannt',
};

export const german: ChartTexts = {
  directions,
  newLesionFindings,
  lesion: 'Läsion',
  asTable: 'als Tabelle',
  sizesAtEveryScan: 'Größen bei jeder Untersuchung, in mm',
  sums: 'Summen und Ansprechen bei jeder Untersuchung',
  showFewer: 'Weniger zeigen',
  sinceNadir: 'über Nadir',
  sinceBaseline: 'zum Ausgangswert',
  bandLegend: 'Messrauschen: Bänder, die sich überlappen, können bloßes Rauschen sein',
  shrinkLegend: '−30 % vom Ausgangswert',
  growLegend: '+20 % und +5 mm über Nadir',
  hatchLegend: 'nicht beurteilbar, nicht gemessen oder behandelt',
  stripSentence: (counts: StripCounts) => {
    const parts = [
      counts.grew > 0 ? `${counts.grew} gewachsen` : null,
      counts.appeared > 0 ? `${counts.appeared} neu` : null,
      counts.shrank > 0 ? `${counts.shrank} geschrumpft` : null,
      counts.between > 0 ? `${counts.between} unter einer Schwelle verändert` : null,
      counts.noise > 0 ? `${counts.noise} im Messrauschen` : null,
      counts.unknown > 0 ? `${counts.unknown} zuletzt nicht beurteilbar` : null,
    ];
    return `${plural(counts.lesions, 'Läsion', 'Läsionen')} über ${plural(counts.scans, 'Untersuchung', 'Untersuchungen')} (${counts.period}): ${listed(parts)}.`;
  },
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm, jetzt ${now} mm${change === null ? '' : ` (${change})`}${response === null ? '' : `; Gesamtansprechen ${response}${byNewLesion ? ', wegen einer neuen Läsion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm. Zuletzt wurde nicht jede Zielläsion gemessen: ${now} mm bei den gemessenen${response === null ? '' : `; Gesamtansprechen ${response}`}.`,
  noSums: 'Es gibt keine Summe der Durchmesser: Keine Zielläsion wurde gemessen.',
  sumShrink: (millimetres: string) => `−30 %: ${millimetres}`,
  sumGrow: (millimetres: string) => `+20 %: ${millimetres}`,
  scan: 'Untersuchung',
  sumInMillimetres: 'Summe, mm',
  fromBaseline: 'Zum Ausgangswert',
  fromNadir: 'Zum Nadir',
  target: 'Zielläsionen',
  nonTarget: 'Nichtzielläsionen',
  newLesions: 'Neue Läsion',
  overall: 'Gesamt',
  measuredPart: (size: string) => `${size} der gemessenen`,
};
