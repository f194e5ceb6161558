/** Lymph nodes by their short axis (RECIST 1.1): what a node is, when it is normal, and when nothing of a lesion is left. */
import { recistLimits } from '../thresholds.js';
import type { DiameterAxis, Micrometres, Organ } from './history.js';

/** A lymph node; where nobody stated the organ, a short axis says so. */
export const isNode = (organ: Organ | null, axis: DiameterAxis | null): boolean =>
  organ === 'lymph-node' || (organ === null && axis === 'short-axis');

/** True of a node under 10 mm in short axis. */
export const isNormalNode = (node: boolean, size: Micrometres): boolean => node && size < recistLimits.normalNode;

/** True when nothing of a lesion of this size is left: gone, or a normal node. */
export const isGoneAt = (node: boolean, size: Micrometres): boolean => size === 0 || isNormalNode(node, size);
