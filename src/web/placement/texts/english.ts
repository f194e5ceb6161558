import { plural } from '../../texts/plural.js';
export interface PlacementDone {
  readonly patients: number;
  readonly questions: number;
  /** Date and time of the meeting. */
  readonly when: string;
  /** Minutes planned with these, and minutes of the meeting. */
  readonly used: number;
  readonly of: number;
}

export const english = {
  title: (count: number) => `Put ${plural(count, 'question', 'questions')} on a meeting`,
  meeting: 'Meeting',
  none: 'No meeting of a board that you coordinate is planned.',
  questions: 'Questions',
  minutesEach: 'Minutes for each',
  needs: (needed: number, left: number) =>
    left < 0 ? `${needed} min; the meeting is ${-left} over already` : `${needed} min; the meeting has ${left} left`,
  now: 'Put on the agenda',
  anyway: (over: number) => `Put on anyway (${over} min over)`,
  done: ({ patients, questions, when, used, of }: PlacementDone) =>
    `${plural(patients, 'patient', 'patients')}, ${plural(questions, 'question', 'questions')}: on the agenda of ${when} (${used} of ${of} min).`,
  openAgenda: 'Open the agenda',
  undone: (questions: number) =>
    `Undone: ${plural(questions, 'question is', 'questions are')} off the agenda and ${questions === 1 ? 'waits' : 'wait'} again.`,
  undoReason: 'undone right after it was put on',
  put: 'Put on a meeting',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} of ${of} min used, ${of - used} left`
      : `${used} min planned, ${used - of} more than the meeting has`,
  minutesRange: (from: number, to: number) => `${from} to ${to} minutes`,
};

export type PlacementTexts = typeof english;
