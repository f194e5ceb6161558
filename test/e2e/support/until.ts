/** Waits until something holds, asking again every few milliseconds; fails with its name after the limit. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMilliseconds = 30_000,
): Promise<void> {
  const end = Date.now() + limitMilliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${limitMilliseconds} ms: ${what}`);
    await pause(15);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
