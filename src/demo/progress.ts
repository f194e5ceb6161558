import type { Terminal } from './terminal.js';

const secondsBetweenLines = 5;
/** The rate is that of the last seconds: work taken up from an earlier run would make one since the start too high. */
const rateWindow = 5_000;
const widestBar = 40;
const narrowestBar = 10;

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** `5 s`, `2 min 5 s`. */
function durationInWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Progress of one part: a bar with counts, rate and time left on a terminal, a plain line every five seconds elsewhere. */
export class Progress {
  readonly #started: number;
  #lastLine: number;
  #samples: readonly Sample[] = [];

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly terminal: Terminal,
    private readonly name: string,
    private readonly unit: string,
    private readonly now = () => performance.now(),
  ) {
    this.#started = this.now();
    this.#lastLine = this.#started;
  }

  /** What is being done while nothing can be counted yet. */
  note(text: string): void {
    this.terminal.status(`  ${this.name}: ${text}`);
  }

  show(done: number, total: number): void {
    const at = this.now();
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= rateWindow), { at, done }];
    const { width } = this.terminal;
    if (width !== null) {
      this.terminal.status(this.#bar(done, total, width - 1));
    } else if (at - this.#lastLine >= secondsBetweenLines * 1_000) {
      this.#lastLine = at;
      this.terminal.line(
        `  ${this.name}: ${done} of ${total} ${this.unit}${this.#pace(total - done)
          .map((words) => `, ${words}`)
          .join('')}`,
      );
    }
  }

  end(summary: string): void {
    this.terminal.line(`  ${this.name}: ${summary} (${((this.now() - this.#started) / 1_000).toFixed(1)} s)`);
  }

  #pace(left: number): readonly string[] {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.done <= first.done || last.at === first.at) return [];
    const rate = ((last.done - first.done) / (last.at - first.at)) * 1_000;
    return [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`, `${durationInWords(left / rate)} left`];
  }

  /** The longest form that leaves room for a bar; on a very narrow terminal, the counts alone. */
  #bar(done: number, total: number, width: number): string {
    const pace = this.#pace(total - done)
      .map((words) => `  ${words}`)
      .join('');
    const [wide, narrow] = [`  ${done} of ${total} ${this.unit}${pace}`, `  ${done}/${total}${pace}`];
    const before = `  ${this.name}  `;
    const after = [wide, narrow].find((words) => before.length + words.length + narrowestBar <= width);
    if (after === undefined) return `  ${this.name}  ${done}/${total}`;
    const cells = Math.min(widestBar, width - before.length - after.length);
    const full = total === 0 ? 0 : Math.floor((cells * Math.min(done, total)) / total);
    return `${before}${'█'.repeat(full)}${'░'.repeat(cells - full)}${after}`;
  }
}
