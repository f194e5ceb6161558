/**
 * What the words of a sender say of where a lesion lies: its side, and the segment, level, lobe or vertebra. English and German. What no
 * word says is not known; two words that contradict each other say nothing.
 */
import { distinct } from './order.js';

export const sides = ['left', 'right', 'both'] as const;
export type Side = (typeof sides)[number];

/** Part of an organ: 'segment 7', 'level 2', 'upper lobe', a thoracic vertebra. Parts of one kind that differ are two places. */
interface Part {
  readonly kind: 'segment' | 'level' | 'lobe' | 'vertebra';
  readonly name: string;
}

export interface Place {
  readonly side: Side | null;
  readonly parts: readonly Part[];
  /** Words that name a place or an organ, in order of text: neither sides, nor numbers, nor what every lesion is called. */
  readonly words: readonly string[];
}

const standsAlone = (words: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`, 'u');

const sideWords: readonly (readonly [Side, RegExp])[] = [
  ['both', standsAlone('bilateral(?:er|e|es)?|both|beidseits|beidseitig')],
  ['left', standsAlone('left|lt|links|linke[rns]?|linksseitig')],
  ['right', standsAlone('right|rt|rechts|rechte[rns]?|rechtsseitig')],
];

/** Lobes with their side in one word. */
const lobeCodes: Readonly<Record<string, readonly [Side, string]>> = {
  rul: ['right', 'upper lobe'],
  rml: ['right', 'middle lobe'],
  rll: ['right', 'lower lobe'],
  lul: ['left', 'upper lobe'],
  lll: ['left', 'lower lobe'],
};
const lobeCode = standsAlone(Object.keys(lobeCodes).join('|'));

const lobeWords: readonly (readonly [string, RegExp])[] = [
  ['upper lobe', standsAlone('upper lobes?|oberlappens?')],
  ['middle lobe', standsAlone('middle lobe|mittellappens?')],
  ['lower lobe', standsAlone('lower lobes?|unterlappens?')],
];

const number = String.raw`(\d{1,2}|[ivx]{1,4})`;
const numbered: readonly (readonly [Part['kind'], RegExp])[] = [
  ['segment', new RegExp(String.raw`(?<![\p{L}\p{N}])(?:segments?|seg\.?) ?${number}[ab]?(?![\p{L}\p{N}])`, 'u')],
  ['segment', /(?<![\p{L}\p{N}])s ?(\d{1,2})(?![\p{L}\p{N}])/u],
  ['level', new RegExp(String.raw`(?<![\p{L}\p{N}])level ?${number}[ab]?(?![\p{L}\p{N}])`, 'u')],
];
/** A letter and a number name a vertebra where bone is spoken of, and else a target. */
const vertebra = /(?<![\p{L}\p{N}])(?:(c|t|th|l|s)|(hwk|bwk|lwk)) ?(\d{1,2})(?![\p{L}\p{N}])/u;
const region: Readonly<Record<string, string>> = { th: 'T', hwk: 'C', bwk: 'T', lwk: 'L' };

const roman: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
  x: 10,
};

const emptyWords: ReadonlySet<string> = new Set(
  'lesion lesions target targets nontarget metastasis metastases metastatic mass nodule nodules left right bilateral both links rechts linke rechte linker rechter level segment upper middle lower lobe läsion metastase metastasen rundherd the and with not measured sized'.split(
    ' ',
  ),
);

/**
 * Reads the words of a site, and a label where it is made of words too.
 * @param isBone whether the lesion is stated to lie in bone
 */
export function placeOf(texts: readonly (string | null)[], isBone: boolean): Place {
  const text = texts
    .flatMap((one) => one ?? [])
    .join(' ; ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_/-]+/g, ' ')
    .replace(/ +/g, ' ');
  const code = lobeCode.exec(text)?.[0];
  const ofCode = code === undefined ? undefined : lobeCodes[code];
  const said = distinct([
    ...sideWords.flatMap(([side, words]) => (words.test(text) ? [side] : [])),
    ...(ofCode === undefined ? [] : [ofCode[0]]),
  ]);
  return {
    side: said.length === 1 ? said[0]! : null,
    parts: [
      ...oneOfKind('lobe', [
        ...lobeWords.flatMap(([lobe, words]) => (words.test(text) ? [lobe] : [])),
        ...(ofCode === undefined ? [] : [ofCode[1]]),
      ]),
      ...(isBone ? vertebraIn(text) : numberedParts(text)),
    ],
    words: distinct([...text.matchAll(/\p{L}{4,}/gu)].map(([word]) => word).filter((word) => !emptyWords.has(word))),
  };
}

function oneOfKind(kind: Part['kind'], names: readonly string[]): readonly Part[] {
  const [name, ...others] = distinct(names);
  return name === undefined || others.length > 0 ? [] : [{ kind, name }];
}

function numberedParts(text: string): readonly Part[] {
  const found = numbered.flatMap(([kind, pattern]) => {
    const written = pattern.exec(text)?.[1];
    const counted = written === undefined ? undefined : (roman[written] ?? Number(written));
    return counted === undefined || Number.isNaN(counted) ? [] : [{ kind, name: `${kind} ${counted}` }];
  });
  return (['segment', 'level'] as const).flatMap((kind) =>
    oneOfKind(
      kind,
      found.filter((part) => part.kind === kind).map(({ name }) => name),
    ),
  );
}

function vertebraIn(text: string): readonly Part[] {
  const found = vertebra.exec(text);
  if (found === null) return [];
  const [, letter, german, count] = found;
  const written = letter ?? german ?? '';
  return [{ kind: 'vertebra', name: `${region[written] ?? written.toUpperCase()}${Number(count)}` }];
}
