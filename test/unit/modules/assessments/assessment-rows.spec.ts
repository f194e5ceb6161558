import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAssessmentDocument, type AssessmentDocument } from '../../../../src/core/record/index.js';
import {
  columnsOfDocument,
  documentOfColumns,
  measurementsOfDocument,
  millimetreText,
} from '../../../../src/modules/assessments/assessment-rows.js';

const whole: AssessmentDocument = {
  issuer: 'radiology',
  sourceId: 'A1',
  revision: 3,
  synthetic: true,
  patient: { issuer: 'north', id: 'P1' },
  treatmentLine: 'first',
  evaluator: 'reader 1',
  reader: 'Dr A',
  modality: 'CT',
  sliceThickness: '1.25',
  contrastPhase: 'portal venous',
  timepoint: { label: 'w9', date: '2026-05', studyDay: 63, baseline: false, order: 7.1 },
  organsImaged: ['lung', 'liver'],
  reportedScores: { niRadsPrimary: '2a', niRadsNeck: '3', hopkins: '4' },
  findings: [
    {
      lesion: 'L1',
      role: 'target',
      organ: 'lung',
      site: 'right upper lobe',
      axis: 'longest-diameter',
      state: 'measured',
      size: '16.309999999999999',
    },
    {
      lesion: 'L2',
      role: 'target',
      state: 'measured',
      fragments: ['12', '9.8'],
      examDate: '2026-05-06',
      modality: 'MR',
    },
    { lesion: 'L3', role: 'target', state: 'merged', mergedInto: 'L1' },
    {
      lesion: 'L4',
      role: 'new',
      state: 'measured',
      size: '14',
      certainty: 'equivocal',
      volume: '880.50',
      uptake: [
        { quantity: 'SULpeak', value: '8.40' },
        { quantity: 'SUVmax', value: '10.2' },
      ],
    },
    { lesion: 'L5', role: 'non-target', state: 'not-evaluable', reason: 'artefact' },
  ],
};
const sparse: AssessmentDocument = {
  issuer: 'radiology',
  sourceId: 'A2',
  revision: 1,
  patient: { issuer: 'north', id: 'P1' },
  evaluator: 'reader 1',
  timepoint: { label: 'day 1', studyDay: 0 },
  findings: [],
};

const readBack = (document: AssessmentDocument): AssessmentDocument =>
  documentOfColumns(
    {
      issuer: document.issuer,
      sourceId: document.sourceId,
      revision: document.revision ?? 1,
      synthetic: document.synthetic ?? false,
      patient: document.patient,
      lineKey: document.treatmentLine ?? '',
    },
    columnsOfDocument(document),
    measurementsOfDocument(document),
  );

describe('an assessment as rows', () => {
  it.each([
    ['with everything', whole],
    ['with the least', sparse],
  ])('%s reads back as the same document', (_, document) => {
    expect(checkAssessmentDocument(document)).toEqual({ document });
    expect(readBack(document)).toEqual(document);
  });

  it('has whole micrometres beside the text as sent', () => {
    expect(
      measurementsOfDocument(whole).map(({ micrometres, as_sent, fragments }) => [micrometres, as_sent, fragments]),
    ).toEqual([
      [16_310, '16.309999999999999', null],
      [21_800, '12+9.8', [12_000, 9_800]],
      [null, null, null],
      [14_000, '14', null],
      [null, null, null],
    ]);
    expect(columnsOfDocument(whole)).toMatchObject({
      slice_thickness: 1250,
      date_as_sent: '2026-05',
      date_from: '2026-05-01',
      date_to: '2026-05-31',
      study_day: 63,
    });
  });

  it('writes micrometres as the shortest decimal of millimetres', () => {
    expect([0, 1, 10, 900, 1000, 1250, 12_030].map(millimetreText)).toEqual([
      '0',
      '0.001',
      '0.01',
      '0.9',
      '1',
      '1.25',
      '12.03',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (micrometres) => {
        expect(Math.round(Number(millimetreText(micrometres)) * 1000)).toBe(micrometres);
      }),
    );
  });

  it('refuses to write what nobody checked', () => {
    expect(() =>
      measurementsOfDocument({
        ...sparse,
        findings: [{ lesion: 'L1', role: 'target', state: 'measured', size: '1 cm' }],
      }),
    ).toThrow('unchecked');
    expect(() => columnsOfDocument({ ...sparse, timepoint: { label: 'x', date: '2026-02-30' } })).toThrow('unchecked');
  });
});
