import type { Repeat } from '../repeat.js';

const places = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const;

export const planning = {
  view: 'View',
  views: { list: 'List', month: 'Month' },
  turn: 'Turn the month',
  monthBefore: 'Month before',
  monthAfter: 'Month after',
  monthOf: (month: string) => `Meetings in ${month}`,
  states: { planned: 'planned', 'in-session': 'in session', ended: 'has ended', cancelled: 'cancelled' },
  repeating: 'repeats',
  because: (reason: string) => `Why: ${reason}`,
  move: 'Move …',
  moveOf: (when: string) => `Move the meeting of ${when}`,
  moveTitle: (when: string) => `Move the meeting of ${when}`,
  moveNow: 'Move it',
  moved: (when: string) => `The meeting is on ${when} now.`,
  cancel: 'Cancel …',
  cancelOf: (when: string) => `Cancel the meeting of ${when}`,
  cancelTitle: (when: string) => `Cancel the meeting of ${when}`,
  cancelNow: 'Cancel the meeting',
  cancelHint: 'What stands on its agenda waits again. A meeting of a series that is cancelled does not come back.',
  endHint:
    'The series ends: this meeting and those that follow are cancelled. A meeting with something on its agenda has to be cancelled by itself first.',
  cancelled: (when: string) => `The meeting of ${when} is cancelled.`,
  ended: (when: string) => `The series has ended; its meetings from ${when} on are cancelled.`,
  toTell: 'Who has to be told',
  toTellHint: 'Consilium does not write to them: please tell them yourself.',
  standsInFor: (names: string) => `stands in for ${names}`,
  tell: (names: string) => `Please tell: ${names}.`,
  reach: 'What is changed',
  reaches: { this: 'This meeting only', following: 'This meeting and those that follow' },
  repeat: 'Repeat',
  repeats: (repeat: Repeat, weekday: string | null, place: number): string => {
    const day = weekday === null ? '' : ` on ${weekday}`;
    switch (repeat) {
      case 'once':
        return 'does not repeat';
      case 'week':
        return `every week${day}`;
      case 'two-weeks':
        return `every second week${day}`;
      case 'four-weeks':
        return `every fourth week${day}`;
      case 'month':
        return weekday === null ? 'every month' : `every month on the ${places[place] ?? ''} ${weekday}`;
      case 'month-end':
        return weekday === null ? 'every month, at its end' : `every month on the last ${weekday}`;
    }
  },
  until: 'Last day (empty: without an end)',
  preview: 'The next meetings',
  inTheWay: (when: string) => `in the way: the meeting of ${when}`,
  ahead: 'The meetings of the next 26 weeks are planned at once, the later ones as time goes by.',
  plannedSeries: (when: string, count: number) =>
    `${count} meetings are planned, the first for ${when}. Later ones follow by themselves.`,
};
