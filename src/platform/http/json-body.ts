import { isUtf8 } from 'node:buffer';
import { Problem } from '../problem/index.js';
import { findJsonFault } from './json-fault.js';

/** Parses bytes as Fastify does: JSON without "__proto__" and "constructor.prototype" names. */
export type JsonParse = (body: Buffer) => unknown;

/**
 * The value that a request body holds. An empty body is undefined, so that routes without a body take one.
 * @throws Problem 'malformed json' naming line and column of the first fault, never repeating what stands there
 */
export function parseJsonBody(body: Buffer, parse: JsonParse): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('The body is not UTF-8 text.', 'JSON in UTF-8');
  try {
    return parse(body);
  } catch {
    const fault = findJsonFault(body.toString('utf8'));
    throw fault
      ? malformed(`The body is not JSON: fault at line ${fault.line}, column ${fault.column}.`, fault.expected)
      : malformed(
          'The body holds a name that is not taken: "__proto__", or "prototype" within "constructor".',
          'other names',
        );
  }
}

function malformed(detail: string, expected: string): Problem {
  const errors = [{ in: 'body', pointer: '', code: 'malformed-json', detail, expected }] as const;
  return new Problem({
    kind: 'malformed json',
    detail: `${detail} Expected: ${expected}.`,
    errors,
  });
}
