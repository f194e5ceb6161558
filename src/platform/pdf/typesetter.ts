/** Makes a PDF of a template and data, on the thread that calls it: some ten milliseconds, in which nothing else of that thread runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  NodeCompiler,
  type NodeError,
  type NodeTypstCompileResult,
  type NodeTypstDocument,
} from '@myriaddreamin/typst-ts-node-compiler';
import { coverageOf } from './font-coverage.js';
import { fontFiles, fontFolders } from './fonts.js';
import { printableData } from './printable-text.js';
import type { PrintedDocument, PrintOrder } from './print-order.js';

/** Memoised parts of a document that no later one used are forgotten after so many documents. */
const rememberedDocuments = 3;

interface Diagnostic {
  readonly message: string;
  readonly path?: string;
  readonly range?: { readonly start?: { readonly line?: number } } | null;
}

/** A template or its data that the compiler refused. The message names the place and holds no word of the data. */
export class TypesettingError extends Error {
  override readonly name = 'TypesettingError';
}

export class Typesetter {
  /** One a folder: a compiler reads files of its own folder only. */
  readonly #compilers = new Map<string, NodeCompiler>();
  readonly #covered = commonTo(fontFiles.map((file) => coverageOf(readFileSync(file))));

  /**
   * The first form that fits, else the last.
   * @throws TypesettingError where the compiler refuses the template or the data
   */
  print({ folder, file, forms, mostPages, createdAt }: PrintOrder): PrintedDocument {
    const compiler = this.#compilerOf(folder);
    try {
      for (const [form, value] of forms.entries()) {
        const data = JSON.stringify(printableData(value, this.#covered));
        const words = new TemplateWords(folder, data);
        const { document, warnings } = compiled(compiler, join(folder, file), data, words);
        if (document.numOfPages > mostPages && form < forms.length - 1) continue;
        return { pdf: exported(compiler, document, createdAt, words), pages: document.numOfPages, form, warnings };
      }
    } finally {
      compiler.evictCache(rememberedDocuments);
    }
    throw new TypesettingError('there is no data to print: give at least one form of it');
  }

  #compilerOf(folder: string): NodeCompiler {
    const known = this.#compilers.get(folder);
    if (known !== undefined) return known;
    const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [...fontFolders] }] });
    this.#compilers.set(folder, compiler);
    return compiler;
  }
}

/** Tells a word of the templates from a word of the data, so that a message about the one does not carry the other. */
class TemplateWords {
  readonly #folder: string;
  readonly #data: string;

  constructor(folder: string, data: string) {
    this.#folder = folder;
    this.#data = data;
  }

  /** The message with '…' for each word that stands in the data and in no template. */
  withoutData(message: string): string {
    const templates = readdirSync(this.#folder)
      .filter((name) => name.endsWith('.typ'))
      .map((name) => readFileSync(join(this.#folder, name), 'utf8'))
      .join('\n');
    return message.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) =>
      this.#data.includes(word) && !templates.includes(word) ? '…' : word,
    );
  }
}

function compiled(
  compiler: NodeCompiler,
  mainFilePath: string,
  data: string,
  words: TemplateWords,
): { readonly document: NodeTypstDocument; readonly warnings: string[] } {
  const outcome = compiler.compile({ mainFilePath, inputs: { data } });
  const { result } = outcome;
  if (outcome.hasError() || result === null)
    throw new TypesettingError(
      told(compiler, outcome.takeError(), words).join('; ') || 'the compiler gave no document',
    );
  return { document: result, warnings: told(compiler, warningsOf(outcome), words) };
}

const warningsOf = (outcome: NodeTypstCompileResult): NodeError | null => outcome.takeWarnings();

function told(compiler: NodeCompiler, error: NodeError | null, words: TemplateWords): string[] {
  if (error === null) return [];
  return (compiler.fetchDiagnostics(error) as Diagnostic[]).map(({ message, path, range }) => {
    const line = range?.start?.line;
    const place = `${path?.split(/[/\\]/).at(-1) ?? 'template'}${line === undefined ? '' : `, line ${line + 1}`}`;
    return `${place}: ${words.withoutData(message)}`;
  });
}

/** PDF/UA-1 and its own check: a missing title, alternative text or table header is refused here. */
function exported(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
  creationTimestamp: number,
  words: TemplateWords,
): Uint8Array {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message ?? '');
    throw new TypesettingError(words.withoutData(messages.join('; ') || text));
  }
}

const commonTo = (sets: readonly ReadonlySet<number>[]): ReadonlySet<number> =>
  new Set([...(sets[0] ?? [])].filter((code) => sets.every((set) => set.has(code))));
