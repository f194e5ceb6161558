import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, inPostgresYears, type Page, pageOf } from '../../../platform/http/index.js';
import { readWorklistRows, type WorklistKey } from './worklist-reading.js';
import { type WorklistKind, worklistKinds, type WorklistQuery, type WorklistRow } from './worklist-views.js';

const keySchema = z.tuple([
  z.enum(worklistKinds),
  z.iso.date().refine(inPostgresYears).or(z.literal('infinity')),
  idSchema,
  idSchema.or(z.literal('0')),
]);

interface FoundRow {
  readonly row: WorklistRow;
  readonly key: WorklistKey;
}

/** What stands beside the cases: lines that failed, lines whose scans wait for their sender, watches; in each the oldest last scan first. */
@Injectable()
export class Worklist {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, query: WorklistQuery): Promise<Page<WorklistRow>> {
    const after = decodeCursor(query.cursor, keySchema) ?? null;
    const found = await this.database.asActor(actor, (manager) => findRows(manager, actor, query, after), reading);
    const page = pageOf(found, query.limit, ({ row, key }) => [row.kind, ...key]);
    this.trail.noteRead('worklist.read', [...new Set(page.items.map(({ row }) => row.patient.id))]);
    return { ...page, items: page.items.map(({ row }) => row) };
  }
}

/** One row more than the page holds, if there are that many. */
async function findRows(
  manager: EntityManager,
  actor: Actor,
  { kind, limit }: WorklistQuery,
  after: z.infer<typeof keySchema> | null,
): Promise<FoundRow[]> {
  const [lastKind, ...lastKey] = after ?? [null];
  const found: FoundRow[] = [];
  for (const wanted of kindsFrom(kind, lastKind)) {
    if (found.length > limit) break;
    const key = wanted === lastKind && lastKey.length === 3 ? lastKey : null;
    const part = { kind: wanted, after: key, limit: limit + 1 - found.length };
    found.push(...(await readWorklistRows(manager, actor, part)));
  }
  return found;
}

/** The kinds that are still to be read, in their order. */
function kindsFrom(wanted: WorklistKind | undefined, lastKind: WorklistKind | null): readonly WorklistKind[] {
  const left = lastKind === null ? worklistKinds : worklistKinds.slice(worklistKinds.indexOf(lastKind));
  return wanted === undefined ? left : left.filter((kind) => kind === wanted);
}
