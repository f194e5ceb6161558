import type { FactDefinition, FactField, StatedFact } from '../../../src/web/patient/case/case.js';
import {
  factToState,
  pointerOf,
  replacedBy,
  typedEntries,
  type TypedFact,
} from '../../../src/web/patient/facts/fact-form.js';

const field = (name: string | null, kind: FactField['kind'], required = true): FactField => ({
  name,
  kind,
  required,
  choices: [],
});
const ecog: FactDefinition = { name: 'ecog', scope: 'patient', isList: false, fields: [field(null, 'whole-number')] };
const radiotherapy: FactDefinition = {
  name: 'prior-radiotherapy',
  scope: 'patient',
  isList: false,
  fields: [field('field', 'text'), field('doseGy', 'number', false), field('end', 'date', false)],
};
const agents: FactDefinition = {
  name: 'agents',
  scope: 'treatment-line',
  isList: true,
  fields: [field('name', 'text'), field('drugClass', 'choice')],
};
const report: FactDefinition = {
  name: 'organ-at-risk',
  scope: 'patient',
  isList: false,
  fields: [field('what', 'choice'), field('report', 'text')],
};
const stable: FactDefinition = {
  name: 'clinical-stability',
  scope: 'patient',
  isList: false,
  fields: [field('stable', 'truth'), field('by', 'text')],
};
const wish: FactDefinition = {
  name: 'patient-wish',
  scope: 'patient',
  isList: false,
  fields: [field('words', 'text'), field('declines', 'texts', false)],
};

const typed = (definition: FactDefinition, ...entries: Readonly<Record<string, string>>[]): TypedFact => ({
  definition,
  state: 'known',
  entries,
  date: '2026-05-18',
  source: ' clinic letter ',
  lesion: 'N',
  treatmentLineId: '7',
});
const stated = (part: Partial<StatedFact>): StatedFact => ({
  id: '1',
  name: 'ecog',
  state: 'known',
  value: 1,
  treatmentLineId: null,
  lesion: null,
  evaluator: null,
  date: '2026-05-18',
  source: null,
  issuer: 'consilium',
  revision: 3,
  byPeople: true,
  recordedBy: 'Carla',
  recordedAt: '2026-05-18T10:00:00Z',
  supersededAt: null,
  ...part,
});

describe('what is typed becomes a statement', () => {
  it('of one number, with date and source', () => {
    expect(factToState(typed(ecog, { '': ' 2 ' }), undefined)).toEqual({
      name: 'ecog',
      state: 'known',
      value: 2,
      date: '2026-05-18',
      source: 'clinic letter',
    });
  });

  it('of members, without those that were left empty', () => {
    expect(factToState(typed(radiotherapy, { field: 'neck', doseGy: '69.96', end: '' }), undefined).value).toEqual({
      field: 'neck',
      doseGy: 69.96,
    });
  });

  it('of a list, of truths and of several texts', () => {
    expect(
      factToState(
        typed(
          agents,
          { name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' },
          { name: 'cisplatin', drugClass: 'chemotherapy' },
        ),
        undefined,
      ),
    ).toMatchObject({
      treatmentLineId: '7',
      value: [
        { name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' },
        { name: 'cisplatin', drugClass: 'chemotherapy' },
      ],
    });
    expect(factToState(typed(stable, { stable: 'no', by: 'Dr Weber' }), undefined).value).toEqual({
      stable: false,
      by: 'Dr Weber',
    });
    expect(
      factToState(typed(wish, { words: 'no operation', declines: 'neck dissection; biopsy;' }), undefined).value,
    ).toEqual({ words: 'no operation', declines: ['neck dissection', 'biopsy'] });
  });

  it('sends a number that cannot be read as it was typed, for the service to say what would be right', () => {
    expect(factToState(typed(ecog, { '': 'good' }), undefined).value).toBe('good');
    expect(factToState(typed(ecog, { '': '' }), undefined).value).toBe('');
  });

  it("keeps 'none' and 'unknown' without a value, and leaves an empty date out", () => {
    for (const state of ['none', 'unknown'] as const) {
      const statement = factToState({ ...typed(ecog, { '': '2' }), state, date: ' ' }, undefined);
      expect(statement).toEqual({ name: 'ecog', state, source: 'clinic letter' });
    }
  });

  it('names the lesion of a fact of a lesion alone', () => {
    expect(factToState(typed({ ...ecog, name: 'tissue', scope: 'lesion' }, { '': '1' }), undefined).lesion).toBe('N');
    expect(factToState(typed(ecog, { '': '1' }), undefined)).not.toHaveProperty('lesion');
  });
});

it.each([
  [ecog, 2],
  [radiotherapy, { field: 'neck', doseGy: 70, end: '2023-11' }],
  [stable, { stable: true, by: 'Dr Weber' }],
  [wish, { words: 'x', declines: ['a', 'b'] }],
  [
    agents,
    [
      { name: 'a', drugClass: 'other' },
      { name: 'b', drugClass: 'other' },
    ],
  ],
])('a value can be taken back into the form and comes out the same', (definition, value) => {
  expect(factToState(typed(definition, ...typedEntries(definition, value)), undefined).value).toEqual(value);
});

describe('a statement replaces', () => {
  it('what people stated of the same thing for the same date, by its revision', () => {
    const before = stated({});
    expect(replacedBy(typed(ecog, { '': '2' }), [before])).toBe(before);
    expect(factToState(typed(ecog, { '': '2' }), before).replaces).toBe(3);
  });

  it.each([
    ['a machine sent', { byPeople: false }],
    ['another replaced', { supersededAt: '2026-05-19T10:00:00Z' }],
    ['is for another date', { date: '2026-05-17' }],
    ['is of a lesion', { lesion: 'N' }],
    ['is of another line', { treatmentLineId: '9' }],
    ['has another name', { name: 'age' as const }],
  ])('nothing that %s', (_, part) => {
    expect(replacedBy(typed(ecog, { '': '2' }), [stated(part)])).toBeUndefined();
  });

  it('no report about another organ', () => {
    const airway = stated({ name: 'organ-at-risk', value: { what: 'airway', report: 'narrow' } });
    expect(replacedBy(typed(report, { what: 'carotid', report: 'contact' }), [airway])).toBeUndefined();
    expect(replacedBy(typed(report, { what: 'airway', report: 'wide' }), [airway])).toBe(airway);
  });
});

it('a fault of the service finds its field', () => {
  expect(pointerOf(ecog, 0, ecog.fields[0]!)).toBe('/value');
  expect(pointerOf(radiotherapy, 0, radiotherapy.fields[1]!)).toBe('/value/doseGy');
  expect(pointerOf(agents, 1, agents.fields[0]!)).toBe('/value/1/name');
});
