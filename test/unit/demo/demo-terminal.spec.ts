import { describe, expect, it } from '@jest/globals';
import { Progress } from '../../../src/demo/progress.js';
import { Terminal, wrapped } from '../../../src/demo/terminal.js';

function output(columns?: number): { written: string; write(text: string): void; isTTY?: boolean; columns?: number } {
  return {
    written: '',
    write(text) {
      this.written += text;
    },
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  };
}

describe('a line on a terminal', () => {
  it('is broken between words, and goes on further in than it began', () => {
    expect(wrapped('  1. one two three four', 14)).toBe('  1. one two\n      three\n      four');
    expect(wrapped('  1. one two three four', 14, 2)).toBe('  1. one two\n  three four');
  });

  it('may be as long as the terminal is wide, and a word longer than that stays whole', () => {
    expect(wrapped('one two', 7)).toBe('one two');
    expect(wrapped('a http://127.0.0.1:3000 b', 10)).toBe('a\n    http://127.0.0.1:3000\n    b');
    expect(wrapped('', 10)).toBe('');
  });

  it('is never broken where it goes into a file', () => {
    const file = output();
    const terminal = new Terminal(file);
    terminal.status('50 %');
    terminal.line('word '.repeat(60).trim());
    expect(file.written).toBe(`${'word '.repeat(60).trim()}\n`);
  });

  it('takes the place of the status, which never fills the last column', () => {
    const screen = output(10);
    const terminal = new Terminal(screen);
    terminal.status('0123456789');
    terminal.status('0123456789');
    terminal.line('done');
    expect(screen.written).toBe('\r012345678\u001B[K\r\u001B[Kdone\n');
  });

  it('is not followed by any once it is the last', () => {
    const screen = output(40);
    const terminal = new Terminal(screen);
    terminal.status('50 %');
    terminal.last('Stopping.');
    terminal.status('51 %');
    terminal.line('done');
    expect(screen.written).toBe('\r50 %\u001B[K\r\u001B[KStopping.\n');
  });

  it('is 80 wide where the terminal does not tell', () => {
    const screen = output(0);
    new Terminal(screen).line('word '.repeat(20).trim());
    expect(screen.written.split('\n')[0]).toHaveLength(79);
  });
});

describe('progress', () => {
  let now = 0;
  const frames = (
    columns: number | undefined,
    steps: readonly (readonly [seconds: number, done: number])[],
    total = 8_553,
  ): string[] => {
    now = 0;
    const screen = output(columns);
    const progress = new Progress(new Terminal(screen), 'five trials, real and anonymised', 'assessments', () => now);
    for (const [seconds, done] of steps) {
      now = seconds * 1_000;
      progress.show(done, total);
    }
    return screen.written
      .split(columns === undefined ? '\n' : '\r')
      .filter((frame) => frame !== '')
      .map((frame) => frame.replace('\u001B[K', ''));
  };

  it('shows a bar, counts, rate and time left, as wide as the terminal allows', () => {
    expect(
      frames(120, [
        [0, 0],
        [2, 4_000],
      ]).at(-1),
    ).toBe(
      '  five trials, real and anonymised  ██████████████████░░░░░░░░░░░░░░░░░░░░░  4000 of 8553 assessments  2000/s  3 s left',
    );
    expect(
      frames(80, [
        [0, 0],
        [2, 4_000],
      ]).at(-1),
    ).toBe('  five trials, real and anonymised  ██████░░░░░░░░  4000/8553  2000/s  3 s left');
    expect(
      frames(50, [
        [0, 0],
        [2, 4_000],
      ]).at(-1),
    ).toBe('  five trials, real and anonymised  4000/8553');
    for (const columns of [50, 80, 120, 200])
      for (const frame of frames(columns, [
        [0, 0],
        [2, 4_000],
      ]))
        expect(frame.length).toBeLessThan(columns);
  });

  it('counts the rate from the last seconds, so that work taken up again makes it no greater', () => {
    expect(
      frames(120, [
        [0, 5_000],
        [1, 5_100],
      ]).at(-1),
    ).toMatch(/ {2}100\/s {2}35 s left$/);
    expect(
      frames(120, [
        [0, 0],
        [1, 1_000],
        [2, 2_000],
        [10, 2_000],
        [11, 2_010],
      ]).at(-1),
    ).toMatch(/ {2}10\/s {2}10 min 55 s left$/);
  });

  it('promises no end while nothing moves', () => {
    expect(
      frames(120, [
        [0, 10],
        [2, 10],
      ]).at(-1),
    ).toMatch(/10 of 8553 assessments$/);
    expect(frames(80, [[0, 0]], 0).at(-1)).toMatch(/░ {2}0 of 0 assessments$/);
  });

  it('writes a plain line every five seconds where there is no terminal', () => {
    expect(
      frames(undefined, [
        [0, 0],
        [1, 100],
        [4.9, 900],
        [5, 1_000],
        [6, 1_200],
        [10, 2_000],
      ]),
    ).toEqual([
      '  five trials, real and anonymised: 1000 of 8553 assessments, 200/s, 38 s left',
      '  five trials, real and anonymised: 2000 of 8553 assessments, 200/s, 33 s left',
    ]);
  });
});
