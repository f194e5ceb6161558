import { expect, it } from '@jest/globals';
import { factNames } from '../../../../src/core/record/index.js';
import { statableFacts } from '../../../../src/modules/assessments/fact-definitions.js';

const definitionOf = (name: string) => statableFacts.find((fact) => fact.name === name)!;
const itself = (kind: string, choices: readonly string[] = []) => [{ name: null, kind, choices, required: true }];

it('describes every fact of the closed list, in its order, with a field at least', () => {
  expect(statableFacts.map(({ name }) => name)).toEqual(factNames);
  for (const { fields } of statableFacts) expect(fields.length).toBeGreaterThan(0);
});

it.each([
  ['ecog', itself('whole-number')],
  ['weight-loss-percent', itself('number')],
  ['stage', itself('text')],
  ['treatment-start', itself('date')],
  ['p16', itself('choice', ['positive', 'negative'])],
])('%s is one field', (name, fields) => {
  expect(definitionOf(name)).toMatchObject({ isList: false, fields });
});

it('names the members of a value, and which of them may be left out', () => {
  expect(definitionOf('prior-radiotherapy')).toEqual({
    name: 'prior-radiotherapy',
    scope: 'patient',
    ofLesionToo: false,
    isList: false,
    fields: [
      { name: 'field', kind: 'text', choices: [], required: true },
      { name: 'doseGy', kind: 'number', choices: [], required: false },
      { name: 'fractions', kind: 'whole-number', choices: [], required: false },
      { name: 'technique', kind: 'text', choices: [], required: false },
      { name: 'start', kind: 'date', choices: [], required: false },
      { name: 'end', kind: 'date', choices: [], required: false },
      { name: 'planAvailable', kind: 'choice', choices: ['yes', 'no'], required: false },
      { name: 'lesions', kind: 'texts', choices: [], required: false },
    ],
  });
  expect(definitionOf('parked').fields.map(({ kind }) => kind)).toEqual(['date', 'text']);
  expect(definitionOf('clinical-stability').fields[0]).toEqual({
    name: 'stable',
    kind: 'truth',
    choices: [],
    required: true,
  });
  expect(definitionOf('patient-wish').fields[1]).toEqual({
    name: 'declines',
    kind: 'texts',
    choices: [],
    required: false,
  });
});

it('tells a list of entries from one entry', () => {
  expect(definitionOf('agents')).toMatchObject({
    scope: 'treatment-line',
    isList: true,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'drugClass', kind: 'choice' },
    ],
  });
  expect(definitionOf('local-treatment')).toMatchObject({ scope: 'lesion', isList: true });
});

it('tells the bounds of a number, where it has some', () => {
  expect(definitionOf('ecog').fields).toMatchObject([{ kind: 'whole-number', least: 0, most: 4 }]);
  expect(definitionOf('spine-stability-sins').fields).toMatchObject([{ least: 0, most: 18 }]);
  expect(definitionOf('ebv-dna').fields[0]).toEqual({
    name: 'copiesPerMl',
    kind: 'whole-number',
    choices: [],
    required: true,
    least: 0,
  });
});

it('tells which facts of the patient may be stated of one lesion', () => {
  expect(statableFacts.filter(({ ofLesionToo }) => ofLesionToo).map(({ name }) => name)).toEqual([
    'sarcoid-like-nodes',
    'infection',
    'flare',
  ]);
});
