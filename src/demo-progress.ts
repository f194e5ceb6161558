import { Presets, SingleBar } from 'cli-progress';

const secondsBetweenLines = 5;

/** Progress of one part: a bar with counts, rate and time left on a terminal, plain lines elsewhere. */
export class Progress {
  readonly #bar: SingleBar | null;
  readonly #started = performance.now();
  #lastLine = this.#started;

  constructor(private readonly name: string, private readonly unit: string) {
    const format = `  ${name} {bar} {value}/{total} ${unit}, {rate}/s, {left} left`;
    this.#bar = process.stdout.isTTY ? new SingleBar({ format, hideCursor: true, clearOnComplete: true, etaBuffer: 100 }, Presets.shades_classic) : null;
  }

  show(done: number, total: number): void {
    const seconds = (performance.now() - this.#started) / 1_000;
    const rate = seconds > 0 ? done / seconds : 0;
    const left = rate > 0 ? `${Math.ceil((total - done) / rate)} s` : 'unknown time';
    const words = { rate: Math.round(rate), left };
    if (this.#bar !== null) {
      if (!this.#bar.isActive) this.#bar.start(total, done, words);
      this.#bar.update(done, words);
    } else if (performance.now() - this.#lastLine > secondsBetweenLines * 1_000) {
      this.#lastLine = performance.now();
      console.log(`  ${this.name}: ${done} of ${total} ${this.unit}, ${words.rate}/s, ${left} left`);
    }
  }

  end(summary: string): void {
    this.#bar?.stop();
    console.log(`  ${this.name}: ${summary} (${((performance.now() - this.#started) / 1_000).toFixed(1)} s)`);
  }
}
