/** Reads a PDF back by another hand than the one that wrote it (pdf.js). */
import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.js';

export interface ReadPdf {
  readonly title: string;
  readonly language: string;
  readonly created: string;
  readonly pages: readonly ReadPage[];
  /** Names of the tags of the document with their alternative texts, in reading order. */
  readonly tags: readonly { readonly role: string; readonly alt: string | null }[];
}

interface ReadPage {
  /** What a screen reader reads, in its order. */
  readonly body: string;
  /** Heads and feet of pages, which it passes over. */
  readonly around: string;
}

interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly StructureNode[];
}

/** Text without blanks: line breaks and spacing are the layout's, characters are not. Break opportunities of no width go too. */
export const withoutBlanks = (text: string): string => text.replace(/[\s\u200b]+/gu, '');

export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  try {
    const { info } = await document.getMetadata();
    const { Title, Language, CreationDate } = info as Readonly<Record<string, string>>;
    const pages: ReadPage[] = [];
    const tags: { role: string; alt: string | null }[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
      pages.push(textsOf(items));
      tags.push(...tagsOf((await page.getStructTree()) as StructureNode | null));
    }
    return { title: Title ?? '', language: Language ?? '', created: CreationDate ?? '', pages, tags };
  } finally {
    await task.destroy();
  }
}

function textsOf(items: readonly (TextItem | TextMarkedContent)[]): ReadPage {
  const marks: string[] = [];
  const texts = { body: '', around: '' };
  for (const item of items) {
    if (!('type' in item)) {
      texts[marks.includes('Artifact') ? 'around' : 'body'] += item.str + (item.hasEOL ? '\n' : '');
    } else if (item.type === 'endMarkedContent') marks.pop();
    else marks.push((item as { readonly tag?: string }).tag ?? '');
  }
  return texts;
}

function tagsOf(node: StructureNode | null): { role: string; alt: string | null }[] {
  if (node === null || node.role === undefined) return [];
  return [{ role: node.role, alt: node.alt ?? null }, ...(node.children ?? []).flatMap(tagsOf)];
}
