import { setTimeout as delay } from 'node:timers/promises';

/**
 * How long a test waits for what has to happen. No test measures the machine: on one with much other work everything takes many times
 * as long and is still right. What never happens is told by its name, before jest ends the test.
 */
const longestWait = 240_000;

/** Waits so long, for something that must not happen meanwhile: there is nothing else to wait for. */
export const pause = (milliseconds: number): Promise<void> => delay(milliseconds);

/** Waits until something holds, asking again every few milliseconds; fails with its name after the limit. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMilliseconds = longestWait,
): Promise<void> {
  const end = Date.now() + limitMilliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${limitMilliseconds / 1_000} s: ${what}`);
    await delay(15);
  }
}

/** How long a check of a screen is repeated: a page that was told of something draws it in its own time. */
const longestDrawing = 60_000;

/** Repeats a check until it passes, for what a screen shows in its own time; after the limit, what it found the last time. */
export async function soon<Result>(check: () => Promise<Result>): Promise<Result> {
  const end = Date.now() + longestDrawing;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}
