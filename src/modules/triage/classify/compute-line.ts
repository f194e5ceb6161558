import { createHash } from 'node:crypto';
import {
  canonicalText,
  draftItems,
  type DiscussionInput,
  type DraftItem,
  type DraftOutcome,
} from '../../../core/discussion/index.js';
import { classifyLine, type LineClassification } from '../../../core/response/index.js';
import type { LineHistory } from '../../assessments/index.js';
import type { MutedRules } from '../ledger/muted-rules.js';
import { parkedCase, type ParkedCase, reconsiderOn } from '../items/parking.js';

/** Everything that follows from one treatment line's history, not written yet. */
export interface ComputedLine {
  readonly line: LineHistory;
  readonly input: DiscussionInput;
  readonly inputHash: Buffer;
  readonly classification: LineClassification;
  /** Its items are those of the rules that are shown. */
  readonly outcome: DraftOutcome;
  /** Rules that are shown to nobody, and their items. */
  readonly muted: MutedRules;
  readonly mutedItems: readonly DraftItem[];
  readonly parking: ParkedCase | null;
  /** Day (YYYY-MM-DD) on which the line has to be looked at again without any new data. */
  readonly reconsiderOn: string | null;
}

/** SHA-256 of the canonical text of a value: equal values give equal hashes. */
export function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(canonicalText(value)).digest();
}

/** Classifies a line and drafts its items. Pure: the same history and the same muted rules give the same result. */
export function computeLine(line: LineHistory, muted: MutedRules): ComputedLine {
  const { history, facts, dayReached } = line;
  const classification = classifyLine(history);
  const input: DiscussionInput = { facts, history, classification };
  const outcome = draftItems(input);
  const parking = parkedCase(outcome.parking, dayReached);
  return {
    line,
    input,
    inputHash: hashOf({ history, facts, ...(dayReached === null ? {} : { dayReached }) }),
    classification,
    muted,
    parking,
    outcome: { ...outcome, items: outcome.items.filter(({ rule }) => !muted.has(rule)) },
    mutedItems: outcome.items.filter(({ rule }) => muted.has(rule)),
    reconsiderOn: reconsiderOn(parking),
  };
}
