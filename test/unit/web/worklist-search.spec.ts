import type { CaseListRow } from '../../../src/web/placement/listed-case.js';
import { formOf, missingIn, typedOf } from '../../../src/web/referrals/typed-form.js';
import { english } from '../../../src/web/texts/english.js';
import { german } from '../../../src/web/texts/german.js';
import { caseNumberIn, hasWords } from '../../../src/web/worklist/row.js';
import { readWorklistSearch } from '../../../src/web/worklist/search.js';

const row: CaseListRow = {
  id: '70',
  number: 7,
  boardId: '1',
  boardName: 'Head and neck',
  state: 'raised',
  leadsTo: ['accept'],
  reasons: ['flag'],
  version: 1,
  treatmentLineId: '1',
  question: 'Is the primary of the oropharynx to be treated locally?',
  questionProposed: true,
  whyNow: ['N grew 18 to 26 mm.'],
  pointCount: 4,
  itemIds: ['1'],
  priority: 'routine',
  deadline: null,
  deadlineClock: null,
  owner: 'Carla Coordinator',
  ownerId: '3',
  asked: null,
  protocol: null,
  raisedAt: '2026-05-18T08:00:00.000Z',
  stateReason: null,
  stateWords: null,
  patient: { id: '12', synthetic: true },
  finding: { tier: 'flag', definition: 'DR-A' },
  lastScan: null,
  lineState: 'current',
  heldAssessments: 0,
  readiness: { there: 6, of: 9, words: '6 of 9 facts there; first missing: ECOG (oncology)' },
  siteAndStage: { en: 'Hypopharynx, stage IVA', de: 'Hypopharynx, Stadium IVA' },
  meeting: null,
  proposedMeeting: null,
};

describe('the search of the worklist', () => {
  it.each(['Case 7', 'case 7', '7', 'oropharynx', 'FLAG dr-a', 'carla', 'hypopharynx', 'Stadium IVA', 'stage iva', ''])(
    'finds by "%s"',
    (typed) => {
      expect(hasWords(row, typed, english)).toBe(true);
    },
  );

  it.each(['Case 70', 'Case 6', 'larynx nobody', 'watch', 'Markierung', 'adium'])('does not find by "%s"', (typed) => {
    expect(hasWords(row, typed, english)).toBe(false);
  });

  it('finds by the words of the language of the page', () => {
    expect(['Fall 7', 'Markierung', 'Koordination'].map((typed) => hasWords(row, typed, german))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('reads the number of a case, and nothing else as one', () => {
    expect(['Case 7', 'fall 12', ' #3 ', '44', 'HN-07', 'Case', '0', '7 mm'].map(caseNumberIn)).toEqual([
      7,
      12,
      3,
      44,
      null,
      null,
      null,
      null,
    ]);
  });

  it('takes from the address what it knows, and no words', () => {
    expect(readWorklistSearch({ waits: 'meeting', mine: true, board: 4, words: 'HN-07', kind: 'x' })).toEqual({
      waits: 'meeting',
      mine: true,
      board: '4',
    });
    expect(readWorklistSearch({ waits: 'nobody', mine: 'yes', board: '4; drop' })).toEqual({});
  });
});

describe('the form of a referral as it is typed', () => {
  const typed = typedOf({ question: 'What next?', ecog: 1, patient: { issuer: 'Hospital', id: '4711' } });

  it('goes there and back', () => {
    expect(formOf(typed)).toEqual({ question: 'What next?', ecog: 1, patient: { issuer: 'Hospital', id: '4711' } });
  });

  it('keeps no half of a number, and nothing of blanks', () => {
    expect(formOf({ ...typed, issuer: ' ', question: '  ' })).toEqual({ ecog: 1 });
  });

  it('names what is missing in the order of the form', () => {
    expect(missingIn(typedOf({}), false)).toEqual(['patientNumber', 'question', 'presenter']);
    expect(missingIn({ ...typed, issuer: '' }, false)).toEqual(['issuer', 'presenter']);
    expect(missingIn({ ...typed, issuer: '', presenter: 'Dr. A' }, true)).toEqual([]);
  });
});
