/** Files that are written from the code: `consilium openapi`, `rules`, `workflow` and `flag-rates`. */
import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { catalogue, rulesInWords } from '../core/discussion/index.js';
import { flagRates, flagRatesInMarkdown } from '../core/response/index.js';
import { workflows, workflowsInMarkdown } from '../core/workflow/index.js';
import { readSettings } from '../platform/config/index.js';
import { createHttpAdapter, openApiDocument } from '../platform/http/index.js';
import { AppModule } from '../start/app.module.js';
import { asksToCheck, type Command } from './command.js';
import { quiet } from './quiet.js';

export const openApiCommand: Command = {
  usage: 'openapi [--check]',
  about: 'Writes docs/openapi.json from the code, or says whether it is current.',
  run: async (call) => generate('docs/openapi.json', 'the code says', asksToCheck(call), await openApiText()),
};

export const rulesCommand: Command = {
  usage: 'rules [--check]',
  about: 'Writes docs/rules.md, all rules in plain language, or says whether it is current.',
  run: (call) => generate('docs/rules.md', 'the catalogue says', asksToCheck(call), rulesInWords(catalogue)),
};

export const workflowCommand: Command = {
  usage: 'workflow [--check]',
  about: 'Writes docs/workflow.md, every state and transition as tables, or says whether it is current.',
  run: (call) => generate('docs/workflow.md', 'the tables say', asksToCheck(call), workflowsInMarkdown(workflows)),
};

/** Between these two lines of docs/clinical-basis.md stands the table of the simulation. */
const [tableBegins, tableEnds] = ['<!-- consilium flag-rates -->', '<!-- end -->'];

export const flagRatesCommand: Command = {
  usage: 'flag-rates [--check]',
  about: 'Simulates sensitivity and false flags anew, for the page of the rules and docs/clinical-basis.md.',
  run: async (call) => {
    const onlyCheck = asksToCheck(call);
    const rates = flagRates();
    await generate('src/web/rules/flag-rates/flag-rates.json', 'the simulation says', onlyCheck, jsonLines(rates));
    const basis = await readFile(fileNamed('docs/clinical-basis.md'), 'utf8');
    const [before, after] = [basis.split(tableBegins)[0]!, basis.split(tableEnds)[1]!];
    const text = `${before}${tableBegins}\n\n${flagRatesInMarkdown(rates)}\n\n${tableEnds}${after}`;
    await generate('docs/clinical-basis.md', 'the simulation says', onlyCheck, text);
  },
};

/** One line of the file for each line of a table. */
const jsonLines = (tables: object): string =>
  `{\n${Object.entries(tables)
    .map(([name, rows]: [string, readonly unknown[]]) => {
      const lines = rows.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
      return `  ${JSON.stringify(name)}: [\n${lines}\n  ]`;
    })
    .join(',\n')}\n}\n`;

/** The service without a database behind it: preview mode reads the routes and makes nothing. */
async function openApiText(): Promise<string> {
  const settings = readSettings({}, []);
  const module = AppModule.forRoot({ settings, logger: quiet(), connectionString: 'postgresql://preview' });
  const application = await NestFactory.create(module, createHttpAdapter(), {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  return `${JSON.stringify(await openApiDocument(application), null, 2)}\n`;
}

const fileNamed = (name: string): URL => new URL(`../../../${name}`, import.meta.url);

async function generate(name: string, source: string, onlyCheck: boolean, text: string): Promise<void> {
  const file = fileNamed(name);
  if (!onlyCheck) return writeFile(file, text);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  throw new Error(`${name} is not what ${source}: run \`npm run generate\` and commit the result.`);
}
