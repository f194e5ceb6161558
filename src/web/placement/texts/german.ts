import type { PlacementDone, PlacementTexts } from './english.js';
import { plural } from '../../texts/plural.js';

export const german: PlacementTexts = {
  title: (count: number) => `${plural(count, 'Fall', 'Fälle')} auf eine Sitzung setzen`,
  meeting: 'Sitzung',
  none: 'Keine Sitzung des Boards dieser Fälle, das Sie koordinieren, ist geplant.',
  cases: 'Fälle',
  severalBoards: 'Die Fälle gehören zu mehreren Boards: Auf die Sitzung kommen die ihres Boards.',
  minutesEach: 'Minuten für jeden',
  needs: (needed: number, left: number) =>
    left < 0 ? `${needed} min; die Sitzung ist schon ${-left} darüber` : `${needed} min; die Sitzung hat noch ${left}`,
  now: 'Auf die Tagesordnung',
  anyway: (over: number) => `Trotzdem auf die Tagesordnung (${over} min darüber)`,
  done: ({ cases, when, used, of }: PlacementDone) =>
    `${plural(cases, 'Fall', 'Fälle')}: auf der Tagesordnung vom ${when} (${used} von ${of} min).`,
  openAgenda: 'Tagesordnung öffnen',
  undone: (cases: number) =>
    `Rückgängig gemacht: ${plural(cases, 'Fall ist', 'Fälle sind')} von der Tagesordnung und ${cases === 1 ? 'wartet' : 'warten'} wie zuvor.`,
  undoReason: 'gleich nach der Aufnahme rückgängig gemacht',
  put: 'Auf eine Sitzung setzen',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} von ${of} min belegt, ${of - used} frei`
      : `${used} min geplant, ${used - of} mehr, als die Sitzung hat`,
  minutesRange: (from: number, to: number) => `${from} bis ${to} Minuten`,
};
