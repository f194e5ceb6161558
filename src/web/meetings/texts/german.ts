import type { AgendaChange, AgendaDifference } from '../agenda-model.js';
import type { MeetingTexts } from './english.js';
import { planning } from './planning-german.js';
import { plural } from '../../texts/plural.js';

const named = (number: number | null): string => (number === null ? 'ein Fall eines anderen Boards' : `Fall ${number}`);

export const german: MeetingTexts = {
  planning,
  none: 'Keine Sitzung ist geplant',
  noneHint: 'Sitzungen Ihrer Boards erscheinen hier, sobald sie geplant sind.',
  past: 'Vergangene Sitzungen',
  contents: (patients: number, cases: number) =>
    `${plural(patients, 'Patient', 'Patienten')}, ${plural(cases, 'Fall', 'Fälle')}`,
  plan: 'Sitzung planen',
  planNow: 'Planen',
  board: 'Board',
  date: 'Datum',
  time: 'Beginn',
  length: 'Dauer in Minuten',
  place: 'Ort oder Link (kann leer bleiben)',
  dateMissing: 'Geben Sie das Datum an.',
  timeMissing: 'Geben Sie die Uhrzeit an.',
  inPast: 'Diese Zeit ist vorbei.',
  planned: (when: string) => `Eine Sitzung ist geplant für den ${when}.`,
  agenda: {
    title: (when: string) => `Tagesordnung vom ${when}`,
    present: 'Zeigen',
    opinion: 'Ihre Meinung',
    prepare: 'Vorbereiten',
    prepared: (count: number) =>
      `${plural(count, 'Fall ist', 'Fälle sind')} vorbereitet: Was das Board sieht, ist festgehalten.`,
    print: 'Drucken',
    invite: 'Einladen',
    edit: 'Bearbeiten …',
    undo: (words: string) => `Rückgängig: ${words}`,
    undoReason: 'gleich nach der Aufnahme rückgängig gemacht',
    undone: (count: number) => `Rückgängig gemacht (${count})`,
    cancelled: 'Diese Sitzung ist abgesagt.',
    empty: 'Noch nichts auf dieser Tagesordnung',
    emptyHint:
      'Fälle kommen aus dem, was wartet, von der Arbeitsliste oder von der Seite eines Falls auf eine Sitzung.',
    waiting: 'Was wartet',
    waitingNone: 'Kein Fall dieses Boards wartet auf eine Sitzung.',
    waitingMore: (count: number) => `Die ersten ${count} werden gezeigt.`,
    waitingNotRead: 'Nicht gelesen',
    put: (name: string) => `${name} auf die Tagesordnung setzen`,
    putShort: 'Aufnehmen',
    putOn: (number: number) => `Fall ${number} kommt auf die Tagesordnung`,
    unit: 'min',
    min: (minutes: number) => `${minutes} min`,
    minutesOf: (number: number | null) => `Minuten für ${named(number)}`,
    endOfTime: (minutes: number) => `hier enden die ${minutes} min der Sitzung`,
    menuOf: (number: number | null) => `Mehr zu: ${named(number)}`,
    toTop: 'Ganz nach oben',
    toEnd: 'Ganz ans Ende',
    carryOver: 'Übertragen …',
    carryTitle: (count: number) => `${plural(count, 'Fall', 'Fälle')} übertragen`,
    carryTo: 'Auf die Sitzung vom',
    carryNone: 'Keine spätere Sitzung dieses Boards ist geplant.',
    carryNow: 'Übertragen',
    takeOff: 'Von der Tagesordnung nehmen …',
    placeOf: (what: string, place: number, count: number) => `${what}: ${place} von ${count}`,
    up: (number: number | null) => `${named(number)} nach oben`,
    down: (number: number | null) => `${named(number)} nach unten`,
    byWhen: (date: string) => `bis ${date}`,
    notes: 'Notizen',
    notShown: 'Ein Fall eines anderen Boards',
    notShownHint: 'Der Patient gehört nicht mehr zu diesem Board.',
    moved: (to: number, count: number) => `Auf Platz ${to} von ${count} gesetzt`,
    takeOffTitle: (number: number | null) => `Von der Tagesordnung nehmen: ${named(number)}`,
    takeOffNow: 'Herunternehmen',
    conflict: 'Jemand anderes hat diese Tagesordnung inzwischen geändert',
    difference: (difference: AgendaDifference): string => {
      const name = named(difference.number);
      switch (difference.kind) {
        case 'added':
          return `${name} kam hinzu.`;
        case 'removed':
          return `${name} wurde heruntergenommen.`;
        case 'moved':
          return `${name} wurde von Platz ${difference.from + 1} auf ${difference.to + 1} gesetzt.`;
        case 'minutes':
          return `${name} hat ${difference.to} min statt ${difference.from}.`;
      }
    },
    change: (change: AgendaChange, number: number | null): string => {
      switch (change.kind) {
        case 'move':
          return `${named(number)} auf Platz ${change.to + 1}`;
        case 'minutes':
          return `${change.minutes} min für ${named(number)}`;
        case 'take-off':
          return `${named(number)} herunternehmen: „${change.reason}“`;
        case 'place':
          return `${named(number)} aufnehmen`;
        case 'carry-over':
          return `${plural(change.keys.length, 'Fall', 'Fälle')} übertragen`;
        case 'bring-back':
          return `${plural(change.carried.length, 'Fall', 'Fälle')} zurückholen`;
      }
    },
    notSaved: (change: string) => `Ihre Änderung wurde nicht gespeichert: ${change}.`,
    repeat: 'Auf der neuen Tagesordnung ausführen',
    leave: 'So lassen, wie es jetzt ist',
  },
};
