import type { AgendaChange, AgendaDifference } from '../agenda-model.js';
import { planning } from './planning-english.js';
import { plural } from '../../texts/plural.js';

const named = (number: number | null): string => (number === null ? 'a case of another board' : `case ${number}`);

export const english = {
  planning,
  none: 'No meeting is planned',
  noneHint: 'Meetings of your boards appear here once they are planned.',
  past: 'Past meetings',
  contents: (patients: number, cases: number) =>
    `${plural(patients, 'patient', 'patients')}, ${plural(cases, 'case', 'cases')}`,
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
    present: 'Present',
    opinion: 'Your view',
    prepare: 'Prepare',
    prepared: (count: number) =>
      `${plural(count, 'case is', 'cases are')} prepared: what the board is shown is frozen.`,
    print: 'Print',
    invite: 'Invite',
    edit: 'Edit …',
    undo: (words: string) => `Undo: ${words}`,
    undoReason: 'undone right after it was put on',
    undone: (count: number) => `Undone (${count})`,
    cancelled: 'This meeting is cancelled.',
    empty: 'Nothing on this agenda yet',
    emptyHint: 'Cases are put on a meeting from what waits, from the worklist or from the page of a case.',
    waiting: 'What waits',
    waitingNone: 'No case of this board waits for a meeting.',
    waitingMore: (count: number) => `The first ${count} are shown.`,
    waitingNotRead: 'Not read',
    put: (name: string) => `Put ${name.toLowerCase()} on the agenda`,
    putShort: 'Put on',
    putOn: (number: number) => `Case ${number} is put on the agenda`,
    unit: 'min',
    min: (minutes: number) => `${minutes} min`,
    minutesOf: (number: number | null) => `Minutes for ${named(number)}`,
    endOfTime: (minutes: number) => `the ${minutes} min of the meeting end here`,
    menuOf: (number: number | null) => `More for ${named(number)}`,
    toTop: 'To the top',
    toEnd: 'To the end',
    carryOver: 'Carry over …',
    carryTitle: (count: number) => `Carry ${plural(count, 'case', 'cases')} over`,
    carryTo: 'To the meeting of',
    carryNone: 'No later meeting of this board is planned.',
    carryNow: 'Carry over',
    takeOff: 'Take off the agenda …',
    placeOf: (what: string, place: number, count: number) => `${what}: ${place} of ${count}`,
    up: (number: number | null) => `Move ${named(number)} up`,
    down: (number: number | null) => `Move ${named(number)} down`,
    byWhen: (date: string) => `by ${date}`,
    notes: 'Notes',
    notShown: 'A case of another board',
    notShownHint: 'The patient does not stand on this board any more.',
    moved: (to: number, count: number) => `Moved to place ${to} of ${count}`,
    takeOffTitle: (number: number | null) => `Take ${named(number)} off the agenda`,
    takeOffNow: 'Take off',
    conflict: 'Someone else changed this agenda meanwhile',
    difference: (difference: AgendaDifference): string => {
      const name = named(difference.number);
      switch (difference.kind) {
        case 'added':
          return `${name} was added.`;
        case 'removed':
          return `${name} was taken off.`;
        case 'moved':
          return `${name} was moved from place ${difference.from + 1} to ${difference.to + 1}.`;
        case 'minutes':
          return `${name} has ${difference.to} min instead of ${difference.from}.`;
      }
    },
    change: (change: AgendaChange, number: number | null): string => {
      switch (change.kind) {
        case 'move':
          return `${named(number)} to place ${change.to + 1}`;
        case 'minutes':
          return `${change.minutes} min for ${named(number)}`;
        case 'take-off':
          return `take ${named(number)} off: “${change.reason}”`;
        case 'place':
          return `put ${named(number)} on the agenda`;
        case 'carry-over':
          return `carry ${plural(change.keys.length, 'case', 'cases')} over`;
        case 'bring-back':
          return `bring ${plural(change.carried.length, 'case', 'cases')} back`;
      }
    },
    notSaved: (change: string) => `Your change was not saved: ${change}.`,
    repeat: 'Do it on the new agenda',
    leave: 'Leave it as it is now',
  },
};

export type MeetingTexts = typeof english;
