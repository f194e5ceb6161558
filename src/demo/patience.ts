const longestStandstill = 60_000;

/** Waits for what goes on, and ends the wait for what stands still. */
export class Patience {
  #least = Infinity;
  #since = performance.now();

  constructor(private readonly what: string) {}

  /** @throws Error when `left` has not become less for a minute */
  at(left: number): void {
    if (left < this.#least) [this.#least, this.#since] = [left, performance.now()];
    if (performance.now() - this.#since > longestStandstill)
      throw new Error(`${this.what} has stood still for a minute, with ${left} to go.`);
  }
}

/** A moment before one looks again. */
export const pause = (): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), 200));
