import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  askedFacts,
  type AskedFact,
  type Freshness,
  readinessOn,
  type StoredItem,
} from '../../../core/discussion/index.js';
import type { ListedReadiness } from './case-views.js';

interface ListedRow {
  readonly caseId: string;
  readonly boardId: string;
  /** Ids of its open questions; null or none for a referral of which nothing was measured. */
  readonly itemIds: readonly string[] | null;
}

interface BoardRow {
  readonly id: string;
  readonly freshness: Freshness;
  readonly today: string;
}

/** Cases whose facts are kept: more than a hospital group has open; some kilobytes each. */
const mostKept = 3_000;

/**
 * How ready the cases of a list are. It is worked out for the rows of one page, from their questions; what these ask for is kept beside
 * their ids, since a question is replaced and never changed, and the day and what the board calls current are applied at each reading:
 * nothing that is stored can be out of date. Kept in this process alone, as a matter of speed.
 */
@Injectable()
export class CaseReadiness {
  readonly #kept = new Map<string, readonly AskedFact[]>();

  /** @returns by case; none for a case without questions */
  async of(manager: EntityManager, rows: readonly ListedRow[]): Promise<ReadonlyMap<string, ListedReadiness>> {
    const asking = rows.filter(({ itemIds }) => (itemIds ?? []).length > 0);
    if (asking.length === 0) return new Map();
    await this.#read(manager, asking);
    const boards = await manager.query<BoardRow[]>(
      'SELECT id, freshness, (now() AT TIME ZONE time_zone)::date::text AS today FROM board WHERE id = ANY ($1::bigint[])',
      [[...new Set(asking.map(({ boardId }) => boardId))]],
    );
    const byId = new Map(boards.map((board) => [board.id, board]));
    return new Map(
      asking.map((row) => {
        const { today = '', freshness = {} } = byId.get(row.boardId) ?? {};
        const { there, of, words } = readinessOn(this.#kept.get(keyOf(row)) ?? [], today, freshness);
        return [row.caseId, { there, of, words }];
      }),
    );
  }

  /** Reads what is not kept; the oldest go first where there are too many, none of this page. */
  async #read(manager: EntityManager, rows: readonly ListedRow[]): Promise<void> {
    const missing = rows.filter((row) => !this.#kept.has(keyOf(row)));
    if (missing.length === 0) return;
    const items = await manager.query<{ id: string; content: StoredItem }[]>(
      'SELECT id, content FROM triage_discussion_item WHERE id = ANY ($1::bigint[])',
      [missing.flatMap(({ itemIds }) => itemIds ?? [])],
    );
    const contents = new Map(items.map(({ id, content }) => [id, content]));
    for (const row of missing)
      this.#kept.set(keyOf(row), askedFacts((row.itemIds ?? []).flatMap((id) => contents.get(id) ?? [])));
    const page = new Set(rows.map(keyOf));
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      if (!page.has(key)) this.#kept.delete(key);
    }
  }
}

const keyOf = ({ itemIds }: ListedRow): string => (itemIds ?? []).join(' ');
