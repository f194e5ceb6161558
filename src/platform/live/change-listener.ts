import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from 'pg';
import { Subject } from 'rxjs';
import { accessChannel, KnownActors } from '../access/index.js';
import { Database } from '../database/index.js';
import { LOGGER, type Logger } from '../observability/index.js';
import { channel, readChange, type LiveChange } from './notify.js';

const firstPause = 250;
const longestPause = 5_000;

/** The one connection of this process that listens for changes, also of who may do what. Lost, it is opened again; what was missed meanwhile is told as a gap. */
@Injectable()
export class ChangeListener implements OnApplicationBootstrap, OnModuleDestroy {
  /** Every committed change of any process. */
  readonly changes = new Subject<LiveChange>();
  /** Changes may have been missed: whoever shows anything reads it anew. */
  readonly gaps = new Subject<void>();
  #client: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = firstPause;
  #stopping = false;

  constructor(
    private readonly database: Database,
    private readonly actors: KnownActors,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#retry);
    this.changes.complete();
    this.gaps.complete();
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const client = this.database.connectionOfItsOwn('consilium live');
    // Node ends a process for an unheard error; the end of the connection says the same.
    client.on('error', () => undefined);
    client.once('end', () => this.#lost(client));
    client.on('notification', (told) => this.#tell(told.channel, told.payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}; LISTEN ${accessChannel}`);
    } catch {
      await client.end().catch(() => undefined);
      this.#again();
      return;
    }
    this.#client = client;
    this.#pause = firstPause;
    this.actors.listening(true);
    this.gaps.next();
  }

  #tell(on: string, payload: string | undefined): void {
    if (on === accessChannel) return this.actors.forget();
    const change = readChange(payload);
    if (change !== null) this.changes.next(change);
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.actors.listening(false);
    if (this.#stopping) return;
    this.logger.warn('The connection that listens for changes was lost; it is opened again');
    this.#again();
  }

  #again(): void {
    if (this.#stopping) return;
    this.#retry = setTimeout(() => void this.#listen(), this.#pause);
    this.#pause = Math.min(longestPause, this.#pause * 2);
  }
}
