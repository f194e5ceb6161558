import { createHash } from 'node:crypto';
import { canonicalText, draftItems, type DiscussionInput, type DraftOutcome } from '../../core/discussion/index.js';
import { classifyLine, type LineClassification } from '../../core/response/index.js';
import type { LineHistory } from '../assessments/index.js';

/** Everything that follows from one treatment line's history, not written yet. */
export interface ComputedLine {
  readonly line: LineHistory;
  readonly input: DiscussionInput;
  readonly inputHash: Buffer;
  readonly classification: LineClassification;
  readonly outcome: DraftOutcome;
}

/** SHA-256 of the canonical text of a value: equal values give equal hashes. */
export function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(canonicalText(value)).digest();
}

/** Classifies a line and drafts its items. Pure: the same history gives the same result. */
export function computeLine(line: LineHistory): ComputedLine {
  const { history, facts } = line;
  const classification = classifyLine(history);
  const input: DiscussionInput = { facts, history, classification };
  return { line, input, inputHash: hashOf({ history, facts }), classification, outcome: draftItems(input) };
}
