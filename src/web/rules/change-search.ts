import type { ChangeKind, ChangeSubject } from './rules-model.js';

/** Which changes of a dry run are listed; it stands in the address, so that a group can be shared. No patients. */
export interface ChangeSearch {
  readonly subject?: ChangeSubject;
  readonly kind?: ChangeKind;
  /** A definition of a flag, or the id of a rule. */
  readonly name?: string;
  /** The first reason. */
  readonly code?: string;
}

const subjects: readonly ChangeSubject[] = ['flag', 'item'];
const kinds: readonly ChangeKind[] = ['appears', 'changes', 'goes'];
const name = /^[A-Za-z0-9-]{1,40}$/;

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((candidate) => candidate === value);
const named = (value: unknown): string | undefined =>
  typeof value === 'string' && name.test(value) ? value : undefined;

export function readChangeSearch(search: Readonly<Record<string, unknown>>): ChangeSearch {
  const [subject, kind, of, code] = [
    oneOf(subjects, search['subject']),
    oneOf(kinds, search['kind']),
    named(search['name']),
    named(search['code']),
  ];
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(kind === undefined ? {} : { kind }),
    ...(of === undefined ? {} : { name: of }),
    ...(code === undefined ? {} : { code }),
  };
}
