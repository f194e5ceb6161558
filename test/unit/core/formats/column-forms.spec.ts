import { type ColumnForm, ColumnSurveyor, csvFormat, type CsvMapping } from '../../../../src/core/formats/index.js';
import { dayInForm, millimetresInForm } from '../../../../src/core/formats/csv/csv-cell-forms.js';

const formOf = (...cells: string[]): ColumnForm | undefined => {
  const surveyor = new ColumnSurveyor(['x']);
  for (const cell of cells) surveyor.take([cell]);
  return surveyor.surveys()[0]?.form;
};

describe('the form of a column', () => {
  it.each<readonly [readonly string[], ColumnForm]>([
    [['', 'NA'], { kind: 'blank' }],
    [['12', '7'], { kind: 'number', decimal: null, unit: null }],
    [['12.5', '7', ''], { kind: 'number', decimal: '.', unit: null }],
    [['12,5', '7'], { kind: 'number', decimal: ',', unit: null }],
    [['1,234', '12,5'], { kind: 'number', decimal: ',', unit: null }],
    [['0,123'], { kind: 'number', decimal: ',', unit: null }],
    [['3.0 cm', '2 cm'], { kind: 'number', decimal: '.', unit: 'cm' }],
    [['3.0 cm', '20mm'], { kind: 'number', decimal: '.', unit: 'in-cell' }],
    [['3.0 cm', '20'], { kind: 'number', decimal: '.', unit: 'in-cell' }],
    [['12.5', '12,5'], { kind: 'text' }],
    [['12', 'NOT EVALUABLE'], { kind: 'text' }],
    [['2026-01-05', '2026-01-06T10:00'], { kind: 'date', form: 'YYYY-MM-DD' }],
    [['2026/01/05'], { kind: 'date', form: 'YYYY/MM/DD' }],
    [['05.01.2026', '5.1.2026'], { kind: 'date', form: 'DD.MM.YYYY' }],
    [['03/04/2026', '13/04/2026'], { kind: 'date', form: 'DD/MM/YYYY' }],
    [['03/04/2026', '04/13/2026'], { kind: 'date', form: 'MM/DD/YYYY' }],
    [['13/04/2026', '04/13/2026'], { kind: 'text' }],
    [['01.13.2026'], { kind: 'text' }],
  ])('%j is %j, told from all rows', (cells, form) => {
    expect(formOf(...cells)).toEqual(form);
    expect(formOf(...[...cells].reverse())).toEqual(form);
  });

  it.each<readonly [readonly string[], ColumnForm]>([
    [['03/04/2026', '01/02/2026'], { kind: 'asked', what: 'date', readings: ['DD/MM/YYYY', 'MM/DD/YYYY'] }],
    [['1,234', '12'], { kind: 'asked', what: 'decimal', readings: ['1.234', '1234'] }],
  ])('%j could mean two things: it is asked', (cells, form) => expect(formOf(...cells)).toEqual(form));

  it('comes with its first examples and how much is blank, however many rows there are', () => {
    const surveyor = new ColumnSurveyor(['a', 'b']);
    for (let row = 0; row < 10_000; row += 1) surveyor.take([String(row % 100), '']);
    expect(surveyor.surveys()).toMatchObject([
      { column: 'a', filled: 10_000, blank: 0, examples: ['0', '1', '2', '3', '4'] },
      { column: 'b', filled: 0, blank: 10_000, examples: [] },
    ]);
  });
});

it.each([
  ['05.01.2026', 'DD.MM.YYYY', '2026-01-05'],
  ['5/1/2026 10:20', 'DD/MM/YYYY', '2026-01-05 10:20'],
  ['5/1/2026', 'MM/DD/YYYY', '2026-05-01'],
  ['2026/1/5', 'YYYY/MM/DD', '2026-01-05'],
  ['05/01/2026', 'DD.MM.YYYY', '05/01/2026'],
  ['2026-01-05', 'DD.MM.YYYY', '2026-01-05'],
  ['13/13/2026', 'MM/DD/YYYY', '2026-13-13'],
] as const)('%s in the form %s is %s', (sent, form, text) => expect(dayInForm(sent, form)).toBe(text));

it.each([
  ['3.05', 'cm', '30.5'],
  ['3', 'cm', '30'],
  ['0.5', 'cm', '5'],
  ['0.0123', 'cm', '0.123'],
  ['3.0 cm', 'in-cell', '30'],
  ['12 mm', 'in-cell', '12'],
  ['12', 'in-cell', '12 (no unit)'],
  ['3.0 cm', 'cm', '3.0 cm'],
  ['about 3', 'in-cell', 'about 3'],
] as const)('%s with the unit %s is %s', (sent, unit, text) => expect(millimetresInForm(sent, unit)).toBe(text));

describe('a mapping that says the forms', () => {
  const mapping: CsvMapping = {
    delimiter: ';',
    decimal: ',',
    dates: 'DD.MM.YYYY',
    unit: 'in-cell',
    columns: { Pat: 'patient', Datum: 'date', Herd: 'lesion', Groesse: 'size_mm', Zustand: 'state' },
    constants: { evaluator: 'Radiologie', role: 'target', organ: 'lung' },
    words: { state: { 'nicht beurteilbar': 'not-evaluable' } },
  };
  const assembled = (cells: Readonly<Record<string, string>>) =>
    csvFormat.assemble([{ file: 'assessments', row: 2, cells }], [], { issuer: 'A', mapping });

  it('reads days and sizes as they are written', () => {
    expect(assembled({ Pat: 'P1', Datum: '05.01.2026', Herd: 'T1', Groesse: '3,05 cm' })).toMatchObject({
      held: [],
      assessment: { timepoint: { date: '2026-01-05' }, findings: [{ size: '30.5' }] },
    });
  });

  it('keeps the words for states in the column of sizes', () => {
    expect(
      assembled({ Pat: 'P1', Datum: '05.01.2026', Herd: 'T1', Groesse: 'nicht beurteilbar' }).assessment?.findings,
    ).toMatchObject([{ state: 'not-evaluable' }]);
  });

  it.each([
    [{ Datum: '05/01/2026', Groesse: '3 cm' }, 'unreadable-date'],
    [{ Datum: '05.01.2026', Groesse: '3' }, 'unreadable-length'],
    [{ Datum: '31.02.2026', Groesse: '3 mm' }, 'unreadable-date'],
  ])('holds what is written otherwise: %j', (cells, code) => {
    expect(assembled({ Pat: 'P1', Herd: 'T1', ...cells }).held).toMatchObject([{ code }]);
  });
});
