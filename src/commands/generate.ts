/** Files of docs/ that are written from the code: `consilium openapi`, `consilium rules` and `consilium workflow`. */
import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { catalogue, rulesInWords } from '../core/discussion/index.js';
import { workflows, workflowsInMarkdown } from '../core/workflow/index.js';
import { readSettings } from '../platform/config/index.js';
import { createHttpAdapter, openApiDocument } from '../platform/http/index.js';
import { AppModule } from '../start/app.module.js';
import { asksToCheck, type Command, quiet } from './command.js';

export const openApiCommand: Command = {
  usage: 'openapi [--check]',
  about: 'Writes docs/openapi.json from the code, or says whether it is current.',
  run: async (call) => generate('openapi.json', 'the code says', asksToCheck(call), await openApiText()),
};

export const rulesCommand: Command = {
  usage: 'rules [--check]',
  about: 'Writes docs/rules.md, all rules in plain language, or says whether it is current.',
  run: (call) => generate('rules.md', 'the catalogue says', asksToCheck(call), rulesInWords(catalogue)),
};

export const workflowCommand: Command = {
  usage: 'workflow [--check]',
  about: 'Writes docs/workflow.md, every state and transition as tables, or says whether it is current.',
  run: (call) => generate('workflow.md', 'the tables say', asksToCheck(call), workflowsInMarkdown(workflows)),
};

/** The service without a database behind it: preview mode reads the routes and makes nothing. */
async function openApiText(): Promise<string> {
  const settings = readSettings({}, []);
  const module = AppModule.forRoot({ settings, logger: quiet(), connectionString: 'postgresql://preview' });
  const application = await NestFactory.create(module, createHttpAdapter(), {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  return `${JSON.stringify(openApiDocument(application), null, 2)}\n`;
}

async function generate(name: string, source: string, onlyCheck: boolean, text: string): Promise<void> {
  const file = new URL(`../../../docs/${name}`, import.meta.url);
  if (!onlyCheck) return writeFile(file, text);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  throw new Error(`docs/${name} is not what ${source}: run \`npm run generate\` and commit the result.`);
}
