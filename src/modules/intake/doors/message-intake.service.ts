import { Inject, Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Received, ReceivedFault } from '../../../core/formats/index.js';
import { importWorkflow, taken } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { copyRows, Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { tooLarge } from '../file-refusal.js';
import { formatNamed, type ImportOptions } from '../import-options.js';
import { ImportProcessor } from '../import-processor.service.js';
import { closeImport, openImport } from '../import-upload.service.js';
import { INTAKE_LIMITS, type IntakeLimits } from '../intake-limits.js';
import { encodedColumns } from '../row-encoder.js';
import { Senders } from '../senders.service.js';
import { documentLines } from '../uploaded-documents.js';
import { RawMessages } from './raw-messages.service.js';

export interface Message {
  /** What the list of uploads calls it. */
  readonly name: string;
  readonly bytes: Buffer;
  /** The sending system; left out, the account. */
  readonly issuer?: string | undefined;
  readonly roleNotStated?: ImportOptions['roleNotStated'] | undefined;
}

/** Takes messages of machines: each is an upload of its own, with the same questions, worked off before its door answers. */
@Injectable()
export class MessageIntake {
  constructor(
    private readonly database: Database,
    private readonly senders: Senders,
    private readonly processor: ImportProcessor,
    private readonly raw: RawMessages,
    private readonly trail: AuditTrail,
    @Inject(INTAKE_LIMITS) private readonly limits: IntakeLimits,
  ) {}

  /**
   * Stores a message and works it off.
   * @throws Problem 'invalid' where nothing of it can be read, 'too large'; nothing of it is then stored
   */
  async receive(actor: Actor, message: Message): Promise<Received> {
    if (message.bytes.length > this.limits.documentBytes) throw tooLarge(message.name);
    const { id, kept } = await this.#store(actor, message);
    await this.processor.process(id);
    return this.#received(id, kept);
  }

  /**
   * Reads a message that was kept once more, as what the options say now: after a mapping was corrected, say.
   * @throws Problem 'not found', 'conflict' where it is not kept
   */
  async replay(actor: Actor, importId: string, { roleNotStated }: Pick<Message, 'roleNotStated'>): Promise<Received> {
    const { message, options } = await this.database.asService(
      'intake',
      async (manager) => {
        const [row]: { options: ImportOptions }[] = await manager.query(
          'SELECT options FROM import WHERE id = $1 AND site_id = $2 AND (account_id = $3 OR board_id = ANY ($4::bigint[]))',
          [importId, actor.siteId, actor.accountId, [...actor.boardIds]],
        );
        if (row === undefined)
          throw Problem.notFound(`There is no upload ${importId} of yours or of a board of yours.`);
        return { message: await this.raw.open(manager, importId), options: row.options };
      },
      reading,
    );
    return this.receive(actor, {
      ...message,
      issuer: options.issuer,
      roleNotStated: roleNotStated ?? options.roleNotStated,
    });
  }

  #store(actor: Actor, { name, bytes, issuer, roleNotStated }: Message): Promise<{ id: string; kept: boolean }> {
    const options: ImportOptions = {
      issuer: issuer ?? `account-${actor.accountId}`,
      mapping: null,
      synthetic: false,
      ...(roleNotStated === undefined ? {} : { roleNotStated }),
    };
    return this.database.asService('intake', async (manager) => {
      const context = await this.senders.uploadContextOf(manager, actor, undefined);
      const state = taken(importWorkflow, 'new', 'upload', { by: actor.roles, holds: { 'rows-stored': true } });
      const request = { format: formatNamed('documents'), boardId: undefined, remember: false, options };
      const { id, boardId } = await openImport(manager, context, request, state);
      const file = 'documents-1';
      const lines = documentLines(bytes, { id, name: file, sentAs: name, first: 1, options });
      await copyRows(manager, `COPY import_row (${encodedColumns}) FROM STDIN`, (copy) =>
        pipeline([Readable.from(lines), copy]),
      );
      await closeImport(manager, id, [{ name: file, sentAs: name, rows: lines.length }]);
      const kept = await this.raw.keep(manager, id, { name, bytes });
      await notify(manager, { topic: 'imports', ids: [id], boardId, accountId: actor.accountId });
      await this.trail.record(manager, {
        action: 'import.message',
        patientIds: [],
        subjectType: 'import',
        subjectId: id,
        detail: { rows: lines.length, kept },
      });
      return { id, kept };
    });
  }

  async #received(id: string, kept: boolean): Promise<Received> {
    return this.database.asService(
      'intake',
      async (manager) => {
        const [counts]: Pick<Received, 'done' | 'taken' | 'known' | 'held'>[] = await manager.query(
          `SELECT state IN ('done', 'failed') AS done, taken_count AS taken, known_count AS known, held_count AS held FROM import WHERE id = $1`,
          [id],
        );
        if (counts === undefined) throw new Error('What was stored a moment ago is not there.');
        const faults: ReceivedFault[] = await manager.query(
          `
          SELECT kind, code, place ->> 'column' AS "column", message, expected FROM assessments_sender_query WHERE import_id = $1
          ORDER BY kind DESC, id LIMIT 1000`,
          [id],
        );
        return { ...counts, faults, kept, location: `/api/imports/${id}` };
      },
      reading,
    );
  }
}
