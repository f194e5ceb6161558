import { AsyncLocalStorage } from 'node:async_hooks';
import { databaseIsAway, diskIsFull } from './server-faults.js';

export interface Grouping<Item, Result> {
  /** Does the work of many at once: one result each, in order. What it rejects with left nothing behind, or may be done again. */
  readonly together: (items: readonly [Item, ...Item[]]) => Promise<readonly Result[]>;
  /** Most items of one group, or most weight; one item may be heavier alone. */
  readonly largest: number;
  /** What an item weighs; 1 unless given. */
  readonly weightOf?: (item: Item) => number;
  /** Groups at the same time. */
  readonly atOnce: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (reason: unknown) => void;
  /** Runs work in the context (trace, audit) of the one who waits. */
  readonly inContext: ReturnType<typeof AsyncLocalStorage.snapshot>;
}

/**
 * Group commit: what comes while a transaction runs waits for its end, and is then done together in the next one. Who comes alone starts
 * at once. A group that fails is halved until the one that fails stands alone, so that nobody fails for a neighbour; where the database
 * itself is away or full, all of a group are told so at once.
 */
export class GroupedWork<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #running = 0;
  #isStarting = false;

  constructor(private readonly grouping: Grouping<Item, Result>) {}

  /** Resolves once the item's group is done, with its own result; rejects with its own fault. */
  do(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed, inContext: AsyncLocalStorage.snapshot() });
      this.#startSoon();
    });
  }

  /** At the end of this turn of the event loop: what came in the same turn, as the answers to one group's senders do, is one group. */
  #startSoon(): void {
    if (this.#isStarting || this.#running >= this.grouping.atOnce) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.grouping.atOnce && this.#waiting.length > 0)
      void this.#run(this.#waiting.splice(0, this.#nextCount()));
  }

  /** As many of those that wait longest as a group holds, one at least. */
  #nextCount(): number {
    const { largest, weightOf = () => 1 } = this.grouping;
    let [count, weight] = [0, 0];
    for (const { item } of this.#waiting) {
      weight += weightOf(item);
      if (count > 0 && weight > largest) break;
      count += 1;
    }
    return count;
  }

  async #run(group: readonly Waiting<Item, Result>[]): Promise<void> {
    this.#running += 1;
    await this.#settle(group);
    this.#running -= 1;
    this.#startSoon();
  }

  async #settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    const [first, ...others] = group;
    if (first === undefined) return;
    try {
      const results = await first.inContext(() =>
        this.grouping.together([first.item, ...others.map(({ item }) => item)]),
      );
      if (results.length !== group.length)
        throw new Error('A group was done without one result for each of its items.');
      for (const [index, result] of results.entries()) group[index]?.done(result);
    } catch (error) {
      if (group.length === 1 || databaseIsAway(error) || diskIsFull(error)) {
        for (const { failed } of group) failed(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.#settle(group.slice(0, half));
      await this.#settle(group.slice(half));
    }
  }
}
