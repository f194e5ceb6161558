/** `consilium audit verify`: whether the audit is whole, and where its chains end. */
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrations } from '../../migrations/index.js';
import { verifyAuditChain } from '../platform/audit/index.js';
import { Database, DatabaseModule, snapshot } from '../platform/database/index.js';
import { type Command, withoutWords } from './command.js';
import { withMigratedDatabase } from './with-database.js';

export const auditVerify: Command = {
  usage: 'audit verify',
  about: 'Checks every row of the audit against its chain: the first that is altered or missing ends with status 1.',
  run: async (call) => {
    withoutWords(call);
    await withMigratedDatabase(call, verify);
  },
};

/** What a reading of the database needs, without HTTP, queue or jobs. */
@Module({})
class AuditCommandModule {
  static of(connectionString: string): DynamicModule {
    return {
      module: AuditCommandModule,
      imports: [
        DatabaseModule.forRoot({ connectionString, migrations, poolSize: 1, applicationName: 'consilium command' }),
      ],
    };
  }
}

async function verify(connectionString: string): Promise<void> {
  const application = await NestFactory.createApplicationContext(AuditCommandModule.of(connectionString), {
    logger: false,
    abortOnError: false,
  });
  try {
    const verdict = await application.get(Database).asService('audit', verifyAuditChain, snapshot);
    if (!verdict.intact)
      throw new Error(
        `The audit is broken at row ${verdict.brokenId}: ${verdict.fault}. The rows before it are whole.`,
      );
    console.log(`${verdict.rows} rows, every one as it was written. Note where the chains end:`);
    for (const { chain, lastId, lastHash } of verdict.ends) console.log(`  chain ${chain}  row ${lastId}  ${lastHash}`);
  } finally {
    await application.close();
  }
}
