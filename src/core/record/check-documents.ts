/** Checking documents that came from outside: all faults at once, each with its place and with what would be right. */
import type { z } from 'zod';
import { examsAhead, factsAhead } from './dates-ahead.js';
import { assessmentDocumentSchema, type AssessmentDocument } from './documents.js';
import { factStatementSchema, type FactStatement } from './facts.js';
import { faultCodes, type Fault, type FaultCode, type Unreadable } from './fault.js';

export type CheckedAssessment = { readonly document: AssessmentDocument } | { readonly faults: readonly Fault[] };
export type CheckedFactStatement = { readonly statement: FactStatement } | { readonly faults: readonly Fault[] };

/** The latest day that it now is anywhere (`latestDay`); null where what is checked was looked at before, or has no clock. */
type Today = string | null;

/**
 * Checks a parsed JSON value as an assessment. The document that comes back is trimmed; a value that is not right is never mended, and
 * a day after `today` is not right.
 */
export function checkAssessmentDocument(value: unknown, today: Today = null): CheckedAssessment {
  const checked = assessmentDocumentSchema.safeParse(value);
  const ahead = today === null ? [] : examsAhead(value, today);
  if (checked.success && ahead.length === 0) return { document: checked.data };
  return { faults: inOrder([...faultsOf(checked.error?.issues ?? [], value), ...ahead]) };
}

/** Checks a parsed JSON value as a statement of facts; each fact's value against its own schema, what has happened against `today`. */
export function checkFactStatement(value: unknown, today: Today = null): CheckedFactStatement {
  const checked = factStatementSchema.safeParse(value);
  const ahead = today === null ? [] : factsAhead(value, today);
  if (checked.success && ahead.length === 0) return { statement: checked.data };
  return { faults: inOrder([...faultsOf(checked.error?.issues ?? [], value), ...ahead]) };
}

/** The facts of a statement that can be read, for whoever may take a part of it; null where the statement itself cannot be, or none of them. */
export function readableFactStatement(value: unknown, today: Today = null): FactStatement | null {
  if (typeof value !== 'object' || value === null || !('facts' in value) || !Array.isArray(value.facts)) return null;
  const facts = value.facts.filter(
    (fact: unknown) => 'statement' in checkFactStatement({ ...value, facts: [fact] }, today),
  );
  const checked = checkFactStatement({ ...value, facts }, today);
  return 'statement' in checked ? checked.statement : null;
}

type Issue = z.core.$ZodIssue;

/** The faults behind the issues of a zod schema, in the order of the document. `value` is what was checked. */
export function faultsOf(issues: readonly Issue[], value: unknown): Fault[] {
  const faults = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), ...unknownField(key) }))
      : [{ pointer: pointerTo(issue.path), ...unreadableOf(issue, valueAt(value, issue.path)) }],
  );
  return inOrder(faults);
}

const inOrder = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((one, other) => comparePointers(one.pointer, other.pointer));

/** RFC 6901: '~' is '~0', '/' is '~1'. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const comparePointers = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

const unknownField = (key: string): Unreadable => ({
  code: 'unknown-field',
  message: `'${key}' is not a field here`,
  expected: 'only the fields of the schema',
});

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Whole characters only: the cut may go through one. */
const beginning = (text: string): string => text.slice(0, 57).replace(/\p{Surrogate}$/u, '');

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.length > 60 ? `${beginning(value)}...` : value}'`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
};

function unreadableOf(issue: Issue, value: unknown): Unreadable {
  const expected = expectedBy(issue);
  if (issue.code === 'custom')
    return {
      code: codeOf(issue.params?.['code']),
      message: issue.message,
      expected: String(issue.params?.['expected'] ?? issue.message),
    };
  if (value === undefined) return { code: 'missing', message: 'nothing stands here', expected };
  if (issue.code === 'invalid_type')
    return { code: 'wrong-type', message: `${shown(value)} is not ${expected}`, expected };
  if (issue.code === 'invalid_value')
    return { code: 'not-in-list', message: `${shown(value)} is not one of the words for this`, expected };
  if (issue.code === 'too_big')
    return {
      code: sizeCode(issue.origin),
      message: `${shown(value)} is too ${issue.origin === 'string' || issue.origin === 'array' ? 'long' : 'large'}`,
      expected,
    };
  if (issue.code === 'too_small' && issue.origin === 'string')
    return { code: 'missing', message: 'the text is blank', expected };
  if (issue.code === 'too_small')
    return {
      code: 'out-of-range',
      message: `${shown(value)} is too ${issue.origin === 'array' ? 'short' : 'small'}`,
      expected,
    };
  return { code: 'unreadable', message: `${shown(value)} cannot be read`, expected };
}

const sizeCode = (origin: string): FaultCode =>
  origin === 'string' || origin === 'array' ? 'too-long' : 'out-of-range';

const codeOf = (code: unknown): FaultCode => faultCodes.find((known) => known === code) ?? 'unreadable';

function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of: ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return issue.origin === 'string' ? 'text that is not blank' : `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return issue.message;
  }
}

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');
