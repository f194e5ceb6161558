import type { BoardCase } from '../placement/listed-case.js';

/** How long a case was under discussion, without the pauses. Instants in milliseconds. */
export interface CaseClock {
  /** When its discussion began; null before. */
  readonly beganAt: number | null;
  /** Milliseconds of pauses that are over. */
  readonly paused: number;
  /** When the pause began that lasts; null while the clock runs. */
  readonly pausedAt: number | null;
  /** When its discussion ended; null before. */
  readonly endedAt: number | null;
}

type Happened = Pick<BoardCase['history'][number], 'event' | 'from' | 'to' | 'at'>;

const unbegun: CaseClock = { beganAt: null, paused: 0, pausedAt: null, endedAt: null };

/** The clock of a case by what the service has of it: it begins with the discussion and stands from the signature on. */
export const clockOf = (history: readonly Happened[]): CaseClock => history.reduce(after, unbegun);

function after(clock: CaseClock, { event, from, to, at }: Happened): CaseClock {
  const now = Date.parse(at);
  if (event === 'clock-paused') return { ...clock, pausedAt: clock.pausedAt ?? now };
  if (event === 'clock-resumed') return goneOn(clock, now);
  if (event === 'discuss') return { ...unbegun, beganAt: now };
  if (from === to) return clock;
  return from === 'discussed' ? { ...goneOn(clock, now), endedAt: now } : { ...clock, pausedAt: null };
}

const goneOn = (clock: CaseClock, now: number): CaseClock => ({
  ...clock,
  paused: clock.paused + (clock.pausedAt === null ? 0 : now - clock.pausedAt),
  pausedAt: null,
});

/** Whole seconds under discussion, at an instant. */
export const elapsedSeconds = ({ beganAt, paused, pausedAt, endedAt }: CaseClock, now: number): number =>
  beganAt === null ? 0 : Math.max(0, Math.floor(((endedAt ?? pausedAt ?? now) - beganAt - paused) / 1_000));
