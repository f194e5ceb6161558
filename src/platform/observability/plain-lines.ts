/** Where log lines go; each call is one line with its end. */
export interface LogDestination {
  write(line: string): unknown;
}

const before: ReadonlySet<string> = new Set(['time', 'level', 'message', 'pid', 'role']);

/** Turns JSON log lines into short ones for a person at a terminal: time of day, level, message, then the fields. */
export function plainLines(destination: LogDestination): LogDestination {
  return { write: (line: string) => destination.write(plainLine(line)) };
}

function plainLine(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(entry)
    .filter(([name]) => !before.has(name))
    .map(([name, value]) => `${name} ${shown(value)}`);
  const time = String(entry['time']).slice(11, 19);
  return `${time} ${String(entry['level']).padEnd(5)} ${String(entry['message'])}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}\n`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { kind, message, code } = value as { kind?: string; message?: string; code?: string };
  return [kind, code, message].filter((part) => part !== undefined).join(' ');
}
