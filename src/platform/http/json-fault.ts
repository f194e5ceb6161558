/** Where a text stops to be JSON. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly expected: string;
}

type Awaited = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | ', or ]' | ', or }' | 'end';

const expectations: Readonly<Record<Awaited, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes, or }',
  colon: 'a colon',
  ', or ]': 'a comma or ]',
  ', or }': 'a comma or }',
  end: 'the end of the text',
};

const space = /[\t\n\r ]*/y;
const mark = /[{}[\],:]/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;

/** The grammar of RFC 8259 as a pushdown automaton: what is awaited now, and the brackets that are open. */
class Reader {
  awaited: Awaited = 'value';
  readonly #open: ('{' | '[')[] = [];

  /** Takes a token; false if it is not what is awaited. */
  take(token: string): boolean {
    const kind = token.startsWith('"') ? 'text' : /^[{}[\],:]$/.test(token) ? token : 'scalar';
    if (kind === 'text' && (this.awaited === 'name' || this.awaited === 'name or }')) return this.#await('colon');
    if (kind === 'text' || kind === 'scalar') return this.#awaitsValue() && this.#afterValue();
    if (kind === '{' || kind === '[') return this.#awaitsValue() && this.#enter(kind);
    if (kind === ':') return this.awaited === 'colon' && this.#await('value');
    if (kind === ',') return this.#comma();
    const leaves = kind === '}' ? ['name or }', ', or }'] : ['value or ]', ', or ]'];
    return leaves.includes(this.awaited) && this.#leave();
  }

  #await(awaited: Awaited): true {
    this.awaited = awaited;
    return true;
  }

  #awaitsValue(): boolean {
    return this.awaited === 'value' || this.awaited === 'value or ]';
  }

  #afterValue(): true {
    const bracket = this.#open.at(-1);
    return this.#await(bracket === undefined ? 'end' : bracket === '{' ? ', or }' : ', or ]');
  }

  #enter(bracket: '{' | '['): true {
    this.#open.push(bracket);
    return this.#await(bracket === '{' ? 'name or }' : 'value or ]');
  }

  #leave(): true {
    this.#open.pop();
    return this.#afterValue();
  }

  #comma(): boolean {
    if (this.awaited === ', or }') return this.#await('name');
    return this.awaited === ', or ]' && this.#await('value');
  }
}

/** The first place where `source` is not JSON (RFC 8259), or null if it is. Takes time in proportion to its length. */
export function findJsonFault(source: string): JsonFault | null {
  const reader = new Reader();
  let at = 0;
  for (;;) {
    at = matchEnd(space, source, at) ?? at;
    if (at === source.length) return reader.awaited === 'end' ? null : faultAt(source, at, reader.awaited);
    const end = matchEnd(mark, source, at) ?? matchEnd(text, source, at) ?? matchEnd(scalar, source, at);
    if (end === undefined || !reader.take(source.slice(at, end))) return faultAt(source, at, reader.awaited);
    at = end;
  }
}

function matchEnd(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function faultAt(source: string, at: number, awaited: Awaited): JsonFault {
  const before = source.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1, expected: expectations[awaited] };
}
