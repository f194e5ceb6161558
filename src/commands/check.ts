/** What can be wrong between two parts of the project: `consilium schema-check` and `consilium rules lint`. */
import { NestFactory } from '@nestjs/core';
import { catalogue, catalogueSource, lintCatalogue } from '../core/discussion/index.js';
import { Database } from '../platform/database/index.js';
import { AppModule } from '../start/app.module.js';
import { type Call, type Command, withoutWords } from './command.js';
import { quiet } from './quiet.js';
import { withMigratedDatabase } from './with-database.js';

export const schemaCheck: Command = {
  usage: 'schema-check',
  about: 'Says whether the migrations give the schema that the code describes.',
  run: checkSchema,
};

export const rulesLint: Command = {
  usage: 'rules lint',
  about: 'Checks the catalogue of clinical rules: faults end with status 1, warnings are told.',
  run: lintRules,
};

async function checkSchema(call: Call): Promise<void> {
  withoutWords(call);
  await withMigratedDatabase(call, async (connectionString, settings) => {
    const module = AppModule.forRoot({ settings: { ...settings, role: 'api' }, logger: quiet(), connectionString });
    const application = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      const differences = await application.get(Database).schemaDifferences();
      if (differences.length > 0)
        throw new Error(
          `The migrations do not give the schema of the entities; missing:\n${differences.map((line) => `  ${line}`).join('\n')}`,
        );
    } finally {
      await application.close();
    }
  });
}

function lintRules(): void {
  const { faults, warnings } = lintCatalogue(catalogueSource, new Date().toISOString().slice(0, 10));
  for (const warning of warnings) console.error(`warning: ${warning}`);
  if (faults.length > 0) throw new Error(faults.map((fault) => `fault: ${fault}`).join('\n'));
  console.log(
    `${catalogue.rules.length} rules of version ${catalogue.version}: no fault, ${warnings.length} warnings.`,
  );
}
