import type { AgendaChange, AgendaDifference } from '../agenda-model.js';
import { planning } from './planning-english.js';
import { plural } from '../../texts/plural.js';

const named = (id: string | null): string => (id === null ? 'a case of another board' : `case ${id}`);

const questionOf = (id: string | null, question: number | null): string =>
  question === null ? named(id) : `${named(id)}, question ${question}`;

export const english = {
  planning,
  none: 'No meeting is planned',
  noneHint: 'Meetings of your boards appear here once they are planned.',
  past: 'Past meetings',
  contents: (patients: number, questions: number) =>
    `${plural(patients, 'patient', 'patients')}, ${plural(questions, 'question', 'questions')}`,
  plan: 'Plan a meeting',
  planNow: 'Plan it',
  board: 'Board',
  date: 'Date',
  time: 'Beginning',
  length: 'Length in minutes',
  place: 'Place or link (may stay empty)',
  dateMissing: 'Give the date.',
  timeMissing: 'Give the time.',
  inPast: 'This time has passed.',
  planned: (when: string) => `A meeting is planned for ${when}.`,
  agenda: {
    title: (when: string) => `Agenda of ${when}`,
    print: 'Print',
    cancelled: 'This meeting is cancelled.',
    empty: 'Nothing on this agenda yet',
    emptyHint: 'Questions are put on a meeting from the worklist or from a patient’s page.',
    unit: 'min',
    min: (minutes: number) => `${minutes} min`,
    minutesOf: (id: string | null, question: number | null) => `Minutes for ${questionOf(id, question)}`,
    patientTotal: (questions: number, minutes: number) =>
      `${plural(questions, 'question', 'questions')}, ${minutes} min`,
    endOfTime: (minutes: number) => `the ${minutes} min of the meeting end here`,
    toTop: (id: string | null) => `Move ${named(id)} to the top`,
    question: 'Question',
    placeOf: (what: string, place: number, count: number) => `${what}: ${place} of ${count}`,
    questionUp: (id: string | null, question: number) => `Move ${questionOf(id, question)}, up`,
    questionDown: (id: string | null, question: number) => `Move ${questionOf(id, question)}, down`,
    up: (id: string | null) => `Move ${named(id)} up`,
    down: (id: string | null) => `Move ${named(id)} down`,
    takeOff: (id: string | null, question: number | null) => `Take ${questionOf(id, question)} off the agenda`,
    notShown: 'A case of another board',
    notShownHint: 'The patient does not stand on this board any more.',
    changedSince: {
      'newer-evidence': 'Newer evidence since it was placed',
      'newer-rule': 'Another version of its rule since it was placed',
      closed: 'Closed since it was placed',
      dismissed: 'Dismissed since it was placed',
    },
    moved: (to: number, count: number) => `Moved to place ${to} of ${count}`,
    takeOffTitle: (id: string | null) => `Take a question of ${named(id)} off the agenda`,
    takeOffNow: 'Take off',
    conflict: 'Someone else changed this agenda meanwhile',
    difference: (difference: AgendaDifference): string => {
      switch (difference.kind) {
        case 'added':
          return `${named(difference.patientId)}: ${plural(difference.questions, 'question was', 'questions were')} added.`;
        case 'removed':
          return `${named(difference.patientId)}: ${plural(difference.questions, 'question was', 'questions were')} taken off.`;
        case 'reordered':
          return `${named(difference.patientId)} has its questions in another order.`;
        case 'moved':
          return `${named(difference.patientId)} was moved from place ${difference.from + 1} to ${difference.to + 1}.`;
        case 'minutes':
          return `${named(difference.patientId)} has ${difference.to} min instead of ${difference.from}.`;
      }
    },
    change: (change: AgendaChange, id: string | null): string => {
      switch (change.kind) {
        case 'move-patient':
          return `${named(id)} to place ${change.to + 1}`;
        case 'move-question':
          return `a question of ${named(id)} to its place ${change.to + 1}`;
        case 'minutes':
          return `${change.minutes} min for ${named(id)}`;
        case 'take-off':
          return `take ${named(id)} off: “${change.reason}”`;
      }
    },
    notSaved: (change: string) => `Your change was not saved: ${change}.`,
    repeat: 'Do it on the new agenda',
    leave: 'Leave it as it is now',
  },
};

export type MeetingTexts = typeof english;
