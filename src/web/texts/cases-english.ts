import { plural } from './plural.js';

/** What the service says of cases in codes, in words. */
export const cases = {
  states: {
    raised: 'waits for a coordinator',
    referred: 'referred, waits for a coordinator',
    returned: 'returned for information',
    accepted: 'accepted, waits for a meeting',
    scheduled: 'on an agenda',
    prepared: 'prepared for the meeting',
    discussed: 'before the board',
    deferred: 'put off, waits for another meeting',
    listed: 'listed without discussion',
    decided: 'decided, waits for its follow-up',
    'followed-up': 'followed up',
    dismissed: 'dismissed',
    merged: 'merged into another case',
    closed: 'closed',
  },
  reasons: {
    flag: 'flag',
    question: 'open question',
    referral: 'referral',
    'returned-decision': 'a decision that came back',
    'moved-here': 'moved here from another board',
  },
  dismissals: {
    'not-a-board-question': 'No question for this board',
    'answered-outside-the-board': 'Answered outside the board',
    'already-decided': 'Decided already',
    'measurement-to-be-corrected': 'A measurement has to be corrected first',
    'raised-by-mistake': 'Raised by mistake',
    other: 'Another reason, in words',
  },
  morePoints: (count: number) => `+${plural(count, 'point', 'points')}`,
  noQuestion: 'No question is worded yet.',
  proposedQuestion: 'proposed wording',
  until: (what: string, from: string, date: string) => `Asked of ${from} until ${date}: ${what}`,
};
