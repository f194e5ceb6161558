import { describe, expect, it } from '@jest/globals';
import type { LesionTrajectory } from '../../../src/core/response/index.js';
import { labelsApart } from '../../../src/web/charts/labels-apart.js';
import type { LesionStanding } from '../../../src/web/charts/lesion-standing.js';
import { relativeSizes } from '../../../src/web/charts/relative-sizes.js';
import { timeAxis } from '../../../src/web/charts/time-axis.js';

const scan = (key: string, date: string) => ({ key, label: key, date: { from: date, to: date }, studyDay: null });
const axis = timeAxis([scan('b', '2026-01-01'), scan('1', '2026-03-01'), scan('2', '2026-05-01')]);

const lesion = (label: string, role: LesionTrajectory['role'], sizes: readonly (number | null)[]): LesionTrajectory =>
  ({
    lesion: label,
    role,
    organ: null,
    site: null,
    axis: null,
    points: ['b', '1', '2'].map((timepoint, index) => ({
      timepoint,
      size: sizes[index] ?? null,
      state: sizes[index] == null ? (role === 'new' ? 'no-row' : 'not-evaluable') : 'measured',
    })),
  }) as unknown as LesionTrajectory;

const standing = (label: string, kind: LesionStanding['kind'], baseline: number | null): LesionStanding =>
  ({
    lesion: label,
    kind,
    reported: 'measured',
    size: null,
    baseline: baseline === null ? null : { timepoint: 'b', size: baseline },
  }) as unknown as LesionStanding;

describe('all lesions in per cent of their baseline', () => {
  const sizes = relativeSizes(
    {
      timepoint: '2',
      lesions: [standing('N', 'grew', 18000), standing('H', 'not-evaluated', 20000), standing('New-1', 'new', null)],
    },
    [
      lesion('N', 'target', [18000, 18000, 27000]),
      lesion('H', 'target', [20000, 10000, null]),
      lesion('New-1', 'new', [null, null, 16000]),
    ],
    axis,
  );

  it('are drawn from their own baseline', () => {
    expect(
      sizes.drawn.map(({ lesion: label, points, now }) => [label, points.map(({ percent }) => percent), now]),
    ).toEqual([
      ['N', [100, 100, 150], 150],
      ['H', [100, 50], null],
    ]);
  });

  it('what was not measured is never shown as unchanged: such a lesion has no point and no now', () => {
    const [, held] = sizes.drawn;
    expect([held?.now, held?.points.some(({ timepoint }) => timepoint === '2')]).toEqual([null, false]);
  });

  it('a lesion without a baseline stands beside, at the scan that first saw it', () => {
    expect(sizes.beside).toEqual([{ lesion: 'New-1', isNew: true, firstSeen: axis.to }]);
  });
});

describe('labels that would lie on one another', () => {
  const room = { top: 0, bottom: 100 };

  it('are moved apart in their order', () => {
    const placed = labelsApart([{ y: 50 }, { y: 52 }, { y: 10 }], 15, room);
    expect(placed.map(({ labelY }) => labelY)).toEqual([10, 50, 65]);
  });

  it('stay inside the height', () => {
    const placed = labelsApart([{ y: 98 }, { y: 99 }, { y: 100 }], 15, room);
    expect(placed.map(({ labelY }) => labelY)).toEqual([70, 85, 100]);
  });
});
