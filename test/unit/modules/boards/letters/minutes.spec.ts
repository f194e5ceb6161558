import { minutesOf } from '../../../../../src/modules/boards/letters/minutes.js';
import { hash, letter, minutes } from './contents.js';

describe('minutesOf', () => {
  it('says who was there, the rule of quorum, and the outcome of every case', () => {
    const data = minutesOf(minutes);
    expect(data).toMatchObject({
      title: 'Minutes of the meeting of 05-Mar-2026, Head and neck tumour board',
      heading: 'Minutes of the meeting',
      head: [
        { label: 'Meeting', words: '05-Mar-2026' },
        { label: 'Time', words: '14:30 – 16:00' },
        { label: 'Place', words: 'Room 2.14' },
      ],
      attendance: {
        columns: ['Name', 'Discipline', 'From', 'To'],
        rows: [
          ['Prof. Änne Müller', 'Surgery', '14:30', '16:00'],
          ['Dr Jürgen Groß', 'Radiology', '14:40', '15:20'],
        ],
      },
      quorumRule: { label: 'Quorum', words: minutes.quorumRule },
    });
    expect(data.cases.entries).toMatchObject([
      {
        heading: '1. Case 4711',
        question: { words: letter.question },
        decision: { statement: 'The board chose:', chosen: ['neck dissection'] },
        putOff: null,
        signature: { signed: 'Signed by Prof. Müller, 05-Mar-2026, 15:42.', fingerprint: { words: hash } },
      },
      {
        heading: '2. Case 4712',
        decision: null,
        putOff: { statement: 'Deferred.', reason: { label: 'Reason', words: 'scan missing' } },
        signature: null,
      },
      {
        heading: '3. Case 4713',
        decision: { statement: 'The board came to no consensus.', chosen: [] },
        signature: { signed: 'Not signed.', fingerprint: null },
      },
    ]);
  });

  it('says the same in German', () => {
    const { title, cases } = minutesOf(minutes, 'de');
    expect(title).toBe('Protokoll der Sitzung vom 05-Mär-2026, Head and neck tumour board');
    expect(cases.entries).toMatchObject([
      { heading: '1. Fall 4711', decision: { heading: 'Beschluss des Boards' } },
      { putOff: { heading: 'Ergebnis', statement: 'Vertagt.', reason: { label: 'Grund' } } },
      { signature: { signed: 'Nicht unterschrieben.' } },
    ]);
  });

  it.each([
    ['returned', 'Returned to the referring clinician.'],
    ['not-reached', 'Not reached at this meeting.'],
  ] as const)('says of a case that was %s that it was', (kind, statement) => {
    const [entry] = minutesOf({ ...minutes, cases: [{ ...minutes.cases[1]!, outcome: { kind, reason: 'r' } }] }).cases
      .entries;
    expect(entry?.putOff?.statement).toBe(statement);
  });

  it('names the case whose signature has no time', () => {
    const cases = [minutes.cases[1]!, { ...minutes.cases[0]!, signed: { ...letter.signed, at: '15:42' } }];
    expect(() => minutesOf({ ...minutes, cases })).toThrow(/^cases\[1\]\.signed\.at is no time/);
  });
});
