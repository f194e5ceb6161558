import type { Repeat } from '../repeat.js';
import type { planning as english } from './planning-english.js';

const places = ['', 'ersten', 'zweiten', 'dritten', 'vierten', 'fünften'] as const;

export const planning: typeof english = {
  view: 'Ansicht',
  views: { list: 'Liste', month: 'Monat' },
  turn: 'Monat blättern',
  monthBefore: 'Monat davor',
  monthAfter: 'Monat danach',
  monthOf: (month: string) => `Sitzungen im ${month}`,
  states: { planned: 'geplant', 'in-session': 'läuft', ended: 'ist zu Ende', cancelled: 'abgesagt' },
  repeating: 'wiederholt sich',
  because: (reason: string) => `Grund: ${reason}`,
  move: 'Verlegen …',
  moveOf: (when: string) => `Sitzung vom ${when} verlegen`,
  moveTitle: (when: string) => `Sitzung vom ${when} verlegen`,
  moveNow: 'Verlegen',
  moved: (when: string) => `Die Sitzung ist jetzt am ${when}.`,
  cancel: 'Absagen …',
  cancelOf: (when: string) => `Sitzung vom ${when} absagen`,
  cancelTitle: (when: string) => `Sitzung vom ${when} absagen`,
  cancelNow: 'Sitzung absagen',
  cancelHint: 'Was auf der Tagesordnung steht, wartet wieder. Eine abgesagte Sitzung einer Reihe kommt nicht zurück.',
  endHint:
    'Die Reihe endet: Diese Sitzung und die folgenden werden abgesagt. Eine Sitzung, auf deren Tagesordnung etwas steht, muss vorher einzeln abgesagt werden.',
  cancelled: (when: string) => `Die Sitzung vom ${when} ist abgesagt.`,
  ended: (when: string) => `Die Reihe ist beendet; ihre Sitzungen ab ${when} sind abgesagt.`,
  toTell: 'Wer es erfahren muss',
  toTellHint: 'Consilium schreibt ihnen nicht: Bitte sagen Sie selbst Bescheid.',
  standsInFor: (names: string) => `vertritt ${names}`,
  tell: (names: string) => `Bitte sagen Sie Bescheid: ${names}.`,
  reach: 'Was geändert wird',
  reaches: { this: 'Nur diese Sitzung', following: 'Diese Sitzung und die folgenden' },
  repeat: 'Wiederholung',
  repeats: (repeat: Repeat, weekday: string | null, place: number): string => {
    const day = weekday === null ? '' : ` am ${weekday}`;
    switch (repeat) {
      case 'once':
        return 'keine Wiederholung';
      case 'week':
        return `jede Woche${day}`;
      case 'two-weeks':
        return `jede zweite Woche${day}`;
      case 'four-weeks':
        return `jede vierte Woche${day}`;
      case 'month':
        return weekday === null ? 'jeden Monat' : `jeden Monat am ${places[place] ?? ''} ${weekday}`;
      case 'month-end':
        return weekday === null ? 'jeden Monat, am Ende' : `jeden Monat am letzten ${weekday}`;
    }
  },
  until: 'Letzter Tag (leer: ohne Ende)',
  preview: 'Die nächsten Sitzungen',
  inTheWay: (when: string) => `dem steht entgegen: die Sitzung vom ${when}`,
  ahead: 'Die Sitzungen der nächsten 26 Wochen werden sofort geplant, die späteren mit der Zeit.',
  plannedSeries: (when: string, count: number) =>
    `${count} Sitzungen sind geplant, die erste für den ${when}. Spätere folgen von selbst.`,
};
