import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger, OperationalError } from '../observability/index.js';
import { Problem } from '../problem/index.js';
import type { PrintAnswer, PrintedDocument, PrintOrder } from './print-order.js';
import { OPEN_PRINT_THREAD, type OpenPrintThread } from './print-thread.js';

/** A document takes some ten milliseconds; loading the compiler on a busy machine takes seconds. */
const longestMilliseconds = 30_000;
const mostWaiting = 200;

export interface PrintRequest {
  /** Name of a registered template. */
  readonly template: string;
  /** Plain JSON values, the whole form first, then ever shorter ones: the first that fits `mostPages` is printed, else the last. */
  readonly forms: readonly [unknown, ...unknown[]];
  /** Default: no limit, so that the first form is printed. */
  readonly mostPages?: number;
  /** Date of the document: the same data with the same date gives the same bytes. */
  readonly createdAt: Date;
}

export type PrintedPdf = Omit<PrintedDocument, 'pdf' | 'warnings'> & { readonly pdf: Buffer };

interface WaitingJob {
  readonly template: string;
  readonly order: PrintOrder;
  readonly done: (printed: PrintedPdf) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Prints templates with data as PDF/UA, in a thread of its own that starts with the first document: the event loop of the service goes on
 * meanwhile. One document at a time; the others wait in order. When the thread ends before its time, who asked for the document under
 * way is told, and the next document has a new thread.
 */
@Injectable()
export class PdfPrinter implements OnApplicationShutdown {
  readonly #templates = new Map<string, Pick<PrintOrder, 'folder' | 'file'>>();
  readonly #waiting: WaitingJob[] = [];
  readonly #openThread: OpenPrintThread;
  readonly #logger: Logger;
  #thread: Worker | undefined;
  #underWay: { readonly job: WaitingJob; readonly limit: NodeJS.Timeout } | undefined;
  #ended = false;

  constructor(@Inject(OPEN_PRINT_THREAD) openThread: OpenPrintThread, @Inject(LOGGER) logger: Logger) {
    this.#openThread = openThread;
    this.#logger = logger;
  }

  /**
   * Makes a template known by a name. It is code of the room that owns it, and may import files beside it.
   * @throws Error where the name is taken or there is no such file
   */
  register(name: string, template: URL): void {
    const path = fileURLToPath(template);
    if (this.#templates.has(name))
      throw new Error(`A template named ${name} is registered already: give this one its own`);
    if (!existsSync(path)) throw new Error(`The template ${name} is not at ${path}: "npm run build" puts it there`);
    this.#templates.set(name, { folder: dirname(path), file: basename(path) });
  }

  /**
   * @throws OperationalError that names the template and the place, where the compiler refuses it or the thread ended meanwhile
   * @throws Problem of kind busy where too many documents wait, and not ready where the service ends
   */
  print({ template, forms, mostPages = Number.MAX_SAFE_INTEGER, createdAt }: PrintRequest): Promise<PrintedPdf> {
    const known = this.#templates.get(template);
    if (known === undefined)
      return Promise.reject(new Error(`There is no template named ${template}: register it first`));
    if (this.#ended) return Promise.reject(ending());
    if (this.#waiting.length >= mostWaiting) return Promise.reject(busy());
    return new Promise((done, failed) => {
      const order = { ...known, forms, mostPages, createdAt: Math.floor(createdAt.getTime() / 1_000) };
      this.#waiting.push({ template, order, done, failed });
      this.#next();
    });
  }

  /** Ends the thread; who still waits for a document is told. */
  async onApplicationShutdown(): Promise<void> {
    this.#ended = true;
    for (const { failed } of this.#waiting.splice(0)) failed(ending());
    this.#finish()?.failed(ending());
    await this.#thread?.terminate();
    this.#thread = undefined;
  }

  #next(): void {
    if (this.#underWay !== undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    const limit = setTimeout(
      () => this.#lose(`took longer than ${longestMilliseconds / 1_000} s`),
      longestMilliseconds,
    );
    this.#underWay = { job, limit };
    try {
      this.#thread ??= this.#started();
      // Held only while it prints: an idle thread keeps no process from ending.
      this.#thread.ref();
      this.#thread.postMessage(job.order);
    } catch (error) {
      this.#lose(reasonOf(error));
    }
  }

  #started(): Worker {
    const thread = this.#openThread();
    thread.on('message', (answer: PrintAnswer) => this.#take(thread, answer));
    thread.on('error', (error) => this.#lose(reasonOf(error), thread));
    thread.on('exit', (code) => this.#lose(`ended with ${code}`, thread));
    return thread;
  }

  #take(thread: Worker, answer: PrintAnswer): void {
    if (thread !== this.#thread) return;
    thread.unref();
    const job = this.#finish();
    if (job !== undefined && 'fault' in answer)
      job.failed(new OperationalError(`The template ${job.template} cannot be printed: ${answer.fault}`));
    if (job !== undefined && 'printed' in answer) {
      const { pdf, pages, form, warnings } = answer.printed;
      if (warnings.length > 0)
        this.#logger.warn('A document was printed with warnings', { job: `print ${job.template}` });
      job.done({ pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), pages, form });
    }
    this.#next();
  }

  /** The thread is gone or given up: the next document has a new one. */
  #lose(reason: string, thread = this.#thread): void {
    if (this.#ended || thread !== this.#thread) return;
    this.#thread = undefined;
    void thread?.terminate();
    this.#logger.error('The thread that prints ended before its time');
    const job = this.#finish();
    job?.failed(new OperationalError(`The template ${job.template} was not printed: the thread that prints ${reason}`));
    this.#next();
  }

  #finish(): WaitingJob | undefined {
    const underWay = this.#underWay;
    this.#underWay = undefined;
    clearTimeout(underWay?.limit);
    return underWay?.job;
  }
}

const ending = (): Problem =>
  new Problem({ kind: 'not ready', detail: 'The service is ending, so the document was not printed. Ask again.' });

const busy = (): Problem =>
  new Problem({
    kind: 'busy',
    detail: `${mostWaiting} documents wait to be printed already. Ask again in a moment.`,
    retryAfterSeconds: 5,
  });

const noCompiler = /typst-ts-node-compiler|native binding/i;

/** Only messages of the machine: what a thread died of may hold words of the data in its message. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (noCompiler.test(message))
    return `found no compiler for ${process.platform}-${process.arch}: install the optional package @myriaddreamin/typst-ts-node-compiler-… of this platform`;
  return `failed${code === undefined ? '' : ` (${code})`}`;
}
