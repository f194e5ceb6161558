/** What a table must be: the proof that the unit tests run over every one of them. */
import { beginning, statesOf, type TransitionRow, type Workflow } from './workflow.js';

/**
 * Every fault of a table, in words; none where it holds together. Proved are: every state is reached from the beginning; every state
 * that is no end can be left, and an end cannot; from every state an end is reached, where there is one; no transition names a state or
 * a guard that is not there; a name leads from a state to one place; and there is no way around a guard to a state that it protects.
 */
export function faultsOf(workflow: Workflow): string[] {
  return [
    ...unknownWords(workflow),
    ...doubles(workflow),
    ...unreached(workflow),
    ...deadEnds(workflow),
    ...waysAround(workflow),
    ...unused(workflow),
  ];
}

/** States that are reached from a state by some of a table's transitions. */
function reachedFrom(start: string, transitions: readonly Pick<TransitionRow, 'from' | 'to'>[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  return reached;
}

function unknownWords({ states, guards, transitions }: Workflow): string[] {
  const isState = (state: string): boolean => state === beginning || Object.hasOwn(states, state);
  return [
    ...(Object.hasOwn(states, beginning) ? [`'${beginning}' is the beginning and no state`] : []),
    ...transitions.flatMap(({ name, from, to, by, needs = [] }) => [
      ...[...from, to].filter((state) => !isState(state)).map((state) => `${name}: there is no state '${state}'`),
      ...(to === beginning ? [`${name}: nothing leads back to the beginning`] : []),
      ...needs.filter((guard) => !Object.hasOwn(guards, guard)).map((guard) => `${name}: there is no guard '${guard}'`),
      ...(from.length === 0 ? [`${name}: it leads from nowhere`] : []),
      ...(by.length === 0 || by.some((roles) => roles.length === 0) ? [`${name}: nobody may take it`] : []),
    ]),
    ...Object.entries(guards).flatMap(([guard, { protects }]) =>
      protects
        .filter((state) => !Object.hasOwn(states, state))
        .map((state) => `${guard}: there is no state '${state}' to protect`),
    ),
  ];
}

const doubles = ({ transitions }: Workflow): string[] => {
  const ways = transitions.flatMap(({ name, from }) => from.map((state) => `${name}: there are two from '${state}'`));
  return [...new Set(ways.filter((way, index) => ways.indexOf(way) !== index))];
};

function unreached(workflow: Workflow): string[] {
  const reached = reachedFrom(beginning, workflow.transitions);
  return statesOf(workflow)
    .filter((state) => !reached.has(state))
    .map((state) => `${state}: it is not reached from the beginning`);
}

function deadEnds(workflow: Workflow): string[] {
  const isFinal = (state: string): boolean => workflow.states[state]?.final === true;
  const ends = statesOf(workflow).filter(isFinal);
  const leaves = (state: string): boolean =>
    workflow.transitions.some(({ from, to }) => from.includes(state) && to !== state);
  return statesOf(workflow).flatMap((state) => {
    if (isFinal(state))
      return workflow.transitions.some(({ from }) => from.includes(state))
        ? [`${state}: it is an end and is left`]
        : [];
    if (!leaves(state)) return [`${state}: it is no end and cannot be left`];
    const reached = reachedFrom(state, workflow.transitions);
    return ends.length === 0 || ends.some((end) => reached.has(end)) ? [] : [`${state}: no end is reached from it`];
  });
}

/** With every transition that asks for a guard taken away, what it protects must be out of reach. */
const waysAround = ({ guards, transitions }: Workflow): string[] =>
  Object.entries(guards).flatMap(([guard, { protects }]) => {
    const reached = reachedFrom(
      beginning,
      transitions.filter(({ needs = [] }) => !needs.includes(guard)),
    );
    return protects
      .filter((state) => reached.has(state))
      .map((state) => `${guard}: there is a way around it to '${state}'`);
  });

const unused = ({ guards, transitions }: Workflow): string[] =>
  Object.keys(guards)
    .filter((guard) => !transitions.some(({ needs = [] }) => needs.includes(guard)))
    .map((guard) => `${guard}: no transition asks for it`);
