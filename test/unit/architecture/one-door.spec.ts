import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const project = resolve(import.meta.dirname, '../../..');
const rules = ['no-restricted-syntax', '@typescript-eslint/no-restricted-imports'];

/** What the project's own configuration says of a text, were it the file at this path; by the rules about ways to the database alone. */
async function messages(path: string, text: string): Promise<readonly string[]> {
  const configured = (await new ESLint({ cwd: project }).calculateConfigForFile(path)) as Linter.Config;
  const linter = new ESLint({
    cwd: project,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { '@typescript-eslint': tseslint.plugin as never },
      rules: Object.fromEntries(
        rules.flatMap((rule) => (configured.rules?.[rule] ? [[rule, configured.rules[rule]]] : [])),
      ),
    },
  });
  const [result] = await linter.lintText(text, { filePath: path });
  return result?.messages.map(({ message }) => message) ?? [];
}

const pastTheDoor: readonly [string, string][] = [
  [
    'asks the data source',
    'class A { constructor(private readonly dataSource: Asks) { void this.dataSource.query(""); } }',
  ],
  [
    'takes the data source in',
    "import { DataSource } from 'typeorm'; export const open = (source: DataSource) => source;",
  ],
  ['has a manager injected', "import { EntityManager } from 'typeorm'; export const injected = EntityManager;"],
  [
    'has a repository injected',
    "import { InjectRepository } from '@nestjs/typeorm'; export const inject = InjectRepository;",
  ],
  ['asks for a repository', 'export const read = (source: Asks) => source.getRepository("flag");'],
  ['opens a transaction itself', 'export const write = (source: Asks) => source.transaction(async () => undefined);'],
  ['takes a manager from elsewhere', 'export const read = (source: Asks) => source.manager.query("SELECT 1");'],
  [
    'unpacks a manager from elsewhere',
    'export const read = (source: Asks) => { const { manager } = source; return manager; };',
  ],
  ['makes a query runner', 'export const run = (source: Asks) => source.createQueryRunner();'],
  ['builds a query', 'export const build = (source: Asks) => source.createQueryBuilder();'],
  ['reads by entity', 'export const read = (manager: EntityManager) => manager.find(Flag);'],
  ['takes the connection of a manager', 'export const read = (manager: EntityManager) => manager.queryRunner;'],
  ['opens a connection', "import { Client } from 'pg'; export const open = () => new Client();"],
  ['opens a connection by the default import', "import pg from 'pg'; export const open = () => new pg.Client();"],
  ['copies rows past the transaction', "import { from } from 'pg-copy-streams'; export const copy = from;"],
];

const throughTheDoor = `
  import type { EntityManager } from 'typeorm';
  import { Database, reading } from '../../platform/database/index.js';
  export class Flags {
    constructor(private readonly database: Database) {}
    read(actor: { accountId: string }): Promise<unknown> {
      return this.database.asActor(actor, (manager: EntityManager) => manager.query('SELECT 1'), reading);
    }
  }`;

describe('the lint rule of the one door to the database', () => {
  it.each(pastTheDoor)('catches code that %s', async (_, text) => {
    for (const path of [
      'src/modules/triage/flags/planted.ts',
      'src/platform/access/planted.ts',
      'src/commands/planted.ts',
    ])
      expect(await messages(path, text)).toContainEqual(expect.stringContaining('The one door to the database'));
  });

  it('lets code through the door', async () => {
    expect(await messages('src/modules/triage/flags/planted.ts', throughTheDoor)).toEqual([]);
  });

  it('leaves the door itself, and tests, alone', async () => {
    for (const [, text] of pastTheDoor) {
      expect(await messages('src/platform/database/planted.ts', text)).toEqual([]);
      expect(await messages('test/integration/planted.ts', text)).toEqual([]);
    }
  });
});
