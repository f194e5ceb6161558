/** The first place where two results differ, in words. */

export interface Difference {
  /** Names of what stands around the value, outermost first: 'evaluator radiology', 'timepoint week 18'. */
  readonly within: readonly string[];
  /** Path from there to the value; '' for the whole. */
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** Members that name the elements of a list, by the list's name. */
const names: Readonly<Record<string, { readonly word: string; readonly member: string }>> = {
  evaluators: { word: 'evaluator', member: 'evaluator' },
  timepoints: { word: 'timepoint', member: 'label' },
  lesions: { word: 'lesion', member: 'label' },
  newLesions: { word: 'new lesion', member: 'label' },
  patterns: { word: 'pattern', member: 'definition' },
  flags: { word: 'flag', member: 'definition' },
};

/** Of two values as JSON has them; null where they are the same. */
export function firstDifference(was: unknown, is: unknown): Difference | null {
  return differenceAt(was, is, [], []);
}

function differenceAt(
  was: unknown,
  is: unknown,
  within: readonly string[],
  path: readonly string[],
): Difference | null {
  if (Object.is(was, is)) return null;
  if (Array.isArray(was) && Array.isArray(is)) return differenceInList(was, is, within, path);
  if (!isObject(was) || !isObject(is)) return { within, path: path.join('.'), was, is };
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const found = differenceAt(was[name], is[name], within, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

/** Of lists with other elements, the names of the elements are the difference; else that inside of the first element that differs. */
function differenceInList(
  was: readonly unknown[],
  is: readonly unknown[],
  within: readonly string[],
  path: readonly string[],
): Difference | null {
  const named = names[path.at(-1) ?? ''];
  const nameOf = (element: unknown): unknown =>
    named !== undefined && isObject(element) ? element[named.member] : undefined;
  const [before, after] = [was.map(nameOf), is.map(nameOf)];
  if (named !== undefined && before.join('\n') !== after.join('\n'))
    return { within, path: path.join('.'), was: before, is: after };
  for (let index = 0; index < Math.max(was.length, is.length); index += 1) {
    const name = nameOf(was[index]);
    const found =
      name === undefined
        ? differenceAt(was[index], is[index], within, [...path, String(index)])
        : differenceAt(was[index], is[index], [...within, `${named?.word} ${String(name)}`], []);
    if (found !== null) return found;
  }
  return null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a message shows it: what is long is cut. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 300 ? text : `${text.slice(0, 297)}...`;
}

/** 'HN-01, evaluator radiology, timepoint week 18: overallResponse was "SD", is "PD"' */
export const inWords = (subject: string, { within, path, was, is }: Difference): string =>
  `${[subject, ...within].join(', ')}: ${path === '' ? 'it' : path} was ${shown(was)}, is ${shown(is)}`;
