import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DiscussionInput, StoredItem } from '../../../core/discussion/index.js';
import { classifyLine } from '../../../core/response/index.js';
import { HistoryReader, type LineHistory } from '../../assessments/index.js';
import { readMutedRules } from '../ledger/muted-rules.js';
import { openItemSql } from './item-states.js';

/** What a board talks about of one treatment line: its history as it stands, and the open questions of it. */
export interface LineDiscussed {
  readonly input: DiscussionInput;
  readonly items: readonly { readonly id: string; readonly content: StoredItem }[];
  readonly line: LineHistory;
}

/** Lines as cases read them. What follows from a history is worked out when somebody looks: the same history gives the same. */
@Injectable()
export class LineDiscussions {
  constructor(private readonly histories: HistoryReader) {}

  async read(manager: EntityManager, treatmentLineId: string): Promise<LineDiscussed | null> {
    const [line] = await this.histories.read(manager, [treatmentLineId]);
    if (line === undefined) return null;
    const muted = await readMutedRules(manager);
    const items = await manager.query<LineDiscussed['items']>(
      `SELECT id, content FROM discussion_item WHERE treatment_line_id = $1 AND ${openItemSql()} AND set_aside IS NULL ORDER BY id`,
      [treatmentLineId],
    );
    const { history, facts } = line;
    return {
      input: { facts, history, classification: classifyLine(history) },
      items: items.filter(({ content }) => !muted.has(content.rule)),
      line,
    };
  }
}
