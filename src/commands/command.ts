import { parseArgs } from 'node:util';

/** Wrong use of the command: told in one line with the right use, exit status 2. */
export class UsageError extends Error {}

/** The words of one call, without the name of the command. */
export interface Call {
  readonly args: readonly string[];
  /** The option of the settings that every command takes: --data-folder, or nothing. */
  readonly folder: readonly string[];
}

export interface Command {
  readonly usage: string;
  readonly about: string;
  /** @throws UsageError, or an error whose message names the place and what would be right */
  run(call: Call): Promise<void> | void;
}

/** @throws UsageError where there is no value */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`${name} is missing.`);
  return value;
}

/** The one file that a command names. */
export function fileIn({ args }: Call): string {
  const {
    positionals: [file, ...more],
  } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  if (more.length > 0) throw new UsageError(`There are ${more.length + 1} files; expected one.`);
  return required(file, 'FILE');
}

/** Refuses words where none are expected. */
export function withoutWords({ args }: Call): void {
  parseArgs({ args: [...args], options: {} });
}

/** Whether --check, the only word allowed, was given. */
export function asksToCheck({ args }: Call): boolean {
  return parseArgs({ args: [...args], options: { check: { type: 'boolean', default: false } } }).values.check;
}
