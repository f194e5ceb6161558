/** One document or a list of them in a request body: each checked by itself, all faults named at once. */
import type { Fault } from '../../core/record/index.js';
import { textErrors } from '../../platform/http/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

export type CheckedElement<Document> = { readonly document: Document } | { readonly errors: readonly ProblemError[] };

export interface CheckedBody<Document> {
  /** True where the body is one document and not a list. */
  readonly single: boolean;
  readonly elements: readonly CheckedElement<Document>[];
}

/** Most elements of one list: what a transaction holds locks for. */
export const mostElements = 2_000;

/**
 * Checks every element of a body.
 * @throws Problem 'too large' for too many elements, 'invalid' for a body that is neither an object nor a list with an element
 */
export function checkBody<Document>(
  body: unknown,
  check: (value: unknown) => { readonly document: Document } | { readonly faults: readonly Fault[] },
): CheckedBody<Document> {
  const single = !Array.isArray(body);
  const values: readonly unknown[] = single ? [body] : body;
  if (body === undefined || values.length === 0)
    throw Problem.invalid([
      {
        in: 'body',
        pointer: '',
        code: 'missing',
        detail: 'The body holds nothing.',
        expected: 'one document, or a list of them',
      },
    ]);
  if (values.length > mostElements)
    throw new Problem({
      kind: 'too large',
      detail: `The list has ${values.length} elements: send at most ${mostElements} at once, or a file to POST /api/imports.`,
    });
  return { single, elements: values.map((value, index) => checkElement(value, single ? '' : `/${index}`, check)) };
}

function checkElement<Document>(
  value: unknown,
  place: string,
  check: Parameters<typeof checkBody<Document>>[1],
): CheckedElement<Document> {
  const errors = textErrors('body', value, place);
  if (errors.length > 0) return { errors };
  const checked = check(value);
  if ('document' in checked) return checked;
  return {
    errors: checked.faults.map(({ pointer, code, message, expected }) => ({
      in: 'body',
      pointer: `${place}${pointer}`,
      code,
      detail: message,
      expected,
    })),
  };
}
