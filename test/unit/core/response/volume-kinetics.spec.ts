import {
  classifyLine,
  volumeKinetics,
  volumetricChange,
  type VolumeKinetics,
} from '../../../../src/core/response/index.js';
import type { CompactLine } from '../../../conformance/notation.js';
import { rewritten } from './support.js';

type Volumes = Readonly<Record<string, readonly (string | readonly string[] | null)[]>>;

/** A line of scans every eight weeks with the volumes of its lesions by scan. */
const withVolumes = (line: CompactLine, volumes: Volumes) =>
  rewritten(line, ({ findings }, index) => ({
    findings: findings.map((finding) => {
      const sent = volumes[finding.lesion]?.[index] ?? null;
      return sent === null ? finding : { ...finding, volumes: typeof sent === 'string' ? [sent] : sent };
    }),
  }));

const kinetics = (line: CompactLine, volumes: Volumes): VolumeKinetics =>
  volumeKinetics(classifyLine(withVolumes(line, volumes)).evaluators[0]!);

const changes = ({ lesions }: VolumeKinetics, label: string) =>
  lesions
    .find(({ lesion }) => lesion === label)
    ?.points.map(({ volume, fromBaseline, fromSmallest }) => [volume, fromBaseline, fromSmallest]);

const sizes = (...millimetres: readonly (number | string)[]) => ({ sizes: millimetres });

describe('volumes of lesions', () => {
  it('change against the baseline and against the smallest before, exactly', () => {
    const found = kinetics({ lesions: { A: sizes(20, 20, 20, 20) } }, { A: ['1000', '400.5', '500', '1200'] });
    expect(changes(found, 'A')).toEqual([
      ['1000', null, null],
      ['400.5', -59.95, -59.95],
      ['500', -50, expect.closeTo(24.844, 3)],
      ['1200', 20, expect.closeTo(199.625, 3)],
    ]);
  });

  it('of a lesion that is gone are 0, from which there is no per cent', () => {
    const found = kinetics({ lesions: { A: sizes(20, 'absent', 20) } }, { A: ['1000', null, '10'] });
    expect(changes(found, 'A')).toEqual([
      ['1000', null, null],
      ['0', -100, -100],
      ['10', -99, null],
    ]);
  });

  it('of a new lesion have no baseline', () => {
    const found = kinetics(
      { lesions: { A: sizes(20, 20, 20), B: { role: 'new', sizes: [null, 12, 14] } } },
      { B: [null, '800', '1000'] },
    );
    expect(changes(found, 'B')).toEqual([
      ['800', null, null],
      ['1000', null, 25],
    ]);
    expect(found.sums).toEqual([]);
  });

  it('that assessments of one timepoint state in two ways are both kept, and neither is computed with', () => {
    const found = kinetics({ lesions: { A: sizes(20, 20, 20) } }, { A: ['1000', ['400', '500'], '600'] });
    expect(found.lesions[0]?.points[1]).toMatchObject({ volume: null, fromBaseline: null, differing: ['400', '500'] });
    expect(changes(found, 'A')?.[2]).toEqual(['600', -40, -40]);
  });

  it('add up over the lesions of the baseline, and make no sum of some', () => {
    const line = { lesions: { A: sizes(20, 20, 20), B: sizes(20, 20, 20) } };
    expect(kinetics(line, { A: ['100', '50', '80'], B: ['100', '100', null] }).sums).toEqual([
      { timepoint: 'week 8', baseline: '200', now: '150', fromBaseline: -25, fromSmallest: -25 },
    ]);
    expect(kinetics(line, { A: ['100', '50', '80'] }).sums).toEqual([]);
    expect(kinetics(line, { A: ['100', '50', '75'], B: ['100', '100', '75'] }).sums.at(-1)).toMatchObject({
      fromBaseline: -25,
      fromSmallest: 0,
    });
  });

  it('say where the lesion was treated locally since the baseline', () => {
    const found = kinetics(
      {
        lesions: {
          A: {
            sizes: [20, 20],
            facts: { localTreatments: [{ kind: 'ablation', date: { from: '2026-02-01', to: '2026-02-01' } }] },
          },
        },
      },
      { A: ['1000', '100'] },
    );
    expect(found.lesions[0]?.points.map(({ treated }) => treated)).toEqual([undefined, true]);
  });

  it('are named nowhere where none was sent', () => {
    expect(kinetics({ lesions: { A: sizes(20, 20) } }, {})).toEqual({ lesions: [], sums: [] });
  });

  it('are in the sandbox, and say how certain they are', () => {
    expect([volumetricChange.tier, volumetricChange.marks.length > 0, volumetricChange.source.length > 0]).toEqual([
      'sandbox',
      true,
      true,
    ]);
  });
});
