/**
 * The merged matrix in the few words of the first screen. What speaks against an option is never left out; for the rest there is room for
 * so many words, filled option by option: what speaks for each, then what is not known, one of each at a time. What has no room is
 * counted ('n more') and stands in full behind the screen.
 */
import { z } from 'zod';
import settings from '../catalog/first-screen.json' with { type: 'json' };
import { catalogue } from '../catalog/catalogue.js';
import { languages, type Language } from '../phrases/language.js';
import type { Phrase } from '../phrases/phrase.js';
import { render } from '../phrases/render.js';
import { textKey } from './each-once.js';
import type { MergedCase } from './merged-case.js';
import type { MergedOption, MergedReason } from './merged-matrix.js';

const screenSides = ['against', 'for', 'notKnown'] as const;
type ScreenSide = (typeof screenSides)[number];

const settingsSchema = z.strictObject({
  words: z.int().min(1),
  unknowns: z.int().min(0),
  /** In the order in which they are given room. */
  sides: z.array(z.strictObject({ side: z.enum(screenSides), everyOne: z.boolean() })).length(screenSides.length),
});

/** What the first screen has room for: words in the language that needs more of them, and open facts. */
export const firstScreenSettings = settingsSchema.parse(settings);

/** An option with what fits of its reasons. */
export interface OptionOnScreen {
  readonly id: string;
  readonly words: Phrase;
  readonly for: readonly Phrase[];
  readonly against: readonly Phrase[];
  readonly notKnown: readonly Phrase[];
  /** Reasons that stand behind the screen. */
  readonly more: number;
  readonly moreWords: Phrase | null;
}

type Words = Readonly<Record<Language, number>>;

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Words of texts in each language: what is set apart by blanks and holds a letter or a digit. */
export const wordsOf = (phrases: readonly Phrase[]): Words =>
  Object.fromEntries(
    languages.map((language) => [
      language,
      phrases.reduce((sum, phrase) => sum + wordsIn(render(phrase, language)), 0),
    ]),
  ) as Words;

const reasonsOf = (option: MergedOption, side: ScreenSide): readonly MergedReason[] =>
  ({ against: option.blocks, for: option.speaksFor, notKnown: option.unknown })[side];

const factText = /^fact\/([^/]+)\/words$/;

/** Who said it and when stands behind the screen. */
function shortOf({ words }: MergedReason): Phrase {
  const said = words.id === 'said-by' ? words.parameters.said : words;
  const fact = said.id === 'catalogue' ? factText.exec(said.parameters.text)?.[1] : undefined;
  return fact !== undefined && catalogue.facts.has(fact)
    ? { id: 'fact-short', parameters: { fact } }
    : { id: 'reason-short', parameters: { reason: said } };
}

interface Line {
  readonly option: MergedOption;
  readonly words: Phrase;
  readonly sides: Readonly<Record<ScreenSide, readonly Phrase[]>>;
  readonly shown: Readonly<Record<ScreenSide, Phrase[]>>;
}

/** Reasons whose short words are the same stand once; what the screen says as one of its open facts comes last. */
function shortReasons(option: MergedOption, side: ScreenSide, toldBelow: ReadonlySet<string>): Phrase[] {
  const seen = new Set<string>();
  const reasons = reasonsOf(option, side);
  const isTold = ({ words }: MergedReason): boolean => toldBelow.has(textKey(words));
  return [...reasons.filter((reason) => !isTold(reason)), ...reasons.filter(isTold)].map(shortOf).filter((phrase) => {
    const key = render(phrase, 'en');
    return !seen.has(key) && seen.add(key);
  });
}

const nameOf = ({ id, words, lesions }: MergedOption): Phrase => ({
  id: 'option-short',
  parameters: { option: id, words, lesions },
});

const hiddenIn = ({ sides, shown }: Line): number =>
  screenSides.reduce((sum, side) => sum + sides[side].length - shown[side].length, 0);

const moreTexts = new Map<number, Phrase>();

function moreOf(count: number): Phrase | null {
  if (count === 0) return null;
  const known = moreTexts.get(count);
  const text: Phrase = known ?? { id: 'and-more', parameters: { count } };
  moreTexts.set(count, text);
  return text;
}

const shownBy = (line: Line): Phrase[] => {
  const more = moreOf(hiddenIn(line));
  return [line.words, ...screenSides.flatMap((side) => line.shown[side]), ...(more === null ? [] : [more])];
};

/** Counts each phrase once: the same are held against the room many times. */
class Counted {
  private readonly words = new Map<Phrase, Words>();

  constructor(private readonly room: Words) {}

  /** Whether the lines have room in every language. */
  fit(lines: readonly Line[]): boolean {
    const phrases = lines.flatMap(shownBy);
    return languages.every(
      (language) => phrases.reduce((sum, phrase) => sum + this.of(phrase)[language], 0) <= this.room[language],
    );
  }

  private of(phrase: Phrase): Words {
    const known = this.words.get(phrase);
    if (known !== undefined) return known;
    const counted = wordsOf([phrase]);
    this.words.set(phrase, counted);
    return counted;
  }
}

/** One more of a side for each option as long as there is room; false where nothing was added. */
function fillOnce(lines: readonly Line[], side: ScreenSide, everyOne: boolean, counted: Counted): boolean {
  let added = false;
  for (const line of lines) {
    const next = line.sides[side][line.shown[side].length];
    if (next === undefined) continue;
    line.shown[side].push(next);
    if (everyOne || counted.fit(lines)) added = true;
    else line.shown[side].pop();
  }
  return added;
}

function fill(lines: readonly Line[], counted: Counted): void {
  for (const { side } of firstScreenSettings.sides.filter(({ everyOne }) => everyOne))
    while (fillOnce(lines, side, true, counted));
  const rest = firstScreenSettings.sides.filter(({ everyOne }) => !everyOne);
  let added = true;
  while (added) added = rest.map(({ side }) => fillOnce(lines, side, false, counted)).includes(true);
}

/**
 * The options of a case with what fits of their reasons.
 * @param taken words of the rest of the screen by language
 */
export function matrixOnScreen({ matrix, unknowns }: MergedCase, taken: Words): OptionOnScreen[] {
  const told = new Set(unknowns.slice(0, firstScreenSettings.unknowns).map(({ words }) => textKey(words)));
  const room = Object.fromEntries(
    languages.map((language) => [language, firstScreenSettings.words - taken[language]]),
  ) as Words;
  const lines = matrix.options.map((option): Line => ({
    option,
    words: nameOf(option),
    sides: {
      against: shortReasons(option, 'against', told),
      for: shortReasons(option, 'for', told),
      notKnown: shortReasons(option, 'notKnown', told),
    },
    shown: { against: [], for: [], notKnown: [] },
  }));
  fill(lines, new Counted(room));
  return lines.map((line) => {
    const more = hiddenIn(line);
    return { id: line.option.id, words: line.words, ...line.shown, more, moreWords: moreOf(more) };
  });
}
