/**
 * Milliseconds a letter: the sixteen patients of the head and neck cohort in both languages, printed bare on this thread and by the
 * printer's own thread, in turn in one run; how late the event loop is meanwhile; and how memory stands over 300 letters.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { languages, type Language } from '../../src/core/discussion/index.js';
import { letterFormsOf } from '../../src/modules/boards/letters/letter.js';
import type { LetterContent } from '../../src/modules/boards/letters/letter-content.js';
import { Letters } from '../../src/modules/boards/letters/letters.service.js';
import { createLogger } from '../../src/platform/observability/index.js';
import { PdfPrinter } from '../../src/platform/pdf/index.js';
import { openPrintThread } from '../../src/platform/pdf/print-thread.js';
import { Typesetter } from '../../src/platform/pdf/typesetter.js';
import { cohortLetters } from './support/cohort-letters.js';

const limit = 100;
const rounds = 5;
const printedForMemory = 300;
const demo = new URL('../../../demo/head-and-neck/', import.meta.url);
const folder = new URL('../../src/modules/boards/letters/', import.meta.url).pathname;
const at = new Date('2026-10-06T16:00:00Z');

type Print = (content: LetterContent, language: Language) => Promise<{ readonly pages: number; readonly form: number }>;

interface Measured {
  readonly milliseconds: number[];
  /** Milliseconds of the processor, whoever else wants it. */
  readonly processor: number[];
  readonly pages: number[];
  readonly forms: number[];
}

const sorted = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);
const share = (values: readonly number[], part: number): string =>
  (sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN).toFixed(1);
const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1_048_576);

/** Each letter is new to the compiler: a case number that no letter before had. */
let printed = 0;
const renewed = (content: LetterContent): LetterContent => ({ ...content, caseNumber: `${(printed += 1) + 100_000}` });

async function measure(contents: readonly (readonly [LetterContent, Language])[], print: Print): Promise<Measured> {
  const measured: Measured = { milliseconds: [], processor: [], pages: [], forms: [] };
  for (const [content, language] of contents) {
    const letter = renewed(content);
    // A turn of the event loop: else memory is not given back, and nothing could be told of how late it is.
    await turn();
    const [before, spent] = [performance.now(), process.cpuUsage()];
    const { pages, form } = await print(letter, language);
    measured.milliseconds.push(performance.now() - before);
    const { user, system } = process.cpuUsage(spent);
    measured.processor.push((user + system) / 1_000);
    measured.pages.push(pages);
    measured.forms.push(form);
  }
  return measured;
}

const told = (name: string, milliseconds: readonly number[]): void =>
  console.log(
    `${name.padEnd(44)} ${share(milliseconds, 0.5).padStart(7)} ms median, ${share(milliseconds, 0.95).padStart(7)} ms of 95 %, ${share(milliseconds, 1).padStart(7)} ms most`,
  );

/** Prints the figures; the exit status is 1 where a letter takes longer than its limit, or more than a page. */
export async function run(): Promise<void> {
  const contents = languages.flatMap((language) =>
    cohortLetters(demo, language).map(({ content }) => [content, language] as const),
  );
  const printer = new PdfPrinter(openPrintThread, createLogger({ logLevel: 'warn', role: 'all' }));
  const letters = new Letters(printer);
  const load = performance.now();
  const typesetter = new Typesetter();
  const bare: Print = async (content, language) =>
    typesetter.print({
      folder,
      file: 'letter.typ',
      forms: letterFormsOf(content, language),
      mostPages: 1,
      createdAt: at.getTime() / 1_000,
    });
  const threaded: Print = (content, language) => letters.letter(content, at, language);
  const first = await measure(contents.slice(0, 1), bare);
  console.log(`loading and the first letter, bare:          ${(performance.now() - load).toFixed(0)} ms`);
  const start = await measure(contents.slice(0, 1), threaded);
  console.log(`starting the thread and its first letter:    ${share(start.milliseconds, 0)} ms`);

  const sums = {
    bare: [] as number[],
    threaded: [] as number[],
    pages: [...first.pages],
    forms: [] as number[],
    processor: [] as number[],
  };
  const loop = { bare: 0, threaded: 0 };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, print] of [['bare', bare] as const, ['threaded', threaded] as const]) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const { milliseconds, processor, pages, forms } = await measure(contents, print);
      delay.disable();
      loop[name] = Math.max(loop[name], delay.max / 1e6);
      sums[name].push(...milliseconds);
      sums.pages.push(...pages);
      if (name === 'bare') sums.processor.push(...processor);
      if (round === 0 && name === 'bare') sums.forms.push(...forms);
    }
  }
  console.log(
    `\n${contents.length} letters (16 patients, ${languages.join(' and ')}), ${rounds} rounds, new data each time:`,
  );
  told('bare, on the calling thread', sums.bare);
  told('by the printer, in its own thread', sums.threaded);
  told('  of it the processor, bare', sums.processor);
  console.log(
    `event loop late at most: ${loop.bare.toFixed(0)} ms bare, ${loop.threaded.toFixed(0)} ms with the thread`,
  );
  console.log(`pages of a letter: ${[...new Set(sums.pages)].join(', ')}; forms printed: ${counted(sums.forms)}`);

  await memory(contents, threaded);
  await printer.onApplicationShutdown();
  const slowest = Number(share(sums.threaded, 1));
  if (sums.pages.some((pages) => pages !== 1) || Number(share(sums.threaded, 0.5)) > limit) process.exitCode = 1;
  if (slowest > limit) console.log(`The slowest letter took more than ${limit} ms.`);
}

const counted = (forms: readonly number[]): string =>
  [...new Set(forms)]
    .sort()
    .map((form) => `${forms.filter((one) => one === form).length} of form ${form}`)
    .join(', ');

async function memory(contents: readonly (readonly [LetterContent, Language])[], print: Print): Promise<void> {
  const stands = [megabytes()];
  for (let count = 0; count < printedForMemory; count += 50) {
    for (let index = 0; index < 50; index += 1) await measure([contents[index % contents.length]!], print);
    stands.push(megabytes());
  }
  console.log(`memory of the process over ${printedForMemory} more letters, every 50: ${stands.join(' > ')} MB`);
}
