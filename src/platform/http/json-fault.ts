import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import { deepest } from './text-rule.js';

/** Where a text stops to be JSON. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly expected: string;
}

const missingBrackets: Readonly<Record<string, string>> = { CloseBraceExpected: '}', CloseBracketExpected: ']' };

/** Ends the walk through a text: what stands behind its first fault would only be guessed. */
class Found extends Error {
  constructor(readonly fault: JsonFault) {
    super('the text is not JSON');
  }
}

/** The first place where `source` is not JSON (RFC 8259), or where it is nested too deep to be read further; null if it is JSON. */
export function findJsonFault(source: string): JsonFault | null {
  try {
    visit(source, faultFinder(), { disallowComments: true, allowTrailingComma: false });
    return null;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

/** Goes along with the text, so as to know at every place what is expected there. */
function faultFinder(): JSONVisitor {
  const open: ('}' | ']')[] = [];
  let expected = 'a value';
  const stop = (line: number, character: number): never => {
    throw new Found({ line: line + 1, column: character + 1, expected });
  };
  const enter = (closing: '}' | ']', first: string, line: number, character: number): void => {
    expected = `nesting of at most ${deepest + 1} levels`;
    if (open.length > deepest) stop(line, character);
    open.push(closing);
    expected = `${first} or ${closing}`;
  };
  const afterValue = (): void => {
    const closing = open.at(-1);
    expected = closing === undefined ? 'the end of the text' : `a comma or ${closing}`;
  };
  const leave = (): void => {
    open.pop();
    afterValue();
  };
  return {
    onObjectBegin: (_offset, _length, line, character) => enter('}', 'a name in double quotes,', line, character),
    onArrayBegin: (_offset, _length, line, character) => enter(']', 'a value', line, character),
    onObjectEnd: leave,
    onArrayEnd: leave,
    onLiteralValue: afterValue,
    onObjectProperty: () => void (expected = 'a colon'),
    onSeparator: (character) =>
      void (expected = character === ',' && open.at(-1) === '}' ? 'a name in double quotes' : 'a value'),
    onError: (code, _offset, _length, line, character) => {
      // The library has left an object or a list already when it finds that its bracket is missing.
      const missing = missingBrackets[printParseErrorCode(code)];
      if (missing !== undefined) expected = `a comma or ${missing}`;
      stop(line, character);
    },
  };
}
