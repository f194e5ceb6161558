import { jest } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { type Logger, OperationalError } from '../../../../src/platform/observability/index.js';
import { Problem } from '../../../../src/platform/problem/index.js';
import { PdfPrinter } from '../../../../src/platform/pdf/index.js';
import type { PrintAnswer, PrintOrder } from '../../../../src/platform/pdf/print-order.js';
import { readPdf } from '../../../support/pdf-reading.js';
import { openThreadFromSource } from '../../../support/print-thread.js';
import { until } from '../../../support/until.js';

const template = `#set document(title: "T")
#set text(font: "Source Sans 3", fallback: false)
#let d = json(bytes(sys.inputs.data))
#if d.at("fails", default: false) { panic("no") }
#for _ in range(d.at("pages", default: 1)) { par(d.text); pagebreak(weak: true) }
`;
const createdAt = new Date('2026-10-06T16:00:00Z');
let folder: string;
let written: string[];
const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (message) => void written.push(message),
  error: (message) => void written.push(message),
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-printer-'));
  writeFileSync(join(folder, 'note.typ'), template);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  written = [];
});

const url = (name: string): URL => pathToFileURL(join(folder, name));

function printerWith(openThread: () => Worker): PdfPrinter {
  const printer = new PdfPrinter(openThread, logger);
  printer.register('note', url('note.typ'));
  return printer;
}

const note = (text: string, more: object = {}) => ({
  template: 'note',
  forms: [{ text, ...more }] as const,
  createdAt,
});

/** A thread that does as the test says. */
class PlayedThread extends EventEmitter {
  readonly orders: PrintOrder[] = [];
  terminated = false;

  postMessage(order: PrintOrder): void {
    this.orders.push(order);
  }
  answer(answer: PrintAnswer): void {
    this.emit('message', answer);
  }
  prints(text: string): void {
    this.answer({ printed: { pdf: new TextEncoder().encode(text), pages: 1, form: 0, warnings: [] } });
  }
  ref(): void {}
  unref(): void {}
  async terminate(): Promise<number> {
    this.terminated = true;
    return 1;
  }
}

function played(): { readonly printer: PdfPrinter; readonly threads: PlayedThread[] } {
  const threads: PlayedThread[] = [];
  const printer = printerWith(() => {
    const thread = new PlayedThread();
    threads.push(thread);
    return thread as unknown as Worker;
  });
  return { printer, threads };
}

const outcome = (printing: Promise<unknown>): Promise<unknown> => printing.catch((error: unknown) => error);

describe('PdfPrinter with its thread', () => {
  let printer: PdfPrinter;
  let threads: Worker[];

  beforeEach(() => {
    threads = [];
    printer = printerWith(() => {
      const thread = openThreadFromSource();
      threads.push(thread);
      return thread;
    });
  });
  afterEach(() => printer.onApplicationShutdown());

  it('starts no thread before the first document, and one for all', async () => {
    expect(threads).toEqual([]);
    const printed = await Promise.all(['eins', 'zwei', 'drei'].map((text) => printer.print(note(text))));
    expect(threads.length).toBe(1);
    const texts = await Promise.all(printed.map(async ({ pdf }) => (await readPdf(pdf)).pages[0]!.body.trim()));
    expect(texts).toEqual(['eins', 'zwei', 'drei']);
  });

  it('lets the event loop go on while a document is made', async () => {
    await printer.print(note('warm'));
    let turns = 0;
    let printing = true;
    const turn = (): void => {
      turns += 1;
      if (printing) setImmediate(turn);
    };
    setImmediate(turn);
    const { pages } = await printer.print(note('Satz. '.repeat(500), { pages: 40 }));
    printing = false;
    expect(pages).toBeGreaterThanOrEqual(40);
    // On the calling thread it would be a turn or two.
    expect(turns).toBeGreaterThan(100);
  });

  it('tells a fault of the template with its name and place, and prints the next', async () => {
    const fault = await outcome(printer.print(note('x', { fails: true })));
    expect(fault).toBeInstanceOf(OperationalError);
    expect((fault as Error).message).toMatch(/^The template note cannot be printed: note\.typ.*panicked/);
    expect((await printer.print(note('y'))).pages).toBe(1);
    expect(threads.length).toBe(1);
  });

  it('goes on with a new thread where one was ended under way, and tells who asked', async () => {
    await printer.print(note('warm'));
    const [first, second] = [outcome(printer.print(note('long', { pages: 100 }))), printer.print(note('zwei'))];
    await threads[0]!.terminate();
    expect(await first).toBeInstanceOf(OperationalError);
    expect(((await first) as Error).message).toMatch(/^The template note was not printed: the thread that prints/);
    expect((await readPdf((await second).pdf)).pages[0]!.body.trim()).toBe('zwei');
    expect(threads.length).toBe(2);
  });

  it('ends its thread with the service', async () => {
    await printer.print(note('warm'));
    let ended = false;
    threads[0]!.once('exit', () => {
      ended = true;
    });
    await printer.onApplicationShutdown();
    await until('the thread has ended', () => ended);
  });
});

describe('PdfPrinter', () => {
  it('gives its thread one document at a time, in order', async () => {
    const { printer, threads } = played();
    const both = Promise.all([printer.print(note('eins')), printer.print(note('zwei'))]);
    expect(threads[0]!.orders.map(({ forms }) => forms)).toEqual([[{ text: 'eins' }]]);
    threads[0]!.prints('one');
    expect(threads[0]!.orders.length).toBe(2);
    threads[0]!.prints('two');
    expect((await both).map(({ pdf }) => pdf.toString())).toEqual(['one', 'two']);
  });

  it('tells only whom a crash concerns; the others are printed by a new thread', async () => {
    const { printer, threads } = played();
    const [first, second] = [outcome(printer.print(note('eins'))), printer.print(note('zwei'))];
    threads[0]!.emit('error', Object.assign(new Error('Patient Müller'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    threads[0]!.emit('exit', 1);
    expect(((await first) as Error).message).toBe(
      'The template note was not printed: the thread that prints failed (ERR_WORKER_OUT_OF_MEMORY)',
    );
    threads[1]!.prints('two');
    expect((await second).pdf.toString()).toBe('two');
    expect(written).toEqual(['The thread that prints ended before its time']);
  });

  it('heeds no answer of a thread that it gave up', async () => {
    const { printer, threads } = played();
    const first = outcome(printer.print(note('eins')));
    threads[0]!.emit('exit', 1);
    await first;
    const second = printer.print(note('zwei'));
    threads[0]!.prints('late');
    threads[1]!.prints('two');
    expect((await second).pdf.toString()).toBe('two');
  });

  it('says which package is missing where this platform has no compiler', async () => {
    const { printer, threads } = played();
    const printing = outcome(printer.print(note('eins')));
    threads[0]!.emit(
      'error',
      new Error("Cannot find module '@myriaddreamin/typst-ts-node-compiler-linux-riscv64-gnu'"),
    );
    expect(((await printing) as Error).message).toMatch(/found no compiler for \w+-\w+: install the optional package/);
  });

  it('gives up a document that takes too long', async () => {
    jest.useFakeTimers();
    try {
      const { printer, threads } = played();
      const printing = outcome(printer.print(note('eins')));
      jest.advanceTimersByTime(30_000);
      expect(((await printing) as Error).message).toMatch(/took longer than 30 s$/);
      expect(threads[0]!.terminated).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });

  it('takes no more than 200 waiting documents', async () => {
    const { printer } = played();
    const printing = Array.from({ length: 202 }, (_, index) => outcome(printer.print(note(String(index)))));
    const refused = (await printing[201]) as Problem;
    expect(refused).toBeInstanceOf(Problem);
    expect(refused.kind).toBe('busy');
    await printer.onApplicationShutdown();
    const kinds = await Promise.all(printing.slice(0, 201));
    expect(new Set(kinds.map((problem) => (problem as Problem).kind))).toEqual(new Set(['not ready']));
  });

  it('tells who waits, and who comes later, that the service ends', async () => {
    const { printer, threads } = played();
    const waiting = [outcome(printer.print(note('eins'))), outcome(printer.print(note('zwei')))];
    await printer.onApplicationShutdown();
    for (const fault of [...(await Promise.all(waiting)), await outcome(printer.print(note('drei')))])
      expect(fault).toMatchObject({ kind: 'not ready' });
    expect(threads.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('refuses a template that is not there, one without a name of its own, and one that nobody registered', async () => {
    const { printer } = played();
    expect(() => printer.register('other', url('nowhere.typ'))).toThrow(/The template other is not at .*nowhere\.typ/);
    expect(() => printer.register('note', url('note.typ'))).toThrow(/registered already/);
    await expect(printer.print({ ...note('x'), template: 'unheard-of' })).rejects.toThrow(
      /no template named unheard-of/,
    );
  });
});
