import type { PlacementDone, PlacementTexts } from './english.js';
import { plural } from '../../texts/plural.js';

export const german: PlacementTexts = {
  title: (count: number) => `${plural(count, 'Frage', 'Fragen')} auf eine Sitzung setzen`,
  meeting: 'Sitzung',
  none: 'Keine Sitzung eines Boards, das Sie koordinieren, ist geplant.',
  questions: 'Fragen',
  minutesEach: 'Minuten für jede',
  needs: (needed: number, left: number) =>
    left < 0 ? `${needed} min; die Sitzung ist schon ${-left} darüber` : `${needed} min; die Sitzung hat noch ${left}`,
  now: 'Auf die Tagesordnung',
  anyway: (over: number) => `Trotzdem auf die Tagesordnung (${over} min darüber)`,
  done: ({ patients, questions, when, used, of }: PlacementDone) =>
    `${plural(patients, 'Patient', 'Patienten')}, ${plural(questions, 'Frage', 'Fragen')}: auf der Tagesordnung vom ${when} (${used} von ${of} min).`,
  openAgenda: 'Tagesordnung öffnen',
  undone: (questions: number) =>
    `Rückgängig gemacht: ${plural(questions, 'Frage ist', 'Fragen sind')} von der Tagesordnung und ${questions === 1 ? 'wartet' : 'warten'} wieder.`,
  undoReason: 'gleich nach der Aufnahme rückgängig gemacht',
  put: 'Auf eine Sitzung setzen',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} von ${of} min belegt, ${of - used} frei`
      : `${used} min geplant, ${used - of} mehr, als die Sitzung hat`,
  minutesRange: (from: number, to: number) => `${from} bis ${to} Minuten`,
};
