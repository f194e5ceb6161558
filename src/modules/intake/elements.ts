/** One document or a list of them in a request body: each checked by itself, all faults named at once. */
import type { Fault } from '../../core/record/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

export type CheckedElement<Document> = { readonly document: Document } | { readonly errors: readonly ProblemError[] };

export interface CheckedBody<Document> {
  /** True where the body is one document and not a list. */
  readonly single: boolean;
  readonly elements: readonly CheckedElement<Document>[];
}

/** Most elements of one list: what a transaction holds locks for. */
export const mostElements = 2_000;

/** Texts that PostgreSQL cannot keep as they are: a NUL, or half of a surrogate pair. */
const unstorable = /[\0\p{Surrogate}]/u;

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
  const unreadable = unstorableTexts(value);
  if (unreadable.length > 0)
    return {
      errors: unreadable.map((pointer) => ({
        in: 'body',
        pointer: `${place}${pointer}`,
        code: 'unreadable',
        detail: 'The text holds a NUL or half of a surrogate pair.',
        expected: 'Unicode text without NUL',
      })),
    };
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

/** No schema here goes deeper: what does is refused by the schema, so it need not be walked through. */
const deepest = 12;

/** JSON pointers (RFC 6901) of the texts, names of fields among them, that cannot be kept. */
function unstorableTexts(value: unknown, pointer = '', depth = 0): string[] {
  if (typeof value === 'string') return unstorable.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unstorable.test(key)
      ? [pointer]
      : unstorableTexts(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1),
  );
}
