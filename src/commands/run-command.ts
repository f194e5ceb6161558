import { type Call, type Command, UsageError } from './command.js';

/**
 * By the words that name each, in the order of the help. Each is loaded when it is called: one that needs no database then waits for no
 * framework either.
 */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'user add': async () => (await import('./user.js')).userAdd,
  backup: async () => (await import('./backup.js')).backupCommand,
  restore: async () => (await import('./restore.js')).restoreCommand,
  'audit verify': async () => (await import('./audit.js')).auditVerify,
  evaluate: async () => (await import('./evaluate/command.js')).evaluateCommand,
  settings: async () => (await import('./settings.js')).settingsCommand,
  openapi: async () => (await import('./generate.js')).openApiCommand,
  'rules lint': async () => (await import('./check.js')).rulesLint,
  rules: async () => (await import('./generate.js')).rulesCommand,
  'flag-rates': async () => (await import('./generate.js')).flagRatesCommand,
  workflow: async () => (await import('./generate.js')).workflowCommand,
  'schema-check': async () => (await import('./check.js')).schemaCheck,
};

/** Runs the command that the words name. Whatever goes wrong is told in one line, and as the exit status: 2 for a wrong call. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const { folder, rest } = separate(argv);
  const chosen = commandOf(rest);
  if (chosen === undefined) return tellCommands(rest);
  const command = await chosen.load();
  try {
    await command.run({ args: chosen.args, folder });
  } catch (error) {
    const wrong = wrongCall(error, command);
    if (wrong !== null) console.error(wrong);
    else console.error(error instanceof Error && process.env['LOG_LEVEL'] !== 'debug' ? error.message : error);
    process.exitCode = wrong === null ? 1 : 2;
  }
}

async function tellCommands(words: readonly string[]): Promise<void> {
  const [word] = words;
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') return console.log(await help());
  console.error(
    `There is no command "${words.join(' ')}"; expected ${Object.keys(commands).join(', ')}. "consilium --help" says more.`,
  );
  process.exitCode = 2;
}

async function help(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = loaded.map(({ usage, about }) => `  consilium ${usage}\n      ${about}`);
  return `Usage:\n${lines.join('\n')}\nCommands that use the database take --data-folder=FOLDER where it is not in ./.consilium; all other settings come from the environment, see consilium settings.`;
}

interface Chosen {
  readonly load: () => Promise<Command>;
  readonly args: Call['args'];
}

function commandOf(argv: readonly string[]): Chosen | undefined {
  for (const words of [2, 1]) {
    const load = commands[argv.slice(0, words).join(' ')];
    if (load !== undefined) return { load, args: argv.slice(words) };
  }
  return undefined;
}

/** The option of the settings that every command takes, apart from its own words. */
function separate(argv: readonly string[]): { readonly folder: readonly string[]; readonly rest: readonly string[] } {
  const isFolder = (index: number): boolean =>
    argv[index]?.startsWith('--data-folder') === true || argv[index - 1] === '--data-folder';
  return { folder: argv.filter((_, index) => isFolder(index)), rest: argv.filter((_, index) => !isFolder(index)) };
}

/** The line for a wrong call; null for every other fault. Node's own words are several sentences, of which the first says what is wrong. */
function wrongCall(error: unknown, { usage }: Command): string | null {
  // Told by its name: its class would bring the framework along.
  if (error instanceof Error && error.name === 'SettingsError') return error.message;
  if (error instanceof UsageError) return `${error.message} Usage: consilium ${usage}`;
  const isOfNode = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isOfNode ? `${error.message.split(/\.(?: |$)/, 1)[0]}. Usage: consilium ${usage}` : null;
}
