/** Dissociated response at the edges of its thresholds: nodes of 10 mm, 5 mm on the sum, the measured part of an organ. */
import type { CompactFinding, CompactLine } from '../../../conformance/notation.js';
import { followUps, verdicts } from './support.js';

const node = (now: number): CompactLine => ({
  lesions: { N: { organ: 'lymph-node', sizes: [20, 4, now] }, S: { sizes: [40, 20, 20] } },
});

test.each(['DR-A', 'DR-C'])(
  '%s: a node that grows to 10 mm is no longer normal and has grown, below it is normal',
  (definition) => {
    expect(verdicts(node(10), definition)).toEqual(['not-met', 'met']);
    expect(verdicts(node(9.9), definition)).toEqual(['not-met', 'not-met']);
  },
);

test.each(['DR-A', 'DR-C'])(
  '%s: growth from nothing is measured at 5 mm, the 5 mm that stand for too small to measure do not suffice',
  (definition) => {
    const line = (now: CompactFinding): CompactLine => ({
      lesions: { G: { organ: 'liver', sizes: [20, 'absent', now] }, S: { sizes: [40, 20, 20] } },
    });
    expect(verdicts(line(5), definition)).toEqual(['not-met', 'met']);
    expect(verdicts(line('too-small-to-measure'), definition)).toEqual(['not-met', 'not-met']);
  },
);

test('BER20: the sum of the targets is 5 mm over its nadir', () => {
  const line = (grown: number): CompactLine => ({ lesions: { G: { sizes: [30, grown] }, S: { sizes: [40, 25] } } });
  expect(verdicts(line(50), 'BER20')).toEqual(['met']);
  expect(verdicts(line(49.9), 'BER20')).toEqual(['not-met']);
});

test('SAT21: an organ with a missing lesion progresses where what was measured of it alone does', () => {
  const line = (grown: number): CompactLine => ({
    lesions: {
      G: { organ: 'liver', sizes: [20, grown] },
      M: { organ: 'liver', sizes: [20, 'not-done'] },
      S: { sizes: [40, 20] },
    },
  });
  const sat = (grown: number) => followUps(line(grown))[0]!.patterns.find(({ definition }) => definition === 'SAT21');
  expect(sat(48)).toMatchObject({ verdict: 'met', shrinkers: ['lung'], growers: ['liver'] });
  expect(sat(47.9)).toMatchObject({ verdict: 'not-assessable', growers: [] });
  expect(verdicts(line(48), 'DR-C')).toEqual(['not-assessable']);
});

test('SAT21: it progresses beside an organ that was measured whole and progresses too', () => {
  const line: CompactLine = {
    lesions: {
      G: { organ: 'liver', sizes: [20, 48] },
      M: { organ: 'liver', sizes: [20, 'not-done'] },
      B: { organ: 'bone', sizes: [20, 30] },
      S: { sizes: [40, 20] },
    },
  };
  expect(followUps(line)[0]!.patterns.find(({ definition }) => definition === 'SAT21')).toMatchObject({
    verdict: 'met',
    growers: ['bone', 'liver'],
  });
});
