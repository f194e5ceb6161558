import type { LesionTimepoint } from '../../../src/core/response/index.js';
import type { ShownEvaluator } from '../../../src/web/record/case/case.js';
import { volumeLines } from '../../../src/web/record/lesions/lesion-volumes.js';
import { english } from '../../../src/web/record/texts/english.js';
import { german } from '../../../src/web/record/texts/german.js';
import { english as words } from '../../../src/web/texts/english.js';
import { german as germanWords } from '../../../src/web/texts/german.js';

const scans = [
  ['w0', 'baseline', '2026-01-05'],
  ['w9', 'follow-up', '2026-03-09'],
  ['w18', 'follow-up', '2026-05-11'],
] as const;

/** The volumes of lesions by scan, '' where none was sent. */
function evaluator(volumes: Readonly<Record<string, readonly (string | readonly string[])[]>>) {
  return {
    timepoints: scans.map(([key, phase, day]) => ({
      key,
      label: key,
      phase,
      date: { from: day, to: day },
      studyDay: null,
    })),
    lesions: Object.entries(volumes).map(([lesion, own]) => ({
      lesion,
      role: 'target',
      organ: 'lung',
      site: null,
      axis: null,
      points: scans.map(([timepoint], index): LesionTimepoint => {
        const sent = own[index] ?? '';
        const point = { timepoint, state: 'measured', size: 20_000, change: null };
        return sent === '' ? point : { ...point, volumes: typeof sent === 'string' ? [sent] : sent };
      }),
    })),
  } as unknown as ShownEvaluator;
}

it('volumes stand with their dates and changes, and with their sum where every lesion of the baseline has one', () => {
  const read = evaluator({ A: ['1000', '400.5', '600'], B: ['1000', '1000', '1000'] });
  expect(volumeLines(read, english, words)).toEqual([
    {
      lesion: 'A',
      said:
        '1000 mm³ (05-Jan-2026) → 400.5 mm³ (09-Mar-2026; −60.0\u00a0% against the baseline) → ' +
        '600 mm³ (11-May-2026; −40.0\u00a0% against the baseline; +49.8\u00a0% against the smallest before)',
    },
    {
      lesion: 'B',
      said:
        '1000 mm³ (05-Jan-2026) → 1000 mm³ (09-Mar-2026; 0.0\u00a0% against the baseline) → ' +
        '1000 mm³ (11-May-2026; 0.0\u00a0% against the baseline)',
    },
    {
      lesion: null,
      said:
        'All lesions of the baseline: 2000 mm³ → 1600 mm³ ' +
        '(11-May-2026; −20.0\u00a0% against the baseline; +14.2\u00a0% against the smallest before)',
    },
  ]);
  expect(volumeLines(read, german, germanWords)[0]?.said).toContain('400,5 mm³');
});

it('volumes that are stated in two ways, and a sum that is not there, are said to be so', () => {
  const lines = volumeLines(evaluator({ A: ['1000', ['400', '500']], B: [] }), english, words);
  expect(lines.map(({ said }) => said)).toEqual([
    '1000 mm³ (05-Jan-2026) → stated in several ways: 400 and 500 mm³ (09-Mar-2026)',
    'No sum: a lesion of the baseline has no volume then or now.',
  ]);
});

it('nothing is said where no volume was sent', () => {
  expect(volumeLines(evaluator({ A: [] }), english, words)).toEqual([]);
});
