/**
 * The way of something that people and the service work on, as a table: its states, and the transitions between them with who may take
 * each, what must be there, and what it writes. A table is data; `transition` is the one function that reads it to move anything.
 */

/** Not there yet: where everything begins. It is no state of a table; transitions from it are how something comes to be. */
export const beginning = 'new';

/** Who may where no person may: the service itself, in its jobs and in what follows from an act elsewhere. */
export const theService = 'service';

export interface StateRow {
  /** What it means, for whoever reads the table. */
  readonly says: string;
  /** How the database keeps it, where not as the state's own word. */
  readonly keptAs?: string;
  /** True: it is an end, and nothing leads out of it. */
  readonly final?: true;
}

/** What must be there before a transition is taken. */
export interface GuardRow<State extends string> {
  readonly says: string;
  /** States to which there is no way without it, whatever the path; none where it only tells ways apart. The proof tries every path. */
  readonly protects: readonly State[];
}

export interface TransitionRow<
  State extends string = string,
  Guard extends string = string,
  Name extends string = string,
  Role extends string = string,
  Effect extends string = string,
> {
  readonly name: Name;
  readonly from: readonly (State | typeof beginning)[];
  readonly to: State;
  /** Any one of these may. Roles in a list of their own are needed together, in one person or in several. */
  readonly by: readonly (Role | readonly Role[])[];
  readonly needs?: readonly Guard[];
  /** A reason must be given: in a person's words, or as one of these codes. */
  readonly reason?: 'words' | readonly string[];
  /** What is written with it, in one transaction. */
  readonly writes: readonly Effect[];
}

export interface Workflow<
  State extends string = string,
  Guard extends string = string,
  Name extends string = string,
  Role extends string = string,
  Effect extends string = string,
> {
  /** What goes this way, as a noun with a small letter: 'dry run'. */
  readonly subject: string;
  readonly about: string;
  readonly states: Readonly<Record<State, StateRow>>;
  readonly guards: Readonly<Record<Guard, GuardRow<State>>>;
  readonly transitions: readonly TransitionRow<State, Guard, Name, Role, Effect>[];
}

/** A table whose words the compiler checks against each other. Whether it holds together, `faultsOf` says. */
export const defineWorkflow = <
  const State extends string,
  const Guard extends string,
  const Name extends string,
  const Role extends string,
  const Effect extends string,
>(
  table: Pick<Workflow, 'subject' | 'about'> & {
    readonly states: Readonly<Record<State, StateRow>>;
    readonly guards: Readonly<Record<Guard, GuardRow<NoInfer<State>>>>;
    readonly transitions: readonly TransitionRow<NoInfer<State>, NoInfer<Guard>, Name, Role, Effect>[];
  },
): Workflow<State, Guard, Name, Role, Effect> => table;

export type StateOf<Table extends Workflow> = keyof Table['states'] & string;
export type GuardOf<Table extends Workflow> = keyof Table['guards'] & string;
export type TransitionOf<Table extends Workflow> = Table['transitions'][number]['name'];
export type EffectOf<Table extends Workflow> = Table['transitions'][number]['writes'][number];

type RoleOf<Table extends Workflow> = Extract<Table['transitions'][number]['by'][number], string>;
type PersonOf<Table extends Workflow> = Exclude<RoleOf<Table>, typeof theService>;

/** Every state, in the order of the table. */
export const statesOf = <Table extends Workflow>({ states }: Table): StateOf<Table>[] => Object.keys(states);

/** The words in which the database keeps states: those of the table that are kept as their own word. */
export const storedStates = <Table extends Workflow>(table: Table): StateOf<Table>[] =>
  statesOf(table).filter((state) => table.states[state]?.keptAs === undefined);

/** The states from which a transition leads, without the beginning. */
export const statesBefore = <Table extends Workflow>(
  { transitions }: Table,
  name: TransitionOf<Table>,
): StateOf<Table>[] =>
  transitions.flatMap((row) => (row.name === name ? row.from.filter((state) => state !== beginning) : []));

/**
 * The roles of people who may take a transition, one at least.
 * @throws Error for a transition that is the service's alone
 */
export function rolesFor<Table extends Workflow>(
  { subject, transitions }: Table,
  name: TransitionOf<Table>,
): [PersonOf<Table>, ...PersonOf<Table>[]] {
  const roles = transitions.filter((row) => row.name === name).flatMap(({ by }) => by.flat());
  const [first, ...others] = new Set(roles.filter((role) => role !== theService) as PersonOf<Table>[]);
  if (first === undefined) throw new Error(`No person may ${name} a ${subject}.`);
  return [first, ...others];
}
