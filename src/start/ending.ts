/** How a process ends: whatever ends it, all that it opened is closed in order, once. */

/** Thrown where something new would be opened while the process ends. */
class EndedError extends Error {
  override readonly name = 'EndedError';
}

/** The terminal and npm may both pass on one Ctrl-C: what comes this soon after it is the same wish. */
const sameWish = 1_000;

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export class Ending {
  readonly #closers: (() => Promise<unknown>)[] = [];
  #closed: Promise<void> | undefined;

  get begun(): boolean {
    return this.#closed !== undefined;
  }

  /**
   * Opens something that `close` closes at the end, also where the end comes while it is being opened.
   * @throws EndedError when the end has begun, before or meanwhile
   */
  async opening<Opened>(open: () => Promise<Opened>, close: (opened: Opened) => Promise<unknown>): Promise<Opened> {
    if (this.begun) throw new EndedError();
    const opening = open();
    this.#closers.push(() => opening.then(close, () => undefined));
    const opened = await opening;
    if (this.begun) throw new EndedError();
    return opened;
  }

  /** Closes everything, the last opened first, and rejects with the first fault after all of it was tried. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  /**
   * Ends the process in order on Ctrl-C, a request to stop or a closed terminal; asked a second time, at once.
   * @param begins told when the end begins
   * @param exitCode of an end in order, from the one that the signal has by custom
   */
  onSignal(begins: () => void, exitCode: (custom: number) => number): void {
    let asked: number | undefined;
    for (const [signal, custom] of Object.entries(signals)) {
      process.on(signal, () => {
        if (asked !== undefined && performance.now() - asked > sameWish) process.exit(custom);
        if (asked !== undefined) return;
        asked = performance.now();
        begins();
        this.close().then(
          () => process.exit(exitCode(custom)),
          (error: unknown) => {
            console.error(error instanceof Error ? error.message : error);
            process.exit(1);
          },
        );
      });
    }
  }

  async #closeAll(): Promise<void> {
    const faults: unknown[] = [];
    for (const close of this.#closers.reverse()) await close().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }
}
