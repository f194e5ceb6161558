import { classifyLine, sandboxCriteria, sandboxPet, type SandboxPet } from '../../../../src/core/response/index.js';
import { historyOf, type CompactLesion, type CompactLine } from '../../../conformance/notation.js';

const avid = (...burdens: readonly (string | null)[]): CompactLesion => ({
  sizes: burdens.map(() => 20),
  uptake: burdens.map((burden) => (burden === null ? null : { SULpeak: '4', MTV: burden, TLG: burden })),
});

function of(line: CompactLine): readonly SandboxPet[] {
  const history = historyOf(line);
  return [...sandboxPet(classifyLine(history).evaluators[0]!, history.evaluators[0]!).values()];
}

describe('criteria for study only', () => {
  it('add up MTV and TLG of the lesions of the baseline, with change and pace', () => {
    const [first] = of({ weeks: [0, 8], lesions: { A: avid('10', '5'), B: avid('10', '10') } });
    expect(first?.burden).toEqual([
      { quantity: 'MTV', baseline: '20', now: '15', changePercent: -25, perMonth: expect.closeTo(-2.718, 3) },
      { quantity: 'TLG', baseline: '20', now: '15', changePercent: -25, perMonth: expect.closeTo(-2.718, 3) },
    ]);
  });

  it('make no sum of some', () => {
    const [first] = of({ weeks: [0, 8], lesions: { A: avid('10', '5'), B: avid('10', null) } });
    expect(first?.burden).toEqual([]);
  });

  it('are not computed where no uptake was sent', () => {
    expect(of({ weeks: [0, 8], lesions: { A: { sizes: [20, 30] } } })).toEqual([]);
  });

  it('say their source and how certain it is, and are in the sandbox', () => {
    for (const { source, marks, tier } of sandboxCriteria) {
      expect([source === '', marks.length > 0, tier]).toEqual([false, true, 'sandbox']);
    }
  });
});
