/**
 * Odd files against every parser of tables: real files with some changes, and what is drawn anew. None may crash, hang or grow. Prints the
 * number run and how many could be read; the first that fails is printed with its seed and ends the run.
 */
import fc from 'fast-check';
import { type Form, oddFiles, readsOrSaysWhy, wholeFiles } from '../support/tables/fuzz.js';

const forms: readonly Form[] = ['csv', 'xpt', 'dataset-json', 'xlsx'];
const portion = 5_000;

/** @param args how many files for each parser; 100,000. Then the first seed */
export async function run([count = '100000', first = '1']: readonly string[]): Promise<void> {
  for (const form of forms) {
    const files = oddFiles(await wholeFiles(form));
    const begun = performance.now();
    let [done, read, memory] = [0, 0, 0];
    for (let seed = Number(first); done < Number(count); seed += 1) {
      const numRuns = Math.min(portion, Number(count) - done);
      fc.assert(
        fc.property(files, (file) => {
          if (readsOrSaysWhy(form, file)) read += 1;
        }),
        { numRuns, seed },
      );
      done += numRuns;
      // What the first portion took is what the parser and V8 need; what comes on top is growth.
      if (memory === 0) memory = process.memoryUsage().rss;
    }
    const grown = (process.memoryUsage().rss - memory) / 1_000_000;
    const seconds = (performance.now() - begun) / 1_000;
    console.log(
      `${form.padEnd(13)} ${done.toLocaleString('en-GB').padStart(9)} files   ${read.toLocaleString('en-GB').padStart(8)} read, the others refused with their cause   no crash, no hang   ${seconds.toFixed(0)} s   memory ${grown >= 0 ? '+' : ''}${grown.toFixed(0)} MB since the first ${portion.toLocaleString('en-GB')}`,
    );
  }
}
