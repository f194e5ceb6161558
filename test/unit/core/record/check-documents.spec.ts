import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  assessmentDocumentSchema,
  checkAssessmentDocument,
  checkFactStatement,
  factNames,
  factStatementSchema,
} from '../../../../src/core/record/index.js';

const good = {
  issuer: 'hospital',
  sourceId: 'a-1',
  patient: { issuer: 'hospital', id: 'p' },
  evaluator: 'radiology',
  timepoint: { label: 'week 9', date: '2026-03-16' },
  findings: [{ lesion: 'L1', role: 'target', organ: 'lung', axis: 'longest-diameter', state: 'measured', size: '9.8' }],
};

interface Fixture {
  readonly document: unknown;
  readonly faults: readonly (readonly [pointer: string, code: string, message: string, expected: string])[];
}

const folder = 'test/fixtures/formats/documents';
const fixtures = readdirSync(folder).map(
  (name) =>
    [
      name,
      JSON.parse(readFileSync(`${folder}/${name}`, 'utf8').replace('FACT NAMES', factNames.join(', '))) as Fixture,
    ] as const,
);

describe('checking an assessment', () => {
  it('takes a good one and trims its words', () => {
    expect(checkAssessmentDocument({ ...good, evaluator: '  radiology ' })).toEqual({ document: good });
  });

  it.each(fixtures.filter(([name]) => name.startsWith('assessment')))(
    '%s: names every fault with its place',
    (_name, { document, faults }) => {
      const checked = checkAssessmentDocument(document);
      expect(
        'faults' in checked &&
          checked.faults.map(({ pointer, code, message, expected }) => [pointer, code, message, expected]),
      ).toEqual(faults);
    },
  );

  it('refuses a day that has not come, beside every other fault, and takes the latest day that it is anywhere', () => {
    const on = (date: string) =>
      checkAssessmentDocument({ ...good, timepoint: { label: 'week 9', date } }, '2026-03-16');
    for (const past of ['2026-03-16', '2026-03', '2026']) expect(on(past)).toHaveProperty('document');
    for (const ahead of ['2026-03-17', '2026-04', '2027'])
      expect(on(ahead)).toMatchObject({ faults: [{ pointer: '/timepoint/date', code: 'date-in-future' }] });
    const findings = [{ ...good.findings[0], size: '1,5', examDate: '2026-05-01' }];
    expect(checkAssessmentDocument({ ...good, findings }, '2026-03-16')).toMatchObject({
      faults: [
        { pointer: '/findings/0/examDate', code: 'date-in-future' },
        { pointer: '/findings/0/size', code: 'unreadable-length' },
      ],
    });
  });

  it('takes a volume beside a size, and no volume of what is gone or was not looked at', () => {
    const checked = (more: object) =>
      checkAssessmentDocument({ ...good, findings: [{ ...good.findings[0], ...more }] });
    for (const volume of ['880', '880.50', '123456789.12345678901234567890'])
      expect(checked({ volume })).toHaveProperty('document');
    expect(checked({ state: 'present', size: undefined, volume: '880' })).toHaveProperty('document');
    for (const volume of ['1,5', '-3', '<5', '1e3', '2 mL', '1234567890'])
      expect(checked({ volume })).toMatchObject({ faults: [{ pointer: '/findings/0/volume', code: 'unreadable' }] });
    expect(checked({ volume: '0.0' })).toMatchObject({
      faults: [{ pointer: '/findings/0/volume', code: 'contradiction' }],
    });
    for (const state of ['absent', 'not-evaluable', 'not-done'])
      expect(checked({ state, size: undefined, volume: '880' })).toMatchObject({
        faults: [{ pointer: '/findings/0/volume', code: 'contradiction' }],
      });
  });

  it('takes scores in the words of their closed lists, the primary site and the neck apart', () => {
    const checked = (reportedScores: object) => checkAssessmentDocument({ ...good, reportedScores });
    expect(checked({ niRadsPrimary: '2a', niRadsNeck: '2b', hopkins: '5' })).toHaveProperty('document');
    for (const [score, category] of [
      ['niRadsPrimary', '5'],
      ['niRadsNeck', '2c'],
      ['hopkins', '0'],
    ] as const)
      expect(checked({ [score]: category })).toMatchObject({
        faults: [{ pointer: `/reportedScores/${score}`, code: 'not-in-list' }],
      });
    expect(checked({ niRads: '1' })).toMatchObject({
      faults: [{ pointer: '/reportedScores/niRads', code: 'unknown-field' }],
    });
  });

  it('takes a timepoint without a date where nothing was done and its place is known, and no other', () => {
    const undone = { lesion: 'L1', role: 'target', state: 'not-done', reason: 'missed' };
    const at = (timepoint: object, ...findings: readonly object[]) =>
      checkAssessmentDocument({ ...good, timepoint: { label: 'week 9', ...timepoint }, findings });
    expect(at({ order: 3.1 }, undone)).toMatchObject({ document: { timepoint: { order: 3.1 } } });
    for (const refused of [
      at({}, undone),
      at({ order: 3 }),
      at({ order: 3 }, undone, { ...good.findings[0], lesion: 'L2' }),
    ])
      expect(refused).toMatchObject({ faults: [{ pointer: '/timepoint/date', code: 'missing' }] });
  });

  it.each([null, 4, 'text', []])('%j is no document', (value) => {
    const checked = checkAssessmentDocument(value);
    expect('faults' in checked && checked.faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['', 'wrong-type'],
    ]);
  });
});

describe('checking a statement of facts', () => {
  it('takes a good one', () => {
    const statement = {
      issuer: 'h',
      sourceId: 'f',
      patient: { issuer: 'h', id: 'p' },
      facts: [
        { name: 'ecog', state: 'known', value: 1, date: '2026-01' },
        { name: 'organ-at-risk', state: 'none' },
      ],
    };
    expect(checkFactStatement(statement)).toEqual({ statement });
  });

  it.each(fixtures.filter(([name]) => name.startsWith('facts')))(
    '%s: names every fault with its place',
    (_name, { document, faults }) => {
      const checked = checkFactStatement(document);
      expect(
        'faults' in checked &&
          checked.faults.map(({ pointer, code, message, expected }) => [pointer, code, message, expected]),
      ).toEqual(faults);
    },
  );
});

describe('circulating tumour DNA', () => {
  const checked = (value: unknown) =>
    checkFactStatement({
      issuer: 'h',
      sourceId: 'f',
      patient: { issuer: 'h', id: 'p' },
      facts: [{ name: 'circulating-tumour-dna', state: 'known', value }],
    });

  it.each([
    [{ amount: 12.5, unit: 'mean-tumour-molecules-per-ml', assay: 'Signatera' }],
    [{ amount: 0.3, unit: 'variant-allele-fraction-percent' }],
    [{ belowDetection: 'yes', assay: 'NavDx' }],
    [{ amount: 0, unit: 'copies-per-ml-plasma', belowDetection: 'yes' }],
    [{ words: 'detected, no number given' }],
    ['rising, as the laboratory wrote before there were fields'],
  ])('is taken as %j, and kept as it was sent', (value) => {
    expect(checked(value)).toMatchObject({ statement: { facts: [{ value }] } });
  });

  it.each([
    [{}, '/amount', 'missing'],
    [{ amount: 12.5 }, '/unit', 'missing'],
    [{ unit: 'copies-per-ml-plasma' }, '/amount', 'missing'],
    [{ amount: 12.5, unit: 'IU/mL' }, '/unit', 'not-in-list'],
    [{ amount: 101, unit: 'variant-allele-fraction-percent' }, '/amount', 'out-of-range'],
    [{ amount: 3, unit: 'copies-per-ml-plasma', belowDetection: 'yes' }, '/amount', 'contradiction'],
    [{ amount: -1, unit: 'copies-per-ml-plasma' }, '/amount', 'out-of-range'],
    [' ', '/words', 'missing'],
    [7, '', 'wrong-type'],
  ])('is refused as %j, at %s', (value, pointer, code) => {
    expect(checked(value)).toMatchObject({ faults: [{ pointer: `/facts/0/value${pointer}`, code }] });
  });
});

it('both schemas can be written as JSON Schema, with the patterns of lengths and dates', () => {
  const text = JSON.stringify([z.toJSONSchema(assessmentDocumentSchema), z.toJSONSchema(factStatementSchema)]);
  expect(text).toContain('"pattern":"^(\\\\d{1,4})(?:\\\\.(\\\\d{1,20}))?$"');
  expect(text).toContain('"pattern":"^(\\\\d{4})(?:-(\\\\d{2})(?:-(\\\\d{2}))?)?$"');
});

it('a statement of what has happened names no day that has not come; what is planned may', () => {
  const stated = (name: string, value: unknown, more: object = {}) =>
    checkFactStatement(
      {
        issuer: 'hospital',
        sourceId: 'f-1',
        patient: { issuer: 'hospital', id: 'p' },
        facts: [{ name, state: 'known', value, ...more }],
      },
      '2026-03-16',
    );
  const aheadAt = (pointer: string) => ({ faults: [{ pointer, code: 'date-in-future' }] });
  expect(stated('died', { on: '2026-03-17' })).toMatchObject(aheadAt('/facts/0/value/on'));
  expect(stated('treatment-start', '2027')).toMatchObject(aheadAt('/facts/0/value'));
  expect(stated('ecog', 1, { date: '2026-04' })).toMatchObject(aheadAt('/facts/0/date'));
  expect(stated('local-treatment', [{ kind: 'radiotherapy', on: '2026-04-01' }], { lesion: 'L1' })).toMatchObject(
    aheadAt('/facts/0/value/0/on'),
  );
  expect(stated('prior-radiotherapy', { field: 'neck', start: '2026-02-01', end: '2026-04-01' })).toHaveProperty(
    'statement',
  );
  expect(stated('parked', { until: '2026-05-01', by: 'coordinator' })).toHaveProperty('statement');
});
