import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../../platform/config/index.js';
import { Database } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export interface RawMessage {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Messages as they came, sealed with a key that is not in the database, for a set time. Without a key none is kept. */
@Injectable()
export class RawMessages {
  constructor(
    private readonly database: Database,
    @Optional() @Inject(SETTINGS) private readonly settings: Pick<Settings, 'rawMessageKey' | 'rawMessageDays'> | null,
  ) {}

  /** @returns whether it is kept */
  async keep(manager: EntityManager, importId: string, { name, bytes }: RawMessage): Promise<boolean> {
    const key = this.#key();
    if (key === null) return false;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce);
    // Sealed to its import: put under another one it does not open.
    cipher.setAAD(Buffer.from(importId));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    await manager.query(
      `
      INSERT INTO raw_message (import_id, name, nonce, sealed, keep_until) VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))`,
      [importId, name, nonce, sealed, this.settings?.rawMessageDays ?? 30],
    );
    return true;
  }

  /** @throws Problem 'conflict' where it is not kept (any more), or was sealed with another key */
  async open(manager: EntityManager, importId: string): Promise<RawMessage> {
    const key = this.#key();
    const [row]: { name: string; nonce: Buffer; sealed: Buffer }[] = await manager.query(
      'SELECT name, nonce, sealed FROM raw_message WHERE import_id = $1 AND keep_until > now()',
      [importId],
    );
    if (row === undefined || key === null)
      throw Problem.conflict('The message itself is not kept (any more): it has to be sent again.');
    try {
      const decipher = createDecipheriv(algorithm, key, row.nonce);
      decipher.setAAD(Buffer.from(importId));
      decipher.setAuthTag(row.sealed.subarray(-tagBytes));
      return {
        name: row.name,
        bytes: Buffer.concat([decipher.update(row.sealed.subarray(0, -tagBytes)), decipher.final()]),
      };
    } catch {
      throw Problem.conflict('The message was sealed with another key than RAW_MESSAGE_KEY is now, or was changed.');
    }
  }

  /** Deletes what has had its time, and tells how many messages that were. */
  async forget(): Promise<number> {
    return this.database.asService('intake', async (manager) => {
      const [, count]: [unknown, number] = await manager.query('DELETE FROM raw_message WHERE keep_until <= now()');
      return count;
    });
  }

  #key(): Buffer | null {
    const text = this.settings?.rawMessageKey ?? null;
    return text === null ? null : Buffer.from(text, 'base64');
  }
}
