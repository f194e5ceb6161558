import type { LesionStanding } from '../lesion-standing.js';
import type { NewLesionFinding } from '../../../core/response/index.js';
import type { ChartTexts, Reading, StandingCount, SumChange } from './english.js';
import { plural } from '../../texts/plural.js';

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} und ${said.at(-1) ?? ''}`;
};

const standings: ChartTexts['standings'] = {
  grew: 'gewachsen',
  shrank: 'geschrumpft',
  'grew-short': 'gewachsen, unter einer Schwelle',
  'shrank-short': 'geschrumpft, unter einer Schwelle',
  'within-noise': 'im Messrauschen',
  'normal-node': 'normaler Lymphknoten',
  new: 'neu',
  'new-equivocal': 'neu, fraglich',
  'first-size': 'zum ersten Mal gemessen',
  'not-yet-seen': 'noch nicht gesehen',
  treated: 'lokal behandelt, nicht gewertet',
  'second-primary': 'Zweittumor, nicht gewertet',
  held: 'angehalten: wartet auf den Absender',
  baseline: 'Ausgangswert',
  'before-treatment': 'vor der Behandlung',
};

const uncounted: ChartTexts['uncounted'] = {
  'in-prior-field': 'nicht gewertet: in einem früheren Feld ohne Progress seither',
  'no-tumour-in-tissue': 'nicht gewertet: kein Tumor im Gewebe',
  'sent-as-new': 'nicht gewertet: als neu gesendet und vorher schon da',
  'not-at-baseline': 'nicht gewertet: erst nach dem Ausgangswert gesehen',
  'not-measurable-at-baseline': 'nicht gewertet: zu Beginn nicht messbar',
  'no-true-baseline': 'nicht gewertet: die erste Untersuchung lag nach dem Beginn',
  'no-baseline': 'nicht gewertet: der Ausgangswert ist nicht bekannt',
};

const notEvaluated: Readonly<Partial<Record<LesionStanding['reported'], string>>> = {
  'not-evaluable': 'nicht beurteilbar',
  'not-done': 'nicht erfolgt',
  'no-row': 'bei dieser Untersuchung nicht berichtet',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'ja',
  no: 'nein',
  equivocal: 'fraglich',
  unknown: 'nicht bekannt',
};

export const german: ChartTexts = {
  standings,
  uncounted,
  notEvaluated: (reported) => notEvaluated[reported] ?? 'nicht beurteilbar',
  oneMassWith: (lesions) => `eine Masse mit ${listed(lesions)}`,
  inOneMass: 'zu einer Masse verschmolzen',
  notCounted: (said) => `${said}, nicht gewertet`,
  shortOfThreshold: 'unter einer Schwelle verändert',
  mayBeNoise: 'kann bloßes Messrauschen sein',
  normalNodeShrank: 'ein normaler Lymphknoten zählt als geschrumpft',
  normalNodeCannotGrow: 'ein normaler Lymphknoten kann nicht gewachsen sein',
  newWithoutRow: 'bei dieser Untersuchung ohne Zeile: gilt als noch da',
  progressedAt: (scan) => `der eindeutige Progress vom ${scan} besteht weiter`,
  fromNothing: 'von 0 mm',
  oneMissed: (reached, short, needed) => `${reached}, aber ${short} von nötigen ${needed}`,
  bothMissed: (percent, percentNeeded, length, lengthNeeded) =>
    `${percent} von nötigen ${percentNeeded} und ${length} von nötigen ${lengthNeeded}`,
  shrinkMissed: (reached, needed) => `${reached} von nötigen ${needed}`,
  newLesionFindings,
  lesion: 'Läsion',
  asTable: 'als Tabelle',
  sizesAtEveryScan: 'Größen bei jeder Untersuchung, in mm',
  sums: 'Summen und Ansprechen bei jeder Untersuchung',
  showFewer: 'Weniger zeigen',
  since: { nadir: 'zum vorigen Nadir', baseline: 'zum Ausgangswert' },
  bandLegend: 'Messrauschen: Bänder, die sich überlappen, können bloßes Rauschen sein',
  shrinkLegend: 'bis zu dieser Größe ist sie geschrumpft',
  growLegend: 'ab dieser Größe ist sie gewachsen',
  hatchLegend: 'nicht gemessen, angehalten oder behandelt',
  stripSentence: ({ lesions, scans, period, counts }: Reading & { readonly counts: readonly StandingCount[] }) =>
    `${plural(lesions, 'Läsion', 'Läsionen')} über ${plural(scans, 'Untersuchung', 'Untersuchungen')} (${period}): ${listed(counts.map(({ words, count }) => `${count} ${words}`))}.`,
  heldSentence: ({ lesions, scans, held, period }: Reading) =>
    held === scans
      ? `${held} von ${plural(scans, 'Untersuchung', 'Untersuchungen')} angehalten: Bevor der Absender antwortet, lässt sich nichts sagen.`
      : `${plural(lesions, 'Läsion', 'Läsionen')} über ${plural(scans, 'Untersuchung', 'Untersuchungen')} (${period}): Die letzte Untersuchung ist angehalten und wartet auf den Absender; zum jetzigen Stand wird nichts gesagt.`,
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm, jetzt ${now} mm${change === null ? '' : ` (${change})`}${response === null ? '' : `; Gesamtansprechen ${response}${byNewLesion ? ', wegen einer neuen Läsion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm. Zuletzt wurde nicht jede Zielläsion gemessen: ${now} mm bei den gemessenen${response === null ? '' : `; Gesamtansprechen ${response}`}.`,
  heldSum: (baseline) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm. Die letzte Untersuchung ist angehalten und wartet auf den Absender: Jetzt gibt es keine Summe.`,
  baselineSum: (baseline) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm; es gibt noch keine Verlaufsuntersuchung.`,
  nothingMeasured: (baseline) =>
    `Summe der Durchmesser: Ausgangswert ${baseline} mm. Zuletzt wurde keine Zielläsion gemessen.`,
  noSumsHeld: (held, scans) =>
    `Es gibt keine Summe der Durchmesser: ${held} von ${plural(scans, 'Untersuchung', 'Untersuchungen')} angehalten.`,
  noSums: 'Es gibt keine Summe der Durchmesser: Keine Zielläsion wurde gemessen.',
  responseTo: (millimetres) => `PR bis ${millimetres}`,
  progressionFrom: (millimetres) => `PD ab ${millimetres}`,
  scan: 'Untersuchung',
  sumInMillimetres: 'Summe, mm',
  fromBaseline: 'Zum Ausgangswert',
  fromNadir: 'Zum vorigen Nadir',
  target: 'Zielläsionen',
  nonTarget: 'Nichtzielläsionen',
  newLesions: 'Neue Läsion',
  overall: 'Gesamt',
  measuredPart: (size: string) => `${size} der gemessenen`,
};
