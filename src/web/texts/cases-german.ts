import type { cases as english } from './cases-english.js';
import { plural } from './plural.js';

export const cases: typeof english = {
  states: {
    raised: 'wartet auf die Koordination',
    referred: 'zugewiesen, wartet auf die Koordination',
    returned: 'zurückgegeben, Angaben fehlen',
    accepted: 'angenommen, wartet auf eine Sitzung',
    scheduled: 'auf einer Tagesordnung',
    prepared: 'für die Sitzung vorbereitet',
    discussed: 'vor dem Board',
    deferred: 'vertagt, wartet auf eine andere Sitzung',
    listed: 'ohne Besprechung gelistet',
    decided: 'entschieden, wartet auf den Verlauf',
    'followed-up': 'nachverfolgt',
    dismissed: 'verworfen',
    merged: 'in einen anderen Fall überführt',
    closed: 'geschlossen',
  },
  reasons: {
    flag: 'Markierung',
    question: 'offene Frage',
    referral: 'Zuweisung',
    'returned-decision': 'eine Entscheidung, die zurückkam',
    'moved-here': 'von einem anderen Board hierher verlegt',
  },
  dismissals: {
    'not-a-board-question': 'Keine Frage für dieses Board',
    'answered-outside-the-board': 'Außerhalb des Boards beantwortet',
    'already-decided': 'Bereits entschieden',
    'measurement-to-be-corrected': 'Eine Messung muss zuerst berichtigt werden',
    'raised-by-mistake': 'Irrtümlich angelegt',
    other: 'Anderer Grund, in Worten',
  },
  morePoints: (count: number) => `+${plural(count, 'Punkt', 'Punkte')}`,
  noQuestion: 'Noch ist keine Frage formuliert.',
  proposedQuestion: 'vorgeschlagener Wortlaut',
  until: (what: string, from: string, date: string) => `Erbeten von ${from} bis ${date}: ${what}`,
};
