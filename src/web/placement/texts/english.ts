import { plural } from '../../texts/plural.js';
export interface PlacementDone {
  readonly cases: number;
  /** Date and time of the meeting. */
  readonly when: string;
  /** Minutes planned with these, and minutes of the meeting. */
  readonly used: number;
  readonly of: number;
}

export const english = {
  title: (count: number) => `Put ${plural(count, 'case', 'cases')} on a meeting`,
  meeting: 'Meeting',
  none: 'No meeting of the board of these cases is planned that you coordinate.',
  cases: 'Cases',
  severalBoards: 'The cases are of several boards: those of the board of the chosen meeting are put on it.',
  minutesEach: 'Minutes for each',
  needs: (needed: number, left: number) =>
    left < 0 ? `${needed} min; the meeting is ${-left} over already` : `${needed} min; the meeting has ${left} left`,
  now: 'Put on the agenda',
  anyway: (over: number) => `Put on anyway (${over} min over)`,
  done: ({ cases, when, used, of }: PlacementDone) =>
    `${plural(cases, 'case', 'cases')}: on the agenda of ${when} (${used} of ${of} min).`,
  openAgenda: 'Open the agenda',
  undone: (cases: number) =>
    `Undone: ${plural(cases, 'case is', 'cases are')} off the agenda and ${cases === 1 ? 'waits' : 'wait'} as before.`,
  undoReason: 'undone right after it was put on',
  put: 'Put on a meeting',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} of ${of} min used, ${of - used} left`
      : `${used} min planned, ${used - of} more than the meeting has`,
  minutesRange: (from: number, to: number) => `${from} to ${to} minutes`,
};

export type PlacementTexts = typeof english;
