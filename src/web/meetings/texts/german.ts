import type { AgendaChange, AgendaDifference } from '../agenda-model.js';
import type { MeetingTexts } from './english.js';
import { planning } from './planning-german.js';
import { plural } from '../../texts/plural.js';

const named = (id: string | null): string => (id === null ? 'ein Fall eines anderen Boards' : `Fall ${id}`);

const questionOf = (id: string | null, question: number | null): string =>
  question === null ? named(id) : `${named(id)}, Frage ${question}`;

export const german: MeetingTexts = {
  planning,
  none: 'Keine Sitzung ist geplant',
  noneHint: 'Sitzungen Ihrer Boards erscheinen hier, sobald sie geplant sind.',
  past: 'Vergangene Sitzungen',
  contents: (patients: number, questions: number) =>
    `${plural(patients, 'Patient', 'Patienten')}, ${plural(questions, 'Frage', 'Fragen')}`,
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
    print: 'Drucken',
    cancelled: 'Diese Sitzung ist abgesagt.',
    empty: 'Noch nichts auf dieser Tagesordnung',
    emptyHint: 'Fragen werden von der Arbeitsliste oder von der Seite eines Patienten auf eine Sitzung gesetzt.',
    unit: 'min',
    min: (minutes: number) => `${minutes} min`,
    minutesOf: (id: string | null, question: number | null) => `Minuten für ${questionOf(id, question)}`,
    patientTotal: (questions: number, minutes: number) => `${plural(questions, 'Frage', 'Fragen')}, ${minutes} min`,
    endOfTime: (minutes: number) => `hier enden die ${minutes} min der Sitzung`,
    toTop: (id: string | null) => `${named(id)} ganz nach oben`,
    question: 'Frage',
    placeOf: (what: string, place: number, count: number) => `${what}: ${place} von ${count}`,
    questionUp: (id: string | null, question: number) => `${questionOf(id, question)}, nach oben`,
    questionDown: (id: string | null, question: number) => `${questionOf(id, question)}, nach unten`,
    up: (id: string | null) => `${named(id)} nach oben`,
    down: (id: string | null) => `${named(id)} nach unten`,
    takeOff: (id: string | null, question: number | null) => `${questionOf(id, question)} von der Tagesordnung nehmen`,
    notShown: 'Ein Fall eines anderen Boards',
    notShownHint: 'Der Patient gehört nicht mehr zu diesem Board.',
    changedSince: {
      'newer-evidence': 'Neuere Befunde seit der Aufnahme',
      'newer-rule': 'Andere Version der Regel seit der Aufnahme',
      closed: 'Seit der Aufnahme geschlossen',
      dismissed: 'Seit der Aufnahme verworfen',
    },
    moved: (to: number, count: number) => `Auf Platz ${to} von ${count} gesetzt`,
    takeOffTitle: (id: string | null) => `Eine Frage von der Tagesordnung nehmen: ${named(id)}`,
    takeOffNow: 'Herunternehmen',
    conflict: 'Jemand anderes hat diese Tagesordnung inzwischen geändert',
    difference: (difference: AgendaDifference): string => {
      switch (difference.kind) {
        case 'added':
          return `${named(difference.patientId)}: ${plural(difference.questions, 'Frage kam', 'Fragen kamen')} hinzu.`;
        case 'removed':
          return `${named(difference.patientId)}: ${plural(difference.questions, 'Frage wurde', 'Fragen wurden')} heruntergenommen.`;
        case 'reordered':
          return `${named(difference.patientId)} hat seine Fragen in anderer Reihenfolge.`;
        case 'moved':
          return `${named(difference.patientId)} wurde von Platz ${difference.from + 1} auf ${difference.to + 1} gesetzt.`;
        case 'minutes':
          return `${named(difference.patientId)} hat ${difference.to} min statt ${difference.from}.`;
      }
    },
    change: (change: AgendaChange, id: string | null): string => {
      switch (change.kind) {
        case 'move-patient':
          return `${named(id)} auf Platz ${change.to + 1}`;
        case 'move-question':
          return `eine Frage (${named(id)}) auf ihren Platz ${change.to + 1}`;
        case 'minutes':
          return `${change.minutes} min für ${named(id)}`;
        case 'take-off':
          return `${named(id)} herunternehmen: „${change.reason}“`;
      }
    },
    notSaved: (change: string) => `Ihre Änderung wurde nicht gespeichert: ${change}.`,
    repeat: 'Auf der neuen Tagesordnung ausführen',
    leave: 'So lassen, wie es jetzt ist',
  },
};
