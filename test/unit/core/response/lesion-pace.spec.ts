import { classifyLine, lesionPace, type LesionPace } from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';

function paceOf(line: CompactLine): LesionPace | null {
  const { lesions, timepoints } = classifyLine(historyOf(line)).evaluators[0]!;
  return lesionPace(lesions[0]!, timepoints);
}

describe('the pace of one lesion', () => {
  it('is taken between its last two sizes, in mm a month and as growth of its volume', () => {
    expect(paceOf({ weeks: [0, 8, 16], lesions: { T: { sizes: [40, 50, 80] } } })).toMatchObject({
      days: 56,
      tgk: expect.closeTo((30 / 56) * 30.44, 6),
      tgr: expect.closeTo(100 * (Math.exp((3 * Math.log(1.6) * 30.44) / 56) - 1), 6),
    });
  });

  it('passes over a scan that did not measure it', () => {
    expect(paceOf({ weeks: [0, 8, 16], lesions: { T: { sizes: [40, null, 60] } } })?.days).toBe(112);
  });

  it('is not given where the last scan has no size', () => {
    expect(paceOf({ weeks: [0, 8, 16], lesions: { T: { sizes: [40, 50, null] } } })).toBeNull();
    expect(paceOf({ weeks: [0], lesions: { T: { sizes: [40] } } })).toBeNull();
  });
});
