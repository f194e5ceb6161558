import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/index.js';
import { KnownActors } from './known-actors.js';

/** The one way in which this process changes accounts, roles, keys, sessions and seats: what it knows of senders is forgotten with it. */
@Injectable()
export class AccessChanges {
  constructor(
    private readonly database: Database,
    private readonly known: KnownActors,
  ) {}

  /** Runs `work` in one transaction; when this resolves, no request is answered any more by what held before. */
  async make<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.asService('accounts', work);
    } finally {
      // Also after a fault: a commit whose answer was lost may have been one.
      this.known.forget();
    }
  }
}
