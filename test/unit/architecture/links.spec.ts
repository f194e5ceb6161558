/** What the documents and the comments point to is there: file and heading. Addresses of other places are not asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const builtOrFetched = /(^|\/)(node_modules|dist|coverage|reports|\.consilium|\.git)(\/|$)/;

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({ entry, path: join(folder, entry.name).replaceAll('\\', '/') }))
    .filter(({ path }) => !builtOrFetched.test(path))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? filesIn(path, name) : name.test(path) ? [path] : []));
}

const withoutCode = (markdown: string): string =>
  markdown.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** The names that headings get as anchors, as GitHub makes them: a name that stands twice is counted on. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, title = ''] of markdown.replaceAll(/^```[^]*?^```/gm, '').matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const name = title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${name}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

interface Pointer {
  readonly file: string;
  readonly target: string;
}

const elsewhere = /^[a-z][a-z+.-]*:/i;

/** Links and images of a document, also as references and as HTML; not those to other places. */
function linksOf({ file, text }: Source): Pointer[] {
  const found = [
    ...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?: +"[^"]*")?\)/g),
    ...withoutCode(text).matchAll(/^ {0,3}\[[^\]]+\]: *<?(\S+?)>?(?: |$)/gm),
    ...withoutCode(text).matchAll(/\b(?:href|src)="([^"]+)"/g),
  ];
  return found.map(([, target = '']) => ({ file, target })).filter(({ target }) => !elsewhere.test(target));
}

/** Files and folders of this project that a document names in its text, but for those with a part to be filled in. */
const pathsOf = ({ file, text }: Source): Pointer[] =>
  [...text.matchAll(/`((?:src|test|docs|migrations|bin|demo)\/[\w./-]+)`/g)]
    .map(([, target = '']) => ({ file, target }))
    .filter(({ target }) => !/[A-Z]{4}/.test(target));

/** Documents that code names, in a comment or in words for people. */
const citationsOf = ({ file, text }: Source): Pointer[] =>
  [...text.matchAll(/(?<![\w/.*-])((?:[\w.-]+\/)*[\w.-]+\.md)\b(#[\w-]*)?/g)].map(([, document = '', anchor = '']) => ({
    file,
    target: document + anchor,
  }));

/** A section by its number, of a document that is not of this repository: its readers cannot look it up. */
const sectionsElsewhere = ({ file, text }: Source): string[] =>
  [...text.matchAll(/\b[a-z-]*(?:decisions|reference|standards|design)(?:\.md)?,?(?:\s+\*)? +\d+(?:\.\d+)?/gi)].map(
    ([cited]) => `${file}: ${cited}`,
  );

interface Source {
  readonly file: string;
  readonly text: string;
}

const read = (file: string): Source => ({ file, text: readFileSync(file, 'utf8') });

/** What is wrong with a pointer, or null. `roots`: folders in which its file may lie. */
function faultOf({ file, target }: Pointer, roots: readonly string[]): string | null {
  const [path = '', anchor] = decodeURIComponent(target).split('#', 2);
  const candidates = path === '' ? [file] : roots.map((root) => normalize(join(root, path)));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) return `${file}: ${target}: there is no such file`;
  if (anchor === undefined || !found.endsWith('.md')) return null;
  return anchorsOf(read(found).text).has(anchor) ? null : `${file}: ${target}: there is no such heading`;
}

/** A link counts from its document; what code names, from the project, its documents or its own folder. */
const faultsOfLinks = (source: Source): string[] =>
  linksOf(source).flatMap((link) => faultOf(link, [dirname(source.file)]) ?? []);
const faultsOfPaths = (source: Source): string[] => pathsOf(source).flatMap((path) => faultOf(path, ['.']) ?? []);
const faultsOfCitations = (source: Source): string[] =>
  citationsOf(source).flatMap((citation) => faultOf(citation, ['.', 'docs', dirname(source.file)]) ?? []);

const documents = filesIn('.', /\.md$/).map(read);
/** But this file, which plants what it looks for. */
const code = ['src', 'test', 'migrations', 'bin']
  .flatMap((folder) => filesIn(folder, /\.(ts|tsx|js|mjs|mts)$/))
  .filter((file) => !file.endsWith('architecture/links.spec.ts'))
  .map(read);

describe('the documents', () => {
  it('point to files and headings that are there', () => {
    expect(documents.length).toBeGreaterThan(10);
    expect(documents.flatMap(linksOf).length).toBeGreaterThan(60);
    expect(documents.flatMap(faultsOfLinks)).toEqual([]);
  });

  it('name files and folders that are there', () => {
    expect(documents.flatMap(pathsOf).length).toBeGreaterThan(50);
    expect(documents.flatMap(faultsOfPaths)).toEqual([]);
  });
});

describe('the comments', () => {
  it('name documents and headings that are there', () => {
    expect(code.length).toBeGreaterThan(600);
    expect(code.flatMap(citationsOf).filter(({ target }) => target.includes('#')).length).toBeGreaterThan(50);
    expect(code.flatMap(faultsOfCitations)).toEqual([]);
  });

  it('cite no section of a document that a reader of this repository does not have', () => {
    expect(code.flatMap(sectionsElsewhere)).toEqual([]);
  });
});

describe('what points nowhere', () => {
  const linkIn = (text: string) => faultsOfLinks({ file: 'docs/planted', text });
  const citationIn = (text: string) => faultsOfCitations({ file: 'src/core/planted.ts', text });

  it.each([
    ['a file that is not there', '[see](missing.md)', 'no such file'],
    ['a file of another folder', '[see](docs/rules.md)', 'no such file'],
    ['a heading that is not there', '[see](rules.md#t99)', 'no such heading'],
    ['a heading of an own page', '[see](clinical-basis.md#RECIST-11)', 'no such heading'],
    ['an image that is not there', '![a page](images/missing.png)', 'no such file'],
    ['a reference', '[see][1]\n\n[1]: missing.md', 'no such file'],
    ['HTML', '<img src="images/missing.png">', 'no such file'],
    ['a link with a title', '[see](missing.md "Title")', 'no such file'],
  ])('is caught in a document: %s', (_, text, fault) => {
    expect(linkIn(text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ['a file and heading that are there', '[see](clinical-basis.md#recist-11)'],
    ['an address', '[see](https://example.org/missing.md#here)'],
    ['an example in code', '`[see](missing.md)`\n\n```\n[see](missing.md)\n```\n'],
  ])('is not found in %s', (_, text) => {
    expect(linkIn(text)).toEqual([]);
  });

  it('is caught in a file that a document names', () => {
    const pathIn = (text: string) => faultsOfPaths({ file: 'docs/planted', text });
    expect(pathIn('`src/core/formats/missing.ts`')).toEqual([expect.stringContaining('no such file')]);
    expect(pathIn('`src/core/formats/` and `src/web/*/texts`, `test/fixtures/releases/VERSION.backup`')).toEqual([]);
  });

  it.each([
    ['a document that is not there', '/** As in docs/missing.md. */', 'no such file'],
    ['a heading that is not there', '// docs/clinical-basis.md#recist-12: so it is.', 'no such heading'],
    ['a heading without a name', '/** docs/clinical-basis.md# */', 'no such heading'],
    ['a document named without its folder', '/** (missing.md 4) */', 'no such file'],
  ])('is caught in a comment: %s', (_, text, fault) => {
    expect(citationIn(text)).toEqual([expect.stringContaining(fault)]);
  });

  it('is not found in a comment that names a heading that is there', () => {
    expect(citationIn('/** (docs/clinical-basis.md#recist-11, docs/clinical-basis.md). */')).toEqual([]);
  });

  it.each(['clinical-decisions', 'clinical-reference', 'decisions', 'reference', 'users-and-standards'])(
    'is caught in a section of %s, by its number',
    (name) => {
      const planted = (text: string) => sectionsElsewhere({ file: 'src/planted.ts', text });
      expect(planted(`/** (${name} 4) */`)).toHaveLength(1);
      expect(planted(`/** (${name}.md 4) */`)).toHaveLength(1);
      expect(planted(`/**\n * general knowledge, ${name}\n * 2.1) */`)).toHaveLength(1);
    },
  );

  it('counts on a heading that stands twice', () => {
    expect([...anchorsOf('# A b\n## A b\n### `c`: d, [e](f.md)\n```\n# no\n```\n')]).toEqual(['a-b', 'a-b-1', 'c-d-e']);
  });
});
