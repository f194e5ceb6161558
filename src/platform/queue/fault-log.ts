/** What is told about faults of one kind: the newest, and how many were not told since the last line. */
export interface NotedFault {
  readonly error: unknown;
  readonly untoldCount: number;
}

/** Tells the first fault at once and then at most one each half minute: a lost connection reports itself many times a second. */
export class FaultLog {
  #toldAt = Number.NEGATIVE_INFINITY;
  #untold = 0;

  constructor(
    private readonly tell: (fault: NotedFault) => void,
    private readonly quietMilliseconds = 30_000,
  ) {}

  note(error: unknown): void {
    const now = performance.now();
    if (now - this.#toldAt < this.quietMilliseconds) {
      this.#untold += 1;
      return;
    }
    this.tell({ error, untoldCount: this.#untold });
    this.#toldAt = now;
    this.#untold = 0;
  }
}
