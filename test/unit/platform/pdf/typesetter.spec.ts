import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Typesetter } from '../../../../src/platform/pdf/typesetter.js';
import { readPdf, withoutBlanks } from '../../../support/pdf-reading.js';

const head = `#set document(title: "Titel")
#set text(font: "Source Sans 3", lang: "de", fallback: false, hyphenate: false)
#let d = json(bytes(sys.inputs.data))
`;
const createdAt = Date.UTC(2026, 9, 6, 16) / 1_000;
let folder: string;
let typesetter: Typesetter;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-typesetter-'));
  typesetter = new Typesetter();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function print(template: string, forms: readonly unknown[] = [{}], mostPages = 1) {
  const file = `template-${(count += 1)}.typ`;
  writeFileSync(join(folder, file), template);
  return typesetter.print({ folder, file, forms, mostPages, createdAt });
}

describe('what the check of PDF/UA refuses', () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>`;
  it.each([
    ['a document without a title', '#set text(font: "Source Sans 3")\n= Kopf', /missing document title/],
    ['an image without an alternative text', `${head}#image(bytes(d.svg), format: "svg")`, /missing alt text/],
    ['headings that leave out a level', `${head}= Eins\n=== Drei`, /heading level/i],
  ])('%s', (_, template, message) => {
    expect(() => print(template, [{ svg }])).toThrow(message);
  });

  it('and takes the same with them', () => {
    const template = `${head}= Eins\n== Zwei\n#image(bytes(d.svg), format: "svg", alt: "Ein Feld")`;
    expect(print(template, [{ svg }]).pages).toBe(1);
  });
});

describe('a fault of a template', () => {
  it('is told with its file', () => {
    expect(() => print(`${head}#d.missing`)).toThrow(/^template-\d+\.typ.*: dictionary does not contain key "missing"/);
  });

  it('is told without words of the data', () => {
    const panics = `${head}#panic("cannot set " + d.name)`;
    expect(() => print(panics, [{ name: 'Änne Müller' }])).toThrow(/cannot set … …/);
    expect(() => print(panics, [{ name: 'Änne Müller' }])).not.toThrow(/Müller|Änne/);
  });

  it.each(['/etc/passwd', '../../etc/passwd'])('is told where it reads %s, outside its folder', (path) => {
    expect(() => print(`${head}#read("${path}")`)).toThrow(/not found|access denied|outside/);
  });
});

describe('a text of the data', () => {
  it.each([
    'Ärzte, Größe, Œuvre, Łódź, Yılmaz, Ελληνικά, 5 µm ≥ −3 ≤ → “quoted” „zitiert“',
    '#import "@preview/x:1.0.0": *',
    '= Not a heading *not bold* _not italic_ $x^2$ `raw` @reference <label> [block] #{1 + 1} \\ // comment /* c */',
    'eins\nzwei\n\n- drei\n+ vier\n/ fünf: sechs',
    'https://example.org/a_b?c=d&e=f#g ~ -- --- ... "quotes" \'quotes\'',
  ])('stands as it was typed: %j', async (text) => {
    const { pages } = await readPdf(print(`${head}#d.text`, [{ text }]).pdf);
    expect(withoutBlanks(pages[0]!.body)).toBe(withoutBlanks(text));
  });

  it('shows a character that the fonts lack by its code, and the rest as it is', async () => {
    const { pages } = await readPdf(
      print(`${head}#d.text`, [{ text: 'Zeichen 漢 und 😀, \ufeff, \u0007 und \ud800.' }]).pdf,
    );
    expect(withoutBlanks(pages[0]!.body)).toBe('Zeichen[U+6F22]und[U+1F600],[U+FEFF],[U+0007]und[U+D800].');
  });
});

describe('the forms of a document', () => {
  const template = `${head}#for part in d.parts { par(part); pagebreak(weak: true) }`;
  const long = { parts: ['eins', 'zwei', 'drei'] };

  it('are tried until one fits', async () => {
    const { form, pages, pdf } = print(template, [long, { parts: ['eins', 'zwei'] }, { parts: ['nur eins'] }, long]);
    expect({ form, pages }).toEqual({ form: 2, pages: 1 });
    expect((await readPdf(pdf)).pages[0]!.body.trim()).toBe('nur eins');
  });

  it('end with the last, however long it is', () => {
    const { form, pages } = print(template, [{ parts: ['eins', 'zwei'] }, long]);
    expect({ form, pages }).toEqual({ form: 1, pages: 3 });
  });

  it('must be one at least', () => {
    expect(() => print(template, [])).toThrow(/at least one form/);
  });
});

describe('a document', () => {
  it('is the same bytes for the same data and date, and another for another date', () => {
    const template = `${head}= Kopf\n#d.text`;
    const [first, second] = [print(template, [{ text: 'ä' }]), new Typesetter()];
    writeFileSync(join(folder, 'same.typ'), template);
    const order = { folder, file: 'same.typ', forms: [{ text: 'ä' }], mostPages: 1 };
    const again = second.print({ ...order, createdAt });
    expect(Buffer.from(again.pdf).equals(Buffer.from(first.pdf))).toBe(true);
    const later = second.print({ ...order, createdAt: createdAt + 60 });
    expect(Buffer.from(later.pdf).equals(Buffer.from(first.pdf))).toBe(false);
  });

  it('says its title, its language and the date that was given', async () => {
    const { title, language, created } = await readPdf(print(`${head}= Kopf`).pdf);
    expect({ title, language, created }).toEqual({ title: 'Titel', language: 'de', created: 'D:20261006160000Z' });
  });

  it('says that a face is not one of its own', () => {
    expect(print(`${head}#text(font: "Nowhere", fallback: true)[x]`).warnings).toEqual([
      expect.stringMatching(/unknown font family: nowhere/),
    ]);
  });
});
