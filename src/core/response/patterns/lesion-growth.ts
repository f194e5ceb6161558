/**
 * The rule of DR-A asked of a single lesion (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p): for whoever reads
 * one lesion outside of a pattern.
 */
import { grewOverNadir, type SizeOverNadir, type Thresholds } from '../model/change-rules.js';
import type { DiameterAxis, Micrometres, Organ } from '../model/history.js';
import { isNode, isNormalNode } from '../model/nodes.js';
import { patternDefinition } from './pattern-definitions.js';

function thresholdsOfProject(): Thresholds {
  const rule = patternDefinition('DR-A')?.rule;
  if (rule?.unit !== 'lesion') throw new Error('DR-A is a definition by lesions');
  return rule;
}

/** What DR-A asks of a lesion: at least -30 % from its baseline, or at least +20 % and +5 mm over its own nadir [P]. */
export const projectThresholds: Thresholds = thresholdsOfProject();

/** True when sizes meet the grow rule of DR-A. */
export const establishedLesionGrew = (size: SizeOverNadir): boolean => grewOverNadir(size, projectThresholds);

/** A lesion at one scan as its trajectory tells of it; sizes in micrometres, `state` as reported. */
export interface ReportedSize {
  readonly organ: Organ | null;
  readonly axis: DiameterAxis | null;
  readonly nadir: Micrometres;
  readonly now: Micrometres;
  readonly state: string | null;
}

/** True when a lesion of a trajectory meets the grow rule of DR-A: only a size that was measured can, and a node under 10 mm cannot. */
export const reportedLesionGrew = ({ organ, axis, nadir, now, state }: ReportedSize): boolean =>
  establishedLesionGrew({
    nadir,
    now,
    kind: state === 'measured' ? 'measured' : 'default',
    normalNodes: isNormalNode(isNode(organ, axis), now),
  });
