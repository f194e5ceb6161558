/** What is read back from the PDF is what the data say, whole and in order, by another hand than the one that set it. */
import { languages, type Language } from '../../../../../src/core/discussion/index.js';
import { letterFormsOf, type LetterData, letterOf } from '../../../../../src/modules/boards/letters/letter.js';
import type { Bundle } from '../../../../../src/modules/boards/preparation/bundle.js';
import type { LetterContent, MinutesContent } from '../../../../../src/modules/boards/letters/letter-content.js';
import { Letters } from '../../../../../src/modules/boards/letters/letters.service.js';
import { minutesOf, type MinutesData } from '../../../../../src/modules/boards/letters/minutes.js';
import type {
  DecisionData,
  LabelledWords,
  ListData,
  TableData,
} from '../../../../../src/modules/boards/letters/outcome-data.js';
import type { Logger } from '../../../../../src/platform/observability/index.js';
import { PdfPrinter } from '../../../../../src/platform/pdf/index.js';
import { readPdf, withoutBlanks } from '../../../../support/pdf-reading.js';
import { openThreadFromSource } from '../../../../support/print-thread.js';
import { cohortLetters } from '../../../../bench/support/cohort-letters.js';
import { chart, emptyLetter, letter, minutes } from './contents.js';

const at = new Date('2026-03-05T16:00:00Z');
const demo = new URL('../../../../../demo/head-and-neck/', import.meta.url);
const warnings: string[] = [];
const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (message) => void warnings.push(message),
  error: (message) => void warnings.push(message),
};
let printer: PdfPrinter;
let letters: Letters;

beforeAll(() => {
  printer = new PdfPrinter(openThreadFromSource, logger);
  letters = new Letters(printer);
});
afterAll(() => printer.onApplicationShutdown());
afterEach(() => expect(warnings).toEqual([]));

const said = ({ label, words }: LabelledWords): string => `${label}:${words}`;
const listed = ({ heading, items, none }: ListData): string =>
  heading + (items.length === 0 ? none : items.map((item) => `–${item}`).join(''));
const tabled = ({ heading, columns, rows, none }: TableData): string =>
  heading + (rows.length === 0 ? none : [...columns, ...rows.flat()].join(''));
const decided = (decision: DecisionData, between = ''): string =>
  [
    decision.heading,
    decision.statement,
    ...decision.chosen.map((words) => `–${words}`),
    ...decision.facts.map(said),
    between,
    tabled(decision.conditions),
    tabled(decision.actions),
    decision.dissent.heading,
    ...(decision.dissent.lines.length === 0 ? [decision.dissent.none] : decision.dissent.lines.map(said)),
    listed(decision.unknown),
    decision.quorum.heading,
    ...decision.quorum.lines.map(said),
  ].join('');

const opening = ({ board, site, head, heading }: LetterData | MinutesData): string =>
  [board, site ?? '', ...head.flatMap(({ label, words }) => [label, words]), heading].join('');

/** Everything that a letter says, in the order in which it is read. */
const letterRead = (data: LetterData): string =>
  [
    opening(data),
    data.caseLine,
    data.synthetic?.long ?? '',
    data.question.label + data.question.words,
    decided(
      data.decision,
      data.amendments.entries.length === 0
        ? ''
        : data.amendments.heading +
            data.amendments.entries.map(({ signed, text, reason }) => signed + text + said(reason)).join(''),
    ),
    data.options.heading,
    data.options.items.length === 0
      ? data.options.none
      : data.options.items
          .map(({ words, mark }) => `${data.options.inRun ? '' : '–'}${words}${mark === null ? '' : `(${mark})`}`)
          .join(data.options.inRun ? ';' : ''),
    data.proposal.label + data.proposal.words,
    listed(data.whyNow),
    tabled(data.lesions) + (data.lesions.note ?? ''),
    data.chart?.heading ?? '',
    data.signature.heading + data.signature.signed + said(data.signature.fingerprint),
    data.signature.verify + data.limits,
  ].join('');

const minutesRead = (data: MinutesData): string =>
  [
    opening(data),
    data.synthetic?.long ?? '',
    tabled(data.attendance),
    data.quorumRule.label + data.quorumRule.words,
    ...(data.cases.entries.length === 0 ? [data.cases.heading + data.cases.none] : []),
    ...data.cases.entries.flatMap(({ heading, question, decision, putOff, signature }) => [
      heading,
      question.label + question.words,
      decision === null ? '' : decided(decision),
      putOff === null ? '' : putOff.heading + putOff.statement + said(putOff.reason),
      signature === null ? '' : signature.heading + signature.signed,
      signature?.fingerprint ? said(signature.fingerprint) : '',
    ]),
    data.verify + data.limits,
  ].join('');

/** Texts inside an image are its own; its words are the alternative text. */
const withoutChart = (content: LetterContent): LetterContent =>
  content.chart === null ? content : { ...content, chart };

async function printedLetter(content: LetterContent, language: Language = content.language) {
  const { pdf, pages, form } = await letters.letter(content, at, language);
  const read = await readPdf(pdf);
  const body = withoutBlanks(read.pages.map((page) => page.body).join(''));
  return { pdf, pages, form, read, body, data: letterFormsOf(content, language)[form]! };
}

/** Which form a letter with a rationale of so many sentences takes. */
interface Found {
  readonly sentences: number;
  readonly form: number;
}

interface PageTexts {
  readonly question: string;
  readonly line: {
    readonly screen: {
      readonly caseLine: readonly { readonly words: string; readonly known: boolean }[];
      readonly whyNow: readonly string[];
      readonly lesions: readonly Readonly<Record<string, string>>[];
    };
    readonly merged: { readonly matrix: { readonly options: readonly { readonly words: string }[] } };
  };
}

/** What the page of the case said when the bundle was frozen, but for lesions that the letter counts and does not list. */
function shownOnPage({ texts }: Bundle, language: Language, { lesions }: LetterData): string[] {
  const { question, line } = texts[language] as PageTexts;
  const listed = new Set(lesions.rows.map(([label]) => label));
  return [
    question,
    ...line.screen.caseLine.filter(({ known }) => known).map(({ words }) => words),
    ...line.screen.whyNow,
    ...line.screen.lesions
      .filter(({ lesion }) => listed.has(lesion))
      .flatMap((row) =>
        [
          row['words'],
          row['baseline'],
          row['previousNadir'],
          row['now'],
          row['againstBaseline'],
          row['againstNadir'],
        ].map(String),
      ),
    ...line.merged.matrix.options.map(({ words }) => words),
  ];
}

const longWords = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Satz ${index + 1} der Begründung über Größe und Lage.`).join(' ');

const hard: LetterContent = {
  ...letter,
  language: 'de',
  boardName:
    'Interdisziplinäres Tumorboard für Kopf-Hals-Tumoren, Schädelbasis und Schilddrüse der Universitätsmedizin Süd, Standorte Größenfeld und Würzäcker',
  patient: {
    caseLine:
      'Freifrau Änne-Sophie Müller-Lüdenscheidt-Großkreutz von und zu Übersee-Äußerst, geb. Öztürk-Yılmaz, F57, Mundhöhle; '.repeat(
        2,
      ),
    identifier: 'KIS/2026/Ä-0000000000000000000000000000000000000000000000000000001',
  },
  question:
    '#import "@preview/x:1.0.0": * — *fett*, _kursiv_, $x^2$, [Klammer], `roh`, <marke>, @verweis, \\, // und /* das */?',
  clinicianProposal: '= Kein Titel\n- keine Liste\n+ auch nicht',
  whyNow: ['#panic("nein")', '#{1 + 1} ~ --- ...'],
  options: [{ words: 'a'.repeat(200), chosen: true }],
  decision: {
    ...letter.decision,
    rationale:
      'Zeile eins\nZeile zwei: „Größer als ß“, 5 µm ≥ −3 ≤ 1, https://example.org/ein/sehr/langer/pfad/ohne/leerzeichen?a=b&c=d#e',
    dissent: [{ by: 'Dr. [x] *y*', words: '$$' }],
    unknown: ['100 % #let x = 1', '漢字 im Befund'],
  },
};

describe('the letter', () => {
  const cohort = new Map(languages.map((language) => [language, cohortLetters(demo, language)]));
  const contents = languages.flatMap((language) =>
    cohort.get(language)!.map((letterOfPatient) => [letterOfPatient.patient, language, letterOfPatient] as const),
  );

  it('is of sixteen patients in two languages here', () => {
    expect(contents.length).toBe(32);
    expect(new Set(contents.map(([, , { content }]) => content.decision.kind)).size).toBe(4);
    expect(contents.filter(([, , { content }]) => content.chart !== null).length).toBeGreaterThan(20);
  });

  it.each(contents)('of %s fits one page and says all of it (%s)', async (_, language, { content, bundle }) => {
    expect((await letters.letter(content, at, language)).pages).toBe(1);
    const { pages, body, data, read } = await printedLetter(withoutChart(content));
    expect(pages).toBe(1);
    expect(body).toBe(withoutBlanks(letterRead(data)));
    expect(data.decision).toEqual(letterOf(content).decision);
    expect(read.language).toBe(language);
    expect(read.title).toBe(data.title);
    expect(shownOnPage(bundle, language, data).filter((words) => !body.includes(withoutBlanks(words)))).toEqual([]);
  });

  it.each(languages)('has its curves with texts inside, and what they show in words (%s)', async (language) => {
    const { content } = cohort.get(language)!.find(({ patient }) => patient === 'HN-10')!;
    const { pages, form, read, data } = await printedLetter(content);
    expect({ pages, form }).toEqual({ pages: 1, form: 0 });
    const alts = read.tags.filter(({ role }) => role === 'Figure').map(({ alt }) => alt);
    expect(alts).toEqual([data.chart!.inWords]);
  });

  it('tags headings, heads of tables, lists and the figure', async () => {
    const { read } = await printedLetter(letter);
    const roles = read.tags.map(({ role }) => role);
    const count = (role: string): number => roles.filter((one) => one === role).length;
    expect({
      H1: count('H1'),
      H2: count('H2'),
      TH: count('TH'),
      Table: count('Table'),
      Figure: count('Figure'),
    }).toEqual({
      H1: 1,
      H2: 14,
      TH: 3 + 3 + 7,
      Table: 3,
      Figure: 1,
    });
  });

  it.each(languages)('says that nothing was stated where nothing was (%s)', async (language) => {
    const { pages, body, data } = await printedLetter(emptyLetter, language);
    expect(pages).toBe(1);
    expect(body).toBe(withoutBlanks(letterRead(data)));
  });

  it.each(languages)('prints hard words as they were typed (%s)', async (language) => {
    const { body, data } = await printedLetter(hard, language);
    const coded = (text: string): string => text.replace('漢', '[U+6F22]').replace('字', '[U+5B57]');
    expect(body).toBe(withoutBlanks(coded(letterRead(data))));
    for (const words of [hard.question, hard.decision.rationale, hard.clinicianProposal!, hard.patient.identifier])
      expect(body).toContain(withoutBlanks(words));
  });

  it('leaves no run of characters beyond the margin', async () => {
    const { pdf } = await printedLetter(hard);
    const { rightmost, width } = await rightmostOf(pdf);
    const margin = (19 / 25.4) * 72;
    expect(rightmost).toBeGreaterThan(width / 2);
    expect(rightmost).toBeLessThan(width - margin + 2);
  });

  it('goes on to further pages, numbered, rather than cut the words of the board', async () => {
    const rationale = longWords(260);
    const { pages, form, read, body, data } = await printedLetter({
      ...letter,
      decision: { ...letter.decision, rationale },
    });
    expect(pages).toBeGreaterThan(1);
    expect(form).toBe(5);
    expect(body).toBe(withoutBlanks(letterRead(data)));
    expect(body).toContain(withoutBlanks(rationale));
    for (const [index, { around }] of read.pages.entries()) {
      expect(around).toContain(`Page ${index + 1} of ${pages}`);
      expect(around).toContain('Synthetic data');
    }
  });

  it('gives way in the order that is told: curves, print, lesions without a change, lines of options', async () => {
    const lesions = Array.from({ length: 12 }, (_, index) => ({
      ...letter.lesions[1]!,
      label: `L${index}`,
      changed: index === 0,
    }));
    const options = Array.from({ length: 5 }, (_, index) => ({ words: `option ${index}`, chosen: false }));
    const formOf = async (sentences: number): Promise<number> => {
      const decision = { ...emptyLetter.decision, rationale: longWords(sentences) };
      return (await letters.letter({ ...emptyLetter, lesions, options, chart, decision }, at)).form;
    };
    // Between two lengths of one form no letter is set: each takes a good part of a second.
    const formsAfter = async (from: Found, to: Found): Promise<number[]> => {
      if (from.form === to.form || to.sentences - from.sentences <= 4) return [to.form];
      const sentences = Math.round((from.sentences + to.sentences) / 2);
      const between = { sentences, form: await formOf(sentences) };
      return [...(await formsAfter(from, between)), ...(await formsAfter(between, to))];
    };
    const [shortest, longest] = [
      { sentences: 1, form: await formOf(1) },
      { sentences: 101, form: await formOf(101) },
    ];
    const forms = [shortest.form, ...(await formsAfter(shortest, longest))];
    expect([...new Set(forms)]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('says that data are synthetic on its page, and nothing of it of real patients', async () => {
    const [synthetic, real] = [await printedLetter(letter), await printedLetter({ ...letter, synthetic: false })];
    expect(synthetic.read.pages.map(({ around }) => around.includes('Synthetic data'))).toEqual([true]);
    expect(synthetic.body).toContain('Syntheticdata');
    expect((real.body + real.read.pages[0]!.around).toLowerCase()).not.toContain('synthetic');
  });

  it('is the same bytes for the same content and date', async () => {
    const [first, again] = [await letters.letter(letter, at), await letters.letter(letter, at)];
    expect(first.pdf.equals(again.pdf)).toBe(true);
    expect(first.pdf.equals((await letters.letter(letter, new Date('2026-03-06T16:00:00Z'))).pdf)).toBe(false);
  });
});

describe('the minutes', () => {
  const many: MinutesContent = {
    ...minutes,
    cases: Array.from({ length: 12 }, (_, index) => ({ ...minutes.cases[index % 3]!, number: String(9_000 + index) })),
  };
  const empty: MinutesContent = { ...minutes, attendance: [], cases: [] };

  it.each(
    languages.flatMap((language) => [many, empty].map((content) => [content.cases.length, language, content] as const)),
  )('of %s cases say all of it (%s)', async (_, language, content) => {
    const { pdf, pages } = await letters.minutes(content, at, language);
    const read = await readPdf(pdf);
    expect(read.pages.length).toBe(pages);
    const body = withoutBlanks(read.pages.map((page) => page.body).join(''));
    expect(body).toBe(withoutBlanks(minutesRead(minutesOf(content, language))));
    expect(read.language).toBe(language);
    const short = minutesOf(content, language).synthetic!.short;
    for (const { around } of read.pages) expect(around).toContain(short);
    expect(pages > 1).toBe(content === many);
  });
});

/** How far to the right the texts of the first page reach, in points. */
async function rightmostOf(pdf: Uint8Array): Promise<{ readonly rightmost: number; readonly width: number }> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  const ends = items.map((item) => ('str' in item ? (item.transform[4] as number) + item.width : 0));
  const width = page.view[2]!;
  await task.destroy();
  return { rightmost: Math.max(...ends), width };
}
