/** Asks the tables of decisions, actions and conditions whether a transition may be taken. */
import {
  allowedFrom,
  type GuardOf,
  refusalInWords,
  type StateOf,
  transition,
  type TransitionOf,
  type Workflow,
} from '../../../core/workflow/index.js';
import { Problem } from '../../../platform/problem/index.js';

export interface AskedWay<Table extends Workflow> {
  /** Begins the sentence of a refusal: 'Action 7'. */
  readonly thing: string;
  readonly state: StateOf<Table> | 'new';
  readonly transition: TransitionOf<Table>;
  readonly by: readonly string[];
  readonly holds?: Readonly<Partial<Record<GuardOf<Table>, boolean>>>;
  readonly reason?: string | null;
}

/**
 * @returns the state that the transition leads to
 * @throws Problem 'not allowed' for who may not take it; 'conflict' where it cannot be taken now, with what is allowed and who may
 */
export function requireWay<Table extends Workflow>(
  table: Table,
  { thing, state, transition: name, by, holds, reason }: AskedWay<Table>,
): StateOf<Table> {
  const answer = transition(table, state, name, {
    by,
    reason: reason ?? null,
    ...(holds === undefined ? {} : { holds }),
  });
  if (answer.kind === 'moved') return answer.to;
  const words = refusalInWords(thing, answer);
  if (answer.why === 'not-by-you') throw Problem.notAllowed(words);
  throw Problem.conflict(words, { state: answer.state, allowed: answer.allowed });
}

/** The transitions that lead on from a state and that one of the roles may take: what a screen offers. */
export const offeredWays = (table: Workflow, state: string, roles: readonly string[]): string[] =>
  allowedFrom(table, state)
    .filter(({ by }) => by.some((role) => role.split('+').every((one) => roles.includes(one))))
    .map(({ transition: name }) => name);
