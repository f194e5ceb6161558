import { describe, expect, it } from '@jest/globals';
import { clockOf, elapsedSeconds } from '../../../src/web/meeting-room/case-clock.js';

const start = Date.parse('2026-01-14T13:00:00Z');
const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();
const standing = (event: string, seconds: number, state = 'discussed') => ({
  event,
  from: state,
  to: state,
  at: at(seconds),
});
const discuss = (seconds: number) => ({ event: 'discuss', from: 'prepared', to: 'discussed', at: at(seconds) });
const seconds = (history: Parameters<typeof clockOf>[0], now: number): number =>
  elapsedSeconds(clockOf(history), start + now * 1_000);

describe('the clock of a case', () => {
  it('begins with the discussion, whatever pause was before it', () => {
    const paused = standing('clock-paused', 0, 'prepared');
    expect(seconds([paused], 50)).toBe(0);
    expect(clockOf([paused]).pausedAt).toBe(start);
    expect(seconds([paused, discuss(10)], 50)).toBe(40);
  });

  it('stands while it is paused, and goes on where it stood', () => {
    const history = [discuss(0), standing('clock-paused', 60), standing('opinions-opened', 70)];
    expect(seconds(history, 500)).toBe(60);
    expect(seconds([...history, standing('clock-paused', 80)], 500)).toBe(60);
    expect(seconds([...history, standing('clock-resumed', 160)], 200)).toBe(100);
    const twice = [...history, standing('clock-resumed', 160), standing('clock-paused', 200)];
    expect(seconds([...twice, standing('clock-resumed', 300)], 310)).toBe(110);
  });

  it('stands for good with the signature, and begins anew when the case comes before the board again', () => {
    const signed = [discuss(0), { event: 'sign', from: 'discussed', to: 'decided', at: at(90) }];
    expect(seconds(signed, 9_000)).toBe(90);
    const putOff = [
      discuss(0),
      standing('clock-paused', 30),
      { event: 'defer', from: 'discussed', to: 'deferred', at: at(90) },
    ];
    expect(seconds(putOff, 9_000)).toBe(30);
    expect(clockOf(putOff).pausedAt).toBeNull();
    expect(seconds([...putOff, discuss(1_000)], 1_007)).toBe(7);
  });
});
