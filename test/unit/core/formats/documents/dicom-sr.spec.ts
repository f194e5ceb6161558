import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  code,
  dicomReport,
  group,
  type Lesion,
  longAxis,
  measurement,
  type Report,
  shortAxis,
} from './dicom-writer.js';
import { context, read, refusal } from './reading.js';

const lung = code('39607008', 'SCT', 'Lung');
const node = code('59441001', 'SCT', 'Lymph node');
const nodule = code('27925004', 'SCT', 'Nodule');
const length = code('410668003', 'SCT', 'Length');

const lesion = (given: Partial<Lesion> = {}) =>
  group({
    uid: '1.2.3.1',
    name: 'Target 1',
    site: lung,
    finding: nodule,
    measurements: [measurement(longAxis, '18')],
    ...given,
  });
const report = (given: Partial<Report> = {}) =>
  dicomReport({ uid: '1.2.3', patient: 'P1', date: '20260504', groups: [lesion()], ...given });
const readLesion = (given: Partial<Lesion>) => read(report({ groups: [lesion(given)] }));
const sample = (name: string) => readFileSync(`test/fixtures/formats/dicom-sr/${name}.dcm`);

describe('a measurement report of DICOM', () => {
  it('becomes an assessment: patient, day, reader, modality, and the lesion by its tracking UID', () => {
    const { assessments, held } = read(report({ issuer: 'Hospital A', reader: 'Müller^Eva' }));
    expect(held).toEqual([]);
    expect(assessments).toEqual([
      {
        issuer: 'radiology',
        sourceId: '1.2.3',
        patient: { issuer: 'Hospital A', id: 'P1' },
        evaluator: 'evaluator not stated',
        reader: 'Müller Eva',
        modality: 'CT',
        timepoint: { label: '2026-05-04', date: '2026-05-04' },
        findings: [
          {
            lesion: '1.2.3.1',
            role: 'target',
            organ: 'lung',
            site: 'Target 1, Lung',
            state: 'measured',
            size: '18',
            axis: 'longest-diameter',
          },
        ],
      },
    ]);
  });

  it.each([
    ['ISO_IR 192', false],
    ['ISO_IR 192', true],
    ['ISO_IR 100', false],
    ['ISO_IR 100', true],
  ])('reads umlauts in %s, also inside of sequences (undefined lengths: %s)', (charset, undefinedLengths) => {
    const given = { charset, undefinedLengths, patient: 'Größe', reader: 'Müller^Eva' };
    const groups = [lesion({ site: code('39607008', 'SCT', 'Lungenflügel') })];
    expect(read(report({ ...given, groups })).assessments[0]).toMatchObject({
      patient: { id: 'Größe' },
      reader: 'Müller Eva',
      findings: [{ site: 'Target 1, Lungenflügel' }],
    });
  });

  it.each([
    ['SRT', code('T-28000', 'SRT', 'Lung'), code('G-A185', 'SRT', 'Long Axis')],
    ['SNM3', code('T-28000', 'SNM3', 'Lung'), code('G-A185', 'SNM3', 'Long Axis')],
    ['SCT', lung, longAxis],
  ])('is read alike in codes of %s', (_, site, axis) => {
    expect(readLesion({ site, measurements: [measurement(axis, '18')] }).assessments[0]?.findings[0]).toMatchObject({
      organ: 'lung',
      size: '18',
      axis: 'longest-diameter',
    });
  });

  it.each([
    ['mm', '18', '18'],
    ['cm', '1.8', '18'],
    ['cm', '2.54', '25.4'],
    ['um', '18500', '18.5'],
    ['m', '0.018', '18'],
  ])('in %s: %s is %s mm', (unit, sent, size) => {
    expect(
      readLesion({ measurements: [measurement(longAxis, sent, code(unit, 'UCUM', unit))] }).assessments[0]?.findings[0]
        ?.size,
    ).toBe(size);
  });

  it('keeps the short axis of a lymph node and the long axis of everything else, and says what it does not keep', () => {
    const both = [measurement(longAxis, '26'), measurement(shortAxis, '18')];
    expect(readLesion({ site: node, measurements: both }).assessments[0]?.findings[0]).toMatchObject({
      size: '18',
      axis: 'short-axis',
    });
    const other = readLesion({ measurements: both });
    expect(other.assessments[0]?.findings[0]).toMatchObject({ size: '26', axis: 'longest-diameter' });
    expect(other.asked).toContainEqual(expect.stringContaining('of lesions with two axes one is read'));
    expect(readLesion({ site: node, measurements: [measurement(longAxis, '26')] }).held).toEqual([
      'no-diameter: lesion 1.2.3.1 (lymph-node) has its long axis alone',
    ]);
    expect(readLesion({ site: node, measurements: [measurement(length, '26')] }).asked).toContainEqual(
      expect.stringMatching(/^axis-not-stated: which axis/),
    );
  });

  it.each([
    [
      'an area under the code of a length',
      measurement(length, '170', code('mm2', 'UCUM', 'mm2')),
      "unknown-unit: the length '170' of lesion 1.2.3.1 has the unit 'mm2', which is no length",
    ],
    [
      'a number without a unit',
      { ...measurement(longAxis, '18'), unit: undefined },
      "unknown-unit: the length '18' of lesion 1.2.3.1 has no unit",
    ],
    [
      "the unit '1'",
      measurement(longAxis, '18', code('1', 'UCUM', 'no units')),
      "unknown-unit: the length '18' of lesion 1.2.3.1 has the unit '1', which is no length",
    ],
    [
      'mm of another system',
      measurement(longAxis, '18', code('mm', '99X', 'mm')),
      "unknown-unit: the length '18' of lesion 1.2.3.1 has the unit 'mm (99X)', which is no length",
    ],
    ['no value', measurement(longAxis, undefined), 'no-result: the length of lesion 1.2.3.1 has no value'],
    [
      'a sign',
      measurement(longAxis, '-18'),
      "unreadable-length: '-18' of lesion 1.2.3.1 is not a length as digits with a decimal point",
    ],
  ])('is held for %s, which never is a diameter', (_, one, said) => {
    const { assessments, held } = readLesion({ measurements: [one] });
    expect(assessments).toEqual([]);
    expect(held).toEqual([said]);
  });

  it('leaves out an aorta and asks, and is held where it is not said whether a lesion was measured', () => {
    const aorta = lesion({
      uid: '1.2.9',
      name: 'Aorta0001',
      site: undefined,
      finding: code('15825003', 'SCT', 'Aorta'),
      category: code('91723000', 'SCT', 'Anatomical structure'),
    });
    const { assessments, asked } = read(report({ groups: [lesion(), aorta] }));
    expect(assessments[0]?.findings.map((finding) => finding.lesion)).toEqual(['1.2.3.1']);
    expect(asked).toContainEqual(
      "not-a-tumour: 'Aorta, Aorta0001' is no lesion; its measurements are not read: Long Axis 18 mm",
    );
    expect(readLesion({ name: 'M1', finding: undefined }).held).toEqual([
      "not-a-tumour: whether 'M1' is a lesion is not said, and a length of it is given",
    ]);
    expect(readLesion({ name: 'M1', finding: code('x', '99X', 'Benign nodule') }).held).toHaveLength(1);
  });

  it('is held where the role of a lesion is not stated, unless the sender declared it', () => {
    const given = report({ groups: [lesion({ name: 'Lesion 1' })] });
    expect(read(given).held).toEqual([
      'role-not-stated: it is not stated whether lesion Lesion 1 is a target, a non-target or new',
    ]);
    const declared = read(given, 'a.dcm', { ...context, roleNotStated: 'target' });
    expect(declared.assessments[0]?.findings[0]?.role).toBe('target');
    expect(declared.asked).toContainEqual(
      expect.stringMatching(/^role-not-stated: the role of lesion Lesion 1 is not stated; it is read as target/),
    );
    expect(readLesion({ name: 'NEW 1' }).assessments[0]?.findings[0]?.role).toBe('new');
  });

  it('keeps uptake by lean body mass and by body weight apart, and takes neither without its unit', () => {
    const suv = (concept: [string, string], unit: string) =>
      measurement(code(concept[0], 'DCM', concept[1]), '8.4', code(unit, 'UCUM', unit), [
        {
          relation: 'HAS CONCEPT MOD',
          type: 'CODE',
          name: code('121401', 'DCM', 'Derivation'),
          code: code('126031', 'DCM', 'Peak Value Within ROI'),
        },
      ]);
    const uptake = (one: ReturnType<typeof suv>) => readLesion({ measurements: [measurement(longAxis, '18'), one] });
    expect(uptake(suv(['126402', 'SUVlbm'], 'g/ml{SUVlbm}')).assessments[0]?.findings[0]?.uptake).toEqual([
      { quantity: 'SULpeak', value: '8.4' },
    ]);
    expect(uptake(suv(['126401', 'SUVbw'], '{SUVbw}g/ml')).assessments[0]?.findings[0]?.uptake).toEqual([
      { quantity: 'SUVpeak', value: '8.4' },
    ]);
    const mixed = uptake(suv(['126402', 'SUVlbm'], 'g/ml{SUVbw}'));
    expect(mixed.assessments[0]?.findings[0]?.uptake).toBeUndefined();
    expect(mixed.asked).toContainEqual("not-read: the measurement 'SUVlbm' is not read");
  });

  it('asks about an exam in the future by holding it', () => {
    expect(read(report({ date: '20261201' })).held).toEqual([
      'date-in-future: the exam is dated 2026-12-01, and that day has not come',
    ]);
    expect(read(report({ date: '' })).held).toEqual(['no-date: no date of the exam is given']);
    expect(read(report({ patient: '' })).held).toEqual(['no-patient: no patient is named']);
  });

  it('is held whole for a lesion that stands twice, and for more lesions than an assessment has', () => {
    expect(read(report({ groups: [lesion(), lesion()] })).held).toEqual([
      'duplicate-measurement: lesion 1.2.3.1 stands 2 times in this report',
    ]);
    const thousand = Array.from({ length: 1_000 }, (_, index) => lesion({ uid: `1.2.3.${index}` }));
    expect(read(report({ groups: thousand })).held).toEqual(['too-many: 1000 lesions stand in one report']);
  });

  it.each([
    ['another object', report({ modality: 'CT' }), "the file is a DICOM object of modality 'CT'"],
    [
      'a deflated one, before it is unpacked',
      report({ transferSyntax: '1.2.840.10008.1.2.1.99' }),
      'the file is in the transfer syntax 1.2.840.10008.1.2.1.99',
    ],
    ['one that is cut off', report().subarray(0, 700), 'the file begins as DICOM and cannot be read to its end'],
    [
      'one nested too deep',
      report({ nested: 40 }),
      'the report is nested deeper than 32 or holds more than 50000 items',
    ],
    ['one without the mark', Buffer.from('no DICOM'), "the file has no mark 'DICM' behind its preamble"],
    ['one that is too large', Buffer.concat([report(), Buffer.alloc(17 * 1024 * 1024)]), 'the file has'],
  ])('refuses %s', (_, bytes, message) => {
    expect(refusal(bytes, 'a.dcm')).toContain(message);
  });

  it('of the public samples holds the nodule for its role and reads neither cord nor aorta nor vertebra', () => {
    const multi = read(sample('highdicom_sr_multi'), 'multi.dcm', { ...context, roleNotStated: 'target' });
    expect(multi.assessments[0]).toMatchObject({
      reader: 'Doe John',
      modality: 'CT',
      timepoint: { date: '2004-01-19' },
      findings: [{ organ: 'lung', site: 'LungNodule0001, Lung', size: '10' }],
    });
    expect(multi.asked.filter((said) => said.startsWith('not-a-tumour'))).toHaveLength(3);
    expect(read(sample('highdicom_sr_document')).assessments).toEqual([]);
    expect(read(sample('highdicom_sr_document')).asked).toContainEqual(expect.stringContaining('Spinal cord'));
  });
});
