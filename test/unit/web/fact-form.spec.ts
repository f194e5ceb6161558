import type { FactDefinition, FactField, StatedFact } from '../../../src/web/record/case/case.js';
import {
  factToState,
  fieldOfPointer,
  replacedBy,
  typedEntries,
  type TypedFact,
} from '../../../src/web/record/facts/fact-form.js';
import { factSchema } from '../../../src/web/record/facts/fact-schema.js';

const field = (name: string | null, kind: FactField['kind'], required = true): FactField => ({
  name,
  kind,
  required,
  choices: [],
});
const ecog: FactDefinition = {
  name: 'ecog',
  scope: 'patient',
  ofLesionToo: false,
  isList: false,
  fields: [field(null, 'whole-number')],
};
const radiotherapy: FactDefinition = {
  name: 'prior-radiotherapy',
  scope: 'patient',
  ofLesionToo: false,
  isList: false,
  fields: [field('field', 'text'), field('doseGy', 'number', false), field('end', 'date', false)],
};
const agents: FactDefinition = {
  name: 'agents',
  scope: 'treatment-line',
  ofLesionToo: false,
  isList: true,
  fields: [field('name', 'text'), field('drugClass', 'choice')],
};
const report: FactDefinition = {
  name: 'organ-at-risk',
  scope: 'patient',
  ofLesionToo: false,
  isList: false,
  fields: [field('what', 'choice'), field('report', 'text')],
};
const stable: FactDefinition = {
  name: 'clinical-stability',
  scope: 'patient',
  ofLesionToo: false,
  isList: false,
  fields: [field('stable', 'truth'), field('by', 'text')],
};
const wish: FactDefinition = {
  name: 'patient-wish',
  scope: 'patient',
  ofLesionToo: false,
  isList: false,
  fields: [field('words', 'text'), field('declines', 'texts', false)],
};

const typed = (...entries: Readonly<Record<string, string>>[]): TypedFact => ({
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
    expect(factToState(ecog, typed({ value: ' 2 ' }), undefined)).toEqual({
      name: 'ecog',
      state: 'known',
      value: 2,
      date: '2026-05-18',
      source: 'clinic letter',
    });
  });

  it('of members, without those that were left empty', () => {
    expect(factToState(radiotherapy, typed({ field: 'neck', doseGy: '69.96', end: '' }), undefined).value).toEqual({
      field: 'neck',
      doseGy: 69.96,
    });
  });

  it('of a list, of truths and of several texts', () => {
    expect(
      factToState(
        agents,
        typed(
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
    expect(factToState(stable, typed({ stable: 'no', by: 'Dr Weber' }), undefined).value).toEqual({
      stable: false,
      by: 'Dr Weber',
    });
    expect(
      factToState(wish, typed({ words: 'no operation', declines: 'neck dissection; biopsy;' }), undefined).value,
    ).toEqual({ words: 'no operation', declines: ['neck dissection', 'biopsy'] });
  });

  it('sends a number that cannot be read as it was typed, for the service to say what would be right', () => {
    expect(factToState(ecog, typed({ value: 'good' }), undefined).value).toBe('good');
    expect(factToState(ecog, typed({ value: '' }), undefined).value).toBe('');
  });

  it("keeps 'none' and 'unknown' without a value, and leaves an empty date out", () => {
    for (const state of ['none', 'unknown'] as const) {
      const statement = factToState(ecog, { ...typed({ value: '2' }), state, date: ' ' }, undefined);
      expect(statement).toEqual({ name: 'ecog', state, source: 'clinic letter' });
    }
  });

  it('names the lesion of a fact of a lesion alone', () => {
    expect(factToState({ ...ecog, name: 'tissue', scope: 'lesion' }, typed({ value: '1' }), undefined).lesion).toBe(
      'N',
    );
    expect(factToState(ecog, typed({ value: '1' }), undefined)).not.toHaveProperty('lesion');
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
  expect(factToState(definition, typed(...typedEntries(definition, value)), undefined).value).toEqual(value);
});

describe('a statement replaces', () => {
  it('what people stated of the same thing for the same date, by its revision', () => {
    const before = stated({});
    expect(replacedBy(ecog, typed({ value: '2' }), [before])).toBe(before);
    expect(factToState(ecog, typed({ value: '2' }), before).replaces).toBe(3);
  });

  it.each([
    ['a machine sent', { byPeople: false }],
    ['another replaced', { supersededAt: '2026-05-19T10:00:00Z' }],
    ['is for another date', { date: '2026-05-17' }],
    ['is of a lesion', { lesion: 'N' }],
    ['is of another line', { treatmentLineId: '9' }],
    ['has another name', { name: 'age' as const }],
  ])('nothing that %s', (_, part) => {
    expect(replacedBy(ecog, typed({ value: '2' }), [stated(part)])).toBeUndefined();
  });

  it('no report about another organ', () => {
    const airway = stated({ name: 'organ-at-risk', value: { what: 'airway', report: 'narrow' } });
    expect(replacedBy(report, typed({ what: 'carotid', report: 'contact' }), [airway])).toBeUndefined();
    expect(replacedBy(report, typed({ what: 'airway', report: 'wide' }), [airway])).toBe(airway);
  });
});

it('a fault of the service finds its field', () => {
  expect(fieldOfPointer(ecog, 1, '/value')).toBe('entries.0.value');
  expect(fieldOfPointer(radiotherapy, 1, '/value/doseGy')).toBe('entries.0.doseGy');
  expect(fieldOfPointer(agents, 2, '/value/1/name')).toBe('entries.1.name');
  expect(fieldOfPointer(agents, 1, '/value/1/name')).toBeUndefined();
  expect([fieldOfPointer(ecog, 1, '/date'), fieldOfPointer(ecog, 1, '/treatmentLineId')]).toEqual(['date', undefined]);
});

describe('what is typed is checked before it is sent', () => {
  const messages = { needed: 'needed', number: 'number', wholeNumber: 'whole number', partialDate: 'date' };
  const faults = (definition: FactDefinition, fact: TypedFact): Readonly<Record<string, string>> => {
    const { error } = factSchema(definition, messages).safeParse(fact);
    return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
  };
  it('each field in its form, and only where something is known', () => {
    expect(faults(ecog, typed({ value: '1' }))).toEqual({});
    expect(faults(ecog, typed({ value: '' }))).toEqual({ 'entries.0.value': 'needed' });
    expect(faults(ecog, typed({ value: '1,5' }))).toEqual({ 'entries.0.value': 'whole number' });
    expect(faults(ecog, { ...typed({ value: '' }), state: 'unknown' })).toEqual({});
    expect(faults(radiotherapy, typed({ field: 'neck', doseGy: '69,96', end: 'Nov-2023' }))).toEqual({});
    expect(faults(radiotherapy, typed({ field: '', doseGy: 'much', end: '11/2023' }))).toEqual({
      'entries.0.field': 'needed',
      'entries.0.doseGy': 'number',
      'entries.0.end': 'date',
    });
    expect(faults(agents, typed({ name: 'nivolumab', drugClass: 'other' }, {}))).toEqual({
      'entries.1.name': 'needed',
      'entries.1.drugClass': 'needed',
    });
  });
  it('the source is needed, the date may be left out and may be partial', () => {
    expect(faults(ecog, { ...typed({ value: '1' }), source: ' ', date: '' })).toEqual({ source: 'needed' });
    expect(faults(ecog, { ...typed({ value: '1' }), date: '05/06/2026' })).toEqual({ date: 'date' });
  });
});

it('a date is sent as exact as it was typed, in the form of the service', () => {
  const sent = (date: string): unknown => factToState(ecog, { ...typed({ value: '1' }), date }, undefined).date;
  expect(['2026', '2026-05', 'Mai 2026', '18-May-2026', '18.5.2026'].map(sent)).toEqual([
    ...['2026', '2026-05', '2026-05', '2026-05-18', '2026-05-18'],
  ]);
  expect(factToState(radiotherapy, typed({ field: 'neck', doseGy: '69,96', end: '11.2023' }), undefined).value).toEqual(
    {
      ...{ field: 'neck', doseGy: 69.96, end: '2023-11' },
    },
  );
});

it('what was stated in plain text before a fact had fields stands among its words when it is corrected', () => {
  const dna: FactDefinition = {
    name: 'circulating-tumour-dna',
    scope: 'patient',
    ofLesionToo: false,
    isList: false,
    fields: [field('amount', 'number', false), field('words', 'text', false)],
  };
  expect(typedEntries(dna, 'rising')).toEqual([{ amount: '', words: 'rising' }]);
  expect(typedEntries(dna, { amount: 2.5 })).toEqual([{ amount: '2.5', words: '' }]);
});
