import { OperationalError } from './operational-error.js';

/**
 * What may stand beside a log message: ids of this service's own rows, counts, durations, and words of this service's
 * own vocabulary. There is no field for a name, a value or a free text, so that nothing about a patient can get here.
 */
export interface LogFields {
  /** Id of a row or a job: digits, a UUID or a trace id. Anything else is withheld. */
  readonly [id: `${string}Id`]: string | undefined;
  readonly [ids: `${string}Ids`]: readonly string[] | undefined;
  readonly [count: `${string}Count`]: number | undefined;
  readonly [bytes: `${string}Bytes`]: number | undefined;
  readonly [duration: `${string}Milliseconds`]: number | undefined;
  readonly job?: string;
  readonly queue?: string;
  readonly sweep?: string;
  readonly check?: string;
  readonly backend?: string;
  readonly role?: string;
  readonly method?: string;
  /** The route's pattern, never the URL, whose query a caller writes. */
  readonly route?: string;
  readonly status?: number;
  readonly code?: string;
  readonly signal?: string;
  readonly version?: string;
  readonly channel?: string;
  /** Where the service listens, or a host it talks to; without user and password. */
  readonly address?: string;
  readonly port?: number;
  /** Logged as kind, code and stack frames; its message only if it is an OperationalError. */
  readonly error?: unknown;
}

export type LoggedValue = string | number | readonly string[] | LoggedError;

/** What is kept of an error: SQL drivers and parsers quote the data they failed on in messages and details, so those stay out. */
export interface LoggedError {
  readonly kind: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
}

const words: ReadonlySet<string> = new Set([
  'job',
  'queue',
  'sweep',
  'check',
  'backend',
  'role',
  'method',
  'route',
  'code',
  'signal',
  'version',
  'channel',
  'address',
]);
const numbers: ReadonlySet<string> = new Set(['status', 'port']);
const numberName = /(Count|Bytes|Milliseconds)$/;
const ownId = /^(\d{1,19}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ownWord = /^[\w.:/*{}[\]-]{1,200}$/;
const withheld = '(withheld)';

/** The fields as they are written: those of the vocabulary above, with whatever does not look like it withheld. */
export function loggedFields(fields: LogFields): Readonly<Record<string, LoggedValue>> {
  const kept: Record<string, LoggedValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) kept[name] = loggedValue(name, value);
  }
  return kept;
}

function loggedValue(name: string, value: unknown): LoggedValue {
  if (name === 'error') return loggedError(value);
  if (numbers.has(name) || numberName.test(name)) return typeof value === 'number' ? value : withheld;
  if (name.endsWith('Ids') && Array.isArray(value)) return value.map((id) => matching(ownId, id));
  if (name.endsWith('Id')) return matching(ownId, value);
  return words.has(name) ? matching(ownWord, value) : withheld;
}

function matching(pattern: RegExp, value: unknown): string {
  return typeof value === 'string' && pattern.test(value) ? value : withheld;
}

/** An error without what it quotes: its kind, code, violated constraint, stack frames, and the same of its cause. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    kind: error.name,
    ...(error instanceof OperationalError ? { message: error.message } : {}),
    ...(typeof code === 'string' ? { code: matching(ownWord, code) } : {}),
    ...(typeof constraint === 'string' ? { constraint: matching(ownWord, constraint) } : {}),
    stack: stackFrames(error.stack),
    ...(error.cause !== undefined && depth < 3 ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

/** The frames of a stack, without the message that stands above them. */
export function stackFrames(stack: string | undefined): readonly string[] {
  return (stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 12);
}
