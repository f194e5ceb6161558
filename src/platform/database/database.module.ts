import { Inject, Module, Optional, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { HealthChecks } from '../observability/index.js';
import { dataSourceOptions, type DatabaseOptions } from './connection.js';
import { assertSchemaIsCurrent } from './migrate.js';
import { Database } from './database.js';
import { errorCode } from './error-code.js';
import { sqlState } from './sql-state.js';

const DATABASE_OPTIONS = Symbol('DATABASE_OPTIONS');

/** cannot_connect_now: the server is starting. */
const startingUp = '57P03';

/** The connection to PostgreSQL. The start fails with one plain line when the schema is older than this release. */
@Module({})
export class DatabaseModule implements OnModuleInit {
  /** A command has no health to tell. */
  constructor(
    private readonly dataSource: DataSource,
    @Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions,
    @Optional() private readonly health?: HealthChecks,
  ) {}

  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(options),
          autoLoadEntities: true,
          retryAttempts: 30,
          retryDelay: 1_000,
          toRetry: isNotThereYet,
        }),
      ],
      providers: [{ provide: DATABASE_OPTIONS, useValue: options }, Database],
      exports: [TypeOrmModule, Database],
    };
  }

  async onModuleInit(): Promise<void> {
    await assertSchemaIsCurrent(this.dataSource, this.options.migrations);
    this.health?.register('database', () => this.dataSource.query('SELECT 1'));
  }
}

/** A server that is still starting is waited for; a wrong password or name is told at once. */
function isNotThereYet(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || sqlState(error) === startingUp;
}
