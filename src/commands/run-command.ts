import { SettingsError } from '../platform/config/index.js';
import { backupCommand } from './backup.js';
import { rulesLint, schemaCheck } from './check.js';
import { type Call, type Command, UsageError } from './command.js';
import { evaluateCommand } from './evaluate/command.js';
import { flagRatesCommand, openApiCommand, rulesCommand, workflowCommand } from './generate.js';
import { restoreCommand } from './restore.js';
import { settingsCommand } from './settings.js';
import { userAdd } from './user.js';

/** By the words that name each, in the order of the help. */
const commands: Readonly<Record<string, Command>> = {
  'user add': userAdd,
  backup: backupCommand,
  restore: restoreCommand,
  evaluate: evaluateCommand,
  settings: settingsCommand,
  openapi: openApiCommand,
  'rules lint': rulesLint,
  rules: rulesCommand,
  'flag-rates': flagRatesCommand,
  workflow: workflowCommand,
  'schema-check': schemaCheck,
};

/** Runs the command that the words name. Whatever goes wrong is told in one line, and as the exit status: 2 for a wrong call. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const { folder, rest } = separate(argv);
  const chosen = commandOf(rest);
  if (chosen === undefined) return tellCommands(rest);
  try {
    await chosen.command.run({ args: chosen.args, folder });
  } catch (error) {
    const wrong = wrongCall(error, chosen.command);
    if (wrong !== null) console.error(wrong);
    else console.error(error instanceof Error && process.env['LOG_LEVEL'] !== 'debug' ? error.message : error);
    process.exitCode = wrong === null ? 1 : 2;
  }
}

function tellCommands(words: readonly string[]): void {
  const [word] = words;
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') return console.log(help());
  console.error(
    `There is no command "${words.join(' ')}"; expected ${Object.keys(commands).join(', ')}. "consilium --help" says more.`,
  );
  process.exitCode = 2;
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  consilium ${usage}\n      ${about}`);
  return `Usage:\n${lines.join('\n')}\nCommands that use the database take --data-folder=FOLDER where it is not in ./.consilium; all other settings come from the environment, see consilium settings.`;
}

function commandOf(argv: readonly string[]): { readonly command: Command; readonly args: Call['args'] } | undefined {
  for (const words of [2, 1]) {
    const command = commands[argv.slice(0, words).join(' ')];
    if (command !== undefined) return { command, args: argv.slice(words) };
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
  if (error instanceof SettingsError) return error.message;
  if (error instanceof UsageError) return `${error.message} Usage: consilium ${usage}`;
  const isOfNode = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isOfNode ? `${error.message.split(/\.(?: |$)/, 1)[0]}. Usage: consilium ${usage}` : null;
}
