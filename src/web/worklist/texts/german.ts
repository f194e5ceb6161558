import type { WorklistTexts } from './english.js';
import { plural } from '../../texts/plural.js';

export const german: WorklistTexts = {
  count: (count: number, more: boolean) => `${plural(count, 'Zeile', 'Zeilen')}${more ? ', weitere ladbar' : ''}`,
  order:
    'Zuerst Markierungen, dann Fragen ohne Markierung, dann was sich nicht klassifizieren ließ, dann wessen Untersuchungen auf den Absender warten, dann Beobachtungen; darin zuerst, wessen letzte Untersuchung am längsten her ist. Das ist eine Ordnung nach Datum, keine Rangfolge der Patienten.',
  kind: 'Was es ist',
  question: 'Frage und Grund',
  lastScan: 'Letzte Untersuchung',
  state: 'Stand',
  meeting: 'Sitzung',
  mark: 'Auswählen',
  markCase: (id: string) => `Fall ${id} auswählen`,
  marked: (count: number) => `${count} ausgewählt`,
  questions: (count: number) =>
    count === 0 ? 'keine Frage, die auf eine Sitzung kann' : plural(count, 'Frage', 'Fragen'),
  unmark: 'Auswahl aufheben',
  more: 'Weitere laden',
  kindFilter: 'Markierungen, Fragen oder Beobachtungen',
  everyKind: 'Alle',
  kinds: { question: 'Frage', failed: 'Nicht ausgewertet', held: 'Angehalten' },
  withoutFlag: 'ohne Markierung',
  kindsFiltered: {
    flag: 'Markierungen',
    question: 'Fragen ohne Markierung',
    failed: 'Nicht ausgewertet',
    held: 'Angehaltene Untersuchungen',
    watch: 'Beobachtungen',
  },
  placedFilter: 'Auf einer Sitzung oder nicht',
  placements: { open: 'Auf keiner Sitzung', placed: 'Auf einer Sitzung', all: 'Alle' },
  search: 'Im Gezeigten suchen',
  daysAgo: (days: number) => (days === 0 ? 'heute' : `vor ${plural(days, 'Tag', 'Tagen')}`),
  empty: {
    open: 'Nichts wartet auf eine Sitzung',
    placed: 'Nichts steht auf einer kommenden Sitzung',
    all: 'Hier ist nichts',
  },
  also: (titles: readonly string[]) => `Auch gefragt: ${titles.join('; ')}`,
  watchesBeside: (definitions: readonly string[]) => `Daneben beobachtet: ${definitions.join(', ')}`,
  nothingComputed: 'Aus dem, was empfangen wurde, konnte nichts berechnet werden.',
  waitsForSender:
    'Was von diesen Untersuchungen gesendet wurde, ließ sich nicht lesen: vor der Antwort des Absenders wird nichts über sie gesagt.',
  notOnIt: (count: number) => plural(count, 'Frage steht nicht darauf', 'Fragen stehen nicht darauf'),
  proposed: 'vorgeschlagen',
  emptyHint: 'Zeilen erscheinen von selbst, wenn neue Untersuchungen ausgewertet sind.',
  noMatch: 'Nichts Gezeigtes enthält diese Wörter',
  notAllLoaded: 'Noch sind nicht alle Zeilen geladen: mehr laden oder anderswo suchen.',
  lookAmongAll: 'In allem suchen, ob auf einer Sitzung oder nicht',
};
