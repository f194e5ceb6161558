/**
 * What no text may hold, by whichever door it comes in: body, address, header, field of a form, or file. One rule, since what one door
 * lets through another has to store, compare and show.
 */
import { pointerTo } from './schema-errors.js';
import type { ProblemError } from '../problem/index.js';

/** What is wrong with a text; `detail` goes on from 'The text'. */
export interface TextFault {
  readonly code: 'unreadable' | 'direction-mark';
  readonly detail: string;
  readonly expected: string;
}

/** NUL, a surrogate without its other half, and the marks that turn the direction of writing (Unicode UAX #9, 2). */
const refused = /[\0\p{Surrogate}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * The first thing in a text that is not taken.
 *
 * - NUL, and half of a surrogate pair, which is no character: PostgreSQL keeps neither.
 * - Direction marks. They are invisible, so two ids that look alike could be different patients, and they turn the order in which text
 *   around them is read: '26 > 18 mm' could be shown as '18 > 26 mm'. Letters that are written from right to left bring their direction
 *   along and are taken.
 */
export function textFault(text: string): TextFault | undefined {
  const at = text.search(refused);
  if (at === -1) return undefined;
  const code = text.charCodeAt(at);
  const place = `at character ${at + 1}`;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0)
    return { code: 'unreadable', detail: `holds a NUL (${name}) ${place}`, expected: 'Unicode text without NUL' };
  if (isSurrogate(code))
    return {
      code: 'unreadable',
      detail: `holds half of a surrogate pair (${name}) ${place}`,
      expected: 'Unicode text of whole characters',
    };
  return {
    code: 'direction-mark',
    detail: `holds an invisible mark of writing direction (${name}) ${place}`,
    expected: 'the same text without such marks',
  };
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Deeper than anything that this service takes. */
export const deepest = 32;

/** Most faults that are named: each is one more in the answer, and a body may hold a million of them. */
const mostFaults = 100;

/**
 * What is wrong with the texts of a value, names of members among them, each with its place; a name that is not taken is not repeated, its
 * place is the object. Values nested deeper than 32 are refused unread.
 * @param place JSON Pointer (RFC 6901) of the value in its part of the request
 */
export function textErrors(part: ProblemError['in'], value: unknown, place = ''): readonly ProblemError[] {
  const errors: ProblemError[] = [];
  const path: string[] = [];
  const note = (error: Omit<ProblemError, 'in' | 'pointer'>): void =>
    void errors.push({ in: part, pointer: `${place}${pointerTo(path)}`, ...error });
  const check = (what: string, text: string): void => {
    const fault = textFault(text);
    if (fault !== undefined) note({ ...fault, detail: `${what} ${fault.detail}.` });
  };
  const visit = (inner: unknown): void => {
    if (errors.length === mostFaults) return;
    if (typeof inner === 'string') return check('The text', inner);
    if (typeof inner !== 'object' || inner === null) return;
    if (path.length > deepest) return note(tooDeep);
    for (const [name, member] of Object.entries(inner)) {
      if (textFault(name) !== undefined) return check('A name', name);
      path.push(name);
      visit(member);
      path.pop();
    }
  };
  visit(value);
  return errors;
}

const tooDeep: Omit<ProblemError, 'in' | 'pointer'> = {
  code: 'too-deep',
  detail: `This is nested more than ${deepest} deep.`,
  expected: 'what the API description says',
};
