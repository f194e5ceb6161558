/** What was imaged, from the organs and regions that were named: no organ that none of them shows. */
import fc from 'fast-check';
import {
  assembleHistory,
  checkAssessmentDocument,
  coverageOf,
  coverageOfRegion,
  imagedPlaces,
  imagedRegions,
  type AssessmentDocument,
  type ImagedPlace,
} from '../../../../src/core/record/index.js';
import { organs } from '../../../../src/core/response/index.js';

const exam = (sourceId: string, change: Partial<AssessmentDocument>): AssessmentDocument => ({
  issuer: 'test',
  sourceId,
  patient: { issuer: 'test', id: 'P' },
  evaluator: 'radiology',
  modality: 'CT',
  timepoint: { label: 'baseline', date: '2026-01-07' },
  findings: [],
  ...change,
});
const timepointsOf = (...documents: readonly AssessmentDocument[]) =>
  assembleHistory({
    assessments: documents.map((document) => ({ status: 'accepted', document })),
    facts: [],
  }).evaluators[0]!.timepoints;

describe('a region', () => {
  it.each(imagedRegions)('%s shows an organ whole or in part, and some', (region) => {
    const { whole, part } = coverageOfRegion[region];
    expect(whole.filter((organ) => part.includes(organ))).toEqual([]);
    expect(whole.length + part.length).toBeGreaterThan(0);
    expect(new Set([...whole, ...part]).size).toBe(whole.length + part.length);
  });

  it.each<[ImagedPlace, readonly string[]]>([
    ['neck', []],
    ['head', ['brain']],
    ['head-and-neck', ['primary-site']],
    ['thorax', ['lung', 'pleura', 'mediastinum', 'chest']],
    ['abdomen', ['liver', 'spleen', 'pancreas', 'adrenal', 'kidney']],
    ['pelvis', ['bladder']],
    ['lung', ['lung']],
    ['chest', ['lung', 'pleura', 'mediastinum', 'chest']],
  ])('%s shows whole: %j', (place, whole) => expect(coverageOf([place]).whole).toEqual(whole));

  it.each<ImagedPlace>(['neck', 'thorax', 'abdomen', 'pelvis', 'whole-body'])(
    '%s shows a part of the nodes and bones, and not every one',
    (place) => {
      expect(coverageOf([place]).part).toEqual(expect.arrayContaining(['lymph-node', 'bone']));
    },
  );

  it('of the whole body may leave out the brain', () => {
    expect(coverageOf(['whole-body']).whole).not.toContain('brain');
    expect(coverageOf(['whole-body', 'brain']).whole).toContain('brain');
  });
});

it('never makes an organ imaged that no named place shows', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...imagedPlaces)), (places) => {
      const { whole, part } = coverageOf(places);
      for (const organ of organs) {
        const shown = places.map((place) => coverageOf([place]));
        expect(whole.includes(organ)).toBe(shown.some((one) => one.whole.includes(organ)));
        expect(part.includes(organ)).toBe(!whole.includes(organ) && shown.some((one) => one.part.includes(organ)));
      }
    }),
  );
});

describe('a timepoint', () => {
  it('knows which organs were imaged whole and of which a part', () => {
    const [scan] = timepointsOf(exam('1', { organsImaged: ['neck', 'thorax', 'liver'] }));
    expect(scan).toMatchObject({
      organsImaged: ['chest', 'liver', 'lung', 'mediastinum', 'pleura'],
      organsPartlyImaged: ['bone', 'breast', 'lymph-node', 'primary-site', 'skin', 'soft-tissue'],
    });
  });

  it('of organs alone has no parts, as before there were regions', () => {
    const [scan] = timepointsOf(exam('1', { organsImaged: ['lung', 'lymph-node'] }));
    expect(scan).toMatchObject({ organsImaged: ['lung', 'lymph-node'] });
    expect(scan).not.toHaveProperty('organsPartlyImaged');
  });

  it('is made of exams of other regions on different days, though nodes lie in both', () => {
    const finding = (lesion: string): AssessmentDocument['findings'] => [
      { lesion, role: 'target', organ: 'other', state: 'measured', size: '20' },
    ];
    const of = (one: ImagedPlace, other: ImagedPlace): number =>
      timepointsOf(
        exam('1', { organsImaged: [one], findings: finding('A') }),
        exam('2', {
          organsImaged: [other],
          timepoint: { label: 'a week later', date: '2026-01-14' },
          findings: finding('B'),
        }),
      ).length;
    expect(of('neck', 'thorax')).toBe(1);
    expect(of('thorax', 'abdomen')).toBe(1);
    expect(of('abdomen', 'upper-abdomen')).toBe(2);
    expect(of('neck', 'face')).toBe(2);
    expect(of('spine', 'thorax')).toBe(2);
  });
});

it('an unknown place is a fault that names what is known', () => {
  const checked = checkAssessmentDocument({ ...exam('1', {}), organsImaged: ['neck', 'left knee'] });
  expect(checked).toMatchObject({
    faults: [{ pointer: '/organsImaged/1', code: 'not-in-list', expected: expect.stringContaining('skull-base') }],
  });
});
