/** Asking a table whether a transition may be taken. */
import type { beginning, EffectOf, GuardOf, StateOf, TransitionOf, TransitionRow, Workflow } from './workflow.js';

/** What is known when a transition is asked for. */
export interface TransitionRequest<Guard extends string> {
  /** The roles of who asks, `theService` for the service itself. */
  readonly by: readonly string[];
  /** Guards that were looked at, with whether each holds. One that is not named does not: unknown is never read as yes. */
  readonly holds?: Readonly<Partial<Record<Guard, boolean>>>;
  readonly reason?: string | null;
}

export interface Moved<Table extends Workflow> {
  readonly kind: 'moved';
  readonly to: StateOf<Table>;
  readonly writes: readonly EffectOf<Table>[];
}

/** A way that leads on from a state, and what it takes. */
export interface AllowedTransition {
  readonly transition: string;
  readonly to: string;
  /** Any one of these may; roles joined by '+' are needed together. */
  readonly by: readonly string[];
  /** What must be there, in words. */
  readonly needs: readonly string[];
}

/**
 * Why a transition was refused. not-from-here: it is in another state; not-by-you: other roles may; not-yet: a guard does not hold;
 * no-reason: none is given, or a code that is not one of those named.
 */
type RefusalKind = 'not-from-here' | 'not-by-you' | 'not-yet' | 'no-reason';

export interface Refused {
  readonly kind: 'refused';
  readonly why: RefusalKind;
  readonly state: string;
  readonly transition: string;
  /** What would be right: states, roles, guards in words, or reasons. */
  readonly expected: readonly string[];
  /** What is allowed now, and who may. */
  readonly allowed: readonly AllowedTransition[];
}

/**
 * Asks for a transition.
 * @returns the next state with what is to be written; or why not, with what is allowed now and who may
 */
export function transition<Table extends Workflow>(
  workflow: Table,
  state: StateOf<Table> | typeof beginning,
  name: TransitionOf<Table>,
  request: TransitionRequest<GuardOf<Table>>,
): Moved<Table> | Refused {
  const named = workflow.transitions.filter((row) => row.name === name);
  const row = named.find(({ from }) => from.includes(state));
  const refused = (why: RefusalKind, expected: readonly string[]): Refused => ({
    kind: 'refused',
    why,
    state,
    transition: name,
    expected,
    allowed: allowedFrom(workflow, state),
  });
  if (row === undefined) return refused('not-from-here', [...new Set(named.flatMap(({ from }) => from))]);
  if (!mayTake(row, request.by)) return refused('not-by-you', rolesInWords(row));
  const holds: Readonly<Partial<Record<string, boolean>>> = request.holds ?? {};
  const missing = (row.needs ?? []).filter((guard) => holds[guard] !== true);
  if (missing.length > 0) return refused('not-yet', guardsInWords(workflow, missing));
  if (!hasReason(row, request.reason))
    return refused('no-reason', row.reason === 'words' ? ['in words'] : (row.reason ?? []));
  return { kind: 'moved', to: row.to, writes: row.writes };
}

/** A transition that the table refused where the program takes it for granted: a fault of this program. */
export class TransitionFault extends Error {
  override readonly name = 'TransitionFault';

  constructor(
    subject: string,
    readonly refused: Refused,
  ) {
    super(refusalInWords(`The ${subject}`, refused));
  }
}

/**
 * Takes a transition that has to be possible here, as in a job that has looked before.
 * @throws TransitionFault
 */
export function taken<Table extends Workflow>(
  workflow: Table,
  state: StateOf<Table> | typeof beginning,
  name: TransitionOf<Table>,
  request: TransitionRequest<GuardOf<Table>>,
): StateOf<Table> {
  const answer = transition(workflow, state, name, request);
  if (answer.kind === 'refused') throw new TransitionFault(workflow.subject, answer);
  return answer.to;
}

/** Every way that leads on from a state, in the order of the table. */
export const allowedFrom = (workflow: Workflow, state: string): AllowedTransition[] =>
  workflow.transitions
    .filter(({ from }) => from.includes(state))
    .map((row) => ({
      transition: row.name,
      to: row.to,
      by: rolesInWords(row),
      needs: guardsInWords(workflow, row.needs ?? []),
    }));

/** Why a transition was refused and what would be right, as a sentence; `thing` begins it, such as 'Item 7'. */
export function refusalInWords(thing: string, { why, state, transition: name, expected }: Refused): string {
  const [act, either] = [name.replaceAll('-', ' '), expected.map((one) => one.replaceAll('-', ' ')).join(' or ')];
  switch (why) {
    case 'not-from-here':
      return `${thing} is ${state.replaceAll('-', ' ')}: to ${act}, it has to be ${either}.`;
    case 'not-by-you':
      return `${thing}: to ${act} is for ${either}.`;
    case 'not-yet':
      return `${thing}: to ${act}, it is needed that ${expected.join('; and that ')}.`;
    case 'no-reason':
      return `${thing}: to ${act} takes a reason: ${expected.join(' or ')}.`;
  }
}

const mayTake = ({ by }: TransitionRow, roles: readonly string[]): boolean =>
  by.some((needed) => [needed].flat().every((role) => roles.includes(role)));

const rolesInWords = ({ by }: TransitionRow): string[] => by.map((needed) => [needed].flat().join('+'));

const guardsInWords = ({ guards }: Workflow, names: readonly string[]): string[] =>
  names.map((name) => guards[name]?.says ?? name);

function hasReason({ reason }: TransitionRow, given: string | null = null): boolean {
  if (reason === undefined) return true;
  if (given === null || given.trim() === '') return false;
  return reason === 'words' || reason.includes(given);
}
