import { emptyFollowUp, followUpOf, needsReason } from '../../../src/web/decided/follow-up-report.js';
import { becameInOneLine, inOneLine, optionOf } from '../../../src/web/decided/outcome-words.js';
import { english } from '../../../src/web/decided/texts/english.js';
import { isOwnedBy } from '../../../src/web/follow-up/owner-match.js';
import { readFollowUpSearch, readStandardSearch } from '../../../src/web/follow-up/search.js';
import reasons from '../../../src/modules/boards/follow-up/reasons.json' with { type: 'json' };
import { english as words } from '../../../src/web/texts/english.js';

describe('the report of what became of a decision', () => {
  const typed = {
    ...emptyFollowUp('2026-05-04'),
    reasons: ['patient-choice'],
    words: ' ',
    treatmentGiven: ' SBRT of N ',
  };

  it('names reasons only where it was not carried out as decided', () => {
    expect(followUpOf({ ...typed, carriedOut: 'partly' })).toEqual({
      carriedOut: 'partly',
      date: '2026-05-04',
      reasons: ['patient-choice'],
      treatmentGiven: 'SBRT of N',
    });
    expect(followUpOf({ ...typed, carriedOut: 'carried-out', startedOn: '2026-05-02' })).toEqual({
      carriedOut: 'carried-out',
      date: '2026-05-04',
      reasons: [],
      treatmentGiven: 'SBRT of N',
      startedOn: '2026-05-02',
    });
    expect((['', 'carried-out', 'partly', 'not'] as const).map((carriedOut) => needsReason({ carriedOut }))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(() => followUpOf(typed)).toThrow(RangeError);
  });

  it('offers every reason that the service knows', () => {
    expect(Object.keys(english.reasons)).toEqual(reasons.map(({ code }) => code));
  });
});

describe('a decision in one line', () => {
  const option = { id: 'x', words: { en: 'biopsy of N', de: 'Biopsie von N' }, lesions: ['N', 'L1'] };

  it('names the options with their lesions, or that there are none, or the protocol', () => {
    expect(optionOf(option, 'de')).toBe('Biopsie von N (N, L1)');
    const line = (kind: string, options: readonly (typeof option)[], protocol: string | null = null): string =>
      inOneLine({ kind, options: [...options], protocol }, english, 'en');
    expect(line('options-chosen', [option])).toBe('The board chose: biopsy of N (N, L1)');
    expect(line('no-consensus', [])).toBe('The board came to no consensus.');
    expect(line('listed-under-standard', [], 'HN-4')).toBe('Listed under the protocol “HN-4”, not discussed.');
  });

  it('says what became of it, why not, and what was given', () => {
    expect(
      becameInOneLine(
        { carriedOut: 'not', date: '2026-05-04', reasons: ['comorbidity', 'died'], treatmentGiven: 'none' },
        english,
        words,
      ),
    ).toBe('not carried out, 04-May-2026; Comorbidity, The patient died; Treatment given: none');
  });
});

describe('the filters of who owes what', () => {
  it('find an owner by a part of a name, or of a discipline as it is shown', () => {
    const disciplines = { 'radiation-oncology': 'radiation oncology' };
    expect(['', 'RADIATION onc', 'groß'].map((typed) => isOwnedBy('radiation-oncology', typed, disciplines))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isOwnedBy('Dr. Groß', ' groß ', disciplines)).toBe(true);
  });

  it('leave out what they do not know', () => {
    expect(readFollowUpSearch({ kind: 'action', board: 7 })).toEqual({ kind: 'action', board: '7' });
    expect(readFollowUpSearch({ kind: 'other', board: 'x' })).toEqual({});
    expect(readStandardSearch({ board: '7', from: '2026-01-01', until: 'soon', sample: '20' })).toEqual({
      board: '7',
      from: '2026-01-01',
      sample: 20,
    });
    expect(readStandardSearch({ sample: 0 })).toEqual({});
  });
});
