import type { z } from 'zod';
import type { ProblemError } from '../problem/index.js';

type Part = NonNullable<ProblemError['in']>;
type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * The faults that a schema found in a part of a request, each with its place. A check of one's own may give its code and what it
 * expected as `params: { code, expected }`.
 */
export function schemaErrors(part: Part, issues: readonly Issue[], base: Path = []): readonly ProblemError[] {
  return issues.flatMap((issue) => errorsOf(part, issue, base));
}

function errorsOf(part: Part, issue: Issue, base: Path): readonly ProblemError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = closestBranch(issue.errors);
    if (branch) return schemaErrors(part, branch, path);
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownName(part, [...path, key]));
  return [
    {
      in: part,
      pointer: pointerTo(path),
      code: codeOf(issue),
      detail: `${issue.message}.`.replace(/\.\.$/, '.'),
      expected: expectedOf(issue),
    },
  ];
}

/** Of the alternatives, the only one whose type at least fits the value; undefined if none or several do. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function unknownName(part: Part, path: Path): ProblemError {
  return {
    in: part,
    pointer: pointerTo(path),
    code: 'unknown-name',
    detail: 'There is no such name here.',
    expected: 'only the names that the API description lists',
  };
}

/** JSON Pointer (RFC 6901, 3) of a path. */
export function pointerTo(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function codeOf(issue: Issue): string {
  const own: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof own === 'string' ? own : issue.code.replaceAll('_', '-');
}

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return `at least ${counted(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `at most ${counted(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return issue.pattern === undefined ? issue.format : `${issue.format} matching ${issue.pattern}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'custom':
      return typeof issue.params?.['expected'] === 'string' ? issue.params['expected'] : issue.message;
    case 'invalid_union':
      return 'one of the forms that the API description lists';
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return 'what the API description says';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  undefined: 'nothing',
};
const units: Readonly<Record<string, string>> = { string: 'character', array: 'element', set: 'element', file: 'byte' };

function counted(count: number | bigint, origin: string): string {
  const unit = units[origin];
  return unit === undefined ? `${count}` : `${count} ${unit}${Number(count) === 1 ? '' : 's'}`;
}
