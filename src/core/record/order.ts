/** Orders that do not depend on a locale, so that the same content comes out the same everywhere. */

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Values without doubles, in order of text. */
export const distinct = <Text extends string>(values: Iterable<Text>): Text[] => [...new Set(values)].sort(compareText);

/** The only value of a list where all are equal; null where they differ or there is none. */
export function commonValue<Value extends string | number>(values: readonly (Value | null)[]): Value | null {
  const [first = null, ...rest] = values;
  return rest.every((value) => value === first) ? first : null;
}

export function groupBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
