import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { settingEntries, type SettingSource, settingsSchema, type Settings } from './settings.js';

/** One thing wrong with the settings: where it stands, what is wrong, and what would be right. */
export interface SettingsFault {
  readonly place: string;
  readonly problem: string;
  readonly expected: string;
}

/** Thrown at start with every fault of the settings at once; its message is fit for a terminal and holds no secret. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly SettingsFault[]) {
    const lines = faults.map(({ place, problem, expected }) => `${place}: ${problem}; expected ${expected}`);
    super(
      `The settings cannot be used:${lines.length === 1 ? ` ${lines[0]}` : lines.map((line) => `\n  ${line}`).join('')}`,
    );
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A text found for a setting, and where. */
interface Found {
  readonly place: string;
  readonly text: string;
}

/**
 * Reads the settings of a process from its environment and its command line; an option wins over a variable.
 * An empty variable counts as absent, as container tools pass one for a value that is not set.
 *
 * @param environment usually process.env; DATABASE_URL and REDIS_URL may instead be files named by DATABASE_URL_FILE, REDIS_URL_FILE
 * @param argv the command line after the script's name; only the options of the settings, as `--port=80` or `--port 80`
 * @throws SettingsError naming every fault at once
 */
export function readSettings(environment: Environment, argv: readonly string[]): Settings {
  const faults: SettingsFault[] = [];
  const options = readOptions(argv, faults);
  const found = new Map<string, Found>();
  for (const { key, source } of settingEntries) {
    const value = options.get(source.option ?? '') ?? fromEnvironment(environment, source, faults);
    if (value !== undefined) found.set(key, value);
  }
  const result = settingsSchema.safeParse(Object.fromEntries([...found].map(([key, { text }]) => [key, text])));
  if (!result.success) faults.push(...faultsOf(result.error.issues, found));
  if (!result.success || faults.length > 0) throw new SettingsError(faults);
  return Object.freeze({ ...result.data, portIsExplicit: found.has('port') });
}

function fromEnvironment(environment: Environment, source: SettingSource, faults: SettingsFault[]): Found | undefined {
  const text = environment[source.variable];
  const file = source.secret ? environment[`${source.variable}_FILE`] : undefined;
  if (!file) return text ? { place: source.variable, text } : undefined;
  const place = `${source.variable}_FILE`;
  if (text) {
    faults.push({ place, problem: `${source.variable} is set as well`, expected: 'one of the two' });
    return undefined;
  }
  return fromFile(place, file, source, faults);
}

function fromFile(place: string, file: string, source: SettingSource, faults: SettingsFault[]): Found | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text !== '') return { place, text };
    faults.push({ place, problem: `the file ${file} is empty`, expected: `a file that holds ${source.expected}` });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    faults.push({
      place,
      problem: `the file ${file} cannot be read (${code})`,
      expected: `a readable file that holds ${source.expected}`,
    });
  }
  return undefined;
}

function readOptions(argv: readonly string[], faults: SettingsFault[]): ReadonlyMap<string, Found> {
  const sources = new Map(
    settingEntries.flatMap(({ source }) => (source.option === undefined ? [] : [[source.option, source]])),
  );
  const known = [...sources.keys()].map((name) => `--${name}`).join(', ');
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries([...sources.keys()].map((name) => [name, { type: 'string' as const }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const found = new Map<string, Found>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      faults.push({ place: 'command line', problem: `"${token.value}" is not an option`, expected: known });
      continue;
    }
    const source = sources.get(token.name);
    const place = `option ${token.rawName}`;
    if (source === undefined) faults.push({ place, problem: 'there is no such option', expected: known });
    else if (found.has(token.name)) faults.push({ place, problem: 'it is given twice', expected: 'it once' });
    else if (!token.value || (!token.inlineValue && token.value.startsWith('-'))) {
      faults.push({ place, problem: 'it has no value', expected: source.expected });
    } else found.set(token.name, { place, text: token.value });
  }
  return found;
}

function faultsOf(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  found: ReadonlyMap<string, Found>,
): readonly SettingsFault[] {
  const keys = new Set(issues.map((issue) => String(issue.path[0])));
  return settingEntries
    .filter(({ key }) => keys.has(key))
    .map(({ key, source }) => {
      const { place, text } = found.get(key) ?? { place: source.variable, text: '' };
      return {
        place,
        problem: source.secret ? 'its value cannot be used' : `"${text}" cannot be used`,
        expected: source.expected,
      };
    });
}
