import { Injectable } from '@nestjs/common';
import { catalogue, ruleSetVersion } from '../../../core/discussion/index.js';
import { engineVersion } from '../../../core/response/index.js';
import type { LineHistory } from '../../assessments/index.js';
import { type ComputedLine, computeLine } from './compute-line.js';
import type { MutedRules } from '../ledger/muted-rules.js';

/** What this process computes with: its engine and its rules. */
@Injectable()
export class Computation {
  readonly engineVersion: string = engineVersion;
  readonly ruleSetVersion: string = ruleSetVersion;
  readonly rules: readonly { readonly id: string; readonly version: string }[] = catalogue.rules;

  /** One line, without reading or writing anything. */
  compute(line: LineHistory, muted: MutedRules): ComputedLine {
    return computeLine(line, muted);
  }

  /** Many lines, with room for other work of the process after each: a request must not wait for a batch. */
  async computeAll(lines: readonly LineHistory[], muted: MutedRules): Promise<ComputedLine[]> {
    const computed: ComputedLine[] = [];
    for (const line of lines) {
      computed.push(this.compute(line, muted));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return computed;
  }
}
