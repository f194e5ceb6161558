import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { forbiddenIn } from '../../../src/core/discussion/index.js';
import { statableFacts } from '../../../src/modules/assessments/fact-definitions.js';
import { english as patientEnglish } from '../../../src/web/record/texts/english.js';
import { german as patientGerman } from '../../../src/web/record/texts/german.js';

const web = resolve(import.meta.dirname, '../../../src/web');
const textFiles = (await readdir(web, { recursive: true })).filter((path) => /(^|\/)texts\/[\w-]+\.ts$/.test(path));
const folders = textFiles.filter((path) => path.endsWith('texts/german.ts')).map(dirname);

interface Catalogues {
  readonly english: Readonly<Record<string, unknown>>;
  readonly german: Readonly<Record<string, unknown>>;
}

const cataloguesIn = async (folder: string): Promise<Catalogues> => ({
  ...((await import(join(web, folder, 'english.ts'))) as Pick<Catalogues, 'english'>),
  ...((await import(join(web, folder, 'german.ts'))) as Pick<Catalogues, 'german'>),
});

/** Every text of one language as it stands in the code, also those inside functions: each branch of them is a text. */
async function textsOf(language: 'english' | 'german'): Promise<readonly string[]> {
  const files = textFiles.filter((path) => path.endsWith(`${language}.ts`));
  const sources = await Promise.all(files.map((path) => readFile(join(web, path), 'utf8')));
  return sources.flatMap((source, index) =>
    literalsOf(ts.createSourceFile(files[index]!, source, ts.ScriptTarget.Latest, true)),
  );
}

function literalsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isTypeNode(node) ||
      (ts.isCaseClause(node.parent) && node.parent.expression === node)
    )
      return;
    if (ts.isBinaryExpression(node.parent) && ts.isStringLiteral(node)) return;
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push(node.head.text + node.templateSpans.map(({ literal }) => ` … ${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

/** Words that make sentences: a text with one of them is in that language. Those that both languages have are left out. */
const functionWords = {
  english:
    'the and of is are not with without from this that these there no yes its it has have been be who where which or if than then only could would should may must what’s by on at to as for into over after before until since while nothing nobody every each both its their your you does',
  german:
    'der das und nicht ist sind mit ohne von zu im dem den ein eine einer eines nichts niemand jede jeder jedes oder wenn als nur könnte würde sollte muss bei auf aus nach vor bis seit über unter ihre ihr Sie wird werden',
} as const;

const wordsIn = (text: string): readonly string[] => text.split(/[^\p{L}’]+/u);

const inLanguage = (texts: readonly string[], language: keyof typeof functionWords): readonly string[] => {
  const words = new Set(functionWords[language].split(' '));
  return texts.filter((text) => wordsIn(text).some((word) => words.has(word)));
};

/** What is written the same in both languages: names, codes, and words that German took over. */
const sameInBoth = [
  ...[
    'Alt',
    'Apr',
    'Aug',
    'Board',
    'Boards',
    'CDISC SDTM',
    'CR, PR, SD, PD, NE',
    'CT',
    'Consilium',
    'DR-A',
    'DR-B',
    'DR-C',
    'Definition',
  ],
  ...[
    'EBV+',
    'EBV−',
    'ECOG',
    'Enter',
    'Esc',
    'Feb',
    'Format',
    'Jan',
    'Jul',
    'Jun',
    'Live',
    'Nadir',
    'Name',
    'Nov',
    'Organ',
    'PET-CT',
    'Patient',
    'Pause',
    'Person',
  ],
  ...['Sep', 'TAZ18, BER20, CHA17 …', '[P], [K], [K?], GAP', 'evaluator', 'iUPD, iCPD', 'min', 'role'],
];

/** Path and text of every leaf that is no function. */
function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => leaves(member, `${path}.${key}`))
    : [];
}

/** The shape of a catalogue: its keys, how long its lists are, and where a text takes something in. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
  return typeof value;
}

describe('the texts of the client', () => {
  it('stand beside each feature', () => {
    expect([...folders].sort()).toEqual([
      'about/texts',
      'boards/texts',
      'cases/texts',
      'charts/texts',
      'decided/texts',
      'follow-up/texts',
      'frame/keyboard/texts',
      'frame/texts',
      'imports/table/texts',
      'imports/texts',
      'meeting-room/texts',
      'meetings/texts',
      'placement/texts',
      'record/texts',
      'referrals/texts',
      'rules/texts',
      'sign-in/texts',
      'texts',
      'worklist/texts',
    ]);
  });

  it.each(folders)('say in %s the same things in both languages', async (folder) => {
    const { english, german } = await cataloguesIn(folder);
    expect(shapeOf(german)).toEqual(shapeOf(english));
  });

  it('have no English sentence in German, and no German one in English', async () => {
    const [english, german] = await Promise.all([textsOf('english'), textsOf('german')]);
    expect([english.length, german.length].every((count) => count > 500)).toBe(true);
    expect([inLanguage(english, 'english').length > 200, inLanguage(german, 'german').length > 200]).toEqual([
      true,
      true,
    ]);
    expect(inLanguage(german, 'english')).toEqual([]);
    expect(inLanguage(english, 'german')).toEqual([]);
  });

  it('are written in the umlauts of the language', async () => {
    expect(
      (await textsOf('german')).filter((text) => /fuer|ueber|laesion|koenn|moegl|groesse|waehl|aender/i.test(text)),
    ).toEqual([]);
  });

  it('are otherwise in each language, but for names and words of both', async () => {
    const catalogues = await Promise.all(folders.map(cataloguesIn));
    const same = catalogues.flatMap(({ english, german }, index) => {
      const there = new Map(leaves(german, folders[index]!));
      return leaves(english, folders[index]!).flatMap(([path, text]) => (there.get(path) === text ? [text] : []));
    });
    expect([...new Set(same)].filter((text) => /\p{L}{2}/u.test(text)).sort()).toEqual(sameInBoth);
  });

  it('use none of the words that direct, rank or frighten', async () => {
    expect(forbiddenIn(await textsOf('english'), 'en')).toEqual([]);
    expect(forbiddenIn(await textsOf('german'), 'de')).toEqual([]);
  });
});

describe('the facts that may be stated', () => {
  const fields = statableFacts.flatMap(({ fields: own }) => own);
  const choices = [...new Set(fields.flatMap((field) => field.choices))];
  const members = [...new Set(fields.flatMap(({ name }) => (name === null ? [] : [name])))];

  it('have German names, fields and choices', () => {
    const unchanged = (codes: readonly string[], inWords: (code: string) => string): readonly string[] =>
      codes.filter((code) => inWords(code) === code.replaceAll('-', ' '));
    expect([
      unchanged(
        statableFacts.map(({ name }) => name),
        patientGerman.factName,
      ),
      unchanged(members, patientGerman.fieldName),
      unchanged(choices, patientGerman.choice),
    ]).toEqual([['p16'], [], []]);
  });

  it('have English names without a code in them', () => {
    const all = [
      ...statableFacts.map(({ name }) => patientEnglish.factName(name)),
      ...members.map(patientEnglish.fieldName),
      ...choices.map(patientEnglish.choice),
    ];
    expect(all.filter((words) => /[a-z][A-Z]|-m1/.test(words))).toEqual([]);
  });
});
