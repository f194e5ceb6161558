import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { decodeCursor, idSchema, inPostgresYears, type Page, pageOf } from '../../platform/http/index.js';
import { readWorklistRows, type WorklistKey } from './worklist-reading.js';
import { type WorklistKind, worklistKinds, type WorklistQuery, type WorklistRow } from './worklist-views.js';

const keySchema = z.tuple([
  z.enum(worklistKinds),
  z.iso.date().refine(inPostgresYears).or(z.literal('infinity')),
  idSchema,
  idSchema.or(z.literal('0')),
]);

/** What waits for a coordinator: flags, questions without a flag, lines that failed, watches; in each the oldest last scan first. */
@Injectable()
export class Worklist {
  constructor(
    private readonly dataSource: DataSource,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, { kind, placed, limit, cursor }: WorklistQuery): Promise<Page<WorklistRow>> {
    const [lastKind, ...after] = decodeCursor(cursor, keySchema) ?? [null];
    const found: { readonly row: WorklistRow; readonly key: WorklistKey }[] = [];
    for (const wanted of kindsFrom(kind, lastKind)) {
      if (found.length > limit) break;
      const key = wanted === lastKind && after.length === 3 ? after : null;
      found.push(
        ...(await readWorklistRows(this.dataSource.manager, actor, {
          kind: wanted,
          placed,
          after: key,
          limit: limit + 1 - found.length,
        })),
      );
    }
    const page = pageOf(found, limit, ({ row, key }) => [row.kind, ...key]);
    this.trail.noteRead('worklist.read', [...new Set(page.items.map(({ row }) => row.patient.id))]);
    return { ...page, items: page.items.map(({ row }) => row) };
  }
}

/** The kinds that are still to be read, in their order. */
function kindsFrom(wanted: WorklistKind | undefined, lastKind: WorklistKind | null): readonly WorklistKind[] {
  const left = lastKind === null ? worklistKinds : worklistKinds.slice(worklistKinds.indexOf(lastKind));
  return wanted === undefined ? left : left.filter((kind) => kind === wanted);
}
