/**
 * What the explanations of traces are made of, in one language. A stored step of another version of the engine may lack what its rule
 * takes: that is said to be not known, or is left out of a list, and never a reason to show nothing.
 */
import {
  formatMillimetres,
  organs,
  type MissingOrgan,
  type Organ,
  type SetAsideLesion,
  type UptakeChange,
  type TracePhrases,
} from '../../response/index.js';
import type { Phrasebook, Say } from './say.js';

/** What differs between two languages. */
export interface TraceWords {
  readonly decimalMark: string;
  readonly notKnown: string;
  readonly none: string;
  readonly organOf: (lesion: string) => string;
  readonly because: Readonly<Record<Exclude<SetAsideLesion, string>['because'], string>>;
  /** '24.0 to 12.0'. */
  readonly to: (from: string, to: string) => string;
  /** Codes by what they are called; one that is not here stands as it is. */
  readonly codes: Readonly<Record<string, string>>;
}

type Maybe<Value> = Value | null | undefined;

/** What a list of sizes is about: the labels, or organs. */
interface Sizes {
  readonly who: Maybe<readonly string[]>;
  readonly from: Maybe<readonly number[]>;
  readonly to: Maybe<readonly number[]>;
}

export interface TraceElements {
  /** A length with one decimal and its unit: '60.0 mm'. */
  readonly length: (size: Maybe<number>) => string;
  /** '+22.2 %'. */
  readonly change: (from: Maybe<number>, to: Maybe<number>, say: Say) => string;
  readonly plain: (value: Maybe<string | number>) => string;
  /** A response, a finding, a reading or another code. */
  readonly code: (value: Maybe<string>) => string;
  readonly codes: (values: Maybe<readonly string[]>) => string;
  readonly names: (names: Maybe<readonly string[]>) => string;
  readonly organs: (organs: Maybe<readonly MissingOrgan[]>, say: Say) => string;
  readonly setAside: (lesions: Maybe<readonly SetAsideLesion[]>) => string;
  readonly uptakes: (lesions: Maybe<readonly UptakeChange[]>) => string;
  /** 'L 24.0 to 12.0 mm (-50.0 %); H ...'; organs by what they are called. */
  readonly sizes: (sizes: Sizes, say: Say) => string;
}

const known: ReadonlySet<string> = new Set(organs);

/** A label of a lesion that is no organ stands as it is. */
const organNamed = (name: string, say: Say): string => (known.has(name) ? say.organ(name as Organ) : name);

const listOf = <Value>(values: Maybe<readonly Value[]>): readonly Value[] => (Array.isArray(values) ? values : []);

/** The elements of one language. */
export function traceElements({ decimalMark, notKnown, none, codes, because, to, organOf }: TraceWords): TraceElements {
  const withMark = (number: string): string => number.replace('.', decimalMark);
  const millimetres = (size: number): string => withMark(formatMillimetres(size));
  const listed = (parts: readonly string[], separator = ', '): string =>
    parts.length === 0 ? none : parts.join(separator);
  const code = (value: Maybe<string>): string =>
    value === null || value === undefined ? notKnown : (codes[value] ?? value);
  const change = (from: Maybe<number>, now: Maybe<number>, say: Say): string =>
    typeof from === 'number' && typeof now === 'number' ? say.percent(from, now) : notKnown;
  return {
    code,
    change,
    length: (size) => (typeof size === 'number' ? `${millimetres(size)} mm` : notKnown),
    plain: (value) => String(value ?? notKnown),
    codes: (values) => listed(listOf(values).map(code)),
    names: (names) => listed(listOf(names)),
    organs: (missing, say) =>
      listed(listOf(missing).map((one) => (typeof one === 'string' ? organNamed(one, say) : organOf(one.organOf)))),
    setAside: (lesions) =>
      listed(listOf(lesions).map((one) => (typeof one === 'string' ? one : `${one.lesion} (${because[one.because]})`))),
    uptakes: (lesions) =>
      listed(
        listOf(lesions).map((one) =>
          typeof one === 'string' ? one : `${one.lesion} ${to(withMark(one.before), withMark(one.now))}`,
        ),
      ),
    sizes: (of, say) => {
      const [from, now] = [of.from, of.to];
      if (!Array.isArray(from) || !Array.isArray(now)) return none;
      return listed(
        listOf(of.who).map((name, index) => {
          const [reference, size] = [Number(from[index]), Number(now[index])];
          return `${organNamed(name, say)} ${to(millimetres(reference), millimetres(size))} mm (${change(reference, size, say)})`;
        }),
        '; ',
      );
    },
  };
}

/** Each explanation with what came out at its end. */
export const withOutcome = (
  explanations: Phrasebook<TracePhrases>,
  said: (outcome: string) => string,
): Phrasebook<TracePhrases> =>
  Object.fromEntries(
    Object.entries(explanations).map(([rule, explain]) => [
      rule,
      (parameters: { readonly outcome: string }, say: Say) =>
        `${explain(parameters as never, say)} ${said(parameters.outcome)}`,
    ]),
  ) as unknown as Phrasebook<TracePhrases>;
