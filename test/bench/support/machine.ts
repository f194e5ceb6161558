/** What a run costs the machine: processor time by /proc, and its load. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

/** Clock ticks a second of /proc/PID/stat on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly own: number;
  readonly ofEndedChildren: number;
}

/** Seconds of processor time, or null for a process that has ended or a machine without /proc. */
function timesOf(pid: number): ProcessTimes | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticks = (...places: readonly number[]): number =>
      places.reduce((sum, place) => sum + Number(fields[place]), 0) / ticksPerSecond;
    return { parent: Number(fields[1]), own: ticks(11, 12), ofEndedChildren: ticks(13, 14) };
  } catch {
    return null;
  }
}

/** Seconds of processor time that a process has used so far. */
export const processorSeconds = (pid: number): number => timesOf(pid)?.own ?? Number.NaN;

/** The same for a PostgreSQL server: its postmaster and all that it started. */
export function serverProcessorSeconds(dataDirectory: string): number {
  const postmaster = Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const of = timesOf(postmaster);
  if (of === null) return Number.NaN;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === postmaster)
    .reduce((sum, times) => sum + (times?.own ?? 0), of.own + of.ofEndedChildren);
}

/** Load of the machine over the last minute, as `uptime` tells it. */
export const load = (): number => Math.round((loadavg()[0] ?? Number.NaN) * 100) / 100;
