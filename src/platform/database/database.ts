import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { schemaDifferences } from './schema-differences.js';
import { sqlState } from './sql-state.js';

/** Whoever asks for something: an account of the service. */
export interface AskingAccount {
  readonly accountId: string;
}

/** What the service does on its own account, beyond what the one who asked may see. */
export type Duty =
  /** Who signs in, and which accounts and seats there are. */
  | 'accounts'
  /** Whether somebody may see a patient. */
  | 'patient-access'
  | 'audit'
  /** Recording what senders send, about any patient of their site. */
  | 'intake'
  /** Classifying lines, and finding those that wait for it. */
  | 'classification'
  /** What is released, tried and switched of the rules, which concerns every line. */
  | 'rules'
  /** Default boards, agendas of patients who have left their board, and meetings that repeat. */
  | 'boards'
  /** Telling open pages what changed. */
  | 'live'
  /** Counts without any patient, for those who run the service. */
  | 'figures';

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

export interface TransactionOptions {
  /** READ COMMITTED unless given. */
  readonly isolation?: Isolation;
  /** PostgreSQL then refuses every write and row lock; its end is not waited for, since nothing of it can be lost. */
  readonly readOnly?: boolean;
  /** For work that cannot run twice, such as reading a stream: a conflict with another transaction is told to the caller. */
  readonly once?: boolean;
}

/** For reads of which each may be of another moment. */
export const reading = { readOnly: true } as const satisfies TransactionOptions;
/** For reads that have to be of one moment. */
export const snapshot = { isolation: 'REPEATABLE READ', readOnly: true } as const satisfies TransactionOptions;

type Work<T> = (manager: EntityManager) => Promise<T>;

/** Settings of PostgreSQL that say, for one transaction, on whose behalf it runs: row-level security asks them. */
type Scope = { readonly 'app.user_id': string } | { readonly 'app.duty': Duty };

/** serialization_failure and deadlock_detected: the transaction left nothing, and the same work may succeed at once. */
const passing: ReadonlySet<string> = new Set(['40001', '40P01']);
const attempts = 6;

/**
 * The one door to the database: every statement of the service runs in a transaction that says on whose behalf. Where PostgreSQL ends
 * it for a conflict with another one (serialization failure, deadlock), it is rolled back and `work` runs again, six times at most:
 * `work` must do nothing that outlives a rollback, and must not wait for another transaction, which may need the connection it holds.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` on behalf of the account that asked for it. */
  async asActor<T>({ accountId }: AskingAccount, work: Work<T>, options: TransactionOptions = {}): Promise<T> {
    // It becomes part of a statement: several statements in one message take no parameters.
    if (!/^[1-9]\d*$/.test(accountId)) throw new Error('An account has no id of this service: expected digits only.');
    return this.#run({ 'app.user_id': accountId }, work, options);
  }

  /** Runs `work` for a duty of the service itself. */
  async asService<T>(duty: Duty, work: Work<T>, options: TransactionOptions = {}): Promise<T> {
    return this.#run({ 'app.duty': duty }, work, options);
  }

  /** A connection for what no transaction can do, which is to listen; not open yet, and its user's to end. */
  connectionOfItsOwn(applicationName: string): Client {
    const { options } = this.dataSource;
    if (options.type !== 'postgres' || options.url === undefined)
      throw new Error('A connection needs the address of PostgreSQL: expected a data source with a url.');
    return new Client({ connectionString: options.url, application_name: applicationName, keepAlive: true });
  }

  /** How the schema of this migrated database differs from what the entities describe: one line a difference. */
  async schemaDifferences(): Promise<readonly string[]> {
    return schemaDifferences(this.dataSource);
  }

  async #run<T>(scope: Scope, work: Work<T>, options: TransactionOptions): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#runOnce(scope, work, options);
      } catch (error) {
        if (options.once || attempt === attempts || !passing.has(sqlState(error) ?? '')) throw error;
        // Spread, so that the two sides of a conflict do not meet again.
        await delay(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  async #runOnce<T>(scope: Scope, work: Work<T>, options: TransactionOptions): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let result: T;
    try {
      await runner.query(beginning(scope, options));
      result = await work(runner.manager);
      if (!options.readOnly) await runner.query('COMMIT');
    } catch (error) {
      await end(runner, 'ROLLBACK');
      throw error;
    }
    if (options.readOnly) void end(runner, 'COMMIT');
    else await runner.release();
    return result;
  }
}

/** Begin and scope in one message: each message is a way to the server and back. */
function beginning(scope: Scope, { isolation = 'READ COMMITTED', readOnly = false }: TransactionOptions): string {
  const settings = Object.entries(scope).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `BEGIN ISOLATION LEVEL ${isolation}${readOnly ? ' READ ONLY' : ''}; SELECT ${settings.join(', ')}`;
}

/** Ends a transaction of which nothing is kept, and gives its connection back. A lost connection has ended it already. */
async function end(runner: QueryRunner, statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  await runner.query(statement).catch(() => undefined);
  await runner.release();
}
