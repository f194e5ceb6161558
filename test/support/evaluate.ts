import { readCall } from '../../src/commands/evaluate/call.js';
import { evaluateWhole, type Terminal } from '../../src/commands/evaluate/evaluate.js';
import { itemsIn } from '../../src/commands/evaluate/items.js';

/** `consilium evaluate` with these words, held in memory. */
export function evaluate(args: readonly string[], terminal: Terminal): 0 | 1 {
  const call = readCall(args);
  return evaluateWhole(call, terminal, call.items === null ? null : itemsIn(call.items, call.output));
}
