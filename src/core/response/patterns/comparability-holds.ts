/**
 * Scans that cannot be compared: another modality, slices that differ, a liver lesion in another contrast phase (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p).
 * A change beyond doubt, and a new lesion of 10 mm or more, is held back by none of them; another reader never is: it is in the noise.
 */
import type { Timepoint } from '../model/history.js';
import type { LesionSeries } from '../model/lesion-series.js';
import type { ResolvedOptions } from '../model/options.js';
import { noParameters, type HoldCode } from '../model/phrases.js';
import { differenceSd } from '../confidence/noise.js';
import { flagLimits } from '../thresholds.js';
import { growthInNoise, membersOf, nadirIndex, type SeenAt } from './growth-in-noise.js';
import { hold, type Hold } from './hold-codes.js';
import type { Standing } from './pattern-scene.js';

/** What is compared: the growing and the shrinking side of a definition. */
export interface ComparedSides extends SeenAt {
  readonly shrinkers: readonly Standing[];
  readonly growers: readonly Standing[];
  readonly newLesions: readonly LesionSeries[];
}

interface Exam {
  readonly timepoint: Timepoint;
  readonly lesion: LesionSeries | null;
  readonly index: number;
}

const modalityOf = ({ timepoint, lesion, index }: Exam): string | null =>
  lesion?.readings[index]?.finding?.modality ?? timepoint.modality;

/** Arterial against portal venous or delayed; 'venous' and 'portal venous' are one. Null for any other word, and for a scan in both. */
function phaseOf(words: string | null): 'arterial' | 'venous' | null {
  if (words === null) return null;
  const [arterial, venous] = [
    /arter/i.test(words),
    /ven[oöe]|portal|delay|late\b|equilib|spät/i.test(words.replace(/late arter/i, 'arter')),
  ];
  return arterial === venous ? null : arterial ? 'arterial' : 'venous';
}

const differ = <Value>(one: Value | null, other: Value | null): boolean =>
  one !== null && other !== null && one !== other;

type Comparison = readonly [
  code: Extract<HoldCode, `different-${string}`>,
  differs: (now: Exam, before: Exam, standing: Standing) => boolean,
];

const comparisons: readonly Comparison[] = [
  ['different-modality', (now, before) => differ(modalityOf(now), modalityOf(before))],
  [
    'different-contrast-phase',
    (now, before, { lesion, label }) =>
      (lesion === null ? label : lesion.organ) === 'liver' &&
      differ(phaseOf(now.timepoint.contrastPhase), phaseOf(before.timepoint.contrastPhase)),
  ],
  [
    'different-slice-thickness',
    ({ timepoint: { sliceThickness: now } }, { timepoint: { sliceThickness: before } }) =>
      now !== null && before !== null && Math.abs(now - before) >= flagLimits.sliceDifference,
  ],
];

interface Compared {
  readonly standing: Standing;
  readonly reference: number;
  /** Beyond the noise of different readers by so much that no difference of the scans explains it. */
  readonly firm: boolean;
}

const examAt = ({ matrix }: SeenAt, lesion: LesionSeries | null, index: number): Exam => ({
  timepoint: matrix.timeline.timepoints[index]!.timepoint,
  lesion,
  index,
});

/** True where a side has members, and none of them is firm or was measured on scans that can be compared. */
const sideDiffers = (side: readonly Compared[], sides: ComparedSides, [, differs]: Comparison): boolean =>
  side.length > 0 &&
  side.every(({ standing, reference, firm }) => {
    if (firm) return false;
    return membersOf(standing, sides).some((member) =>
      differs(examAt(sides, member.lesion, sides.index), examAt(sides, member.lesion, reference), standing),
    );
  });

/** The reasons of a flag's own scans, each once. */
export function comparabilityHolds(sides: ComparedSides, { noise }: ResolvedOptions): readonly (Hold | null)[] {
  const { baseline } = sides.matrix.timeline;
  const { firmMultiple, firmNewLesion } = flagLimits;
  if (sides.newLesions.some(({ readings }) => (readings[sides.index]!.size ?? 0) >= firmNewLesion)) return [];
  const growers = sides.growers.map((standing): Compared => ({
    standing,
    reference: nadirIndex(sides, standing),
    firm: growthInNoise(standing, sides, noise, 'different-readers') >= firmMultiple,
  }));
  const shrinkers = sides.shrinkers.map((standing): Compared => ({
    standing,
    reference: baseline,
    firm:
      (standing.baseline - standing.now) / differenceSd(standing.baseline, standing.now, 'different-readers', noise) >=
      firmMultiple,
  }));
  return comparisons.map((comparison) =>
    sideDiffers(growers, sides, comparison) || sideDiffers(shrinkers, sides, comparison)
      ? hold(comparison[0], noParameters)
      : null,
  );
}
