/**
 * The first screen of a case (docs/clinical-basis.md#a-case-in-one-reading-p) as phrases, so that an answer over HTTP, a page and a
 * print say the same.
 */
import { newestOf, intervalOf, textIn, type StatedFact } from '../facts/case-fact.js';
import { picturesOf, type DiscussionInput } from '../facts/case-picture.js';
import type { StoredItem } from '../draft/stored-item.js';
import { screenHeadings, type ScreenHeading } from '../phrases/case-phrases.js';
import type { Phrase } from '../phrases/phrase.js';
import { urgentRules } from '../catalog/rule-attributes.js';
import type { Answer } from './answers.js';
import { caseLine, type CaseLineField } from './case-line.js';
import { caseWhyNow } from './case-why-now.js';
import { lastScanOf, lesionNames, lesionRows, type LesionRow } from './lesion-rows.js';
import { firstScreenSettings, matrixOnScreen, wordsOf, type OptionOnScreen } from './matrix-on-screen.js';
import { mergedCase, type MergedCase } from './merged-case.js';
import type { MergedUnknown } from './merged-unknowns.js';

/** One of the facts that could change most, with how it is answered. */
interface UnknownOnScreen {
  readonly words: Phrase;
  readonly lesions: readonly string[];
  /** The fact by which a person may answer it; null where no statement can. */
  readonly answer: Answer | null;
}

export interface FirstScreen {
  readonly caseLine: readonly CaseLineField[];
  /** What is reported and not acknowledged, which stands above all questions; empty where it is the question itself. */
  readonly reported: readonly Phrase[];
  /** Null where nothing is asked; `withoutQuestion` then says what was found. */
  readonly question: Phrase | null;
  readonly withoutQuestion: Phrase | null;
  /** The treating clinician's own; null where nobody stated one. */
  readonly proposal: Phrase | null;
  readonly whyNow: readonly Phrase[];
  readonly headings: Readonly<Record<ScreenHeading, Phrase>>;
  readonly lesions: readonly LesionRow[];
  /** In no order that shows a preference. */
  readonly options: readonly OptionOnScreen[];
  readonly unknowns: readonly UnknownOnScreen[];
  /** Unknown facts that stand behind the screen. */
  readonly moreUnknowns: Phrase | null;
}

interface AskedScreen {
  readonly input: DiscussionInput;
  /** The board's question where somebody worded it anew; left out: that of the item that leads. */
  readonly question?: Phrase;
  /** What was decided before and what became of it. */
  readonly previousDecision?: Phrase;
}

const heading = (name: ScreenHeading): Phrase => ({ id: 'screen-heading', parameters: { heading: name } });

const headings = Object.fromEntries(screenHeadings.map((name) => [name, heading(name)])) as FirstScreen['headings'];

function proposalOf(facts: readonly StatedFact[]): Phrase | null {
  const newest = newestOf(facts, 'treating-clinicians-proposal');
  const [words, by] = [textIn(newest, 'words'), textIn(newest, 'by')];
  return newest?.state !== 'known' || words === null || by === null
    ? null
    : { id: 'case-proposal', parameters: { words, by, date: intervalOf(newest.date) } };
}

const unknownOf = ({ facts, lesions, whoCouldAnswer, answer }: MergedUnknown): UnknownOnScreen => ({
  words: {
    id: 'unknown-shown',
    parameters: { fact: { id: 'fact-short', parameters: { fact: facts[0]! } }, lesions, whoCouldAnswer },
  },
  lesions,
  answer,
});

/** But for the question that the screen asks. */
const reportedIn = ({ questions }: MergedCase, asked: Phrase | null): Phrase[] =>
  questions
    .filter(({ rule, question }) => urgentRules.includes(rule) && question !== asked)
    .map(({ question }) => question);

const rowTexts = (row: LesionRow): Phrase[] => [
  row.words,
  row.baseline,
  row.previousNadir,
  row.now,
  row.againstBaseline,
  row.againstNadir,
  ...(row.note === null ? [] : [row.note]),
];

const present = (phrase: Phrase | null): Phrase[] => (phrase === null ? [] : [phrase]);

const optionHeadings: readonly ScreenHeading[] = ['option', 'for', 'against', 'not-known'];
const lesionHeadings: readonly ScreenHeading[] = [
  'lesion',
  'baseline',
  'previous-nadir',
  'now',
  'against-baseline',
  'against-nadir',
];

/** Headings of what the screen shows. */
const headingsShown = ({
  lesions,
  options,
  unknowns,
}: Pick<FirstScreen, 'lesions' | 'unknowns'> & { readonly options: readonly unknown[] }): Phrase[] =>
  [
    ...(lesions.length > 0 ? lesionHeadings : []),
    ...(options.length > 0 ? optionHeadings : []),
    ...(unknowns.length > 0 ? (['could-change-most'] as const) : []),
  ].map((name) => headings[name]);

type WithoutOptions = Omit<FirstScreen, 'options'>;

const textsBeside = (screen: WithoutOptions, options: readonly unknown[]): Phrase[] => [
  ...screen.caseLine.map(({ words }) => words),
  ...screen.reported,
  ...present(screen.question),
  ...present(screen.withoutQuestion),
  ...present(screen.proposal),
  ...screen.whyNow,
  ...headingsShown({ ...screen, options }),
  ...screen.lesions.flatMap(rowTexts),
  ...screen.unknowns.map(({ words }) => words),
  ...present(screen.moreUnknowns),
];

/** Every text of a screen in the order in which it is read: what is counted, and what is printed. */
export const textsOfScreen = (screen: FirstScreen): Phrase[] => [
  ...textsBeside(screen, screen.options),
  ...screen.options.flatMap((option) => [
    option.words,
    ...option.for,
    ...option.against,
    ...option.notKnown,
    ...present(option.moreWords),
  ]),
];

function unknownsOf({ unknowns }: MergedCase): Pick<FirstScreen, 'unknowns' | 'moreUnknowns'> {
  const count = unknowns.length - firstScreenSettings.unknowns;
  return {
    unknowns: unknowns.slice(0, firstScreenSettings.unknowns).map(unknownOf),
    moreUnknowns: count > 0 ? { id: 'and-more', parameters: { count } } : null,
  };
}

interface AskedItems extends AskedScreen {
  /** Items of the case, as drafted or stored. */
  readonly items: readonly StoredItem[];
  /** Day of reading, YYYY-MM-DD; null: no window has ended. */
  readonly day: string | null;
}

/** The first screen of a case. Depends on its input alone: no clock. */
export const firstScreen = ({ items, day, ...asked }: AskedItems): FirstScreen =>
  screenOf(mergedCase(items, day), asked);

/** The same for whoever has the case merged. */
export function screenOf(merged: MergedCase, { input, previousDecision, ...asked }: AskedScreen): FirstScreen {
  const question = asked.question ?? merged.leading?.question ?? null;
  const [picture] = picturesOf(input);
  const scan = picture === undefined ? null : lastScanOf(picture);
  const names = picture === undefined ? new Map() : lesionNames(picture);
  const screen: WithoutOptions = {
    caseLine: caseLine(input, picture ?? null, previousDecision ?? null),
    reported: reportedIn(merged, question),
    question,
    withoutQuestion:
      question === null && scan !== null
        ? { id: 'case-without-question', parameters: { dissociation: scan.dissociation } }
        : null,
    proposal: proposalOf(input.facts),
    whyNow: picture === undefined ? [] : caseWhyNow(picture, scan, merged.leading, names),
    headings,
    lesions: lesionRows(scan, names),
    ...unknownsOf(merged),
  };
  const taken = wordsOf(textsBeside(screen, merged.matrix.options));
  return { ...screen, options: matrixOnScreen(merged, taken) };
}
