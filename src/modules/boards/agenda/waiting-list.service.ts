import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../../platform/http/index.js';
import { requireSeat } from '../boards/board-seats.js';
import type { WaitingItem } from './agenda-views.js';
import { waitingItems } from './placeable-items.js';

const cursorKey = z.tuple([idSchema]);

/** What waits for an agenda. */
@Injectable()
export class WaitingList {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(
    actor: Actor,
    boardId: string,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<WaitingItem>> {
    requireSeat(actor, boardId, `board ${boardId}`);
    const [afterId] = decodeCursor(page.cursor, cursorKey) ?? [null];
    const shown = pageOf(
      await this.database.asActor(
        actor,
        (manager) => waitingItems(manager, actor, boardId, afterId, page.limit + 1),
        reading,
      ),
      page.limit,
      ({ item }) => [item.id],
    );
    this.trail.noteRead(
      'waiting-items.read',
      shown.items.map(({ patient }) => patient.id),
    );
    return shown;
  }
}
