import { rendered } from '../../../core/discussion/index.js';
import type { FlagFinding } from '../../../core/response/index.js';
import { hashOf, type ComputedLine } from '../classify/compute-line.js';
import type { Flag } from './flag.entity.js';

/** A current row of `flag`, as far as the next state depends on it. */
export type CurrentFlag = Pick<
  Flag,
  'id' | 'treatmentLineId' | 'definition' | 'episode' | 'state' | 'content' | 'contentHash'
>;

/** A row to be written: the next state of a flag. */
export interface NextFlag {
  readonly treatmentLineId: string;
  readonly definition: string;
  readonly episode: string;
  readonly tier: Flag['tier'];
  readonly state: Flag['state'];
  readonly reason: string;
  readonly holds: readonly string[];
  readonly content: FlagFinding;
  readonly contentHash: Buffer;
  readonly historyVersion: string;
  readonly predecessorId: string | null;
}

type FlagKey = Pick<FlagFinding, 'definition' | 'episode'>;

const keyOf = ({ definition, episode }: FlagKey): string => JSON.stringify([definition, episode]);

/**
 * The next states of one line's flags: new ones, changed ones, and those withdrawn because a correction made them vanish. A flag whose
 * content is the same keeps its row.
 */
export function flagChanges({ line, classification }: ComputedLine, current: readonly CurrentFlag[]): NextFlag[] {
  const { treatmentLineId, historyVersion } = line;
  const before = new Map(current.map((flag) => [keyOf(flag), flag]));
  const found = new Set(classification.flags.map(keyOf));
  const next = (finding: FlagFinding, state: Flag['state'], predecessor: CurrentFlag | undefined): NextFlag => ({
    treatmentLineId,
    historyVersion,
    state,
    definition: finding.definition,
    episode: finding.episode,
    tier: finding.tier,
    reason: rendered(finding.reason, 'en'),
    holds: finding.holds.map(({ code }) => code),
    content: finding,
    contentHash: hashOf({ state, finding }),
    predecessorId: predecessor?.id ?? null,
  });
  const raised = classification.flags.map((finding) => next(finding, finding.state, before.get(keyOf(finding))));
  const withdrawn = current
    .filter((flag) => !found.has(keyOf(flag)))
    .map((flag) => next(flag.content, 'withdrawn', flag));
  return [...raised, ...withdrawn].filter((flag) => !before.get(keyOf(flag))?.contentHash.equals(flag.contentHash));
}
